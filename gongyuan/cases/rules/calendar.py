"""When an appointment may be, which two stand in each other's way, and the days a page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from gongyuan.cases.choices import AppointmentKind, CalendarSpan

#: Where a half day ends for an appointment whose end nobody knows: hearings are set by half days.
NOON, EVENING = time(12), time(18)
WEEK = 7


@dataclass(frozen=True, kw_only=True)
class Hour:
    """When an appointment is, in Beijing time; `ends_at` None where nobody knows."""

    starts_at: datetime
    ends_at: datetime | None = None

    @property
    def until(self) -> datetime:
        """Its end, or the end of the half day it begins in."""
        if self.ends_at is not None:
            return self.ends_at
        for bound in (NOON, EVENING):
            end = datetime.combine(self.starts_at.date(), bound, self.starts_at.tzinfo)
            if self.starts_at < end:
                return end
        return self.starts_at + timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class AppointmentDetails:
    """What is told of an appointment; the hours are aware."""

    kind: str
    starts_at: datetime
    ends_at: datetime | None = None
    place: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Span:
    """The days of a page, both ends included, with the day to turn back and on to."""

    first: date
    last: date
    before: date
    after: date


def appointment_obstacles(
    details: AppointmentDetails, *, now: datetime, was_at: datetime | None = None
) -> dict[str, list[str]]:
    """Say by field why an appointment cannot be so: in the past, ending first, a hearing nowhere.

    `was_at` is when it is now: what has been may keep its hour while place or note is put right.
    The place of a hearing is in the notice of it (劳动人事争议仲裁办案规则 第三十八条).
    """
    found: dict[str, list[str]] = {"starts_on": [], "ends_time": [], "place": []}
    if details.starts_at <= now and details.starts_at != was_at:
        found["starts_on"].append("这个时间已经过了，请核对。")
    if details.ends_at is not None and details.ends_at <= details.starts_at:
        found["ends_time"].append("结束时间要晚于开始时间。")
    if details.kind == AppointmentKind.HEARING and not details.place.strip():
        found["place"].append("请写明在哪里开庭，开庭通知上有。")
    return {field: reasons for field, reasons in found.items() if reasons}


def clashes(hour: Hour, others: Sequence[Hour]) -> list[int]:
    """The places in `others` of those that overlap with this one; one that ends when it begins
    does not. Two hearings at once are a ground to ask for another day, 3 working days before
    (劳动人事争议仲裁办案规则 第三十八条), so that it is said and not refused.
    """
    return [
        place
        for place, other in enumerate(others)
        if hour.starts_at < other.until and other.starts_at < hour.until
    ]


def span_of(kind: str, day: date, *, most_days: int) -> Span:
    """The days that a page about `day` shows: a month in whole weeks from Monday, a week, or all
    from the day on for `most_days` calendar days. Of the office's own making (工会自定).
    """
    if kind == CalendarSpan.WEEK:
        first = day - timedelta(days=day.weekday())
        week = timedelta(days=WEEK)
        return Span(
            first=first, last=first + week - timedelta(1), before=first - week, after=first + week
        )
    if kind == CalendarSpan.MONTH:
        first_of_month = day.replace(day=1)
        next_month = (first_of_month + timedelta(days=31)).replace(day=1)
        first = first_of_month - timedelta(days=first_of_month.weekday())
        last = next_month - timedelta(days=1)
        last += timedelta(days=WEEK - 1 - last.weekday())
        before = (first_of_month - timedelta(days=1)).replace(day=1)
        return Span(first=first, last=last, before=before, after=next_month)
    step = timedelta(days=most_days)
    return Span(first=day, last=day + step, before=day - step, after=day + step)
