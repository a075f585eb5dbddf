"""Leave from duty: taken by the person or by whoever keeps the roster, and taken back."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.duty.actions.refilling import refill
from gongyuan.duty.models import DutyLeave, DutyMember
from gongyuan.duty.rules import swaps as rules
from gongyuan.people.actor import Actor


@transaction.atomic
def take_leave(
    *,
    member: DutyMember,
    first_day: date,
    last_day: date,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> list[DutyLeave]:
    """Enter days on which somebody does not sit, at every point the person is listed at; shifts of
    these days that have not begun go to the others at once (请假).

    Refuses days gone by or the wrong way round, and leave that overlaps one entered already.
    """
    refuse_if(
        rules.leave_obstacles(first_day, last_day, today=timezone.localdate(now)), field="last_day"
    )
    places = _locked_places(member, actor)
    overlapping = DutyLeave.objects.standing().filter(
        member__in=places, first_day__lte=last_day, last_day__gte=first_day
    )
    if overlapping.exists():
        raise Refused("这些日子里已经请过假。", field="first_day")
    leaves = []
    for place in places:
        leave = DutyLeave.objects.create(
            member=place, first_day=first_day, last_day=last_day, reason=reason, taken_at=now
        )
        data = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
        record_event(leave, "duty.dutyleave.take", actor=actor, now=now, note=reason, data=data)
        refill(member=place, first_day=first_day, last_day=last_day, actor=actor, now=now)
        leaves.append(leave)
    return leaves


@transaction.atomic
def cancel_leave(*, leave: DutyLeave, actor: Actor, now: datetime) -> DutyLeave:
    """Take leave back (销假): from the next arranging on the person sits again; shifts handed on
    already stay where they are.

    Refuses leave that is over or taken back already.
    """
    rows = DutyLeave.objects.handled_by(actor).select_for_update(of=("self",))
    leave = rows.get(pk=leave.pk)
    if leave.cancelled_at is not None:
        raise Refused("这次请假已经销假。")
    if leave.last_day < timezone.localdate(now):
        raise Refused("这次请假已经过去。")
    leave.cancelled_at = now
    leave.save(update_fields=["cancelled_at"])
    record_event(leave, "duty.dutyleave.cancel", actor=actor, now=now)
    return leave


def _locked_places(member: DutyMember, actor: Actor) -> list[DutyMember]:
    """All places on lists of the same unit that this person has, under lock."""
    own = DutyMember.objects.served_by(actor) | DutyMember.objects.handled_by(actor)
    member = own.select_related("point__unit").get(pk=member.pk)
    same = DutyMember.objects.filter(pk=member.pk)
    if member.user_id:
        same |= DutyMember.objects.filter(
            user_id=member.user_id, point__unit_id=member.point.unit_id, ends_on=None
        )
    rows = DutyMember.objects.filter(pk__in=list(same.values_list("pk", flat=True)))
    return list(rows.select_for_update(of=("self",)).select_related("point__unit").order_by("pk"))
