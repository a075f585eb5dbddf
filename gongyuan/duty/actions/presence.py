"""Who came when and left when."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.duty.models import DutyShift
from gongyuan.duty.rules import swaps as rules
from gongyuan.people.actor import Actor


@transaction.atomic
def arrive(*, shift: DutyShift, actor: Actor, now: datetime) -> DutyShift:
    """Enter that one has come to one's shift (到岗); a second time changes nothing.

    Refuses another day than the shift's, and a shift that is over.
    """
    shift = _locked(shift, actor)
    if shift.came_at is not None:
        return shift
    today = timezone.localdate(now)
    refuse_if(rules.arrival_obstacles(day=shift.day, today=today, ends_at=shift.ends_at, now=now))
    shift.came_at = now
    shift.save(update_fields=["came_at"])
    record_event(shift, "duty.dutyshift.arrive", actor=actor, now=now)
    return shift


@transaction.atomic
def depart(*, shift: DutyShift, actor: Actor, now: datetime) -> DutyShift:
    """Enter that one leaves (离岗); a second time changes nothing. Refuses who has not come."""
    shift = _locked(shift, actor)
    if shift.left_at is not None:
        return shift
    if shift.came_at is None:
        raise Refused("还没有签到，不能签退。")
    if timezone.localdate(now) != shift.day:
        raise Refused("只能在值班当天签退。")
    shift.left_at = now
    shift.save(update_fields=["left_at"])
    record_event(shift, "duty.dutyshift.depart", actor=actor, now=now)
    return shift


def _locked(shift: DutyShift, actor: Actor) -> DutyShift:
    rows = DutyShift.objects.served_by(actor).select_for_update(of=("self",))
    return rows.get(pk=shift.pk)
