"""The officer's review: an opinion on what the rules propose."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions.major import keep_gravity
from gongyuan.cases.actions.returns import send_back
from gongyuan.cases.actions.telling import signature as signature
from gongyuan.cases.choices.major import ReturnedThing, ReturnReason
from gongyuan.cases.details import Opinion, Proposal
from gongyuan.cases.models import Case, Review
from gongyuan.cases.queries import detail
from gongyuan.cases.queries import facts as case_facts
from gongyuan.cases.queries.facts import Findings
from gongyuan.cases.rules import decision as rules
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.refusals import refuse_if
from gongyuan.core.transitions import advance
from gongyuan.people.actor import Actor
from gongyuan.policy.actions import record_decision
from gongyuan.policy.models import DecisionRecord


@transaction.atomic
def propose_decision(
    *, case: Case, opinion: Opinion, findings: Findings, actor: Actor, now: datetime
) -> Review:
    """Put an opinion on an application before the head, with or against the rules' proposal.

    `findings` are the results of the officer's own check (经济困难核查). What the policy in force
    on the day of the application says to these facts is kept with its packs. Refuses a reviewer
    with an interest in the case, an opinion without facts, and one against the proposal without
    a reason (法律援助法 第四十三条).
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    refuse_if(WORKFLOW.obstacles(case.state, "propose"))
    record = ask_rules(case, findings=findings, actor=actor, now=now)
    obstacles = rules.review_obstacles(opinion, proposal_of(record))
    field = "has_conflict" if opinion.has_conflict else "overrule_reason"
    refuse_if(obstacles, field=field)
    advance(case, WORKFLOW, "propose", actor=actor, now=now, note=opinion.text)
    if findings.is_marked_major:
        keep_gravity(case=case, findings=findings, actor=actor, now=now)
    return Review.objects.create(
        case=case,
        record=record,
        outcome=opinion.outcome,
        overrule_reason=opinion.overrule_reason.strip(),
        opinion=opinion.text.strip(),
        has_conflict=False,
        reviewed_at=now,
        reviewed_by=signature(actor),
        reviewer_post_id=actor.post_id or 0,
    )


@transaction.atomic
def return_to_review(
    *,
    case: Case,
    note: str,
    reason: str = ReturnReason.OTHER_REASON,
    actor: Actor,
    now: datetime,
) -> Case:
    """Send an opinion back to the officer, with a coded reason and a sentence; it stays as it was.

    Refuses an empty sentence and a reason that does not fit.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    advance(case, WORKFLOW, "return_to_review", actor=actor, now=now, note=note)
    thing = ReturnedThing.REVIEW_OPINION
    send_back(thing=thing, reason=reason, note=note, about=case, actor=actor, now=now)
    return case


def ask_rules(case: Case, *, findings: Findings, actor: Actor, now: datetime) -> DecisionRecord:
    """Let the policy of the day of the application decide on the facts as known, and keep it."""
    today = timezone.localdate(now)
    return record_decision(
        facts=case_facts.application_facts(case, today=today, findings=findings),
        region_code=case.unit.region_code,
        on=_applied_on(case),
        actor=actor,
        now=now,
    )


def _applied_on(case: Case) -> date:
    return timezone.localdate(case.applied_at)


def findings_so_far(case: Case) -> Findings:
    """What the latest review found, for whoever decides after it; nothing before the first."""
    return case_facts.findings_of(detail.latest_review(case))


def proposal_of(record: DecisionRecord) -> Proposal:
    """The outcome of a kept answer, with the questions that are still open."""
    decision = record.result["decision"]
    return Proposal(
        outcome=decision["outcome"],
        missing=tuple(item["question"] for item in decision["missing"]),
    )
