"""Giving a case to a lawyer, the lawyer's answer, and giving it to another (指派)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions import deadlines
from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.actions.occurrences import open_limitation
from gongyuan.cases.actions.papers import tell_applicants
from gongyuan.cases.choices import AssignmentEnd, CaseState, DocumentKind, MoveOf
from gongyuan.cases.models import Assignment, Case, Deadline
from gongyuan.cases.queries import assignment as queries
from gongyuan.cases.rules import assignment as rules
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.events import events_of
from gongyuan.core.notices import send_text, tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.lawyers.models import Lawyer
from gongyuan.people.actor import Actor, system
from gongyuan.people.capabilities import Capability


@transaction.atomic
def assign_lawyer(
    *, case: Case, lawyer: Lawyer, replaces: int | None, note: str = "", actor: Actor, now: datetime
) -> Assignment:
    """Offer a granted case to a lawyer, with the letter, the day to answer and the reasons kept.

    法律援助法 第四十三条: within 3 days of the decision, which is met by this; the 5 days for the
    mandate begin (程序规定 第二十七条). `replaces` is the last assignment the page showed. Refuses
    a page that is out of date, a lawyer out of reach, barred by the term or by a conflict of
    interest (律师法 第三十九条), and passing over a better placed lawyer without a reason.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    latest = queries.latest_assignment(case)
    refuse_if(rules.replacement_obstacles(seen=replaces, latest=latest.pk if latest else None))
    refuse_if(WORKFLOW.obstacles(case.state, "assign"))
    ranking = queries.proposals(case, actor, now=now)
    chosen = next((p for p in ranking if p.lawyer.lawyer_id == lawyer.pk), None)
    if chosen is None:
        raise Refused("该律师不在本级或者上级工会的团队里，不能指派。", field="lawyer")
    refuse_if(chosen.obstacles, field="lawyer")
    refuse_if(rules.passing_over_obstacles(chosen, note=note), field="note")
    source = queries.weights_of(case, today=timezone.localdate(now)).source
    assignment = Assignment.objects.create(
        case=case,
        lawyer=lawyer,
        offered_at=now,
        offered_by=actor.signature,
        note=note.strip()[:200],
        score=rules.score_record(ranking, chosen, note=note, weights_from=source),
    )
    advance(case, WORKFLOW, "assign", actor=actor, now=now, note=note, data={"title": lawyer.name})
    _start_clocks(assignment, case, now)
    issue_document(case=case, kind=DocumentKind.ASSIGNMENT_LETTER, actor=actor, now=now)
    tell_lawyer(assignment, "有一件新的指派，请答复是否接受。", "lawyer_offer", now)
    if lawyer.phone:
        body = "【工会法律援助】有一件新的指派，请登录“我的案件”答复是否接受。"
        send_text(phone=lawyer.phone, body=body, now=now)
    tell_applicants(case, "工会为您安排了律师，等律师答复。", now=now)
    return assignment


@transaction.atomic
def accept_assignment(
    *,
    case: Case,
    has_conflict: bool,
    conflict_note: str = "",
    actor: Actor,
    now: datetime,
) -> Assignment:
    """Take a case on, with the lawyer's own word that no interest stands against it.

    律师法 第三十九条: a declared conflict is never taken on; the case goes back with what was
    declared as the reason. Refuses an offer that is no longer the lawyer's, and a declaration of
    conflict that does not say which.
    """
    case, assignment = _offer(case, actor)
    if has_conflict:
        if not conflict_note.strip():
            raise Refused("有利益关系的，请写明是什么关系。", field="conflict_note")
        assignment.conflict_declared, assignment.conflict_note = False, conflict_note.strip()[:200]
        assignment.save(update_fields=["conflict_declared", "conflict_note"])
        reason = f"声明有利益关系：{conflict_note.strip()}"
        return decline_assignment(case=case, reason=reason, actor=actor, now=now)
    advance(case, WORKFLOW, "accept_assignment", actor=actor, now=now)
    assignment.accepted_at, assignment.conflict_declared = now, True
    assignment.save(update_fields=["accepted_at", "conflict_declared"])
    deadlines.meet_deadlines(case=case, codes=[deadlines.LAWYER_ANSWER], now=now)
    _hand_deadlines(case, MoveOf.OFFICE, MoveOf.LAWYER)
    open_limitation(case=case, now=now)
    _tell_office(case, f"律师接受了 {case.number} 的指派。", now)
    tell_applicants(case, "律师接手了您的案件，会与您联系办委托手续。", now=now)
    return assignment


@transaction.atomic
def decline_assignment(*, case: Case, reason: str, actor: Actor, now: datetime) -> Assignment:
    """Decline an offered case: it goes back to be offered to another, and the reason is kept.

    Refuses an empty reason and an offer that is no longer the lawyer's.
    """
    case, assignment = _offer(case, actor)
    if not reason.strip():
        raise Refused("请写明不能承办的原因。", field="reason")
    advance(case, WORKFLOW, "decline_assignment", actor=actor, now=now, note=reason)
    _end(assignment, AssignmentEnd.DECLINED, reason, now)
    _back_to_the_office(case, now)
    _tell_office(case, f"律师谢绝了 {case.number} 的指派，请另行指派。", now)
    return assignment


@transaction.atomic
def pass_on_unanswered(*, assignment: Assignment, actor: Actor, now: datetime) -> bool:
    """Take an offer back that nobody answered through its last day; the office offers it anew.

    Says whether it was taken back: an answer that came meanwhile stands (工会自定期限, 待核).
    """
    scope = Case.objects.all() if actor == system() else Case.objects.handled_by(actor)
    case = scope.select_for_update(of=("self",)).get(pk=assignment.case_id)
    assignment = Assignment.objects.select_related("lawyer").get(pk=assignment.pk)
    is_late = assignment.answer_due_on and assignment.answer_due_on < timezone.localdate(now)
    if case.state != CaseState.ASSIGNED or assignment.ended_at or not is_late:
        return False
    advance(case, WORKFLOW, "pass_on", actor=actor, now=now, data={"title": assignment.lawyer.name})
    _end(assignment, AssignmentEnd.UNANSWERED, "", now)
    _back_to_the_office(case, now)
    tell_lawyer(assignment, "有一件指派逾期未答，已收回另行指派。", "lawyer_cases", now)
    _tell_office(case, f"{case.number} 的指派逾期未答，请另行指派。", now)
    return True


@transaction.atomic
def replace_lawyer(
    *, case: Case, replaces: int | None, note: str, actor: Actor, now: datetime
) -> Assignment:
    """End a lawyer's assignment, so that another can be given the case with its file as it is.

    法律援助法 第五十五条. The lawyer is told to hand over; the legal deadlines run on, kept by the
    office meanwhile. Refuses an empty reason and a page that is out of date.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    current = queries.current_assignment(case)
    refuse_if(rules.replacement_obstacles(seen=replaces, latest=current.pk if current else None))
    advance(case, WORKFLOW, "replace", actor=actor, now=now, note=note)
    if current is None:
        raise Refused("本案现在没有承办律师。")
    _end(current, AssignmentEnd.REPLACED, note, now)
    _back_to_the_office(case, now)
    tell_lawyer(current, f"{case.number} 已更换承办律师，请移交材料。", "lawyer_cases", now)
    tell_applicants(case, "正在为您更换律师，定了会告诉您。", now=now)
    return current


def _offer(case: Case, actor: Actor) -> tuple[Case, Assignment]:
    """The locked case and its open offer, for the lawyer whose it is."""
    if not actor.can(Capability.CASES_HANDLE):
        raise PermissionDenied(Capability.CASES_HANDLE)
    found = Case.objects.handled_by(actor).select_for_update(of=("self",)).filter(pk=case.pk)
    locked = found.first()
    if locked is None:
        raise Refused("这件指派已经收回或者另行指派。")
    refuse_if(WORKFLOW.obstacles(locked.state, "accept_assignment"))
    assignment = queries.current_assignment(locked)
    if assignment is None:
        raise Refused("这件指派已经收回或者另行指派。")
    return locked, assignment


def _start_clocks(assignment: Assignment, case: Case, now: datetime) -> None:
    today = timezone.localdate(now)
    deadlines.meet_deadlines(case=case, codes=[deadlines.ASSIGN], now=now)
    for code in (deadlines.LAWYER_ANSWER, deadlines.RETAINER):
        row = deadlines.set_deadline(
            case=case, code=code, starts_on=today, kept_by=MoveOf.LAWYER, now=now
        )
        if row and code == deadlines.LAWYER_ANSWER:
            assignment.answer_due_on = row.due_on
            assignment.save(update_fields=["answer_due_on"])


def _end(assignment: Assignment, kind: AssignmentEnd, reason: str, now: datetime) -> None:
    assignment.ended_at, assignment.end_kind = now, kind
    assignment.end_reason = reason.strip()[:200]
    assignment.save(update_fields=["ended_at", "end_kind", "end_reason"])


def _back_to_the_office(case: Case, now: datetime) -> None:
    """Stop the lawyer's clocks; the days to assign run anew from the day the case came back."""
    ended = [deadlines.LAWYER_ANSWER, deadlines.RETAINER, deadlines.PROGRESS]
    deadlines.cancel_deadlines(case=case, codes=ended, now=now)
    _hand_deadlines(case, MoveOf.LAWYER, MoveOf.OFFICE)
    deadlines.set_deadline(
        case=case,
        code=deadlines.ASSIGN,
        starts_on=timezone.localdate(now),
        kept_by=MoveOf.OFFICE,
        now=now,
    )


def _hand_deadlines(case: Case, giver: MoveOf, taker: MoveOf) -> None:
    """Open legal deadlines are always somebody's, also while there is no lawyer."""
    Deadline.objects.filter(case=case, met_at=None, cancelled_at=None, kept_by=giver).update(
        kept_by=taker
    )


def tell_lawyer(assignment: Assignment | None, body: str, page: str, now: datetime) -> None:
    """Put a notice into the lawyer's inbox; `page` is the name of the lawyer's page it opens."""
    if assignment is None or assignment.lawyer.user_id is None:
        return
    link = reverse(page) if page == "lawyer_cases" else reverse(page, args=[assignment.case_id])
    tell_user(user_id=assignment.lawyer.user_id, body=body, link=link, now=now)


def _tell_office(case: Case, body: str, now: datetime) -> None:
    """Tell the officer who offered the case last."""
    offered = events_of(case).filter(code="cases.case.assign").order_by("-pk").first()
    if offered and offered.actor_user_id:
        link = reverse("case_detail", args=[case.pk])
        tell_user(user_id=offered.actor_user_id, body=body, link=link, now=now)
