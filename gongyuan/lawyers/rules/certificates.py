"""The check code of a certificate of appointment: short enough to type, too many to guess."""

#: Without what is easily mistaken for something else: 0 and O, 1, I and L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # pragma: allowlist secret
GROUPS, GROUP_LENGTH = 3, 4


def grouped(characters: str) -> str:
    """A check code as it is printed: ABCD-EFGH-JKMN."""
    return "-".join(
        characters[start : start + GROUP_LENGTH]
        for start in range(0, GROUPS * GROUP_LENGTH, GROUP_LENGTH)
    )


def typed_code(text: str) -> str:
    """A check code as somebody typed it, in the form it is kept; empty when it cannot be one."""
    known = "".join(one for one in text.upper() if one in ALPHABET)
    return grouped(known) if len(known) == GROUPS * GROUP_LENGTH else ""
