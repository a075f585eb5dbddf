"""What is shown of a person's numbers where the whole is not needed."""


def mask_identity_number(number: str) -> str:
    return f"{number[:4]}**********{number[-4:]}" if len(number) == 18 else "*" * len(number)


def mask_phone(phone: str) -> str:
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 7 else "*" * len(phone)


def mask_address(address: str) -> str:
    return f"{address[:6]}……" if len(address) > 6 else "……"


def mask_name(name: str) -> str:
    """Surname and last character: 王×国, 赵×."""
    if len(name) <= 1:
        return name
    return f"{name[0]}×{name[-1] if len(name) > 2 else ''}"
