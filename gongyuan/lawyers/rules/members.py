"""What may be said of a lawyer's licence, years, firm, discipline, and what ends a membership."""

from datetime import date

LICENCE_DIGITS = 17
#: Where a licence number is said to hold the year of the first licence; the rule was not read.
YEAR_OF_LICENCE = slice(5, 9)
FIRST_LICENCES = 1979


def licence_obstacles(number: str) -> list[str]:
    """Say why this is not a lawyer's licence number: it has seventeen digits (执业证号)."""
    if len(number) == LICENCE_DIGITS and number.isascii() and number.isdigit():
        return []
    return [f"执业证号是{LICENCE_DIGITS}位数字，现在是{len(number)}位。"]


def licence_hints(number: str, practising_since: date | None, *, today: date) -> list[str]:
    """What looks odd in a licence number, to be held against the licence itself (待核).

    The published rule of its composition was not read: that its sixth to ninth digits are the
    year of the first licence is how numbers are seen to be made, so this warns and never refuses,
    and no check digit is reckoned.
    """
    if licence_obstacles(number):
        return []
    year = int(number[YEAR_OF_LICENCE])
    if not FIRST_LICENCES <= year <= today.year:
        return ["证号第6至9位一般是首次执业年份，这个证号不像，请对照执业证（编码规则待核）。"]
    if practising_since is not None and practising_since.year != year:
        return [f"证号第6至9位是{year}，与首次执业日期的年份不同，请对照执业证（编码规则待核）。"]
    return []


def years_of_practice(since: date | None, *, today: date) -> int | None:
    """Whole years since the first licence; None when its day is not known."""
    if since is None or since > today:
        return None
    return today.year - since.year - ((today.month, today.day) < (since.month, since.day))


def move_obstacles(*, is_same: bool, there_since: date | None, day: date, today: date) -> list[str]:
    """Say why a lawyer cannot have moved to another firm on a day (律师执业管理办法, 变更执业机构).

    `there_since` is the first day in the present firm, when it is known.
    """
    if is_same:
        return ["已经在这家律所执业。"]
    if day > today:
        return ["转所日期不能晚于今天，办妥变更以后再登记。"]
    if there_since is not None and day <= there_since:
        return [f"{there_since:%Y-%m-%d}才到现在的律所，转所日期应当在这以后。"]
    return []


def measure_obstacles(decided_on: date, *, today: date) -> list[str]:
    """Say why a disciplinary measure cannot be entered (附件2 第五条（一）)."""
    return ["决定日期不能晚于今天。"] if decided_on > today else []


def dismissal_reasons(verified: int, limit: int | None) -> list[str]:
    """Say that a lawyer's membership is to be ended for verified complaints, and why.

    平工文〔2016〕28号 附件2 第五条（六）: so many verified complaints (`limit`, of the policy of
    the place) end it. Empty below the limit, and where no policy gives one.
    """
    if limit is None or verified < limit:
        return []
    return [f"属实的投诉已有{verified}次，达到取消成员资格的{limit}次。"]
