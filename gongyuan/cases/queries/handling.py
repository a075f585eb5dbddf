"""How a case is being handled: proceedings with results, progress, messages, money."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from gongyuan.cases.choices import ClaimOutcome, MoveOf
from gongyuan.cases.models import (
    Case,
    Claim,
    ClaimResult,
    Deadline,
    DeadlineReport,
    Mandate,
    Stage,
)
from gongyuan.cases.rules.handling import PastStage
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.policy.choices import ClaimKind


@dataclass(frozen=True, kw_only=True)
class ClaimRow:
    """A claim with what the last proceeding gave on it; amounts in yuan."""

    claim: Claim
    label: str
    who: str
    outcome: str
    outcome_label: str
    awarded: Decimal | None
    stage_label: str


def stages_of(case: Case) -> list[Stage]:
    """The proceedings in their order, each with its results and their claims."""
    results = ClaimResult.objects.select_related("claim").order_by("claim_id")
    return list(case.stages.prefetch_related(Prefetch("results", queryset=results)).order_by("pk"))


def open_stage_of(case: Case) -> Stage | None:
    """The proceeding without a result; there is one at most."""
    return case.stages.filter(concluded_on=None).first()


def past_stages(case: Case, *, without: Stage | None = None) -> list[PastStage]:
    """The proceedings as the rules read them."""
    return [past_stage(s) for s in case.stages.order_by("pk") if s.pk != (without and without.pk)]


def past_stage(stage: Stage) -> PastStage:
    """One proceeding as the rules read it."""
    return PastStage(
        kind=stage.kind,
        filed_on=stage.filed_on,
        concluded_on=stage.concluded_on,
        result=stage.result,
    )


def claim_label(claim: Claim) -> str:
    """A claim in words: 拖欠劳动报酬, with its note when there is one."""
    known = dict(ClaimKind.choices).get(claim.kind, claim.kind)
    return f"{known}（{claim.note}）" if claim.note else str(known)


def claim_rows(case: Case) -> list[ClaimRow]:
    """Every claim with the answer of the last proceeding that gave one (逐项结果)."""
    claims = case.claims.select_related("applicant__worker").order_by("pk")
    return answered_claims(claims, stages_of(case))


def answered_claims(claims: Iterable[Claim], stages: Iterable[Stage]) -> list[ClaimRow]:
    """The same of claims and proceedings already read, the proceedings in their order."""
    latest = {
        result.claim_id: (result, stage) for stage in stages for result in stage.results.all()
    }
    return [_claim_row(claim, *latest.get(claim.pk, (None, None))) for claim in claims]


def _claim_row(claim: Claim, result: ClaimResult | None, stage: Stage | None) -> ClaimRow:
    outcome = result.outcome if result else ClaimOutcome.PENDING
    return ClaimRow(
        claim=claim,
        label=claim_label(claim),
        who=claim.applicant.worker.name if claim.applicant else "",
        outcome=outcome,
        outcome_label=str(ClaimOutcome(outcome).label),
        awarded=result.awarded_amount if result else None,
        stage_label=stage.get_kind_display() if stage else "",
    )


def unanswered_claims(rows: Iterable[ClaimRow]) -> list[ClaimRow]:
    """The claims that no proceeding has answered, or that it left open."""
    return [row for row in rows if row.outcome == ClaimOutcome.PENDING]


def awarded_amount(rows: list[ClaimRow]) -> Decimal | None:
    """The sum awarded in yuan by the last answer on each claim; None when no money was."""
    amounts = [row.awarded for row in rows if row.awarded is not None]
    return sum(amounts, Decimal(0)) if amounts else None


def claimed_amount(case: Case, rows: list[ClaimRow]) -> Decimal | None:
    """The sum claimed in yuan; the application's own figure when no claim names one."""
    amounts = [row.claim.amount for row in rows if row.claim.amount is not None]
    return sum(amounts, Decimal(0)) if amounts else case.claim_amount


def mandate_of(case: Case) -> Mandate | None:
    """The mandate of the lawyer who has the case now."""
    return case.mandates.filter(assignment__ended_at=None).first()


@dataclass(frozen=True, kw_only=True)
class Right:
    """An open deadline that the lawyer keeps, what was reported of it, and may one confirm."""

    deadline: Deadline
    report: DeadlineReport | None
    may_confirm: bool


def rights_of(
    deadlines: Iterable[Deadline], reports: Mapping[int, DeadlineReport], actor: Actor
) -> list[Right]:
    """The deadlines of a case that can be settled by hand, soonest first."""
    may = actor.can(Capability.CASES_CONFIRM_DEADLINE)
    return [
        Right(
            deadline=row,
            report=(report := reports.get(row.pk)),
            may_confirm=bool(report and may and report.reporter_id != actor.user_id),
        )
        for row in deadlines
        if row.kept_by == MoveOf.LAWYER and row.code != "PROGRESS"
    ]
