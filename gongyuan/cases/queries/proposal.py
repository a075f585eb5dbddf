"""What the rules propose on a case, worded for whoever decides."""

from datetime import date
from typing import Any

from django.utils import timezone

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case, Decision, Review
from gongyuan.cases.queries import facts as case_facts
from gongyuan.policy.choices import ClaimKind
from gongyuan.policy.facts import FactsError
from gongyuan.policy.resolution import MissingRule
from gongyuan.policy.wording import title_of

BEFORE_DECISION = frozenset(
    {
        CaseState.SUBMITTED,
        CaseState.SUPPLEMENTING,
        CaseState.UNDER_REVIEW,
        CaseState.AWAITING_DECISION,
    }
)


def proposal_of(
    case: Case, review: Review | None, decision: Decision | None, *, today: date
) -> dict[str, Any] | None:
    """The proposal as the page shows it, or what was decided on; None when no policy holds.

    Before the decision the rules are asked on the facts as known today; afterwards the kept answer
    is shown, as it was. Fields: title, reasons [{text, clauses}], missing, limitation.
    """
    if case.state not in BEFORE_DECISION:
        return _decided(decision)
    try:
        answer = case_facts.evaluation(
            case, today=today, findings=case_facts.findings_of(review)
        ).to_json()
    except (MissingRule, ValueError, FactsError) as error:
        return {"title": str(error), "reasons": [], "missing": [], "limitation": []}
    told = answer["decision"]
    return {
        "title": f"系统建议：{title_of(answer)}",
        "reasons": [*told["reasons"], *answer["track"]["reasons"], *answer["gravity"]["reasons"]],
        "missing": [item["question"] for item in told["missing"]],
        "advice": told["advice"],
        "limitation": _limitation(case, today),
        "outcome": told["outcome"],
    }


def proposed_outcome(case: Case) -> str:
    """What the rules would decide on the day the case came in; empty where no policy holds."""
    try:
        today = timezone.localdate(case.applied_at)
        return case_facts.evaluation(case, today=today).decision.outcome
    except (MissingRule, ValueError, FactsError):
        return ""


def _decided(decision: Decision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {
        "title": f"决定：{decision.get_outcome_display()}",
        "reasons": [row for row in decision.reasons if not row.get("is_remedy")],
        "advice": [row for row in decision.reasons if row.get("is_remedy")],
        "missing": [],
        "limitation": [],
        "note": decision.note,
        "overrule_reason": decision.overrule_reason,
        "by": decision.decided_by,
        "at": decision.decided_at,
    }


def _limitation(case: Case, today: date) -> list[dict[str, str]]:
    """One line for each claim whose limitation is known, is near, or never runs."""
    lines = []
    for kind, found in case_facts.limitations(case, today=today):
        label = ClaimKind(kind).label
        if found.is_unlimited:
            text = "劳动关系存续期间，不受一年时效限制"
        elif found.ends_on and found.left:
            text = f"时效至{found.ends_on:%Y-%m-%d}，{found.left.text}"
        else:
            text = "".join(found.warnings)
        source = found.steps[-1].source if found.steps else ""
        lines.append({"text": f"{label}：{text}", "source": source})
    return lines
