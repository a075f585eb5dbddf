"""Targets of coverage: entered by provinces and prefectures, never changed afterwards."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_fields, refuse_if
from gongyuan.organisations.choices import SET_TARGETS
from gongyuan.organisations.models import CoverageTarget, Unit
from gongyuan.organisations.queries import targets as queries
from gongyuan.organisations.rules import coverage as rules


@transaction.atomic
def enter_target(*, target: rules.NewTarget, actor: Any, now: datetime) -> CoverageTarget:
    """Set what share of a level below is to have an institution of a kind by a year's end.

    `percent` None takes the union's own target back. Its earlier entry stays as history. Refuses
    a union below the prefecture, a level that is not below it, what is softer than the superior's
    or the document's target of that day (工会法第十条), no change, and an empty source or reason.
    """
    if not actor.can(SET_TARGETS):
        raise PermissionDenied(SET_TARGETS)
    # One entry at a time for a union: two at once would both find the old one.
    unit = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.unit_id or 0)
    wanted = _wanted(target, unit)
    _refuse_impossible(wanted, unit, timezone.localdate(now))
    row = CoverageTarget.objects.create(
        unit=unit,
        level=wanted.level,
        kind=wanted.kind,
        due_on=wanted.due_on,
        percent=wanted.percent,
        source=wanted.source,
        reason=target.reason.strip(),
        entered_at=now,
        entered_by=actor.signature,
    )
    event = "organisations.coveragetarget.enter"
    record_event(row, event, actor=actor, now=now, note=target.reason)
    return row


def _wanted(target: rules.NewTarget, unit: Unit) -> rules.Target:
    return rules.Target(
        level=target.level,
        kind=target.kind,
        due_on=date(target.year, 12, 31),
        percent=target.percent,
        source=target.source.strip(),
        is_verified=True,
        set_by=unit.name,
    )


def _refuse_impossible(wanted: rules.Target, unit: Unit, today: date) -> None:
    refuse_if(
        rules.setting_obstacles(
            setter_level=unit.level, setter_kind=unit.kind, is_closed=unit.closed_on is not None
        )
    )
    above = {target.key: target for target in queries.targets_above(unit, on=today)}
    errors = rules.target_obstacles(
        wanted,
        setter_level=unit.level,
        above=above.get(wanted.key),
        current=queries.own_targets(unit).get(wanted.key),
        today=today,
    )
    refuse_fields({field: [sentence] for field, sentence in errors.items()})
