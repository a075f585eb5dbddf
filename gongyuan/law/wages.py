"""What a month of wage is worth by the day and by the hour (月计薪天数), and parts of months."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gongyuan.law.calculation import Workings
from gongyuan.law.periods import add_months
from gongyuan.law.workdays import Calendar, mainland_calendar
from gongyuan.law.years_of_service import MONTHS_A_YEAR

ONE_DAY = timedelta(days=1)
#: Of a figure asked about without a day: the rule that has no end.
RULES_OF_TODAY = date(2100, 12, 31)


def daily_wage(monthly: Decimal, workings: Workings, *, on: date) -> Decimal:
    """Return yuan a day, not rounded: a month's wage over the paid days (人社部发〔2025〕2号).

    `on` chooses the notice in force; refuses (MissingFigure) days before the first one.
    """
    return monthly / workings.law("paid_days_per_month", on=on).value


def hourly_wage(monthly: Decimal, workings: Workings, *, on: date) -> Decimal:
    """Return yuan an hour, not rounded: the daily wage over eight hours (人社部发〔2025〕2号)."""
    return daily_wage(monthly, workings, on=on) / hours_a_day(workings, on=on)


def hours_a_day(workings: Workings, *, on: date) -> Decimal:
    """Return the hours of a normal working day (国务院关于职工工作时间的规定第三条)."""
    return workings.law("working_hours_per_day", on=on).value


def folding_source(workings: Workings, *, on: date) -> str:
    """Name the clause by which wages are folded into days and hours on a day."""
    return workings.law("paid_days_per_month", on=on).source


@dataclass(frozen=True, kw_only=True)
class Span:
    """Whole months from a first day on, and the part beyond them.

    `rest_first` is the first day of the part, None when there is none; `rest_working_days` are
    its working days and `rest_days` its calendar days, the last day included.
    """

    months: int
    rest_first: date | None
    rest_last: date
    rest_working_days: int
    rest_days: int


def _months_apart(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * MONTHS_A_YEAR + later.month - earlier.month


def span(
    first_day: date,
    last_day: date,
    calendar: Calendar | None = None,
    *,
    anchor: date | None = None,
) -> Span:
    """Count months by corresponding days, both ends included (民法典第二百零二条).

    With an `anchor` that lies whole months before the first day the corresponding days are the
    anchor's: from 29 January on, February ends on its 28th and March begins on the 29th. The
    part of a month is counted in working days (法释〔2025〕12号第六条). Empty (no months, no part)
    when the last day is before the first.
    """
    if last_day < first_day:
        return Span(months=0, rest_first=None, rest_last=last_day, rest_working_days=0, rest_days=0)
    after = last_day + ONE_DAY
    start, offset = first_day, 0
    if anchor is not None and add_months(anchor, _months_apart(anchor, first_day)) == first_day:
        start, offset = anchor, _months_apart(anchor, first_day)
    months = _months_apart(first_day, after)
    while add_months(start, offset + months) > after:
        months -= 1
    rest_first = add_months(start, offset + months)
    if rest_first > last_day:
        return Span(
            months=months, rest_first=None, rest_last=last_day, rest_working_days=0, rest_days=0
        )
    worked = (calendar or mainland_calendar()).working_days_between(rest_first - ONE_DAY, last_day)
    return Span(
        months=months,
        rest_first=rest_first,
        rest_last=last_day,
        rest_working_days=worked,
        rest_days=(last_day - rest_first).days + 1,
    )
