"""Who came when and left when."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.duty.models import DutyShift
from gongyuan.duty.queries.presence import with_presence
from gongyuan.duty.rules import swaps as rules
from gongyuan.people.actor import Actor


@transaction.atomic
def arrive(*, shift: DutyShift, actor: Actor, now: datetime) -> DutyShift:
    """Enter that one has come to one's shift (到岗); a second time changes nothing.

    Refuses another day than the shift's, and a shift that is over.
    """
    shift = _locked(shift, actor)
    if shift.came_at is not None or shift.is_corrected:
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
    if shift.left_at is not None or shift.is_corrected:
        return shift
    if shift.came_at is None:
        raise Refused("还没有签到，不能签退。")
    if timezone.localdate(now) != shift.day:
        raise Refused("只能在值班当天签退。")
    shift.left_at = now
    shift.save(update_fields=["left_at"])
    record_event(shift, "duty.dutyshift.depart", actor=actor, now=now)
    return shift


@transaction.atomic
def correct_presence(
    *,
    shift: DutyShift,
    came: time | None,
    left: time | None,
    note: str,
    actor: Actor,
    now: datetime,
) -> DutyShift:
    """Set right when somebody came and left, times of the shift's day, with the reason; neither
    means that nobody came. What was recorded before stays in the event.

    From then on it holds against signatures at a shared desk too. Refuses an empty reason, a shift
    that has not begun, one without a person, what is impossible, and what changes nothing.
    """
    rows = DutyShift.objects.handled_by(actor).select_for_update(of=("self",))
    shift = rows.select_related("member", "point").get(pk=shift.pk)
    if shift.member_id is None:
        raise Refused("这一班没有排人，请先安排值班人。")
    came_at, left_at = _on(shift, came), _on(shift, left)
    refuse_if(
        rules.correction_obstacles(came=came_at, left=left_at, starts_at=shift.starts_at, now=now),
        field="came",
    )
    [shown] = with_presence([shift])
    before = (_clock(shown.came_at), _clock(shown.left_at))
    after = (_clock(came_at), _clock(left_at))
    if before == after:
        raise Refused("到岗记录本来就是这样。", field="came")
    data = {"came": [before[0], after[0]], "left": [before[1], after[1]]}
    record_event(shift, "duty.dutyshift.correct", actor=actor, now=now, note=note, data=data)
    shift.came_at, shift.left_at, shift.is_corrected = came_at, left_at, True
    shift.save(update_fields=["came_at", "left_at", "is_corrected"])
    return shift


def _on(shift: DutyShift, at: time | None) -> datetime | None:
    return None if at is None else timezone.make_aware(datetime.combine(shift.day, at))


def _clock(at: datetime | None) -> str:
    return "" if at is None else f"{timezone.localtime(at):%H:%M}"


def _locked(shift: DutyShift, actor: Actor) -> DutyShift:
    rows = DutyShift.objects.served_by(actor).select_for_update(of=("self",))
    return rows.get(pk=shift.pk)
