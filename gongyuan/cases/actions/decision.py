"""The decision on an application: grant, grant first, refuse; and the transfer of a stray one."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions import deadlines
from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.actions.papers import DECISION_LETTERS, tell_applicants
from gongyuan.cases.actions.review import ask_rules, findings_so_far, proposal_of, signature
from gongyuan.cases.actions.search import index_case
from gongyuan.cases.choices import CaseState, DecisionOutcome, MoveOf
from gongyuan.cases.models import Case, Decision
from gongyuan.cases.queries import detail
from gongyuan.cases.queries import facts as case_facts
from gongyuan.cases.queries.discussion import discussion_duty
from gongyuan.cases.rules import decision as rules
from gongyuan.cases.rules.discussion import duty_obstacles
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.organisations.actions.numbering import unit_number
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.models import DecisionRecord


@transaction.atomic
def grant(
    *,
    case: Case,
    overrule_reason: str = "",
    note: str = "",
    seen_review: int | None = None,
    actor: Actor,
    now: datetime,
) -> Decision:
    """Grant aid: case number, decision letter, three days to assign (法律援助法 第四十三条).

    Refuses without facts, against the proposal without a reason, before the levels of approval
    that the pack asks for, before the discussion that a major case needs, on an opinion newer
    than `seen_review` (the review that was on the page), and the second of two who decide at
    once. Where the pack leaves a form of aid to the officer, the officer decides; else the head.
    """
    case = _locked(case, "grant", seen_review, actor)
    words = (overrule_reason, note)
    return _decide_for(case, DecisionOutcome.GRANT, words, actor=actor, now=now)


@transaction.atomic
def grant_first(
    *,
    case: Case,
    overrule_reason: str = "",
    note: str = "",
    seen_review: int | None = None,
    actor: Actor,
    now: datetime,
) -> Decision:
    """Grant aid before the papers are complete, in an emergency (法律援助法 第四十四条).

    The head's alone, without a review before. Refuses as `grant` does; outside the emergencies
    the policy knows it needs a reason.
    """
    case = _locked(case, "grant_first", seen_review, actor)
    words = (overrule_reason, note)
    return _decide_for(case, DecisionOutcome.GRANT_FIRST, words, actor=actor, now=now)


@transaction.atomic
def refuse(
    *,
    case: Case,
    note: str,
    overrule_reason: str = "",
    seen_review: int | None = None,
    actor: Actor,
    now: datetime,
) -> Decision:
    """Refuse aid in writing, with reasons, clauses and what can be done instead.

    法律援助法 第四十三、四十九条; the days to object are the policy's (objection_window_days) and
    run from the service. Refuses as `grant` does, and without a `note` for the worker.
    """
    case = _locked(case, "refuse", seen_review, actor)
    record = _asked(case, DecisionOutcome.REFUSE, overrule_reason, actor, now)
    advance(case, WORKFLOW, "refuse", actor=actor, now=now, note=note, decided_at=now)
    decision = keep_decision(
        case, record, DecisionOutcome.REFUSE, (overrule_reason, note), actor=actor, now=now
    )
    deadlines.cancel_deadlines(case=case, now=now)
    deadlines.set_deadline(
        case=case,
        code=deadlines.OBJECTION_WINDOW,
        starts_on=timezone.localdate(now),
        kept_by=MoveOf.WORKER,
        now=now,
    )
    announce(case, DecisionOutcome.REFUSE, actor=actor, now=now)
    return decision


def _locked(case: Case, verb: str, seen_review: int | None, actor: Actor) -> Case:
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    is_for_the_head = verb == "grant_first" or rules.is_for_the_head(
        case_facts.approval_levels(case)
    )
    needed = Capability.CASES_DECIDE if is_for_the_head else Capability.CASES_DECIDE_SIMPLE
    if not actor.can(needed):
        raise PermissionDenied(needed)
    latest = detail.latest_decision(case)
    if latest and case.decided_at and not WORKFLOW.allows(case.state, verb):
        at = timezone.localtime(latest.decided_at)
        label = DecisionOutcome(latest.outcome).label
        raise Refused(rules.decided_already(latest.decided_by, label, f"{at:%Y-%m-%d %H:%M}"))
    refuse_if(WORKFLOW.obstacles(case.state, verb))
    review = detail.latest_review(case)
    refuse_if(rules.hurry_obstacles(seen_review, review.pk if review else None))
    return case


def _asked(
    case: Case, outcome: DecisionOutcome, overrule_reason: str, actor: Actor, now: datetime
) -> DecisionRecord:
    """What the rules say now, kept; refuses what departs from it without a reason."""
    record = ask_rules(case, findings=findings_so_far(case), actor=actor, now=now)
    obstacles = rules.decision_obstacles(
        outcome, proposal_of(record), overrule_reason=overrule_reason
    )
    refuse_if(obstacles, field="overrule_reason")
    if outcome != DecisionOutcome.GRANT_FIRST:
        # An emergency does not wait for an opinion; what was spared is made up for afterwards.
        is_reviewed = case.state == CaseState.AWAITING_DECISION
        levels = case_facts.approval_levels(case)
        refuse_if(rules.level_obstacles(levels, is_reviewed=is_reviewed))
        refuse_if(duty_obstacles(discussion_duty(case)))
    return record


def _decide_for(
    case: Case,
    outcome: DecisionOutcome,
    words: tuple[str, str],
    *,
    actor: Actor,
    now: datetime,
) -> Decision:
    overrule_reason, note = words
    record = _asked(case, outcome, overrule_reason, actor, now)
    verb = outcome.value
    advance(case, WORKFLOW, verb, actor=actor, now=now, note=note, decided_at=now)
    decision = keep_decision(case, record, outcome, words, actor=actor, now=now)
    give_aid(case, actor=actor, now=now, is_provisional=outcome == DecisionOutcome.GRANT_FIRST)
    announce(case, outcome, actor=actor, now=now)
    return decision


def give_aid(case: Case, *, actor: Actor, now: datetime, is_provisional: bool = False) -> None:
    """What follows a grant, whoever gave it: the case number, and the clock of the assignment."""
    today = timezone.localdate(now)
    if case.case_number is None:
        case.case_number = unit_number(unit=case.unit, kind="case", series="", year=today.year)
    case.is_provisional = is_provisional
    case.decided_at = now
    case.save(update_fields=["case_number", "is_provisional", "decided_at"])
    deadlines.meet_deadlines(case=case, codes=[deadlines.REVIEW], now=now)
    deadlines.cancel_deadlines(case=case, now=now)
    deadlines.set_deadline(
        case=case, code=deadlines.ASSIGN, starts_on=today, kept_by=MoveOf.OFFICE, now=now
    )


def keep_decision(
    case: Case,
    record: DecisionRecord,
    outcome: DecisionOutcome,
    words: tuple[str, str],
    *,
    actor: Actor,
    now: datetime,
) -> Decision:
    """Write a decision down with the grounds, reasons and clauses it stands on.

    `words` are the reason for departing from the proposal and the note for the worker.
    """
    overrule_reason, note = (word.strip() for word in words)
    answer = record.result["decision"]
    follows = answer["outcome"] == outcome
    reasons: list[dict[str, Any]] = [*answer["reasons"]] if follows else []
    if not follows:
        reasons.append({"text": overrule_reason, "clauses": []})
    if outcome == DecisionOutcome.REFUSE:
        reasons += remedies(case, record)
    cited = [clause for reason in reasons for clause in reason["clauses"]]
    return Decision.objects.create(
        case=case,
        record=record,
        outcome=outcome,
        grounds=answer["grounds"] if follows else [],
        reasons=reasons,
        clauses=list({clause["citation"]: clause for clause in cited}.values()),
        overrule_reason="" if follows else overrule_reason,
        note=note,
        decided_at=now,
        decided_by=signature(actor),
        decider_post_id=actor.post_id or 0,
    )


def remedies(case: Case, record: DecisionRecord) -> list[dict[str, Any]]:
    """What can be done instead, each with its clause: the rules' advice, objection, new try."""
    found = [{**advice, "is_remedy": True} for advice in record.result["decision"]["advice"]]
    refused = policy_rules.consequence(case_facts.policy_for(case), "refused")
    words = []
    if refused.may_object and not any("异议" in row["text"] for row in found):
        words.append("对不予援助的决定有异议的，可以向上一级工会提出异议")
    if refused.may_reapply:
        words.append("情况有变化或者取得新的证据的，可以重新申请")
    if words:
        clauses = refused.reason.to_json()["clauses"]
        found.append({"text": f"{'；'.join(words)}。", "clauses": clauses, "is_remedy": True})
    return found


def announce(case: Case, outcome: DecisionOutcome, *, actor: Actor, now: datetime) -> None:
    """Issue the letter of a decision and tell the applicants that there is one."""
    issue_document(case=case, kind=DECISION_LETTERS[outcome], actor=actor, now=now)
    tell_applicants(case, "您的申请有了决定，请查看。", now=now)
    index_case(case)
