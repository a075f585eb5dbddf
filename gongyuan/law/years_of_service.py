"""Length of service (工作年限) in whole years, months and days, both ends included."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gongyuan.law.periods import add_months

ONE_DAY = timedelta(days=1)
MONTHS_A_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class Service:
    """Time worked: whole years, the whole months beyond them, the days beyond those."""

    years: int
    months: int
    days: int

    @property
    def whole_months(self) -> int:
        """Return all whole months."""
        return self.years * MONTHS_A_YEAR + self.months

    @property
    def text(self) -> str:
        """Write the length: 5年3个月6天; 0天 when there is none."""
        parts = ((self.years, "年"), (self.months, "个月"), (self.days, "天"))
        return "".join(f"{number}{unit}" for number, unit in parts if number) or "0天"


def service(first_day: date, last_day: date) -> Service:
    """Count from the first to the last day worked, both included (劳动合同法第四十七条第一款).

    From 1 January to 30 June is six months exactly. Refuses (ValueError) crossing days.
    """
    if last_day < first_day:
        raise ValueError("service ends before it begins")
    after = last_day + ONE_DAY
    months = (after.year - first_day.year) * MONTHS_A_YEAR + after.month - first_day.month
    while add_months(first_day, months) > after:
        months -= 1
    days = (after - add_months(first_day, months)).days
    return Service(years=months // MONTHS_A_YEAR, months=months % MONTHS_A_YEAR, days=days)


def compensation_months(
    length: Service, *, per_year: Decimal, short_part: Decimal, round_up_from: int
) -> Decimal:
    """Turn service into months of wage: a part from `round_up_from` months on counts as a year.

    劳动合同法第四十七条第一款: one month for each year, a part of six months or more is a year, a
    shorter one gives `short_part` (half a month).
    """
    months = length.years * per_year
    if length.months >= round_up_from:
        return months + per_year
    return months + (short_part if length.months or length.days else 0)
