"""How returns stand: a unit's own, and those of the units below it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from gongyuan.organisations.models import Unit
from gongyuan.reporting.choices import COLUMNS, FROZEN_STATES, INDICATORS, Indicator
from gongyuan.reporting.models import ManualFigure, Return


@dataclass(frozen=True, kw_only=True)
class Progress:
    #: Unions of the table's levels that the unit leads directly.
    expected: int
    reported: int

    @property
    def awaited(self) -> int:
        return self.expected - self.reported


def return_of(unit: Unit, year: int) -> Return | None:
    """The unit's return of a year, if it has begun one."""
    return Return.objects.select_related("unit").filter(unit=unit, year=year).first()


def returns_of_year(units: list[Unit], year: int) -> dict[int, Return]:
    """Returns of a year by unit, one query."""
    return {row.unit_id: row for row in Return.objects.filter(unit__in=units, year=year)}


def progress(unit: Unit, year: int, *, today: date) -> Progress:
    """How many of the unions a unit leads directly have submitted their table; one query."""
    sent = Return.objects.filter(unit=OuterRef("pk"), year=year, state__in=FROZEN_STATES)
    found = (
        Unit.objects.filter(parent=unit, level__in=list(COLUMNS))
        .open_on(min(date(year, 12, 31), today))
        .aggregate(expected=Count("pk"), reported=Count("pk", filter=Q(Exists(sent))))
    )
    return Progress(expected=found["expected"], reported=found["reported"])


def rows_not_entered(unit_return: Return) -> list[Indicator]:
    """Rows entered by hand that the unit has left empty in its own column; none for a province.

    A row that is also counted from records may stay empty: then nothing lies outside them.
    """
    level = unit_return.unit.level
    entered = set(
        ManualFigure.objects.filter(unit_return=unit_return, level=level).values_list(
            "indicator", flat=True
        )
    )
    asked = [row for row in INDICATORS if row.is_entered and row.source is None]
    return [row for row in asked if level in COLUMNS and row.code not in entered]
