"""Courses for the team: when one may be announced, who may sign up, how long somebody came."""

from dataclasses import dataclass
from datetime import date

from gongyuan.panel.choices import Presence

#: The form's own bound, not of law.
MOST_MINUTES = 3 * 24 * 60


@dataclass(frozen=True, kw_only=True)
class CourseFacts:
    """A course as one who wants to sign up finds it, on a day."""

    closes_on: date
    held_on: date
    is_called_off: bool
    seats: int | None
    taken: int
    for_holders: bool


def announcement_obstacles(
    *, held_on: date, closes_on: date, minutes: int, today: date
) -> dict[str, str]:
    """What is wrong with a course as it is announced, by field."""
    found = {}
    if held_on < today:
        found["held_on"] = "这一天已经过去了。"
    if closes_on > held_on:
        found["closes_on"] = "报名截止不能晚于举办日期。"
    elif closes_on < today:
        found["closes_on"] = "报名截止已经过去了。"
    if not 1 <= minutes <= MOST_MINUTES:
        found["minutes"] = f"请填1到{MOST_MINUTES}分钟。"
    return found


def sign_up_obstacles(
    course: CourseFacts, *, is_member: bool, holds_certificate: bool, today: date
) -> list[str]:
    """Why somebody may not sign up: too late, full, called off, or neither member nor holder.

    平工文〔2016〕28号 附件1 四(一)(二): courses are held for the team; who holds a certificate of
    another work comes where the course is open to them.
    """
    if course.is_called_off:
        return ["这次培训取消了。"]
    if today > course.closes_on:
        return [f"报名{course.closes_on:%Y-%m-%d}截止了。"]
    if not is_member and not (course.for_holders and holds_certificate):
        return ["这次培训只请志愿团成员参加。" if not course.for_holders else "要有有效的证书。"]
    if course.seats is not None and course.taken >= course.seats:
        return [f"{course.seats}个名额已经报满。"]
    return []


def minutes_there(presence: str, *, minutes: int) -> int:
    """How many minutes of a course of so many somebody was there."""
    if presence == Presence.THROUGHOUT:
        return minutes
    return minutes // 2 if presence == Presence.HALF else 0
