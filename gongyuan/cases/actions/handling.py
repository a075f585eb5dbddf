"""What goes on while a lawyer handles a case: progress, words to the worker, standing still."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions import deadlines
from gongyuan.cases.actions.papers import tell_applicants
from gongyuan.cases.choices import CaseState, MoveOf
from gongyuan.cases.models import Case, Message, ProgressReport
from gongyuan.cases.rules import handling as rules
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

WITH_LAWYER = frozenset({CaseState.MANDATING, CaseState.HANDLING, CaseState.SUSPENDED})


@transaction.atomic
def report_progress(
    *, case: Case, text: str, happened_on: date | None = None, actor: Actor, now: datetime
) -> ProgressReport:
    """Report what was done, in words the worker reads; the days to the next report run anew.

    法律援助法 第四十六条. `happened_on` is today when not given. The same report sent twice is one.
    Refuses an empty text, a day to come, and a case that no lawyer handles.
    """
    if not actor.can(Capability.CASES_HANDLE):
        raise PermissionDenied(Capability.CASES_HANDLE)
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if case.state not in WITH_LAWYER:
        raise Refused(f"现在是“{case.get_state_display()}”，不能报告进展。")
    today = timezone.localdate(now)
    day = happened_on or today
    refuse_if(rules.progress_obstacles(text, day, today=today), field="text")
    last = case.progress_reports.order_by("-pk").first()
    if last and (last.text, last.happened_on) == (text.strip(), day):
        return last
    report = ProgressReport.objects.create(
        case=case,
        happened_on=day,
        text=text.strip(),
        reported_at=now,
        reported_by=actor.signature,
    )
    record_event(case, "cases.case.progress", actor=actor, now=now, note=text)
    if case.state == CaseState.HANDLING:
        _start_progress_clock(case, now)
    tell_applicants(case, "律师报告了您案件的进展。", now=now)
    return report


@transaction.atomic
def write_to_worker(*, case: Case, text: str, actor: Actor, now: datetime) -> Message:
    """Write to the worker, who reads it with code and phone; the text message names no matter.

    Refuses an empty text and a case that is over. The same words sent twice running are one.
    """
    if not actor.can(Capability.CASES_WRITE_WORKER):
        raise PermissionDenied(Capability.CASES_WRITE_WORKER)
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if not case.is_open:
        raise Refused(f"案件“{case.get_state_display()}”，不能再留言。")
    if not text.strip():
        raise Refused("请写上要说的话。", field="text")
    by = actor.signature
    last = case.messages.order_by("-pk").first()
    if last and not last.is_from_worker and (last.text, last.written_by) == (text.strip(), by):
        return last
    message = Message.objects.create(
        case=case, is_from_worker=False, text=text.strip(), written_at=now, written_by=by
    )
    record_event(case, "cases.case.write_worker", actor=actor, now=now, note=text)
    tell_applicants(case, "您有一条新留言，请查看。", now=now)
    return message


@transaction.atomic
def mark_messages_read(*, case: Case, actor: Actor, now: datetime) -> int:
    """Note that the worker's words were read by those who handle the case; says how many."""
    case = Case.objects.handled_by(actor).get(pk=case.pk)
    return Message.objects.filter(case=case, is_from_worker=True, read_at=None).update(read_at=now)


@transaction.atomic
def suspend_case(*, case: Case, note: str, actor: Actor, now: datetime) -> None:
    """Let a case stand still, with the reason, such as waiting for a work-injury finding.

    Legal deadlines run on; only the days to the next report stand still. Refuses an empty reason.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    advance(case, WORKFLOW, "suspend", actor=actor, now=now, note=note)
    deadlines.cancel_deadlines(case=case, codes=[deadlines.PROGRESS], now=now)
    tell_applicants(case, "您的案件暂停办理，恢复时会告诉您。", now=now)


@transaction.atomic
def resume_case(*, case: Case, note: str = "", actor: Actor, now: datetime) -> None:
    """Go on with a case that stood still; the days to the next report begin today."""
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    advance(case, WORKFLOW, "resume", actor=actor, now=now, note=note)
    _start_progress_clock(case, now)
    tell_applicants(case, "您的案件恢复办理。", now=now)


def _start_progress_clock(case: Case, now: datetime) -> None:
    deadlines.set_deadline(
        case=case,
        code=deadlines.PROGRESS,
        starts_on=timezone.localdate(now),
        kept_by=MoveOf.LAWYER,
        now=now,
    )
