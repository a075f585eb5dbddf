"""What may be said of a lawyer's licence number, and what ends a membership."""

LICENCE_DIGITS = 17


def licence_obstacles(number: str) -> list[str]:
    """Say why this is not a lawyer's licence number: it has seventeen digits (执业证号)."""
    if len(number) == LICENCE_DIGITS and number.isascii() and number.isdigit():
        return []
    return [f"执业证号是{LICENCE_DIGITS}位数字，现在是{len(number)}位。"]


def dismissal_reasons(verified: int, limit: int | None) -> list[str]:
    """Say that a lawyer's membership is to be ended for verified complaints, and why.

    平工文〔2016〕28号 附件2 第五条（六）: so many verified complaints (`limit`, of the policy of
    the place) end it. Empty below the limit, and where no policy gives one.
    """
    if limit is None or verified < limit:
        return []
    return [f"属实的投诉已有{verified}次，达到取消成员资格的{limit}次。"]
