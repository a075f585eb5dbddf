"""How a union changes its superior, and how it ends."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.organisations import rules
from gongyuan.organisations.actions.paths import relocate
from gongyuan.organisations.actions.units import count_children, hold_tree, locked_unit
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries.still_open import still_open_in
from gongyuan.organisations.queries.stretches import changed_last_on


@transaction.atomic
def move_unit(
    *,
    unit: Unit,
    parent: Unit,
    actor: Any,
    now: datetime,
    note: str,
    moved_on: date | None = None,
) -> Unit:
    """Put a union with all it leads under another superior of the actor's subtree.

    Rewrites the path of the subtree and of every record filed under it, in one transaction, and
    once more a little later for what was being filed meanwhile. It holds from `moved_on`, today
    if left out; the tables of days before are as they were. Refuses a superior within the union's
    own subtree, a closed one, one that is not above it, the one it has, a day to come or before
    the last change within the subtree, and an empty note.
    """
    hold_tree(whole=True)
    unit = locked_unit(unit, actor=actor)
    parent = locked_unit(parent, actor=actor)
    former, old_path = unit.parent, unit.path
    day = moved_on or timezone.localdate(now)
    _refuse_move(unit, parent, day, actor=actor, today=timezone.localdate(now))
    relocate(unit, parent=parent, on=day)
    count_children([parent.pk, former.pk if former else None])
    names = {"from": former.name if former else "", "to": parent.name, "from_path": old_path}
    data = {**names, "moved_on": str(day)}
    record_event(unit, "organisations.unit.move", actor=actor, now=now, note=note, data=data)
    return unit


def _refuse_move(unit: Unit, parent: Unit, day: date, *, actor: Any, today: date) -> None:
    refuse_if(["不能调整本单位的隶属，请由上级办理。"] if unit.pk == actor.unit_id else [])
    refuse_if(
        rules.move_obstacles(
            unit_path=unit.path,
            new_parent_path=parent.path,
            old_parent_path=unit.parent.path if unit.parent else "",
        )
    )
    refuse_if(
        rules.level_obstacles(kind=unit.kind, level=unit.level, parent_level=parent.level)
        + (["上级组织已撤销。"] if parent.closed_on else [])
        + (["该组织已撤销，不能调整。"] if unit.closed_on else [])
    )
    last_on = changed_last_on(path=unit.path)
    refuse_if(
        rules.change_day_obstacles(changed_on=day, last_on=last_on, today=today),
        field="moved_on",
    )


@transaction.atomic
def close_unit(*, unit: Unit, closed_on: date, actor: Any, now: datetime, note: str) -> Unit:
    """End a union on a day; what it did stays, and questions about earlier days still find it.

    Refuses the actor's own unit, a union with open unions or institutions below, one in which
    something is still open in any domain (posts held, open cases …, named with their number), a
    day before it opened or in the future, one already closed, and an empty note.
    """
    unit = locked_unit(unit, actor=actor)
    refuse_if(["不能撤销本单位，请由上级办理。"] if unit.pk == actor.unit_id else [])
    institutions = AidInstitution.objects.filter(unit=unit, closed_on=None).count()
    refuse_if(
        rules.closing_obstacles(
            open_children=Unit.objects.filter(parent=unit, closed_on=None).count(),
            open_institutions=institutions,
            closed_on=unit.closed_on,
        )
    )
    today = timezone.localdate(now)
    refuse_if(
        rules.date_obstacles(opened_on=unit.opened_on, closed_on=closed_on, today=today),
        field="closed_on",
    )
    refuse_if(rules.still_open_obstacles(still_open_in(unit, on=closed_on)))
    unit.closed_on = closed_on
    unit.save(update_fields=["closed_on"])
    count_children([unit.parent_id])
    record_event(
        unit,
        "organisations.unit.close",
        actor=actor,
        now=now,
        note=note,
        data={"closed_on": str(closed_on)},
    )
    return unit
