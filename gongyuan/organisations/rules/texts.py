from collections.abc import Collection, Mapping

FORMULA = frozenset("=+-@")


def text_obstacles(text: str) -> list[str]:
    """A text that a spreadsheet would run as a formula is not a name (OWASP, CSV injection)."""
    return [f"“{text}”不能以 = + - @ 开头。"] if text.lstrip()[:1] in FORMULA else []


def as_far_as_changed(
    obstacles: Mapping[str, list[str]], changed: Collection[str]
) -> dict[str, list[str]]:
    """The obstacles of an edit: a telephone that came in from an old ledger stays until it is
    changed itself (电信网编号计划 binds what is entered)."""
    return {
        field: reasons
        for field, reasons in obstacles.items()
        if field != "phone" or field in changed
    }
