"""How a union changes its superior, and how it ends."""

from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone
from pghistory.models import Event as HistoryEvent
from procrastinate.contrib.django import app

from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.organisations import rules
from gongyuan.organisations.actions.units import count_children, hold_tree, locked_unit
from gongyuan.organisations.models import AidInstitution, Unit

#: A request that read the old path before the move has ended by then.
SWEEP_AFTER = timedelta(minutes=10)


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, actor: Any, now: datetime, note: str) -> Unit:
    """Put a union with all it leads under another superior of the actor's subtree.

    Rewrites the path of the subtree and of every record filed under it, in one transaction, and
    once more a little later for what was being filed meanwhile. Refuses a superior within the
    union's own subtree, a closed one, one that is not above it, the one it has, and an empty note.
    """
    hold_tree(whole=True)
    unit = locked_unit(unit, actor=actor)
    parent = locked_unit(parent, actor=actor)
    former, old_path = unit.parent, unit.path
    refuse_if(["不能调整本单位的隶属，请由上级办理。"] if unit.pk == actor.unit_id else [])
    refuse_if(
        rules.move_obstacles(
            unit_path=unit.path,
            new_parent_path=parent.path,
            old_parent_path=former.path if former else "",
        )
    )
    refuse_if(
        rules.level_obstacles(kind=unit.kind, level=unit.level, parent_level=parent.level)
        + (["上级组织已撤销。"] if parent.closed_on else [])
        + (["该组织已撤销，不能调整。"] if unit.closed_on else [])
    )
    relocate(unit, parent=parent)
    count_children([parent.pk, former.pk if former else None])
    names = {"from": former.name if former else "", "to": parent.name, "from_path": old_path}
    record_event(unit, "organisations.unit.move", actor=actor, now=now, note=note, data=names)
    return unit


def relocate(unit: Unit, *, parent: Unit) -> None:
    """Write the new path on the subtree and on everything filed under it; checks nothing."""
    old_path, new_path = unit.path, f"{parent.path}{unit.pk}/"
    deepest = (
        Unit.objects.filter(path__startswith=old_path)
        .annotate(length=models.functions.Length("path"))
        .aggregate(most=models.Max("length"))["most"]
    )
    refuse_if(rules.path_obstacles("/" * (deepest - len(old_path) + len(new_path))))
    Unit.objects.filter(path__startswith=old_path).update(
        path=_with_new_beginning("path", old_path, new_path)
    )
    unit.parent, unit.path = parent, new_path
    unit.save(update_fields=["parent"])
    rewrite_filed_paths(old_path, new_path)
    _sweep_later(unit, old_path)


def rewrite_filed_paths(old_path: str, new_path: str) -> int:
    """Give the records filed below `old_path` their new path; the number of records changed."""
    return sum(
        model._base_manager.filter(unit_path__startswith=old_path).update(
            unit_path=_with_new_beginning("unit_path", old_path, new_path)
        )
        for model in filed_models()
    )


def filed_models() -> list[type[models.Model]]:
    """Every table that copies a unit's path, of whatever domain; kept history stays as it was."""
    return [
        model
        for model in apps.get_models()
        if _has_path(model) and not issubclass(model, HistoryEvent)
    ]


def _has_path(model: type[models.Model]) -> bool:
    try:
        return bool(model._meta.get_field("unit_path").concrete)
    except FieldDoesNotExist:
        return False


def _with_new_beginning(field: str, old_path: str, new_path: str) -> Concat:
    return Concat(Value(new_path), Substr(F(field), len(old_path) + 1))


def _sweep_later(unit: Unit, old_path: str) -> None:
    app.configure_task(
        "gongyuan.organisations.tasks.sweep_moved_paths",
        queue="upkeep",
        schedule_in={"seconds": int(SWEEP_AFTER.total_seconds())},
    ).defer(unit_id=unit.pk, old_path=old_path)


@transaction.atomic
def sweep_moved_paths(*, unit_id: int, old_path: str) -> int:
    """Rewrite what was filed under a moved union's old path while it moved; how many there were.

    Does nothing when the union has come back to that path.
    """
    hold_tree(whole=False)
    unit = Unit.objects.get(pk=unit_id)
    return 0 if unit.path == old_path else rewrite_filed_paths(old_path, unit.path)


@transaction.atomic
def close_unit(*, unit: Unit, closed_on: date, actor: Any, now: datetime, note: str) -> Unit:
    """End a union on a day; what it did stays, and `open_on` an earlier day still has it.

    Refuses the actor's own unit, a union with open unions or institutions below, a day before it
    opened or in the future, one already closed, and an empty note.
    """
    unit = locked_unit(unit, actor=actor)
    refuse_if(["不能撤销本单位，请由上级办理。"] if unit.pk == actor.unit_id else [])
    refuse_if(
        rules.closing_obstacles(
            open_children=Unit.objects.filter(parent=unit, closed_on=None).count(),
            open_institutions=AidInstitution.objects.filter(unit=unit, closed_on=None).count(),
            closed_on=unit.closed_on,
        )
    )
    today = timezone.localdate(now)
    refuse_if(
        rules.date_obstacles(opened_on=unit.opened_on, closed_on=closed_on, today=today),
        field="closed_on",
    )
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
