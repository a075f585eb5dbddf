"""What is shown of a person's numbers where the whole is not needed, and how they are found."""

from collections.abc import Callable

from gongyuan.core.crypto import blind_index
from gongyuan.law.identity import normalised_code
from gongyuan.law.phones import normalised_phone

TAIL = 4


def mask_identity_number(number: str) -> str:
    return f"{number[:4]}**********{number[-4:]}" if len(number) == 18 else "*" * len(number)


def mask_phone(phone: str) -> str:
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 7 else "*" * len(phone)


def mask_address(address: str) -> str:
    if not address:
        return ""
    return f"{address[:6]}……" if len(address) > 6 else "……"


#: How a field of a worker is shown where the whole is not needed.
MASKED: dict[str, Callable[[str], str]] = {
    "identity_number": mask_identity_number,
    "phone": mask_phone,
    "address": mask_address,
}


def mask_name(name: str) -> str:
    """Surname and last character: 王×国, 赵×."""
    if len(name) <= 1:
        return name
    return f"{name[0]}×{name[-1] if len(name) > 2 else ''}"


def identity_key(number: str) -> bytes | None:
    """Find-key of an identity number as typed; None for an empty one."""
    return blind_index("identity_number", normalised_code(number))


def phone_key(phone: str) -> bytes | None:
    """Find-key of a telephone number as typed; None for an empty one."""
    return blind_index("phone", normalised_phone(phone))


def phone_tail_key(phone: str) -> bytes | None:
    """Find-key of the last four digits of a telephone number."""
    digits = "".join(c for c in normalised_phone(phone) if c.isdigit())
    return blind_index("phone_tail", digits[-TAIL:]) if len(digits) >= TAIL else None
