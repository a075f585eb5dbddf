"""The roll of applicants of a case: who is on it, what each asks for, who represents them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Min, Sum
from django.utils import timezone

from gongyuan.cases.choices import CaseState
from gongyuan.cases.details import ClaimDetails
from gongyuan.cases.models import Agent, Applicant, Case, Claim
from gongyuan.cases.rules import roll as rules
from gongyuan.cases.rules.roll import RepresentativeLimits
from gongyuan.core.prepared import Prepared
from gongyuan.law.amounts import formatted_amount
from gongyuan.law.calculation import number_text
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.privacy import mask_identity_number, mask_phone
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.choices import ClaimKind
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import resolve

PAGE = 50
#: Up to so many are listed on the page of a case; of more it shows who speaks, and the sums.
FEW = 9

_SPEAKERS = Prepared(
    lambda case_id: (
        Applicant.objects.filter(case=case_id)
        .select_related("worker")
        .order_by("-is_representative", "position")[:FEW]
    ),
    case_id=int,
)


@dataclass(frozen=True, kw_only=True)
class ClaimsOfKind:
    """What many applicants ask for of one kind: how many of them, and the yuan together."""

    kind: str
    people: int
    amount: Decimal | None


def is_large(case: Case) -> bool:
    """Whether a case has more applicants than its page lists one by one."""
    return case.people_count > FEW


def speakers_of(case: Case) -> list[Applicant]:
    """Who speaks for many applicants: the representatives, else the first of all."""
    rows = _SPEAKERS.rows(case_id=case.pk)
    return [row for row in rows if row.is_representative] or rows[:1]


def claims_by_kind(case: Case) -> list[ClaimsOfKind]:
    """What all applicants ask for, one row a kind, in the order of the first claim of each."""
    rows = Claim.objects.filter(case=case).values("kind")
    counted = rows.annotate(
        people=Count("applicant", distinct=True), amount=Sum("amount"), first=Min("pk")
    )
    return [
        ClaimsOfKind(kind=row["kind"], people=row["people"], amount=row["amount"])
        for row in counted.order_by("first")
    ]


def limits_at(unit: Unit, on: date) -> RepresentativeLimits:
    """How many may represent a collective at a unit on a day (劳动人事争议仲裁办案规则 第六十三条).

    Raises MissingRule when no pack in force says.
    """
    resolved = resolve(current_packs(), unit.region_code, on)
    found = {
        name: policy_rules.parameter(resolved, name)
        for name in ("collective_workers", "representatives_least", "representatives_most")
    }
    most = found["representatives_most"]
    return RepresentativeLimits(
        collective_from=int(found["collective_workers"].value),
        least=int(found["representatives_least"].value),
        most=int(most.value),
        clause="、".join(clause.citation for clause in most.clauses),
    )


def is_collective(case: Case) -> bool:
    """Whether so many apply that policy calls it a collective (劳动争议调解仲裁法 第七条)."""
    return case.people_count >= limits_of(case).collective_from


def limits_of(case: Case) -> RepresentativeLimits:
    """The same for a case, by the policy of the day of its application."""
    return limits_at(case.unit, timezone.localdate(case.applied_at))


def claim_words(claim: Claim | ClaimDetails) -> str:
    """A claim in one line: what, for which time, months × yuan a month where it came about so."""
    words = [str(ClaimKind(claim.kind).label)]
    if claim.note:
        words.append(f"（{claim.note}）")
    if claim.period_from:
        until = claim.period_to.isoformat() if claim.period_to else "今"
        words.append(f"　{claim.period_from.isoformat()} 至 {until}")
    if claim.months is not None and claim.monthly_amount is not None:
        words.append(
            f"　{number_text(claim.months)}个月×{formatted_amount(claim.monthly_amount)}元"
        )
    return "".join(words)


def may_take(case: Case, actor: Actor) -> bool:
    """Whether whoever handles a case may take away numbers in clear: a lawyer who accepted it, and
    staff that keeps its papers (个人信息保护法 第六条)."""
    if actor.is_lawyer:
        return case.state != CaseState.ASSIGNED and actor.can(Capability.CASES_HANDLE)
    return case.unit_id == actor.unit_id and actor.can(Capability.CASES_SUPPLEMENT)


def representative_note(case: Case, applicants: Sequence[Applicant]) -> str:
    """What is wrong with the representatives of a collective, for a badge; empty when nothing is.

    劳动人事争议仲裁办案规则 第六十三条; `applicants` hold at least the representatives.
    """
    if not is_collective(case):
        return ""
    count = sum(row.is_representative for row in applicants)
    if not count:
        return "代表人没有推举"
    limits = limits_of(case)
    wrong = rules.representative_obstacles(
        count, people=case.people_count, aid_form=case.aid_form, limits=limits
    )
    return f"代表人{count}名，应为{limits.least}至{limits.most}名" if wrong else ""


def named_on_the_roll(case: Case) -> list[Applicant]:
    """All applicants with no more than their names, for finding one by name or number."""
    rows = Applicant.objects.filter(case=case).select_related("worker")
    return list(rows.only("position", "is_representative", "case_id", "worker__name"))


@dataclass(frozen=True, kw_only=True)
class RollPage:
    """One page of the roll: people with what each asks for; `number` counts pages from 1."""

    rows: list[dict[str, Any]]
    number: int
    pages: int


def roll_page(case: Case, actor: Actor, *, number: int) -> RollPage:
    """A page of all who ever applied in a case, those who left at the end; numbers masked.

    Three statements, however many applicants there are.
    """
    pages = max(1, -(-Applicant.everyone.filter(case=case).count() // PAGE))
    number = min(max(number, 1), pages)
    order = F("left_at").asc(nulls_first=True)
    people = Applicant.everyone.filter(case=case).select_related("worker")
    rows = list(people.order_by(order, "position")[(number - 1) * PAGE : number * PAGE])
    return RollPage(rows=_rolled(rows, actor), number=number, pages=pages)


def _rolled(rows: list[Applicant], actor: Actor) -> list[dict[str, Any]]:
    claims: dict[int | None, list[Claim]] = defaultdict(list)
    for claim in Claim.everyone.filter(applicant__in=rows).order_by("pk"):
        claims[claim.applicant_id].append(claim)
    agents: dict[int, list[Agent]] = defaultdict(list)
    for agent in Agent.objects.filter(applicant__in=rows, ended_at=None).order_by("pk"):
        agents[agent.applicant_id].append(agent)
    return [
        {
            "applicant": row,
            "worker": row.worker,
            "identity_number": mask_identity_number(row.worker.identity_number),
            "phone": mask_phone(row.worker.phone),
            "may_reveal": actor.can(Capability.PEOPLE_REVEAL),
            "claims": [{"words": claim_words(c), "amount": c.amount} for c in _of(row, claims)],
            "agents": agents[row.pk],
        }
        for row in rows
    ]


def _of(row: Applicant, claims: dict[int | None, list[Claim]]) -> list[Claim]:
    """The claims of one: the present ones, or of one who left those that left with it."""
    return [claim for claim in claims[row.pk] if claim.left_at == row.left_at]
