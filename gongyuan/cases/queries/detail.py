"""What the page of one case shows, each part with as few reads as it can."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from gongyuan.cases.choices import (
    FINAL_STATES,
    CaseState,
    DecisionOutcome,
    MaterialState,
    MoveOf,
)
from gongyuan.cases.models import (
    Applicant,
    Case,
    Claim,
    Deadline,
    Decision,
    Material,
    Objection,
    OfficialDocument,
    Paper,
    Review,
    Supplement,
)
from gongyuan.cases.queries.roll import ClaimsOfKind
from gongyuan.core.prepared import Prepared
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.privacy import mask_address, mask_identity_number, mask_phone
from gongyuan.policy.choices import ClaimKind

_CASE: dict[str, type] = {"case_id": int}
_APPLICANTS = Prepared(
    lambda case_id: Applicant.objects.filter(case=case_id).select_related("worker"), **_CASE
)
_DOCUMENTS = Prepared(
    lambda case_id: (
        OfficialDocument.objects.filter(case=case_id).select_related("paper").order_by("-pk")
    ),
    **_CASE,
)
_OPEN_DEADLINES = Prepared(
    lambda case_id: Deadline.objects.filter(case=case_id, met_at=None, cancelled_at=None).order_by(
        "due_on", "pk"
    ),
    **_CASE,
)
_REVIEWS = Prepared(
    lambda case_id: (
        Review.objects.filter(case=case_id)
        .select_related("record")
        .defer("record__result", "record__packs")
        .order_by("-pk")[:1]
    ),
    **_CASE,
)
_DECISIONS = Prepared(
    lambda case_id: Decision.objects.filter(case=case_id).order_by("-pk")[:1], **_CASE
)


def missing_materials(case: Case) -> list[Material]:
    """The compulsory materials not there, in the order they were asked for.

    One promised for a later day (容缺) still counts as missing for a supplement.
    """
    rows = case.materials.filter(
        is_required=True, status__in=[MaterialState.MISSING, MaterialState.PROMISED]
    )
    return list(rows.order_by("pk"))


def materials_of(case: Case) -> list[Material]:
    """All materials with their papers, in the order they were asked for."""
    return list(case.materials.prefetch_related("papers__file").order_by("pk"))


def spokespeople(applicants: Sequence[Applicant]) -> list[Applicant]:
    """Those of all applicants in order who speak for them: the representatives, else the first."""
    return [row for row in applicants if row.is_representative] or list(applicants[:1])


def applicants_of(case: Case) -> list[Applicant]:
    """All applicants with their workers, in their order."""
    return _APPLICANTS.rows(case_id=case.pk)


def applicants_shown(applicants: Iterable[Applicant], actor: Actor) -> list[dict[str, Any]]:
    """The applicants with their numbers masked; the whole is shown one at a time, with a reason."""
    return [
        {
            "pk": row.pk,
            "worker": row.worker,
            "is_representative": row.is_representative,
            "identity_number": mask_identity_number(row.worker.identity_number),
            "phone": mask_phone(row.worker.phone),
            "address": mask_address(row.worker.address),
            "may_reveal": actor.can(Capability.PEOPLE_REVEAL),
        }
        for row in applicants
    ]


def sums_shown(sums: Iterable[ClaimsOfKind]) -> list[dict[str, Any]]:
    """What many ask for together, as the same lines: 拖欠劳动报酬, 100人, the yuan of all."""
    return [
        {
            "who": f"{row.people}人" if row.people else "",
            "what": ClaimKind(row.kind).label,
            "from": None,
            "to": None,
            "amount": row.amount,
            "note": "",
        }
        for row in sums
    ]


def claims_shown(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """The claims in the order they were made: who, what, for which time, how many yuan."""
    return [
        {
            "who": row.applicant.worker.name if row.applicant else "",
            "what": ClaimKind(row.kind).label,
            "from": row.period_from,
            "to": row.period_to,
            "amount": row.amount,
            "note": row.note,
        }
        for row in claims
    ]


def papers_in_sight(case: Case, actor: Actor) -> QuerySet[Paper]:
    """The papers of the file that this actor may see: the inner file (副卷) is the office's."""
    rows = case.papers.select_related("file")
    return rows.filter(is_inner=False) if actor.is_lawyer or actor.is_worker else rows


def documents_of(case: Case) -> list[OfficialDocument]:
    """The documents issued on a case, the latest first; those replaced are marked."""
    return replaced_marked(_DOCUMENTS.rows(case_id=case.pk))


def replaced_marked(documents: list[OfficialDocument]) -> list[OfficialDocument]:
    """All documents of a case with a mark on those that another one replaces (改出)."""
    replaced = {row.replaces_id for row in documents}
    for row in documents:
        row.is_replaced = row.pk in replaced
    return documents


def documents_seen(documents: list[OfficialDocument], actor: Actor) -> list[OfficialDocument]:
    """Those this actor may see: the office's own deliberations are not the lawyer's."""
    return [one for one in documents if not one.paper.is_inner] if actor.is_lawyer else documents


def documents_in_sight(case: Case, actor: Actor) -> list[OfficialDocument]:
    """The documents of a case that this actor may see."""
    return documents_seen(documents_of(case), actor)


def open_deadlines(case: Case) -> list[Deadline]:
    """The deadlines still to be met, soonest first."""
    return _OPEN_DEADLINES.rows(case_id=case.pk)


def latest_review(case: Case) -> Review | None:
    """The latest opinion of an officer, with the facts that the rules were told.

    What they answered is long, and read only where it is asked for.
    """
    return next(iter(_REVIEWS.rows(case_id=case.pk)), None)


def latest_decision(case: Case) -> Decision | None:
    """The latest decision on the application; None before the first."""
    return next(iter(_DECISIONS.rows(case_id=case.pk)), None)


def open_objection(case: Case) -> Objection | None:
    """The objection that awaits an answer, with the unit that answers."""
    return case.objections.filter(decided_at=None).select_related("decided_by_unit").first()


def last_adverse_at(case: Case) -> datetime | None:
    """When aid was last refused or ended: what an objection is raised against."""
    refused = case.decisions.filter(outcome=DecisionOutcome.REFUSE).order_by("-pk").first()
    ended = case.terminations.order_by("-pk").first()
    found = [refused.decided_at] if refused else []
    found += [ended.terminated_at] if ended else []
    return max(found, default=None)


def open_supplement(case: Case) -> Supplement | None:
    """What the worker was told to hand in and has not answered."""
    return case.supplements.filter(answered_at=None).first()


@dataclass(frozen=True, kw_only=True)
class Phase:
    """One phase of the strip: done, now or next, with the day it was reached."""

    label: str
    state: str
    note: str = ""


_PHASES: tuple[tuple[str, frozenset[str]], ...] = (
    ("申请", frozenset({CaseState.SUBMITTED, CaseState.SUPPLEMENTING})),
    (
        "审查",
        frozenset(
            {
                CaseState.UNDER_REVIEW,
                CaseState.AWAITING_DECISION,
                CaseState.REFUSED,
                CaseState.UNDER_OBJECTION,
            }
        ),
    ),
    ("指派", frozenset({CaseState.GRANTED, CaseState.ASSIGNED})),
    ("委托", frozenset({CaseState.MANDATING})),
    ("办理", frozenset({CaseState.HANDLING, CaseState.SUSPENDED})),
    (
        "结案",
        frozenset(
            {
                CaseState.CLOSED,
                CaseState.TERMINATED,
                CaseState.TERMINATION_OBJECTED,
                CaseState.FILE_SUBMITTED,
            }
        ),
    ),
    ("归档", frozenset({CaseState.ARCHIVED})),
)


def phases(case: Case) -> list[Phase]:
    """The seven phases of a case and where it stands; one that ended early keeps its last phase.

    The state is words for people: done, now, next.
    """
    place = next((i for i, (_, states) in enumerate(_PHASES) if case.state in states), 0)
    found = []
    for index, (label, _) in enumerate(_PHASES):
        is_now = index == place
        state = "done" if index < place else "now" if is_now else "next"
        note = case.get_state_display() if is_now else ""
        found.append(Phase(label=label, state=state, note=note))
    return found


def move_words(case: Case, actor: Actor, *, now: datetime) -> str:
    """Whose move it is, said to this actor: 轮到我们, 等职工, 等承办律师; empty when it is over."""
    if case.state in FINAL_STATES or not case.move_of or case.move_of == MoveOf.NOBODY:
        return ""
    ours = {MoveOf.OFFICE, MoveOf.HEAD}
    is_ours = case.move_of in ours and actor.unit_id == case.unit_id and not actor.is_lawyer
    if is_ours:
        return "轮到负责人" if case.move_of == MoveOf.HEAD else "轮到我们"
    if actor.is_lawyer and case.move_of == MoveOf.LAWYER:
        return "轮到承办律师"
    return f"等{MoveOf(case.move_of).label}"
