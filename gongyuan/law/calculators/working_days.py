"""Working days with make-up days: the n-th one after a day, or how many lie between two days."""

from datetime import date, timedelta
from typing import Annotated, ClassVar

from pydantic import Field

from gongyuan.law.calculation import Result, Workings
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import LATEST_DAY, CalculatorInput, title_of
from gongyuan.law.registry import calculator
from gongyuan.law.results import written_date
from gongyuan.law.workdays import Calendar

#: The first year whose arrangement of days off and make-up days is known.
CALENDAR_SINCE = date(2004, 1, 1)
MOST_WORKING_DAYS = 1000
MOST_YEARS_BETWEEN = 5
#: More runs of days than this are told as a number only.
MOST_RUNS_TOLD = 12
SOURCE = "全国年节及纪念日放假办法第二条、第七条"
START_SOURCE = "民法典第二百零一条第二款"

CalendarDay = Annotated[
    date, Field(ge=CALENDAR_SINCE, le=LATEST_DAY, json_schema_extra={"unit": "date"})
]


class AskedDays(CalculatorInput):
    """A day, and either how many working days to go on or the day to count to."""

    in_order: ClassVar = (("started_on", "ended_on"),)

    started_on: CalendarDay = Field(title="起始日期", description="当日不计入。")
    count: Annotated[int, Field(ge=0, le=MOST_WORKING_DAYS)] | None = Field(
        None,
        title="工作日数",
        description="算其后第几个工作日；与结束日期只填一项。",
        json_schema_extra={"unit": "working_day"},
    )
    ended_on: CalendarDay | None = Field(
        None, title="结束日期", description="算到这一日（含当日）有几个工作日。"
    )

    def obstacles(self) -> dict[str, str]:
        """Ask for exactly one of count and end, not further apart than five years."""
        if self.count is None and self.ended_on is None:
            return {"count": "工作日数和结束日期请填写一项。"}
        if self.count is not None and self.ended_on is not None:
            return {"ended_on": "工作日数和结束日期只能填写一项。"}
        if self.ended_on and self.ended_on.year - self.started_on.year > MOST_YEARS_BETWEEN:
            start = title_of(type(self), "started_on")
            return {"ended_on": f"与{start}最多相距{MOST_YEARS_BETWEEN}年。"}
        return {}


@calculator(
    name="working_days",
    title="工作日",
    group="days",
    question="几个工作日以后是哪一天？两个日期之间有几个工作日？",
)
def working_days(given: AskedDays, regional: FigureTable) -> Result:
    """Day of the n-th working day after a day, or working days between two days.

    The first day is not counted, the last is (民法典第二百零一条); make-up days work, days off
    rest, both by the State Council's yearly notice (放假办法第七条). A year not yet published is
    said to be provisional. With 0 it is the day itself or the next working day.
    """
    workings, calendar = Workings(regional), regional.calendar
    workings.step(f"{written_date(given.started_on)}当日不计入，自次日起算。", START_SOURCE)
    if given.ended_on is None:
        return _day_after(given.started_on, given.count or 0, workings, calendar)
    return _number_between(given.started_on, given.ended_on, workings, calendar)


def say_special_days(after: date, until: date, workings: Workings, calendar: Calendar) -> None:
    """Say which weekdays rest and which weekend days work, after one day up to another.

    And which of the years asked are provisional (全国年节及纪念日放假办法第七条).
    """
    resting: list[date] = []
    working: list[date] = []
    for step in range(1, (until - after).days + 1):
        day = after + timedelta(days=step)
        works, at_weekend = calendar.is_working_day(day), day.weekday() >= 5
        if works == at_weekend:
            (working if works else resting).append(day)
    if resting:
        workings.step(f"其间放假的工作日：{_days(resting)}。", SOURCE)
    if working:
        workings.step(f"其间上班的休息日（调休）：{_days(working)}。", SOURCE)
    for year in calendar.provisional_years(after, until):
        workings.assume(f"{year}年放假安排尚未公布，暂按周末和法定节日计算。")
        workings.changes(f"{year}年放假安排公布后重新计算。")
        workings.warn(f"{year}年的放假安排尚未公布，结果是暂定的。")


def _day_after(start: date, count: int, workings: Workings, calendar: Calendar) -> Result:
    end = calendar.add_working_days(start, count)
    say_special_days(start, end, workings, calendar)
    said = f"{written_date(start)}后第{count}个工作日是{written_date(end)}。"
    if not count:
        said = f"{written_date(start)}当日或者其后第一个工作日是{written_date(end)}。"
    workings.step(said, SOURCE)
    workings.part("calendar_days", "相隔自然日", (end - start).days, "day")
    return workings.result(end, "date", said)


def _number_between(start: date, end: date, workings: Workings, calendar: Calendar) -> Result:
    number = calendar.working_days_between(start, end)
    say_special_days(start, end, workings, calendar)
    said = f"{written_date(start)}后至{written_date(end)}（含当日）共{number}个工作日。"
    workings.step(said, SOURCE)
    workings.part("calendar_days", "相隔自然日", (end - start).days, "day")
    return workings.result(number, "working_day", said)


def _days(days: list[date]) -> str:
    """Write days shortly, runs of them as one (2026年10月1日至10月2日), and many as a number."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    if len(runs) > MOST_RUNS_TOLD:
        return f"共{len(days)}天"
    return "、".join(_run(run) for run in runs)


def _run(days: list[date]) -> str:
    first, last = days[0], days[-1]
    if first == last:
        return written_date(first)
    return f"{written_date(first)}至{last.month}月{last.day}日"
