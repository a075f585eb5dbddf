"""The copies of a union's path on the records filed under it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta

import pgtrigger
from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from pghistory.models import Event as HistoryEvent
from procrastinate.contrib.django import app

from gongyuan.core.refusals import refuse_if
from gongyuan.organisations import rules
from gongyuan.organisations.actions.days import as_corrections, effective_from
from gongyuan.organisations.actions.units import hold_tree
from gongyuan.organisations.models import Unit

#: A request that read the old path before the move has ended by then.
SWEEP_AFTER = timedelta(minutes=10)
#: What a copy is called: `unit_path`, or `to_path` beside `to_unit`.
ENDING = "_path"


def relocate(unit: Unit, *, parent: Unit, on: date | None = None) -> None:
    """Write the new path on the subtree and on everything filed under it; checks nothing.

    Before `on` all of it was where it was: last year's questions get last year's answers. Without
    a day it is a correction: since its last change it was never where it stands.
    """
    old_path, new_path = unit.path, f"{parent.path}{unit.pk}/"
    deepest = (
        Unit.objects.filter(path__startswith=old_path)
        .annotate(length=models.functions.Length("path"))
        .aggregate(most=models.Max("length"))["most"]
    )
    refuse_if(rules.path_obstacles("/" * (deepest - len(old_path) + len(new_path))))
    unit.parent, unit.path = parent, new_path
    with effective_from(on) if on else as_corrections():
        # The union itself first, superior and path at once: one stretch, not two.
        unit.save(update_fields=["parent", "path"])
        Unit.objects.filter(path__startswith=old_path).update(
            path=_with_new_beginning("path", old_path, new_path)
        )
        rewrite_filed_paths(old_path, new_path)
    _sweep_later(unit, old_path, on)


def rewrite_filed_paths(old_path: str, new_path: str) -> int:
    """Give the records filed below `old_path` their new path; the number of changes."""
    count = 0
    for model, field in filed_paths():
        with unprotected(model):
            count += model._base_manager.filter(**{f"{field}__startswith": old_path}).update(
                **{field: _with_new_beginning(field, old_path, new_path)}
            )
    return count


def filed_paths() -> list[tuple[type[models.Model], str]]:
    """Every column that copies a unit's path, of whatever domain; kept history stays as it was."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if not issubclass(model, HistoryEvent)
        for field in model._meta.concrete_fields
        if field.name.endswith(ENDING) and isinstance(field, models.CharField)
    ]


@contextmanager
def unprotected(model: type[models.Model]) -> Iterator[None]:
    """Where it is filed may change even of what never changes otherwise."""
    with ExitStack() as stack:
        for one, trigger in pgtrigger.registered():
            if one is model and isinstance(trigger, pgtrigger.Protect):
                stack.enter_context(pgtrigger.ignore(f"{model._meta.label}:{trigger.name}"))
        yield


def _with_new_beginning(field: str, old_path: str, new_path: str) -> Concat:
    return Concat(Value(new_path), Substr(F(field), len(old_path) + 1))


def _sweep_later(unit: Unit, old_path: str, on: date | None) -> None:
    app.configure_task(
        "gongyuan.organisations.tasks.sweep_moved_paths",
        queue="upkeep",
        schedule_in={"seconds": int(SWEEP_AFTER.total_seconds())},
    ).defer(unit_id=unit.pk, old_path=old_path, moved_on=on.isoformat() if on else "")


@transaction.atomic
def sweep_moved_paths(*, unit_id: int, old_path: str, moved_on: date | None = None) -> int:
    """Rewrite what was filed under a moved union's old path while it moved; how many there were.

    Does nothing when the union has come back to that path.
    """
    hold_tree(whole=False)
    unit = Unit.objects.get(pk=unit_id)
    if unit.path == old_path:
        return 0
    with effective_from(moved_on) if moved_on else as_corrections():
        return rewrite_filed_paths(old_path, unit.path)
