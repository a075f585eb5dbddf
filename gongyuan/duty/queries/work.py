"""What the worklist shows of duty: rosters to publish, empty seats, swaps to answer."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongyuan.core.work import WorkLine
from gongyuan.duty.choices import RosterState
from gongyuan.duty.models import DutyPoint, DutyRoster, DutyShift, DutySwap
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

MOST_LINES = 5


def beside(actor: Actor, *, today: date) -> dict[str, QuerySet[Any]]:
    """What of duty awaits this post, to be counted in the worklist's one statement."""
    found: dict[str, QuerySet[Any]] = {}
    if actor.can(Capability.DUTY_MANAGE):
        found["duty_drafts_beside"] = drafts(actor)
        found["duty_vacant_beside"] = vacant(actor, today=today)
    if actor.can(Capability.DUTY_SERVE):
        found["duty_swaps_beside"] = DutySwap.objects.awaiting(actor)
    return found


def drafts(actor: Actor) -> QuerySet[DutyRoster]:
    """Own drafts that are still to be published."""
    own = DutyPoint.objects.handled_by(actor).filter(closed_on=None)
    return DutyRoster.objects.filter(point__in=own, state=RosterState.DRAFT)


def vacant(actor: Actor, *, today: date) -> QuerySet[DutyShift]:
    """Own published seats from today on in which nobody sits and that were not emptied by hand."""
    own = DutyPoint.objects.handled_by(actor).filter(closed_on=None)
    rows = DutyShift.objects.published().filter(member=None, is_fixed=False, day__gte=today)
    return rows.filter(point__in=own)


def work_lines(actor: Actor, *, today: date) -> list[WorkLine]:
    """The soonest rosters to publish, empty seats and swaps to answer; one query a kind."""
    found: list[WorkLine] = []
    if actor.can(Capability.DUTY_MANAGE):
        found += _drafts(actor) + _vacant(actor, today)
    if actor.can(Capability.DUTY_SERVE):
        found += _swaps(actor)
    return found


def _drafts(actor: Actor) -> list[WorkLine]:
    rows = drafts(actor).select_related("point__institution").order_by("due_on", "pk")
    return [
        WorkLine(
            route="duty_roster",
            pk=row.pk,
            what="核对并公布值班表",
            who=f"{row.title} {row.point.institution}{row.point}",
            due_on=row.due_on,
            source=row.due_source,
        )
        for row in rows[:MOST_LINES]
    ]


def _vacant(actor: Actor, today: date) -> list[WorkLine]:
    rows = vacant(actor, today=today).select_related("point").order_by("day", "pk")
    return [
        WorkLine(
            route="duty_shift",
            pk=row.pk,
            what="补上值班的人",
            who=f"{row.when} {row.point}",
            due_on=row.day,
            source="",
        )
        for row in rows[:MOST_LINES]
    ]


def _swaps(actor: Actor) -> list[WorkLine]:
    rows = DutySwap.objects.awaiting(actor).select_related("shift", "giver")
    return [
        WorkLine(
            route="duty_swap",
            pk=row.pk,
            what="答复换班",
            who=f"{row.giver.name}的{row.shift.when}",
            due_on=row.shift.day,
            source="",
        )
        for row in rows.order_by("shift__day", "pk")[:MOST_LINES]
    ]
