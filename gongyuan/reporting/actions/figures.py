"""Entering by hand what no record of the system says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.reporting import rules
from gongyuan.reporting.actions.signature import signature
from gongyuan.reporting.choices import BY_CODE, FIRST_YEAR
from gongyuan.reporting.models import ManualFigure, Return
from gongyuan.reporting.queries import Place, units_filled_by


@dataclass(frozen=True, kw_only=True)
class _Hand:
    """Who enters, and when."""

    name: str
    at: datetime


@transaction.atomic
def save_manual_figures(
    *,
    unit: Unit,
    year: int,
    figures: Mapping[Place, Decimal | None],
    actor: Actor,
    now: datetime,
) -> Return:
    """Keep what a unit enters by hand in its table of a year, beginning its return if need be.

    `figures` has the places of the form; None clears one. Yuan have two places, cases are whole,
    补贴 in the own column is 1 or 2 and below it numbers of units (附件). Only what differs is
    written, so who and when stay with figures left alone. Refuses, beside its field, a figure
    that cannot stand; a place the unit does not enter; a return that was submitted.
    """
    unit = units_filled_by(actor, year).get(pk=unit.pk)
    refuse_if([f"没有{year}年的报表。"] if year < FIRST_YEAR else [])
    for place, value in figures.items():
        refuse_if(_place_obstacles(unit, place, value), field=field_name(place))
    Return.objects.get_or_create(unit=unit, year=year, defaults={"unit_path": unit.path})
    unit_return = (
        Return.objects.handled_by(actor).select_for_update(of=("self",)).get(unit=unit, year=year)
    )
    state = unit_return.get_state_display()
    refuse_if([f"报表{state}，数字不能再改。要改请由上级退回。"] if unit_return.is_frozen else [])
    changes = _store(unit_return, unit, figures, _Hand(name=signature(actor), at=now))
    if changes:
        record_event(
            unit_return, "reporting.return.fill", actor=actor, now=now, data={"changes": changes}
        )
    return unit_return


def field_name(place: Place) -> str:
    """The name of the form field of a place, for refusals and forms alike."""
    return "-".join(part for part in place if part)


def _place_obstacles(unit: Unit, place: Place, value: Decimal | None) -> list[str]:
    indicator = BY_CODE.get(place.indicator)
    is_own = place.level == unit.level
    if (
        indicator is None
        or not indicator.is_entered
        or place.level not in rules.columns_of(unit.level)
        or place.part not in rules.entry_parts(indicator, is_own=is_own)
    ):
        return ["这一格不由本单位手填。"]
    return [] if value is None else rules.figure_obstacles(indicator, value, is_own=is_own)


def _store(
    unit_return: Return, unit: Unit, figures: Mapping[Place, Decimal | None], hand: _Hand
) -> dict[str, list[str]]:
    """Write what differs; before and after of each, for the event."""
    kept = {
        Place(row.indicator, row.level, row.part): row
        for row in ManualFigure.objects.filter(unit_return=unit_return)
    }
    changes = {}
    for place, value in _stored(unit, figures).items():
        row = kept.get(place)
        before = row.value if row else None
        if before == value:
            continue
        changes[field_name(place)] = [str(v) if v is not None else "" for v in (before, value)]
        if row and value is None:
            row.delete()
        elif value is not None:
            row = row or ManualFigure(unit_return=unit_return, **place._asdict())
            row.value, row.entered_at, row.entered_by = value, hand.at, hand.name
            row.save()
    return changes


def _stored(unit: Unit, figures: Mapping[Place, Decimal | None]) -> dict[Place, Decimal | None]:
    return {
        Place(place.indicator, place.level, part): kept
        for place, value in figures.items()
        for part, kept in rules.stored_figures(
            BY_CODE[place.indicator], value, place.part, is_own=place.level == unit.level
        ).items()
    }
