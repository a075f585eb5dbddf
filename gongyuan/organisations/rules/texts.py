FORMULA = frozenset("=+-@")


def text_obstacles(**texts: str) -> list[str]:
    """A text that a spreadsheet would run as a formula is not a name (OWASP, CSV injection)."""
    return [
        f"“{text}”不能以 = + - @ 开头。" for text in texts.values() if text.lstrip()[:1] in FORMULA
    ]
