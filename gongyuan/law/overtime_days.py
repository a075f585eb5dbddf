"""Which kind of overtime the hours of a day are (劳动法第四十四条, 全国年节及纪念日放假办法)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.calculation import Workings, number_text
from gongyuan.law.inputs import CalculatorInput, EmploymentDay
from gongyuan.law.results import written_date
from gongyuan.law.wages import hours_a_day
from gongyuan.law.workdays import Calendar, statutory_days

HOLIDAY_SOURCE = "全国年节及纪念日放假办法第二条"
REST_DAY_SOURCE = "国务院关于职工工作时间的规定第三、七条"
#: Steps say each day up to this number; beyond, the sums say enough.
DAYS_TOLD = 31
NATIONAL_DAY_MONTH, NATIONAL_DAYS = 10, 3


class WorkedDay(CalculatorInput):
    """One day and all hours worked on it."""

    day: EmploymentDay = Field(title="日期")
    hours: Annotated[Decimal, Field(gt=0, le=24, decimal_places=2)] = Field(
        title="当日工作总时数", description="正常工作日填全天时数，超过八小时的部分才是加班。"
    )
    is_rest_day: bool | None = Field(
        None,
        title="是否本人的休息日",
        description="不按双休日休息的才填；法定休假日不受影响。",
    )
    has_time_off: bool = Field(False, title="已经安排补休")


def is_known(day: date) -> bool:
    """Tell whether the statutory holidays of this day's year are kept (放假办法第二条)."""
    return bool(statutory_days(day.year))


def classified(worked: Sequence[WorkedDay], workings: Workings) -> dict[str, Decimal]:
    """Add up hours by kind: weekday (beyond eight), rest_day, holiday (劳动法第四十四条).

    A statutory day is triple even when it falls on a weekend; the other days off of an arranged
    holiday are rest days; a make-up day is a normal day. Rest days with time off in lieu count
    nothing; statutory days cannot be made up for. Says each day in a step.
    """
    hours: dict[str, Decimal] = defaultdict(Decimal)
    monthly: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    calendar = workings.regional.calendar
    years = {one.day.year for one in worked}
    normal = {year: hours_a_day(workings, on=date(year, 12, 31)) for year in years}
    for one in sorted(worked, key=lambda one: one.day):
        kind, number = _kind(one, calendar, normal[one.day.year])
        hours[kind] += number
        if kind == "weekday":
            monthly[one.day.year, one.day.month] += number
        if len(worked) <= DAYS_TOLD:
            workings.step(_told(one, kind, number), _source(kind))
    if any(calendar.is_provisional(one.day) for one in worked):
        workings.assume("含有尚未公布放假安排的年份，双休日和调休日按周历暂定。")
    _warn_of_long_months(monthly, workings)
    _warn_of_coinciding_days(worked, workings)
    return dict(hours)


def _kind(one: WorkedDay, calendar: Calendar, normal: Decimal) -> tuple[str, Decimal]:
    if one.day in statutory_days(one.day.year):
        return "holiday", one.hours
    is_rest_day = one.is_rest_day
    if is_rest_day is None:
        is_rest_day = not calendar.is_working_day(one.day)
    if is_rest_day:
        return "rest_day", Decimal(0) if one.has_time_off else one.hours
    return "weekday", max(one.hours - normal, Decimal(0))


def _told(one: WorkedDay, kind: str, number: Decimal) -> str:
    day = written_date(one.day)
    if kind == "holiday":
        name = statutory_days(one.day.year)[one.day]
        return f"{day}是法定休假日（{name}），{number_text(number)}小时按法定休假日计算。"
    if kind == "rest_day":
        if one.has_time_off:
            return f"{day}是休息日，已经补休，不付加班工资。"
        return f"{day}是休息日，{number_text(number)}小时按休息日计算。"
    if not number:
        return f"{day}是正常工作日，没有超过标准工作时间。"
    return f"{day}是正常工作日，超过标准工作时间{number_text(number)}小时。"


def _source(kind: str) -> str:
    return HOLIDAY_SOURCE if kind == "holiday" else REST_DAY_SOURCE


def _warn_of_long_months(monthly: dict[tuple[int, int], Decimal], workings: Workings) -> None:
    for (year, month), number in monthly.items():
        most = workings.law("overtime_hours_most_per_month", on=date(year, month, 1))
        if number > most.value:
            text = f"{year}年{month}月延长工作时间{number_text(number)}小时，超过每月"
            workings.warn(f"{text}{number_text(most.value)}小时的上限（{most.source}），可以投诉。")


def _warn_of_coinciding_days(worked: Sequence[WorkedDay], workings: Workings) -> None:
    """Say that the day off for two holidays on one day is arranged, hence not certain here."""
    for one in worked:
        if one.day.month != NATIONAL_DAY_MONTH:
            continue
        month = {day for day in statutory_days(one.day.year) if day.month == NATIONAL_DAY_MONTH}
        names = {statutory_days(one.day.year)[day] for day in month}
        if "中秋节" in names and len(month) == NATIONAL_DAYS and one.day > max(month):
            year = one.day.year
            text = f"{year}年中秋节与国庆节重合，补假的一天是否按法定休假日计算，以当年通知为准。"
            workings.warn(text)
