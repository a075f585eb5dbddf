"""Deadlines settled without the step they guard; a fatal one by two persons."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions import deadlines
from gongyuan.cases.actions.stages import effects, open_deadlines
from gongyuan.cases.choices import CaseState, DeadlineEnd
from gongyuan.cases.models import Case, Deadline, DeadlineReport
from gongyuan.cases.queries.reminders import OFFICERS, current_lawyer, holders
from gongyuan.cases.rules import handling as rules
from gongyuan.cases.rules import next_deadlines as clocks
from gongyuan.core.events import note_obstacles, record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def settle_deadline(
    *, deadline: Deadline, how: DeadlineEnd, note: str, actor: Actor, now: datetime
) -> Deadline:
    """Settle an open deadline without its step: it was done, or the worker lets it go.

    With a fatal one a right is lost, so that this only reports it: a second person confirms
    (`answer_report`), and until then it stands open as 待确认. Refuses an empty reason, a deadline
    settled already, and one that somebody else has reported; the same report twice is one.
    """
    case, deadline = _open(deadline, actor)
    if clocks.needs_second_person(deadline.code):
        _report(case, deadline, how, note, actor=actor, now=now)
        return deadline
    data = {"title": f"{deadline.label}，{DeadlineEnd(how).label}"}
    record_event(case, "cases.case.settle_deadline", actor=actor, now=now, note=note, data=data)
    return _settle(case, deadline, how, now)


@transaction.atomic
def answer_report(
    *, deadline: Deadline, is_confirmed: bool, note: str, actor: Actor, now: datetime
) -> DeadlineReport:
    """Confirm as a second person what was reported of a fatal deadline, or hand it back.

    Confirmed, it is settled; when nobody sues or appeals, the days to enforce begin (民事诉讼法
    第二百五十条). Refuses the reporter, and handing back without a reason.
    """
    case, deadline = _open(deadline, actor)
    if not actor.can(Capability.CASES_CONFIRM_DEADLINE):
        raise PermissionDenied(Capability.CASES_CONFIRM_DEADLINE)
    rows = DeadlineReport.objects.select_for_update()
    report = rows.filter(deadline=deadline, answered_at=None).first()
    if report is None:
        raise Refused("这个期限没有待确认的申报。")
    refuse_if(
        clocks.confirming_obstacles(is_own=report.reporter_id == actor.user_id), field="verdict"
    )
    code = f"cases.case.{'confirm' if is_confirmed else 'return'}_deadline"
    refuse_if(note_obstacles(code, note), field="note")
    report.answered_at, report.answerer_id = now, actor.user_id
    report.answered_by, report.is_confirmed = actor.signature, is_confirmed
    report.answer_note = note.strip()[:300]
    report.save()
    title = f"{deadline.label}，{report.get_how_display()}"
    _record(case, code, title, note, actor=actor, now=now)
    if is_confirmed:
        _settle(case, deadline, DeadlineEnd(report.how), now)
    verdict = "已确认" if is_confirmed else f"退回：{note.strip()}"
    _tell(
        case, report.reporter_id, f"{case.number} 期限“{deadline.label}”的了结申报{verdict}。", now
    )
    return report


def _open(deadline: Deadline, actor: Actor) -> tuple[Case, Deadline]:
    rows = Case.objects.handled_by(actor).select_for_update(of=("self",)).select_related("unit")
    case = rows.get(pk=deadline.case_id)
    if not actor.can(Capability.CASES_WRITE_WORKER):
        raise PermissionDenied(Capability.CASES_WRITE_WORKER)
    deadline = Deadline.objects.get(pk=deadline.pk)
    if deadline.met_at or deadline.cancelled_at:
        raise Refused("这个期限已经了结。")
    return case, deadline


def _report(
    case: Case, deadline: Deadline, how: DeadlineEnd, note: str, *, actor: Actor, now: datetime
) -> None:
    pending = DeadlineReport.objects.filter(deadline=deadline, answered_at=None).first()
    if pending is not None:
        if (pending.reporter_id, pending.how) == (actor.user_id, how):
            return
        raise Refused(f"{pending.reported_by}已经申报，等第二个人确认。")
    if actor.user_id is None:
        raise PermissionDenied(Capability.CASES_WRITE_WORKER)
    title = f"{deadline.label}，{DeadlineEnd(how).label}"
    _record(case, "cases.case.report_deadline", title, note, actor=actor, now=now)
    DeadlineReport.objects.create(
        case=case,
        deadline=deadline,
        how=how,
        note=note.strip()[:300],
        reported_at=now,
        reported_by=actor.signature,
        reporter_id=actor.user_id,
    )
    said = f"{case.number} 期限“{deadline.label}”申报了结，请确认。"
    today = timezone.localdate(now)
    for user_id in holders(case.unit_id, OFFICERS, today=today):
        if user_id != actor.user_id:
            _tell(case, user_id, said, now)


def _record(case: Case, code: str, title: str, note: str, *, actor: Actor, now: datetime) -> None:
    """Write it down; the move passes only while the case is being handled."""
    before = case.move_of, case.move_since
    record_event(case, code, actor=actor, now=now, note=note, data={"title": title})
    if case.state != CaseState.HANDLING:
        case.move_of, case.move_since = before
        case.save(update_fields=["move_of", "move_since"])


def _settle(case: Case, deadline: Deadline, how: DeadlineEnd, now: datetime) -> Deadline:
    if how != DeadlineEnd.WAIVED:
        deadlines.meet_deadlines(case=case, codes=[deadline.code], now=now)
    else:
        deadlines.cancel_deadlines(case=case, codes=[deadline.code], now=now)
        _take_effect(case, deadline, now)
    deadline.refresh_from_db()
    return deadline


def _take_effect(case: Case, deadline: Deadline, now: datetime) -> None:
    last = case.stages.order_by("-pk").first()
    running = case.deadlines.filter(code="EXEC_APPLY", met_at=None, cancelled_at=None)
    if last is None or running.exists():
        return
    wanted = clocks.deadlines_on_waiver(
        deadline.code,
        due_on=deadline.due_on,
        performance_due_on=last.performance_due_on,
        has_award=last.results.filter(outcome__in=list(rules.GIVING)).exists(),
    )
    if wanted:
        wanted += effects(case, deadline.due_on)
    open_deadlines(case=case, wanted=wanted, now=now)


def _tell(case: Case, user_id: int, said: str, now: datetime) -> None:
    lawyer = current_lawyer(case)
    is_lawyers = lawyer is not None and lawyer.lawyer.user_id == user_id
    link = reverse("lawyer_case" if is_lawyers else "case_detail", args=[case.pk])
    tell_user(user_id=user_id, body=said, link=link, now=now)
