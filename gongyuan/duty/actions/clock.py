"""What happens by itself: next month's draft is made in time, and people are reminded the working
day before."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.core.notices import send_text
from gongyuan.core.refusals import Refused
from gongyuan.duty.actions.refilling import tell
from gongyuan.duty.actions.rosters import arrange_month
from gongyuan.duty.models import DutyShift
from gongyuan.duty.queries import clock as queries
from gongyuan.people.actor import Actor
from gongyuan.policy.in_force import current_calendar


def draft_next_months(*, actor: Actor, now: datetime) -> int:
    """Make the draft of next month for every point that has none and whose time has come
    (`duty_draft_days`), each in a transaction of its own; how many were made."""
    count = 0
    for point, month in queries.points_without_draft(today=timezone.localdate(now)):
        try:
            arrange_month(point=point, month=month, actor=actor, now=now)
        except Refused:
            continue  # closed, or its list emptied, since it was read
        count += 1
    return count


def remind_of_duty(*, actor: Actor, now: datetime) -> int:
    """Tell everybody who sits on the next working day, on a working day, once for each shift and
    person, each in a transaction of its own; how many shifts that were."""
    today = timezone.localdate(now)
    calendar = current_calendar()
    if not calendar.is_working_day(today):
        return 0
    day = calendar.add_working_days(today, 1)
    count = 0
    for shift in queries.shifts_to_remind(day=day):
        _remind(shift, day, now)
        count += 1
    return count


@transaction.atomic
def _remind(shift: DutyShift, day: date, now: datetime) -> None:
    member = shift.member
    if member is None:
        return
    starts, ends = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
    body = f"提醒：{shift.when}{starts:%H:%M}—{ends:%H:%M}在{shift.point}值班。"
    key = f"duty-{shift.pk}-{member.pk}"
    tell(member, body, now=now, once_key=key)
    if member.lawyer is not None and member.lawyer.phone:
        text = f"【工会法律援助】{body}"
        send_text(phone=member.lawyer.phone, body=text, now=now, once_key=f"{key}-sms")
