"""What the rules of law and policy are told about a case, and what they answer."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from gongyuan.cases.models import Case, Review
from gongyuan.law.limitation import Limitation, LimitationFacts, limitation
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.answers import Evaluation, Parameter
from gongyuan.policy.choices import ApprovalLevel, ClaimKind
from gongyuan.policy.facts import ApplicationFacts
from gongyuan.policy.in_force import current_calendar
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, Resolved, resolve

WAGE_CLAIMS = frozenset({ClaimKind.UNPAID_WAGES, ClaimKind.OVERTIME})
#: Claims whose wrong is known to the worker on the day the employment ends.
ENDING_CLAIMS = frozenset({ClaimKind.UNLAWFUL_DISMISSAL, ClaimKind.ECONOMIC_COMPENSATION})


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What an officer's own check brings out beyond the application; None is "not checked"."""

    is_hardship_confirmed: bool | None = None
    has_severe_infringement_evidence: bool | None = None
    is_marked_major: bool | None = None


def application_facts(
    case: Case, *, today: date, findings: Findings | None = None
) -> ApplicationFacts:
    """The facts of a case as policy asks for them; what an officer found goes before the form.

    `days_to_limitation` counts calendar days left at `today` (法律援助法 第四十四条), None when
    no limitation runs or its start is not known.
    """
    found = findings or Findings()
    severe = found.has_severe_infringement_evidence
    soonest = soonest_limitation(case, today=today)
    return ApplicationFacts(
        applicant_kind=case.applicant_kind or None,
        matter_scope=case.matter_scope or None,
        claims=tuple(case.claim_kinds),
        aid_form=case.aid_form or None,
        is_migrant=case.is_migrant,
        hardship_grounds=tuple(case.hardship_grounds) or None,
        is_hardship_confirmed=found.is_hardship_confirmed,
        has_severe_infringement_evidence=(
            case.has_severe_infringement_evidence if severe is None else severe
        ),
        is_emergency=case.is_emergency,
        emergency_reason=case.emergency_reason or None,
        days_to_limitation=soonest.left.days if soonest and soonest.left else None,
        workers=case.people_count,
        is_restructuring=case.is_restructuring,
        is_marked_major=found.is_marked_major or False,
    )


def limitations(case: Case, *, today: date) -> list[tuple[str, Limitation]]:
    """Where the limitation of each kind of claim stands at `today` (劳动争议调解仲裁法 第二十七条).

    Pairs of claim kind and answer. An employment with a first day and no last day goes on; a
    day of knowledge that nobody has stated is never guessed.
    """
    calendar = current_calendar()
    known = LimitationFacts(
        known_on=None,
        employment_ended_on=case.employed_to,
        is_employed=True if case.employed_from and not case.employed_to else None,
    )
    answers = []
    for kind in case.claim_kinds:
        facts = replace(
            known,
            is_wage_claim=kind in WAGE_CLAIMS,
            known_on=case.employed_to if kind in ENDING_CLAIMS else None,
        )
        answers.append((kind, limitation(facts, today=today, calendar=calendar)))
    return answers


def soonest_limitation(case: Case, *, today: date) -> Limitation | None:
    """The limitation that ends first among the claims; None when none is known to run."""
    running = [found for _, found in limitations(case, today=today) if found.ends_on]
    return min(running, key=lambda found: found.ends_on or date.max, default=None)


def policy_for(case: Case) -> Resolved:
    """The policy of the handling unit's place on the day of the application.

    Raises MissingRule when no pack is in force there, ValueError for a place without a code.
    """
    return resolve(current_packs(), case.unit.region_code, timezone.localdate(case.applied_at))


def evaluation(case: Case, *, today: date, findings: Findings | None = None) -> Evaluation:
    """Everything the packs say of a case at `today`, without keeping it (工会法律援助办法)."""
    facts = application_facts(case, today=today, findings=findings)
    return policy_rules.evaluate(facts, policy_for(case))


def parameter(case: Case, key: str) -> Parameter:
    """A number of the unit's policy, such as supplement_days, with clause and unit.

    Raises MissingRule when no pack gives it.
    """
    return policy_rules.parameter(policy_for(case), key)


def approval_levels(case: Case) -> tuple[str, ...]:
    """Who agrees to a decision on the case's form of aid, in order (工会自定, 待核).

    The head alone where no pack says, so that a gap in the packs never gives a power away.
    """
    try:
        return policy_rules.approval_levels(policy_for(case), case.aid_form).levels
    except (MissingRule, ValueError):
        return (ApprovalLevel.HEAD,)


def findings_of(review: Review | None) -> Findings:
    """What a review found, for whoever decides after it; nothing before the first."""
    if review is None:
        return Findings()
    facts = review.record.facts
    return Findings(
        is_hardship_confirmed=facts.get("is_hardship_confirmed"),
        has_severe_infringement_evidence=facts.get("has_severe_infringement_evidence"),
        is_marked_major=facts.get("is_marked_major"),
    )
