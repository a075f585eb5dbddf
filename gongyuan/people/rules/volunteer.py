"""What a volunteer's record may say: hours of a day, and why a place may be cancelled.

《法律援助志愿者管理办法》第十三条至第二十条 (dossier 10.09); its numbers come from the policy.
"""

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

from gongyuan.people.choices import CancelGround

HALF = Decimal("0.5")
MINUTES_OF_HALF = 30
MOST_HALVES = 48


def half_hours(hours: Decimal) -> int | None:
    """Hours as a number of half hours; None where they are none, too many or no whole halves."""
    halves = hours / HALF
    if halves != halves.to_integral_value() or not 1 <= halves <= MOST_HALVES:
        return None
    return int(halves)


def joining_obstacles(*, consented_on: date, joined_on: date, today: date) -> dict[str, list[str]]:
    """Why these days cannot stand: nobody is registered without having agreed before."""
    found: dict[str, list[str]] = {}
    if joined_on > today:
        found["joined_on"] = ["加入日期晚于今天，请核对。"]
    if consented_on > min(joined_on, today):
        found["consented_on"] = ["本人同意要在加入以前，也不能晚于今天。"]
    return found


def hours_obstacles(
    *,
    day: date,
    starts_at: time,
    hours: Decimal,
    joined_on: date,
    left_on: date | None,
    today: date,
) -> dict[str, list[str]]:
    """Everything wrong with what a volunteer is said to have done on a day, by field.

    Hours are counted in whole and half ones (第十三条至第二十条) and end on the same day.
    """
    found: dict[str, list[str]] = {}
    if day > today:
        found["day"] = ["日期晚于今天，服务过了再登记。"]
    elif day < joined_on or (left_on is not None and day > left_on):
        found["day"] = ["那一天不是这里的志愿者。"]
    halves = half_hours(hours)
    if halves is None:
        found["hours"] = ["按整小时或者半小时填写，如 3 或者 2.5，一天最多 24 小时。"]
    elif _minutes(starts_at) + halves * MINUTES_OF_HALF > 24 * 60:
        found["hours"] = ["从开始时间算起过了半夜，请分成两天登记。"]
    return found


def overlaps(starts_at: time, halves: int, others: Sequence[tuple[time, int]]) -> bool:
    """Whether a stretch of half hours meets one already recorded on the same day."""
    begin = _minutes(starts_at)
    end = begin + halves * MINUTES_OF_HALF
    return any(
        begin < _minutes(start) + length * MINUTES_OF_HALF and _minutes(start) < end
        for start, length in others
    )


def day_obstacles(
    *, halves: int, before: int, most_hours: int | None, over_note: str, source: str
) -> list[str]:
    """Why a day with so many half hours more may not be recorded without a word.

    A day is normally at most `most_hours` long (8, 《法律援助志愿者管理办法》); what goes beyond is
    recorded with a note of its own. None sets no limit.
    """
    if most_hours is None or (halves + before) <= most_hours * 2 or over_note.strip():
        return []
    whole = Decimal(halves + before) / 2
    usual = f"一般不超过{most_hours}小时（{source}）"
    return [f"这一天共{whole}小时，{usual}，超出的要在“超出说明”里写明。"]


def cancel_obstacles(
    *, ground: str, misses_in_year: int, complaints: int, least: int | None, source: str
) -> list[str]:
    """Why a place may not be cancelled on this ground: what the records hold is too little.

    `least` is how many times the ground asks for; None where it asks for none.
    """
    counted = {CancelGround.MISSES: misses_in_year, CancelGround.COMPLAINTS: complaints}
    have = counted.get(CancelGround(ground))
    if have is None or least is None or have >= least:
        return []
    what = "今年爽约" if ground == CancelGround.MISSES else "质量投诉"
    return [f"登记的{what}{have}次，满{least}次才能以此取消（{source}）。"]


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
