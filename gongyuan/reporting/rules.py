"""What the table of 吉会法字〔2015〕1号 asks of its figures, on plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyuan.organisations.choices import UnitLevel
from gongyuan.reporting.choices import COLUMNS, NO, YES, Indicator, Measure

RANKS = {level: rank for rank, level in enumerate(UnitLevel)}
#: The column holds ten digits before the point.
LARGEST = Decimal(10) ** 10
CENT = Decimal("0.01")
ENUMERATION = {Decimal(1): YES, Decimal(2): NO}


@dataclass(frozen=True, kw_only=True)
class Period:
    """The year of a table, and the day its stocks are counted on."""

    year: int
    as_at: date

    @property
    def first_day(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, 12, 31)


@dataclass(frozen=True, kw_only=True)
class SubmissionFacts:
    #: Wordings of the rows the unit has not entered in its own column.
    missing: tuple[str, ...]
    #: Sum of the four rows of institutions over the columns.
    institutions: int
    #: Lines of the roster attached.
    roster: int


def period_of(year: int, *, today: date) -> Period:
    """The calendar year of a table (注1: 以2014年1—12月为准); a running year is counted as today.

    Stocks are as at 31 December, or today while the year runs.
    """
    return Period(year=year, as_at=min(date(year, 12, 31), today))


def columns_of(level: str) -> list[UnitLevel]:
    """The columns a unit's table can have figures in: its own level and those below (附件 表头).

    A province has all three, a township only its own, an enterprise's union none.
    """
    return [column for column in COLUMNS if RANKS[column] >= RANKS[UnitLevel(level)]]


def entry_parts(indicator: Indicator, *, is_own: bool) -> list[str]:
    """What a unit enters in a cell of a row: one figure, or for lower units how many yes and no.

    A unit answers 1 or 2 for itself; for units below that file no return of their own it says how
    many have a subsidy and how many have none (附件 补贴).
    """
    return [YES, NO] if indicator.measure == Measure.YES_NO and not is_own else [""]


def figure_obstacles(indicator: Indicator, value: Decimal, *, is_own: bool) -> list[str]:
    """Why a figure cannot stand in a row: sign, size, places, 1 or 2 (附件; dossier 11.1.03)."""
    if not value.is_finite():
        return ["请填数字。"]
    if indicator.measure == Measure.YES_NO and is_own and value not in ENUMERATION:
        return ["只能填1（是）或者2（否）。"]
    if value < 0:
        return ["不能小于0。"]
    if value >= LARGEST:
        return ["数字太大，请核对单位是不是元。"]
    if indicator.measure == Measure.YUAN:
        return ["以元为单位，最多两位小数。"] if value != value.quantize(CENT) else []
    return ["应为整数。"] if value != value.to_integral_value() else []


def stored_figures(
    indicator: Indicator, value: Decimal | None, part: str, *, is_own: bool
) -> dict[str, Decimal | None]:
    """How an entry is kept, by part: a unit's own 1 or 2 becomes one unit with, or one without.

    So that the answers of many units add up to "1：5　2：3" (附件 补贴). None clears.
    """
    if indicator.measure != Measure.YES_NO or not is_own:
        return {part: value}
    answer = ENUMERATION[value] if value is not None else None
    return {one: Decimal(1) if one == answer else None for one in (YES, NO)}


def submission_obstacles(facts: SubmissionFacts) -> list[str]:
    """Why a return cannot be submitted: own rows left empty, roster unlike the table (注2)."""
    found = [f"“{wording}”还没有填。" for wording in facts.missing]
    if facts.institutions != facts.roster:
        found.append(f"机构各行合计{facts.institutions}个，名册有{facts.roster}个，请核对。")
    return found


def year_obstacles(period: Period, *, today: date) -> list[str]:
    """A year is reported when it is over (注1: 以1—12月为准)."""
    if today > period.last_day:
        return []
    return [f"{period.year}年还没有过完，统计期是1—12月，现在不能提交。"]


def difference(before: Iterable[Decimal | None], after: Iterable[Decimal | None]) -> Decimal:
    """By how much the sum of a cell has changed since it was submitted (spec 08, changed since)."""
    return sum((v or Decimal(0) for v in after), Decimal(0)) - sum(
        (v or Decimal(0) for v in before), Decimal(0)
    )
