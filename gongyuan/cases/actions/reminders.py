"""Reminders: who keeps a day is told before it, the head when it is late, then the level above."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.papers import tell_applicants
from gongyuan.cases.choices import WORKER_COMES, CaseState, MoveOf, ReminderStep
from gongyuan.cases.models import Appointment, Case, Deadline, Reminder
from gongyuan.cases.queries import reminders as queries
from gongyuan.cases.rules import reminders as rules
from gongyuan.cases.rules.next_deadlines import FATAL
from gongyuan.core.notices import send_text, tell_user
from gongyuan.lawyers.models import Lawyer
from gongyuan.people.actor import Actor


@transaction.atomic
def remind_of_deadline(
    *,
    deadline: Deadline,
    step: ReminderStep,
    days: rules.ReminderDays,
    actor: Actor,
    now: datetime,
) -> bool:
    """Tell whom a deadline concerns in this step; say whether anybody was told now.

    Reminder and notices are one transaction on the locked case: told once for each day it is due
    on, however often and however many at once ask. One met meanwhile is nothing to tell.
    """
    case = _locked(deadline.case_id)
    today = timezone.localdate(now)
    fresh = Deadline.objects.select_related("case").get(pk=deadline.pk)
    if not queries.still_to_remind(fresh, step, days=days, today=today):
        return False
    Reminder.objects.create(deadline=fresh, step=step, due_on=fresh.due_on, told_at=now)
    _tell(case, fresh, step, now)
    return True


@transaction.atomic
def remind_of_appointment(
    *, appointment: Appointment, days: rules.ReminderDays, actor: Actor, now: datetime
) -> bool:
    """Tell lawyer and worker of an appointment that comes; say whether anybody was told now.

    Without a lawyer the officers are told. As for a deadline, once for each day it is on.
    """
    case = _locked(appointment.case_id)
    rows = queries.appointments_to_remind(unit_ids=[case.unit_id], days=days, now=now)
    fresh = rows.filter(pk=appointment.pk).first()
    if fresh is None:
        return False
    at = timezone.localtime(fresh.starts_at)
    Reminder.objects.create(
        appointment=fresh, step=ReminderStep.SOON, due_on=at.date(), told_at=now
    )
    what = f"{at.month}月{at.day}日 {at:%H:%M}{fresh.get_kind_display()}"
    where = f"，{fresh.place}" if fresh.place else ""
    if not _tell_lawyer(case, f"{case.number} {what}{where}。", True, now):
        _tell_accounts(
            case,
            queries.holders(case.unit_id, queries.OFFICERS, today=at.date()),
            f"{what}{where}。",
            now,
        )
    if fresh.kind in WORKER_COMES:
        tell_applicants(case, f"您的案件{what}{where}，请带上身份证。", now=now)
    return True


def _locked(case_id: int) -> Case:
    rows = Case.objects.select_for_update(of=("self",)).select_related("unit", "matter")
    return rows.get(pk=case_id)


def _tell(case: Case, deadline: Deadline, step: ReminderStep, now: datetime) -> None:
    today = timezone.localdate(now)
    said = rules.words(step, deadline.label, deadline.due_on, today=today)
    if deadline.kept_by == MoveOf.WORKER:
        tell_applicants(case, _to_worker(deadline), now=now)
        return
    is_lawyers = deadline.kept_by in (MoveOf.LAWYER, MoveOf.OUTSIDE)
    told = False
    if is_lawyers and step != ReminderStep.RAISED:
        is_fatal = deadline.code in FATAL
        told = _tell_lawyer(case, f"{case.number} {said}", is_fatal, now)
    if told and (step == ReminderStep.SOON or deadline.kept_by == MoveOf.OUTSIDE):
        return
    accounts = queries.accounts_to_tell(case, deadline.kept_by, step, today=today)
    _tell_accounts(case, accounts, said, now)


def _to_worker(deadline: Deadline) -> str:
    day = f"{deadline.due_on.month}月{deadline.due_on.day}日"
    return f"您要办的“{deadline.label}”，{day}是最后一天。"


def _tell_lawyer(case: Case, said: str, is_texted: bool, now: datetime) -> bool:
    """Into the lawyer's inbox, and where a right hangs on it to the phone; without case or name."""
    current = queries.current_lawyer(case)
    if current is None or current.lawyer.user_id is None:
        return False
    page = "lawyer_offer" if case.state == CaseState.ASSIGNED else "lawyer_case"
    link = reverse(page, args=[case.pk])
    tell_user(user_id=current.lawyer.user_id, body=said, link=link, now=now)
    if is_texted:
        _text(current.lawyer, said, now)
    return True


def _text(lawyer: Lawyer, said: str, now: datetime) -> None:
    if lawyer.phone:
        send_text(phone=lawyer.phone, body=f"【工会法律援助】{said}", now=now)


def _tell_accounts(case: Case, accounts: list[int], said: str, now: datetime) -> None:
    link = reverse("case_detail", args=[case.pk])
    for user_id in accounts:
        tell_user(user_id=user_id, body=f"{case.number} {said}", link=link, now=now)


def remind_all(*, actor: Actor, now: datetime) -> int:
    """Remind of everything that is to be reminded of now, each in a transaction of its own; how
    many. Cut short anywhere, the next run goes on where this one ended."""
    today: date = timezone.localdate(now)
    count = 0
    for days, unit_ids in queries.units_by_days(today=today).items():
        for step in ReminderStep:
            rows = queries.deadlines_to_remind(step, unit_ids=unit_ids, days=days, today=today)
            for row in rows:
                count += remind_of_deadline(
                    deadline=row, step=step, days=days, actor=actor, now=now
                )
        coming = queries.appointments_to_remind(unit_ids=unit_ids, days=days, now=now)
        for appointment in coming.iterator(chunk_size=500):
            count += remind_of_appointment(appointment=appointment, days=days, actor=actor, now=now)
    return count
