"""The tree of unions: how one comes to be and changes."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from gongyuan.core import search
from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_fields, refuse_if
from gongyuan.organisations import rules
from gongyuan.organisations.actions.days import as_corrections, effective_from
from gongyuan.organisations.models import Unit
from gongyuan.organisations.naming import initials_of, tails
from gongyuan.organisations.queries.stretches import unit_changed_last_on
from gongyuan.organisations.queries.units import changes_between, details_of, without_generic
from gongyuan.organisations.rules import UnitDetails

#: Written anew whenever the details are.
FOUND_BY = ("initials", "former_names", "search")


def describe(unit: Unit, details: UnitDetails) -> None:
    """Put details on a unit, and what it is found by; saves nothing. Another name becomes a
    former one, by which it is still found.
    """
    if unit.name not in {"", details.name, *unit.former_names}:
        unit.former_names = [*unit.former_names, unit.name]
    for name, value in asdict(details).items():
        setattr(unit, name, value)
    unit.initials = initials_of(unit.name)
    keys = tails(unit.initials, telling=len(initials_of(without_generic(unit.name))))
    unit.search = search.vector([unit.name, unit.short_name, *unit.former_names], keys=keys)


def allot_ids(count: int) -> list[int]:
    """The next ids of units, so that a path can be written together with its row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('organisations_unit', 'id'))"
            " FROM generate_series(1, %s)",
            [count],
        )
        return [int(row[0]) for row in cursor.fetchall()]


def unsaved_unit(details: UnitDetails, *, pk: int, parent: Unit | None) -> Unit:
    """A unit with its path, not yet written."""
    unit = Unit(pk=pk, parent=parent, path=f"{parent.path if parent else ''}{pk}/")
    describe(unit, details)
    return unit


def count_children(parents: Iterable[int | None]) -> None:
    """Count anew the open unions that each of these leads directly."""
    counted = (
        Unit.objects.filter(parent=OuterRef("pk"), closed_on=None)
        .order_by()
        .values("parent")
        .annotate(number=Count("pk"))
        .values("number")
    )
    ids = {pk for pk in parents if pk}
    Unit.objects.filter(pk__in=ids).update(children_count=Coalesce(Subquery(counted), 0))


def hold_tree(*, whole: bool) -> None:
    """Keep the shape of the tree until the transaction ends.

    Whoever moves holds the `whole` of it alone; whoever adds one union holds it together with
    others who add. So no union is planted under a path that is being rewritten, and no two moves
    make a cycle that neither saw.
    """
    lock = "pg_advisory_xact_lock" if whole else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtext('organisations.tree'))")


def locked_unit(unit: Unit, *, actor: Any) -> Unit:
    """The unit read again within the actor's subtree and held until the transaction ends."""
    found: Unit = (
        Unit.objects.handled_by(actor)
        .select_for_update(of=("self",), no_key=True)
        .select_related("parent")
        .get(pk=unit.pk)
    )
    return found


@transaction.atomic
def create_unit(*, details: UnitDetails, parent: Unit, actor: Any, now: datetime) -> Unit:
    """Write down a new union under one of the actor's subtree.

    Refuses a wrong place code, a level that is not below the superior's, a day in the future, a
    closed superior, and a second open union of the same name under it (工会法第十条).
    """
    hold_tree(whole=False)
    parent = locked_unit(parent, actor=actor)
    today = timezone.localdate(now)
    refuse_fields(rules.unit_obstacles(details, parent_level=parent.level, today=today))
    refuse_if(["上级组织已撤销。"] if parent.closed_on else [])
    _refuse_namesake(details.name, parent=parent)
    unit = _plant(details, parent=parent, actor=actor, now=now)
    count_children([parent.pk])
    return unit


@transaction.atomic
def found_root(*, details: UnitDetails, actor: Any, now: datetime) -> Unit:
    """Write down the top of a tree: done at the console, by no post.

    Refuses an actor who holds a post, and what is wrong with the details.
    """
    refuse_if(["最上级组织只能在安装时设立。"] if actor.post_id else [])
    today = timezone.localdate(now)
    refuse_fields(rules.unit_obstacles(details, parent_level=None, today=today))
    return _plant(details, parent=None, actor=actor, now=now)


@transaction.atomic
def edit_unit(
    *,
    unit: Unit,
    details: UnitDetails,
    actor: Any,
    now: datetime,
    changed_on: date | None = None,
    is_correction: bool = False,
) -> Unit:
    """Change what is written down about a union; its place in the tree stays.

    It was otherwise until `changed_on`, today if left out; a correction was never otherwise.
    Refuses what `create_unit` refuses, a level not above that of the unions it leads, and a day
    to come or before its last change. Writes nothing when nothing changed.
    """
    unit = locked_unit(unit, actor=actor)
    changes = changes_between(details_of(unit), details)
    if not changes:
        return unit
    today = timezone.localdate(now)
    _refuse_edit(unit, details, changes, today=today)
    day = changed_on or today
    if not is_correction:
        _refuse_day(unit, day, today=today)
    former_names = unit.former_names
    describe(unit, details)
    if is_correction:
        unit.former_names = former_names
    with as_corrections() if is_correction else effective_from(day):
        unit.save(update_fields=[*changes, *FOUND_BY])
    data = changes if is_correction else {**changes, "changed_on": str(day)}
    record_event(unit, "organisations.unit.edit", actor=actor, now=now, data=data)
    return unit


def _refuse_edit(
    unit: Unit, details: UnitDetails, changes: Collection[str], *, today: date
) -> None:
    refuse_if(["该组织已撤销，不能修改。"] if unit.closed_on else [])
    parent_level = unit.parent.level if unit.parent else None
    found = rules.unit_obstacles(details, parent_level=parent_level, today=today)
    refuse_fields(rules.as_far_as_changed(found, changes))
    refuse_if(
        rules.children_level_obstacles(level=details.level, children=kinds_and_levels_below(unit)),
        field="level",
    )
    if "name" in changes and unit.parent:
        _refuse_namesake(details.name, parent=unit.parent)


def _refuse_day(unit: Unit, day: date, *, today: date) -> None:
    last_on = max(filter(None, [unit.opened_on, unit_changed_last_on(unit)]), default=None)
    refuse_if(
        rules.change_day_obstacles(changed_on=day, last_on=last_on, today=today),
        field="changed_on",
    )


def kinds_and_levels_below(unit: Unit) -> set[tuple[str, str]]:
    """Kind and level of the open unions it leads directly."""
    return set(
        Unit.objects.filter(parent=unit, closed_on=None).values_list("kind", "level").distinct()
    )


def _refuse_namesake(name: str, *, parent: Unit) -> None:
    is_known = Unit.objects.filter(parent=parent, name=name, closed_on=None).exists()
    refuse_if(["上级之下已有同名组织。"] if is_known else [], field="name")


def _plant(details: UnitDetails, *, parent: Unit | None, actor: Any, now: datetime) -> Unit:
    unit = unsaved_unit(details, pk=allot_ids(1)[0], parent=parent)
    refuse_if(rules.path_obstacles(unit.path))
    unit.save(force_insert=True)
    record_event(unit, "organisations.unit.create", actor=actor, now=now)
    return unit
