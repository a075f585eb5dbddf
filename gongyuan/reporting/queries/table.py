"""The table of 吉会法字〔2015〕1号 for any unit and year, counted at the moment it is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q, Sum

from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries import filed_under
from gongyuan.reporting.choices import (
    COLUMNS,
    FROZEN_STATES,
    INDICATORS,
    Group,
    Indicator,
    Measure,
    Source,
)
from gongyuan.reporting.models import FrozenFigure, ManualFigure, Return
from gongyuan.reporting.queries.records import Counts, counts
from gongyuan.reporting.rules import Period, columns_of, period_of


class Place(NamedTuple):
    """Row, column, and part of the cell."""

    indicator: str
    level: str
    part: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What stands in a place: counted from records, entered by hand, or the sum of both."""

    counted: Decimal | None = None
    entered: Decimal | None = None

    @property
    def value(self) -> Decimal | None:
        """None when nobody has entered anything and nothing is counted."""
        known = [v for v in (self.counted, self.entered) if v is not None]
        return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of a unit's table: what it is about, and its figures by part."""

    unit: Unit
    period: Period
    indicator: Indicator
    level: UnitLevel
    #: False where a unit's table can have nothing, such as a county's column for the prefecture.
    is_open: bool
    figures: dict[str, Figure] = field(default_factory=dict)
    #: The figures the records give today, in a table that shows those it was submitted with.
    present: dict[str, Figure] = field(default_factory=dict)

    @property
    def value(self) -> Decimal | None:
        """The sum of the parts; for 补贴 the number of units that have answered."""
        known = [f.value for f in self.figures.values() if f.value is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def is_own(self) -> bool:
        return self.level == self.unit.level


@dataclass(frozen=True, kw_only=True)
class Table:
    cells: list[Cell]
    #: Records of the subtree that stand in no column: of province, nation or enterprise unions.
    outside: dict[Source, int]


def table(*, unit: Unit, year: int, today: date) -> Table:
    """The thirteen rows by three columns of a unit's subtree, live, in three queries.

    A record counts in the column of the level of the unit it belongs to, wherever in the subtree
    that lies; records of province and enterprise unions are in no column. Figures entered by hand
    are the unit's own, of whatever state its return is, and those of returns below that were
    submitted or accepted. Row order is that of the table, columns within a row.
    """
    period = period_of(year, today=today)
    counted = counts(unit.path, period)
    figures = _figures(counted, _entered(unit, year))
    return Table(cells=_cells(unit, period, figures), outside=_outside(counted))


def frozen_table(*, unit_return: Return, today: date) -> Table:
    """The table as it was submitted, each cell with what it would be today; four queries."""
    unit, period = unit_return.unit, period_of(unit_return.year, today=today)
    frozen = {
        Place(row.indicator, row.level, row.part): Figure(counted=row.counted, entered=row.entered)
        for row in FrozenFigure.objects.filter(unit_return=unit_return)
    }
    counted = counts(unit.path, period)
    present = _figures(counted, _entered(unit, period.year))
    return Table(cells=_cells(unit, period, frozen, present), outside=_outside(counted))


def figures_by_place(cells: Iterable[Cell]) -> dict[Place, Figure]:
    """The figures of a table by row, column and part, without the places nothing can stand in."""
    return {
        Place(cell.indicator.code, cell.level, part): figure
        for cell in cells
        if cell.is_open
        for part, figure in cell.figures.items()
    }


def entered_figures(unit: Unit, year: int) -> models.QuerySet[ManualFigure]:
    """Figures entered by hand that count in a unit's table: its own and submitted ones below."""
    return ManualFigure.objects.filter(
        Q(unit_return__unit=unit) | Q(unit_return__state__in=FROZEN_STATES),
        filed_under(unit.path, on=date(year, 12, 31), field="unit_return__unit_path"),
        unit_return__year=year,
    )


def institutions_total(cells: Iterable[Cell]) -> int:
    """Sum of the four rows of institutions over the columns, for the check with the roster."""
    values = [cell.value for cell in cells if cell.indicator.group == Group.INSTITUTIONS]
    return int(sum((value or Decimal(0) for value in values), Decimal(0)))


def _outside(counted: dict[Source, Counts]) -> dict[Source, int]:
    found = {
        source: sum(number for (level, _), number in rows.items() if level not in COLUMNS)
        for source, rows in counted.items()
    }
    return {source: number for source, number in found.items() if number}


def _figures(counted: dict[Source, Counts], entered: dict[Place, Decimal]) -> dict[Place, Figure]:
    figures = {}
    for indicator in INDICATORS:
        for level in COLUMNS:
            for part in indicator.parts or [""]:
                place = Place(indicator.code, level, part)
                figures[place] = Figure(
                    counted=_count(indicator, level, part, counted), entered=entered.get(place)
                )
    return figures


def _count(
    indicator: Indicator,
    level: str,
    part: str,
    counted: dict[Source, Counts],
) -> Decimal | None:
    if indicator.source is None:
        return None
    return Decimal(counted[indicator.source].get((level, indicator.only or part), 0))


def _entered(unit: Unit, year: int) -> dict[Place, Decimal]:
    rows = (
        entered_figures(unit, year)
        .order_by()
        .values("indicator", "level", "part")
        .annotate(total=Sum("value"))
    )
    return {Place(r["indicator"], r["level"], r["part"]): r["total"] for r in rows}


def _cells(
    unit: Unit,
    period: Period,
    figures: dict[Place, Figure],
    present: dict[Place, Figure] | None = None,
) -> list[Cell]:
    open_columns = columns_of(unit.level)
    return [
        Cell(
            unit=unit,
            period=period,
            indicator=indicator,
            level=level,
            is_open=level in open_columns,
            figures=_parts(indicator, level, figures),
            present=_parts(indicator, level, present) if present is not None else {},
        )
        for indicator in INDICATORS
        for level in COLUMNS
    ]


def _parts(
    indicator: Indicator, level: UnitLevel, figures: dict[Place, Figure]
) -> dict[str, Figure]:
    return {
        part: figures.get(Place(indicator.code, level, part), Figure())
        for part in indicator.parts or [""]
    }


def cell_text(cell: Cell, figures: dict[str, Figure] | None = None) -> str:
    """A cell as the paper table writes it: 3、4 for staff, 1 or 2 or 1：5　2：3 for 补贴, else a
    number with thousands separated; "" where nothing is known."""
    values = {part: f.value for part, f in (figures or cell.figures).items()}
    if not cell.is_open or all(value is None for value in values.values()):
        return ""
    parts = cell.indicator.parts
    if cell.indicator.measure == Measure.YES_NO:
        if cell.is_own and sum(value or 0 for value in values.values()) == 1:
            return next(parts[part] for part, value in values.items() if value)
        return "　".join(f"{parts[part]}：{number_text(v or 0)}" for part, v in values.items())
    return "、".join(number_text(value or Decimal(0)) for value in values.values())


def number_text(value: Any) -> str:
    """1,986 or, where there are cents, 1,986.50."""
    number = Decimal(value)
    return f"{number:,.0f}" if number == number.to_integral_value() else f"{number:,.2f}"


def open_cell(
    *, unit: Unit, year: int, indicator: Indicator, level: UnitLevel, today: date
) -> Cell:
    """One cell of a unit's live table, not counted: for the list behind it."""
    return Cell(
        unit=unit,
        period=period_of(year, today=today),
        indicator=indicator,
        level=level,
        is_open=level in columns_of(unit.level),
    )


def frozen_cell(unit_return: Return, cell: Cell) -> dict[str, Figure]:
    """The figures of a cell as they were submitted, by part."""
    rows = FrozenFigure.objects.filter(
        unit_return=unit_return, indicator=cell.indicator.code, level=cell.level
    )
    return {row.part: Figure(counted=row.counted, entered=row.entered) for row in rows}
