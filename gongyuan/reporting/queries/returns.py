"""How returns stand: a unit's own, and those of the units below it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongyuan.organisations.models import Unit, UnitQuerySet, UnitStretch, taken_in
from gongyuan.people.actor import Actor
from gongyuan.reporting.choices import COLUMNS, FROZEN_STATES, INDICATORS, Indicator
from gongyuan.reporting.models import ManualFigure, Return

#: So many of a unit's unions are not taken in within a year.
MOST_ENDED = 50


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
    """How many of the unions a unit led directly at the year's end, today in the running year,
    have submitted their table; one query."""
    sent = Return.objects.filter(unit=OuterRef("unit"), year=year, state__in=FROZEN_STATES)
    found = _led_on(unit, min(_last_day(year), today)).aggregate(
        expected=Count("pk"), reported=Count("pk", filter=Q(Exists(sent)))
    )
    return Progress(expected=found["expected"], reported=found["reported"])


def units_filled_by(actor: Actor, year: int) -> UnitQuerySet:
    """The units whose table of a year a post fills: its own, and those its unit has taken in since
    the year's end."""
    left = taken_in(actor.unit_id or 0) & Q(closed_on__gt=_last_day(year))
    return Unit.objects.visible_to(actor).filter(Q(pk=actor.unit_id or 0) | left)


def is_reviewed_by(unit: Unit, year: int, *, unit_id: int | None) -> bool:
    """Whether a unit returns or accepts a table: it leads the union, or led one that was taken in
    since the year's end."""
    if unit.merged_into_id is None:
        return unit.parent_id == unit_id
    known = UnitStretch.objects.on(_last_day(year))
    return known.filter(unit=unit, parent=unit_id).exists()


def ended_since(unit: Unit, year: int) -> list[Unit]:
    """The unions that have a table of a year and have been taken in since: led by a unit then, or
    taken in by it; two queries at most."""
    led = _led_on(unit, _last_day(year)).values("unit")
    rows = Unit.objects.filter(closed_on__gt=_last_day(year), merged_into__isnull=False)
    found = rows.filter(Q(pk__in=led) | taken_in(unit.pk))
    return list(
        found.defer("search")
        .prefetch_related("merged_into")
        .order_by("region_code", "pk")[:MOST_ENDED]
    )


def _led_on(unit: Unit, day: date) -> QuerySet[UnitStretch]:
    found: QuerySet[UnitStretch] = UnitStretch.objects.on(day)
    return found.filter(parent=unit, level__in=list(COLUMNS))


def _last_day(year: int) -> date:
    return date(year, 12, 31)


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
