"""A worker's objection to a refusal or a termination, and the answer of the next level up."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions import deadlines
from gongyuan.cases.actions.closing import give_file_to_its_keeper
from gongyuan.cases.actions.decision import announce, give_aid, keep_decision
from gongyuan.cases.actions.papers import tell_applicants
from gongyuan.cases.actions.review import ask_rules, findings_so_far, proposal_of, signature
from gongyuan.cases.choices import AssignmentEnd, DecisionOutcome, MoveOf
from gongyuan.cases.models import Assignment, Case, Objection
from gongyuan.cases.queries import detail
from gongyuan.cases.rules import decision as rules
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

WINDOW = deadlines.OBJECTION_WINDOW


def object_to_refusal(*, case: Case, note: str, actor: Actor, now: datetime) -> Objection:
    """Raise an objection to a refusal; the next level up reviews it in 5 days.

    法律援助法 第四十九条, by analogy for unions (第六十八条): the next union up the tree, or the
    union itself where there is none above. Refuses after the window of the policy in force
    (objection_window_days), and a second review of the same decision.
    """
    return _object(case, "object", note, actor, now)


def object_to_termination(*, case: Case, note: str, actor: Actor, now: datetime) -> Objection:
    """Raise an objection to the end of aid (法律援助法 第四十九条); refuses as for a refusal."""
    return _object(case, "object_termination", note, actor, now)


@transaction.atomic
def _object(case: Case, verb: str, note: str, actor: Actor, now: datetime) -> Objection:
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    refuse_if(WORKFLOW.obstacles(case.state, verb))
    today = timezone.localdate(now)
    since = detail.last_adverse_at(case)
    reviewed = case.objections.exclude(decided_at=None)
    if since:
        reviewed = reviewed.filter(raised_at__gte=since)
    window = case.deadlines.filter(code=WINDOW, cancelled_at=None).order_by("-pk").first()
    obstacles = rules.objection_obstacles(
        today=today,
        until=window.due_on if window else None,
        already_reviewed=reviewed.exists(),
        text=note,
    )
    refuse_if(obstacles, field="note")
    advance(case, WORKFLOW, verb, actor=actor, now=now, note=note)
    deadlines.meet_deadlines(case=case, codes=[WINDOW], now=now)
    deadlines.set_deadline(
        case=case, code=deadlines.OBJECTION, starts_on=today, kept_by=MoveOf.UPPER, now=now
    )
    unit = case.unit.parent or case.unit
    return Objection.objects.create(case=case, decided_by_unit=unit, text=note, raised_at=now)


@transaction.atomic
def uphold(*, case: Case, note: str, actor: Actor, now: datetime) -> Objection:
    """Uphold a refusal on review; the worker may apply anew (法律援助法 第四十九条)."""
    case, objection = _locked(case, "uphold", actor)
    advance(case, WORKFLOW, "uphold", actor=actor, now=now, note=note)
    _answer(objection, "uphold", note, actor=actor, now=now)
    deadlines.meet_deadlines(case=case, codes=[deadlines.OBJECTION], now=now)
    tell_applicants(case, "对您提出的异议有了复核结果，请查看。", now=now)
    return objection


@transaction.atomic
def change(*, case: Case, note: str, actor: Actor, now: datetime) -> Objection:
    """Change a refusal into a grant on review; the unit below assigns (法律援助法 第四十九条).

    The case gets its number and the three days to assign as with any grant.
    """
    case, objection = _locked(case, "change", actor)
    record = ask_rules(case, findings=findings_so_far(case), actor=actor, now=now)
    obstacles = rules.decision_obstacles(
        DecisionOutcome.GRANT, proposal_of(record), overrule_reason=note
    )
    refuse_if(obstacles, field="note")
    advance(case, WORKFLOW, "change", actor=actor, now=now, note=note, decided_at=now)
    _answer(objection, "change", note, actor=actor, now=now)
    deadlines.meet_deadlines(case=case, codes=[deadlines.OBJECTION], now=now)
    keep_decision(case, record, DecisionOutcome.GRANT, (note, note), actor=actor, now=now)
    give_aid(case, actor=actor, now=now)
    announce(case, DecisionOutcome.GRANT, actor=actor, now=now)
    return objection


@transaction.atomic
def remand(*, case: Case, note: str, actor: Actor, now: datetime) -> Objection:
    """Send a refused application back for a new review, its clock begun anew.

    法律援助法 第四十九条 (责令改正).
    """
    case, objection = _locked(case, "remand", actor)
    advance(case, WORKFLOW, "remand", actor=actor, now=now, note=note, decided_at=None)
    _answer(objection, "remand", note, actor=actor, now=now)
    deadlines.meet_deadlines(case=case, codes=[deadlines.OBJECTION], now=now)
    deadlines.set_deadline(
        case=case,
        code=deadlines.REVIEW,
        starts_on=timezone.localdate(now),
        kept_by=MoveOf.OFFICE,
        now=now,
    )
    tell_applicants(case, "上一级工会要求重新审查您的申请。", now=now)
    return objection


@transaction.atomic
def uphold_termination(*, case: Case, note: str, actor: Actor, now: datetime) -> Objection:
    """Uphold the end of aid; the file is still to be handed in (法律援助法 第四十九条)."""
    case, objection = _locked(case, "uphold_termination", actor)
    advance(case, WORKFLOW, "uphold_termination", actor=actor, now=now, note=note)
    give_file_to_its_keeper(case=case)
    _answer(objection, "uphold_termination", note, actor=actor, now=now)
    deadlines.meet_deadlines(case=case, codes=[deadlines.OBJECTION], now=now)
    tell_applicants(case, "对您提出的异议有了复核结果，请查看。", now=now)
    return objection


@transaction.atomic
def revoke_termination(*, case: Case, note: str, actor: Actor, now: datetime) -> Objection:
    """Undo the end of aid on review: the case is open again and a lawyer is to be assigned.

    法律援助法 第四十九条 (责令改正); the lawyer of before may be assigned again.
    """
    case, objection = _locked(case, "revoke_termination", actor)
    Assignment.objects.filter(case=case, ended_at=None).update(
        ended_at=now, end_kind=AssignmentEnd.TERMINATED, end_reason="终止援助，后撤销终止"
    )
    advance(case, WORKFLOW, "revoke_termination", actor=actor, now=now, note=note, closed_on=None)
    _answer(objection, "revoke_termination", note, actor=actor, now=now)
    deadlines.meet_deadlines(case=case, codes=[deadlines.OBJECTION], now=now)
    deadlines.cancel_deadlines(case=case, now=now)
    deadlines.set_deadline(
        case=case,
        code=deadlines.ASSIGN,
        starts_on=timezone.localdate(now),
        kept_by=MoveOf.OFFICE,
        now=now,
    )
    tell_applicants(case, "上一级工会要求继续帮助您。", now=now)
    return objection


def _locked(case: Case, verb: str, actor: Actor) -> tuple[Case, Objection]:
    """The case under lock with its open objection, for the unit that is to answer it.

    A superior sees the case; a union without one above answers for itself.
    """
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if not actor.can(Capability.CASES_DECIDE_OBJECTION):
        raise PermissionDenied(Capability.CASES_DECIDE_OBJECTION)
    refuse_if(WORKFLOW.obstacles(case.state, verb))
    objection = detail.open_objection(case)
    if objection is None:
        raise Refused("没有待复核的异议。")
    if objection.decided_by_unit_id != actor.unit_id:
        raise Refused(f"这件异议由{objection.decided_by_unit.name}复核。")
    return case, objection


def _answer(objection: Objection, outcome: str, note: str, *, actor: Actor, now: datetime) -> None:
    objection.outcome, objection.reason = outcome, note.strip()
    objection.decided_at, objection.decided_by = now, signature(actor)
    objection.save(update_fields=["outcome", "reason", "decided_at", "decided_by"])
