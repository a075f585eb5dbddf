"""An application or an aid that ends before its end: withdrawn, lapsed, terminated."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions import deadlines
from gongyuan.cases.actions.closing import give_file_to_its_keeper
from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.actions.papers import tell_applicants
from gongyuan.cases.actions.review import signature
from gongyuan.cases.choices import AssignmentEnd, DocumentKind, MoveOf
from gongyuan.cases.models import Assignment, Case, Termination
from gongyuan.cases.queries import detail
from gongyuan.cases.rules import application as application_rules
from gongyuan.cases.rules import decision as rules
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.people.actor import Actor, system


@transaction.atomic
def withdraw_application(*, case: Case, note: str, actor: Actor, now: datetime) -> Case:
    """End an application at the worker's wish, with the reason; the worker may apply anew."""
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    advance(case, WORKFLOW, "withdraw", actor=actor, now=now, note=note)
    deadlines.cancel_deadlines(case=case, now=now)
    case.supplements.filter(answered_at=None).update(answered_at=now)
    return case


@transaction.atomic
def lapse_unanswered(*, case: Case, actor: Actor, now: datetime) -> Case:
    """Deem an application withdrawn when a supplement stayed unanswered: no refusal.

    法律援助法 第四十三条第二款; there is nothing to object to, and the worker may apply anew and is
    told so. Refuses before the day told has passed. The system does it by itself at night.
    """
    scope = Case.objects.all() if actor == system() else Case.objects.handled_by(actor)
    case = scope.select_for_update(of=("self",)).get(pk=case.pk)
    refuse_if(WORKFLOW.obstacles(case.state, "lapse"))
    supplement = detail.open_supplement(case)
    if supplement is None:
        raise Refused("没有未答复的补正告知。")
    today = timezone.localdate(now)
    refuse_if(application_rules.lapse_obstacles(supplement.due_on, today=today))
    note = f"补正期限{supplement.due_on:%Y-%m-%d}届满，没有补交。"
    advance(case, WORKFLOW, "lapse", actor=actor, now=now, note=note)
    deadlines.cancel_deadlines(case=case, now=now)
    tell_applicants(
        case,
        "材料没有按时补齐，这次申请视为撤回；备齐后可以随时重新申请。",
        now=now,
        once_key=f"case-{case.pk}-lapsed",
    )
    return case


@transaction.atomic
def terminate(*, case: Case, ground: str, note: str, actor: Actor, now: datetime) -> Termination:
    """End aid on one of the eight grounds, in writing, with reasons (法律援助法 第四十八条).

    The day is the day of closing; the lawyer, if there is one, still hands in the file, else the
    office does; the worker may object (第四十九条). Refuses another ground and an empty reason.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    refuse_if(WORKFLOW.obstacles(case.state, "terminate"))
    refuse_if(rules.termination_obstacles(ground, note), field="ground" if not ground else "note")
    today = timezone.localdate(now)
    advance(case, WORKFLOW, "terminate", actor=actor, now=now, note=note, closed_on=today)
    # An offer that nobody has taken ends with the aid.
    Assignment.objects.filter(case=case, ended_at=None, accepted_at=None).update(
        ended_at=now, end_kind=AssignmentEnd.TERMINATED
    )
    kept_by = give_file_to_its_keeper(case=case)
    termination = Termination.objects.create(
        case=case,
        ground=ground,
        reason=note.strip(),
        terminated_at=now,
        terminated_by=signature(actor),
    )
    deadlines.cancel_deadlines(case=case, now=now)
    for code, keeper in ((deadlines.DOSSIER, kept_by), (deadlines.OBJECTION_WINDOW, MoveOf.WORKER)):
        deadlines.set_deadline(case=case, code=code, starts_on=today, kept_by=keeper, now=now)
    issue_document(case=case, kind=DocumentKind.TERMINATION_DECISION, actor=actor, now=now)
    tell_applicants(case, "法律援助已终止，请查看决定书。", now=now)
    return termination


@transaction.atomic
def close_objection_window(*, case: Case, actor: Actor, now: datetime) -> None:
    """Take a window for objections that has passed off the list; the decision stands.

    Only the system does it, at night, once the last day is over (法律援助法 第四十九条).
    """
    if actor != system():
        raise PermissionDenied("only the system closes a window")
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    today = timezone.localdate(now)
    window = case.deadlines.filter(
        code=deadlines.OBJECTION_WINDOW, met_at=None, cancelled_at=None, due_on__lt=today
    )
    if window.exists():
        deadlines.meet_deadlines(case=case, codes=[deadlines.OBJECTION_WINDOW], now=now)
