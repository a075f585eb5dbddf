"""The tree of unions: how one comes to be, changes, moves and closes."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from pypinyin import Style, lazy_pinyin

from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.organisations import rules
from gongyuan.organisations.models import Unit
from gongyuan.organisations.rules import UnitDetails

INITIALS_LENGTH = 40


def initials_of(name: str) -> str:
    """The pinyin initials of a name in capitals, for finding by keyboard: 和龙市 → HLS."""
    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    return "".join(c for c in letters.upper() if c.isascii() and c.isalnum())[:INITIALS_LENGTH]


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
    return Unit(
        pk=pk,
        parent=parent,
        path=f"{parent.path if parent else ''}{pk}/",
        initials=initials_of(details.name),
        **asdict(details),
    )


@transaction.atomic
def create_unit(*, details: UnitDetails, parent: Unit, actor: Any, now: datetime) -> Unit:
    """Write down a new union under one of the actor's subtree.

    Refuses a wrong place code, a level that is not below the superior's, a day in the future, a
    closed superior, and a second open union of the same name under it (工会法第十条).
    """
    parent = Unit.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=parent.pk)
    today = timezone.localdate(now)
    refuse_if(rules.unit_obstacles(details, parent_level=parent.level, today=today))
    refuse_if(["上级组织已撤销。"] if parent.closed_on else [])
    is_known = Unit.objects.filter(parent=parent, name=details.name, closed_on=None).exists()
    refuse_if(["上级之下已有同名组织。"] if is_known else [], field="name")
    return _plant(details, parent=parent, actor=actor, now=now)


@transaction.atomic
def found_root(*, details: UnitDetails, actor: Any, now: datetime) -> Unit:
    """Write down the top of a tree: done at the console, by no post.

    Refuses an actor who holds a post, and what is wrong with the details.
    """
    refuse_if(["最上级组织只能在安装时设立。"] if actor.post_id else [])
    today = timezone.localdate(now)
    refuse_if(rules.unit_obstacles(details, parent_level=None, today=today))
    return _plant(details, parent=None, actor=actor, now=now)


def _plant(details: UnitDetails, *, parent: Unit | None, actor: Any, now: datetime) -> Unit:
    unit = unsaved_unit(details, pk=allot_ids(1)[0], parent=parent)
    unit.save(force_insert=True)
    record_event(unit, "organisations.unit.create", actor=actor, now=now)
    return unit
