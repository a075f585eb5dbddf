"""Writing the unions of a ledger into the tree: all of them or none."""

from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_events
from gongyuan.core.refusals import refuse_if
from gongyuan.organisations import rules
from gongyuan.organisations.actions.days import effective_from
from gongyuan.organisations.actions.ledger import unit_as_it_is
from gongyuan.organisations.actions.paths import relocate
from gongyuan.organisations.actions.units import (
    FOUND_BY,
    allot_ids,
    count_children,
    describe,
    unsaved_unit,
)
from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries.planned_units import ImportPlan, PlannedUnit
from gongyuan.organisations.queries.units import DETAIL_FIELDS

IMPORT = "organisations.unit.import"


@transaction.atomic
def write_plan(
    *, plan: ImportPlan, actor: Any, now: datetime
) -> list[tuple[PlannedUnit, Unit, dict[str, tuple[Any, Any]] | None]]:
    """Write a plan that was made while the tree was held (`hold_tree`) and has no fault.

    Returns each row created or changed with its union and what that was before and is now, None
    when new.
    """
    writing = _Writing(plan, day=timezone.localdate(now))
    touched = [*plan.created, *plan.changed]
    before = {id(one): unit_as_it_is(one.existing) for one in touched if one.existing}
    for _, level in groupby(plan.planned, key=lambda one: one.depth):
        writing.write(list(level))
    count_children(writing.parents_of(touched))
    happened = ((writing.unit_of(one), one.changes) for one in touched)
    record_events(IMPORT, happened, actor=actor, now=now)
    units = ((one, writing.unit_of(one)) for one in touched)
    return [(one, unit, _both(before.get(id(one)), unit)) for one, unit in units]


def _both(before: dict[str, Any] | None, unit: Unit) -> dict[str, tuple[Any, Any]] | None:
    if before is None:
        return None
    after = unit_as_it_is(unit)
    return {name: (was, after[name]) for name, was in before.items()}


class _Writing:
    """A plan being written depth by depth, superiors first."""

    def __init__(self, plan: ImportPlan, *, day: date) -> None:
        #: What the sheet changes holds from this day.
        self.day = day
        self.ids = iter(allot_ids(len(plan.created)))
        self.units = {id(one): one.existing for one in plan.planned if one.existing}
        #: Every unit in memory: a move changes the paths of those below.
        self.known = [one.parent for one in plan.planned if isinstance(one.parent, Unit)]
        self.known += self.units.values()

    def unit_of(self, one: PlannedUnit) -> Unit:
        return self.units[id(one)]

    def parent_of(self, one: PlannedUnit) -> Unit | None:
        return self.unit_of(one.parent) if isinstance(one.parent, PlannedUnit) else one.parent

    def parents_of(self, touched: list[PlannedUnit]) -> set[int]:
        """The superiors whose number of unions may have changed, former ones too."""
        parents = {unit.pk for one in touched if (unit := self.parent_of(one))}
        return parents | {one.former_parent_id for one in touched if one.former_parent_id}

    def write(self, level: list[PlannedUnit]) -> None:
        fresh = []
        for one in level:
            if one.existing is None:
                unit = unsaved_unit(one.details, pk=next(self.ids), parent=self.parent_of(one))
                refuse_if(rules.path_obstacles(unit.path))
                self.units[id(one)] = unit
                fresh.append(unit)
        Unit.objects.bulk_create(fresh)
        self.known += fresh
        for one in level:
            if one.changes:
                self._change(one)

    def _change(self, one: PlannedUnit) -> None:
        unit, parent = self.unit_of(one), self.parent_of(one)
        describe(unit, one.details)
        with effective_from(self.day):
            unit.save(update_fields=[*DETAIL_FIELDS, *FOUND_BY])
        if one.is_moved and parent is not None:
            old_path = unit.path
            relocate(unit, parent=parent, on=self.day)
            for known in self.known:
                if known.path.startswith(old_path):
                    known.path = unit.path + known.path.removeprefix(old_path)
