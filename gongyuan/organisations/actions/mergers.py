"""One union taken in by another (合并): what is open goes over, what is done stays as history."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.organisations import rules
from gongyuan.organisations.actions.handing_on import HandingOn
from gongyuan.organisations.actions.paths import relocate
from gongyuan.organisations.actions.taking import Merger, take_steps
from gongyuan.organisations.actions.twins import hand_on_drafts, tell_twins_apart
from gongyuan.organisations.actions.units import count_children, hold_tree, locked_unit
from gongyuan.organisations.choices import InstitutionKind
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries.doubles import Plan, doubles
from gongyuan.organisations.queries.stretches import changed_last_on
from gongyuan.organisations.rules.institutions import BELOW_COUNTY


@transaction.atomic
def merge_unit(
    *,
    unit: Unit,
    into: Unit,
    merged_on: date,
    actor: Any,
    now: datetime,
    note: str,
    agreed: Mapping[str, str] | None = None,
) -> Unit:
    """Let `into` take in `unit`, which closes on the day.

    The other leads from that day the unions it led and keeps its open institutions; what is still
    open in any domain (posts held, open cases …) becomes the other's, so that somebody can act on
    it. Of what both hold one goes on and the other ends with the day before, as was shown and
    chosen: `agreed` has what was shown by its key, with what was chosen ("" where nothing was);
    without it what is proposed holds. What is done stays with the closed union under its old name
    and numbers; as that stands below the other one from now on, the other and its superiors read
    it all. Questions about the days before find everything where it was (`PassedOn`). Refuses the
    actor's own unit, either one closed, one within the other the wrong way round, a lower one, a
    day to come or before a change already written down, a double that was not shown or that a
    person must choose of and nobody did, and an empty note.
    """
    hold_tree(whole=True)
    unit, into = locked_unit(unit, actor=actor), locked_unit(into, actor=actor)
    plan = check_merger(unit=unit, into=into, merged_on=merged_on, actor=actor, now=now)
    found = doubles(plan)
    refuse_if(rules.choice_obstacles(found, agreed))
    chosen = {one.key: rules.choice_of(one, agreed) for one in found if one.choices}
    merger = Merger(unit=unit, into=into, on=merged_on, actor=actor, now=now, chosen=chosen)
    counts = take_steps(merger) | tell_twins_apart(merger) | hand_on_drafts(merger)
    counts |= HandingOn(merger).hand_all_on()
    _close(merger, note, {name: number for name, number in counts.items() if number})
    return unit


def check_merger(*, unit: Unit, into: Unit, merged_on: date, actor: Any, now: datetime) -> Plan:
    """The merger as it may be shown before it is decided: writes nothing.

    Refuses one that cannot be whatever both unions hold: see `merge_unit`.
    """
    refuse_if(["不能并掉本单位，请由上级办理。"] if unit.pk == actor.unit_id else [])
    children = Unit.objects.filter(parent=unit, closed_on=None).values_list("kind", "level")
    refuse_if(
        rules.merging_obstacles(
            unit=_place(unit), into=_place(into), children=set(children.distinct())
        )
    )
    known = [unit.opened_on, into.opened_on, changed_last_on(path=unit.path)]
    last_on = max(filter(None, known), default=None)
    today = timezone.localdate(now)
    refuse_if(
        rules.change_day_obstacles(changed_on=merged_on, last_on=last_on, today=today),
        field="merged_on",
    )
    if into.level in BELOW_COUNTY:
        centres = AidInstitution.objects.filter(
            unit=unit, closed_on=None, kind=InstitutionKind.CENTRE
        )
        refuse_if(f"“{one.name}”是中心，并入的组织不能设中心，请先处理。" for one in centres)
    return Plan(unit=unit, into=into, on=merged_on)


def _place(unit: Unit) -> rules.Place:
    return rules.Place(path=unit.path, level=unit.level, is_closed=unit.closed_on is not None)


def _close(merger: Merger, note: str, counts: dict[str, int]) -> None:
    """The union ends on the day and stands below the other; both say so."""
    unit, into, former = merger.unit, merger.into, merger.unit.parent
    unit.closed_on, unit.merged_into = merger.on, into
    unit.save(update_fields=["closed_on", "merged_into"])
    relocate(unit, parent=into, on=merger.on)
    count_children([into.pk, unit.pk, former.pk if former else None])
    known: dict[str, Any] = {"actor": merger.actor, "now": merger.now, "note": note}
    told = {"merged_on": str(merger.on), "taken": counts}
    data = {"into": into.name, "into_id": into.pk, **told}
    record_event(unit, "organisations.unit.merge", data=data, **known)
    data = {"from": unit.name, "from_id": unit.pk, **told}
    record_event(into, "organisations.unit.absorb", data=data, **known)
