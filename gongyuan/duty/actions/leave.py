"""Leave from duty: taken by the person or by whoever keeps the roster, and taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.duty.actions.refilling import Refilled, refill
from gongyuan.duty.models import DutyLeave, DutyMember
from gongyuan.duty.rules import swaps as rules
from gongyuan.duty.rules.words import days_words
from gongyuan.people.actor import Actor


@dataclass(frozen=True, kw_only=True)
class LeaveTaken:
    """The leave at each place, and what became of the shifts of these days."""

    leaves: list[DutyLeave]
    refilled: Refilled


@transaction.atomic
def take_leave(
    *,
    member: DutyMember,
    first_day: date,
    last_day: date,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> LeaveTaken:
    """Enter days on which somebody does not sit, at every point the person is listed at; shifts of
    these days that have not begun go to the others at once (请假).

    Refuses days gone by or the wrong way round, and leave that overlaps one entered already.
    """
    refuse_if(
        rules.leave_obstacles(first_day, last_day, today=timezone.localdate(now)), field="last_day"
    )
    own = DutyMember.objects.served_by(actor) | DutyMember.objects.handled_by(actor)
    member = own.select_related("point__unit").get(pk=member.pk)
    places = locked_places(member.places_of_person())
    refuse_doubled_leave(places, (first_day, last_day))
    return enter_leave(places, days=(first_day, last_day), reason=reason, actor=actor, now=now)


def enter_leave(
    places: Iterable[DutyMember], *, days: rules.Days, reason: str, actor: Actor, now: datetime
) -> LeaveTaken:
    """Enter leave at locked places of one person; within the caller's transaction, which has
    judged it."""
    first, last = days
    leaves, refilled = [], Refilled()
    for place in places:
        leave = DutyLeave.objects.create(
            member=place, first_day=first, last_day=last, reason=reason, taken_at=now
        )
        data = {"first_day": first.isoformat(), "last_day": last.isoformat()}
        record_event(leave, "duty.dutyleave.take", actor=actor, now=now, note=reason, data=data)
        refilled += refill(member=place, first_day=first, last_day=last, actor=actor, now=now)
        leaves.append(leave)
    return LeaveTaken(leaves=leaves, refilled=refilled)


def refuse_doubled_leave(places: Iterable[DutyMember], days: rules.Days) -> None:
    """Refuse leave on days for which it was entered already, each run of them by its days."""
    first, last = days
    rows = DutyLeave.objects.standing().filter(
        member__in=list(places), first_day__lte=last, last_day__gte=first
    )
    known = sorted(set(rows.values_list("first_day", "last_day")))
    refuse_if([f"{days_words(*run)}已经请过假。" for run in known], field="first_day")


def locked_places(places: QuerySet[DutyMember]) -> list[DutyMember]:
    """Places on lists under lock, always in the same order."""
    rows = DutyMember.objects.filter(pk__in=list(places.values_list("pk", flat=True)))
    return list(rows.select_for_update(of=("self",)).select_related("point__unit").order_by("pk"))


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
