"""The working calendar as people read it: the years, and the days that differ from the week."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongyuan.law.workdays import WEEKEND, Calendar, CalendarRow, statutory_days
from gongyuan.policy.entered import HolidayArrangement


@dataclass(frozen=True, kw_only=True)
class YearLine:
    """One year of the calendar: whether it is published, by which document, and by whom entered.

    `working_days` of the whole year; `entered` is None for a year the product brought.
    """

    year: int
    is_published: bool
    working_days: int
    source: str
    entered: HolidayArrangement | None


@dataclass(frozen=True, kw_only=True)
class DayLine:
    """One day that differs from the plain week: what it is called and whether people work."""

    day: date
    weekday: str
    is_working: bool
    name: str
    is_statutory: bool


WEEKDAYS = "一二三四五六日"


def year_lines(calendar: Calendar, *, today: date) -> list[YearLine]:
    """The years of the calendar up to the one after next, the latest first."""
    latest = {row.year: row for row in HolidayArrangement.objects.order_by("pk")}
    first = calendar.first_year or today.year
    last = max(today.year + 2, *calendar.published_years)
    return [_year_line(year, calendar, latest.get(year)) for year in range(last, first - 1, -1)]


def year_line(calendar: Calendar, year: int) -> YearLine:
    """One year of the calendar."""
    return _year_line(year, calendar, arrangements_of(year).first())


def arrangements_of(year: int) -> QuerySet[HolidayArrangement]:
    """Every arrangement entered for a year, the one in force first."""
    return HolidayArrangement.objects.filter(year=year).order_by("-pk")


def day_lines(calendar: Calendar, year: int) -> list[DayLine]:
    """The days of a year that differ from the plain week, in order (放假办法第二条、第七条).

    Days that neither a notice nor the law names are left out, weekends too.
    """
    named = dict(statutory_days(year))
    days = {day for day in calendar.rows if day.year == year} | named.keys()
    return [_day_line(day, calendar, calendar.rows.get(day), named) for day in sorted(days)]


def typed_days(calendar: Calendar, year: int) -> str:
    """What to begin with when a year is entered: its known days as lines, to be put right.

    For a year not yet published these are the statutory days (放假办法第二条).
    """
    return "\n".join(
        f"{line.day.isoformat()} {'班' if line.is_working else '休'} {line.name}"
        for line in day_lines(calendar, year)
    )


def _year_line(year: int, calendar: Calendar, entered: HolidayArrangement | None) -> YearLine:
    sources = {row.source for day, row in calendar.rows.items() if day.year == year}
    is_published = year in calendar.published_years
    return YearLine(
        year=year,
        is_published=is_published,
        working_days=calendar.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)),
        source=entered.source if entered else "、".join(sorted(sources)) if is_published else "",
        entered=entered,
    )


def _day_line(
    day: date, calendar: Calendar, row: CalendarRow | None, named: dict[date, str]
) -> DayLine:
    works = calendar.is_working_day(day)
    name = row.name if row and row.name else named.get(day, "")
    if not name:
        name = "调休上班" if works and day.weekday() in WEEKEND else "放假"
    return DayLine(
        day=day,
        weekday=f"周{WEEKDAYS[day.weekday()]}",
        is_working=works,
        name=name,
        is_statutory=day in named,
    )
