"""What the worklist shows of duty: rosters to publish, empty seats, swaps to answer."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongyuan.core.work import Awaiting, WorkLine
from gongyuan.duty.choices import RosterState
from gongyuan.duty.models import DutyPoint, DutyRoster, DutyShift, DutySwap
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


def awaiting(actor: Actor, *, today: date) -> Iterator[Awaiting]:
    """The rosters to publish, empty seats and swaps to answer that await this post."""
    if actor.can(Capability.DUTY_MANAGE):
        yield Awaiting(
            name="duty_drafts_beside",
            rows=lambda: drafts(actor),
            read=("point__institution",),
            order=("due_on", "pk"),
            line=_draft,
        )
        yield Awaiting(
            name="duty_vacant_beside",
            rows=lambda: vacant(actor, today=today),
            read=("point",),
            order=("day", "pk"),
            line=_vacant,
        )
    if actor.can(Capability.DUTY_SERVE):
        yield Awaiting(
            name="duty_swaps_beside",
            rows=lambda: DutySwap.objects.awaiting(actor, on=today),
            read=("giver", "taker"),
            order=("first_day", "pk"),
            line=_swap,
        )


def drafts(actor: Actor) -> QuerySet[DutyRoster]:
    """Own drafts that are still to be published."""
    own = DutyPoint.objects.handled_by(actor).filter(closed_on=None)
    return DutyRoster.objects.filter(point__in=own, state=RosterState.DRAFT)


def vacant(actor: Actor, *, today: date) -> QuerySet[DutyShift]:
    """Own published seats from today on in which nobody sits and that were not emptied by hand."""
    own = DutyPoint.objects.handled_by(actor).filter(closed_on=None)
    rows = DutyShift.objects.published().filter(member=None, is_fixed=False, day__gte=today)
    return rows.filter(point__in=own)


def _draft(row: Any) -> WorkLine:
    return WorkLine(
        route="duty_roster",
        pk=row.pk,
        what="核对并公布值班表",
        who=f"{row.title} {row.point.institution}{row.point}",
        due_on=row.due_on,
        source=row.due_source,
    )


def _vacant(row: Any) -> WorkLine:
    return WorkLine(
        route="duty_shift",
        pk=row.pk,
        what="补上值班的人",
        who=f"{row.when} {row.point}",
        due_on=row.day,
        source="",
    )


def _swap(row: Any) -> WorkLine:
    return WorkLine(
        route="duty_swap",
        pk=row.pk,
        what="答复换班",
        who=row.subject,
        due_on=row.first_day,
        source="",
    )
