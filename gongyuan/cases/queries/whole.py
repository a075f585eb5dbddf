"""A case with what belongs to it, each table read once for all parts of its page."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from gongyuan.cases.models import (
    Applicant,
    Case,
    Claim,
    Deadline,
    MajorCase,
    Material,
    Paper,
    Stage,
)
from gongyuan.cases.queries import detail, handling, roll
from gongyuan.core.counting import counting_statement, run_counts
from gongyuan.core.prepared import Prepared, Statements
from gongyuan.people.actor import Actor


@dataclass(frozen=True, kw_only=True)
class WholeCase:
    """What several parts of a page show of one case; `filled` names the small tables with rows.

    Of a case with many applicants, `applicants` are those who speak for them, `claims` are left
    out and `claims_by_kind` sums them up: the roll has its own page.
    """

    case: Case
    applicants: list[Applicant]
    claims: list[Claim]
    claims_by_kind: list[roll.ClaimsOfKind]
    materials: list[Material]
    #: Those in the actor's sight.
    papers: list[Paper]
    deadlines: list[Deadline]
    stages: list[Stage]
    filled: frozenset[str] = field(default_factory=frozenset)

    @property
    def papers_by_material(self) -> list[tuple[Material, list[Paper]]]:
        """Each material asked for, with the papers that answer it."""
        return [
            (one, [paper for paper in self.papers if paper.material_id == one.pk])
            for one in self.materials
        ]


def whole_case(case: Case, actor: Actor) -> WholeCase:
    """Read a case that was fetched in the actor's sight with what its page shows."""
    filled = _filled(case)
    is_large = roll.is_large(case)
    applicants = roll.speakers_of(case) if is_large else detail.applicants_of(case)
    return WholeCase(
        case=case,
        applicants=applicants,
        claims=[] if is_large else handling.claims_of(case, applicants),
        claims_by_kind=roll.claims_by_kind(case) if is_large else [],
        materials=_MATERIALS.rows(case_id=case.pk),
        papers=detail.papers_of(case, actor) if "papers" in filled else [],
        deadlines=detail.open_deadlines(case),
        stages=handling.stages_of(case, with_results=not is_large) if "stages" in filled else [],
        filled=filled,
    )


def _filled(case: Case) -> frozenset[str]:
    """Which of the tables that are empty in most cases are worth a query; one statement."""
    found = run_counts(*_FILLED.filled(None, case_id=case.pk))
    return frozenset(name for name, count in found.items() if count)


def _filling(form: None, case_id: int) -> tuple[str, list[Any]]:
    case = Case(pk=case_id)
    asked: dict[str, QuerySet[Any]] = {
        "papers": case.papers.all(),
        "stages": case.stages.all(),
        "documents": case.documents.all(),
        "reviews": case.reviews.all(),
        "decisions": case.decisions.all(),
        "objections": case.objections.filter(decided_at=None),
        "supplements": case.supplements.filter(answered_at=None),
        "messages": case.messages.all(),
        "progress": case.progress_reports.all(),
        "oversights": case.oversights.all(),
        "major": MajorCase.objects.filter(case=case_id),
        "major_reports": case.major_reports.all(),
        "leaders": case.leaders.filter(until=None),
        "discussions": case.discussions.all(),
        "collaborations": case.collaborations.all(),
        "lawyer_reports": case.lawyer_reports.all(),
        "appointments": case.appointments.filter(cancelled_at=None),
        "deadline_reports": case.deadline_reports.filter(answered_at=None),
    }
    return counting_statement(asked, most=0)


_FILLED = Statements(_filling)
_MATERIALS = Prepared(
    lambda case_id: Material.objects.filter(case=case_id).order_by("pk"), case_id=int
)
