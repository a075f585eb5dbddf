"""Which part of a claim of double wage is still in time: the readings of different places.

No rule of the nation says how the year is counted for a claim that grows month by month.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from gongyuan.law.calculation import Workings
from gongyuan.law.inputs import Labelled
from gongyuan.law.periods import add_months

ONE_DAY = timedelta(days=1)


class LimitationMode(Labelled):
    """How limitation is counted for double wage; the default applies none, it is a defence."""

    NOT_APPLIED = "not_applied", "不考虑时效"
    BY_DAY = "by_day", "逐日计算"
    BY_MONTH = "by_month", "逐月计算"
    FROM_LAST_DAY = "from_last_day", "自期间末日起整体计算"


@dataclass(frozen=True, kw_only=True)
class Window:
    """Days for which double wage is due, both included."""

    first_day: date
    last_day: date


def left_in_time(
    mode: LimitationMode, window: Window, applied_on: date, workings: Workings
) -> Window | None:
    """Return what of a window is in time when applying on a day; None when nothing is.

    A year before the application is the reach (劳动争议调解仲裁法第二十七条第一款): by day every
    day stands alone, by month a month of the window is in time with its last day, and from the
    last day the whole window is in time with it.
    """
    reach = int(workings.law("double_wage_limitation_months", on=applied_on).value)
    oldest = add_months(applied_on, -reach)
    if mode == LimitationMode.NOT_APPLIED or oldest <= window.first_day:
        return window
    if window.last_day < oldest:
        return None
    if mode == LimitationMode.FROM_LAST_DAY:
        return window
    first_day = oldest if mode == LimitationMode.BY_DAY else _month_in_time(window, oldest)
    return Window(first_day=first_day, last_day=window.last_day)


def _month_in_time(window: Window, oldest: date) -> date:
    """Return the first day of the first month of the window whose last day is in time."""
    months = 0
    while add_months(window.first_day, months + 1) - ONE_DAY < oldest:
        months += 1
    return add_months(window.first_day, months)
