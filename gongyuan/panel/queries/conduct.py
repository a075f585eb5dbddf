"""Proceedings: which there are, what speaks in them, which cases are still in the lawyer's hand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from gongyuan.cases.models import Assignment, Case
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.lawyers.choices import MarkKind
from gongyuan.lawyers.models import Lawyer, LawyerMark, PanelTerm
from gongyuan.panel.choices import CONDUCT_SETTLED, ConductGround, ConductState
from gongyuan.panel.models import CaseHandOver, Conduct
from gongyuan.panel.queries import policy
from gongyuan.panel.rules.conduct import opens_by_itself
from gongyuan.people.actor import Actor

PAGE = 40
MOST_CASES = 200
#: States in which a lawyer has a case that another could take over.
IN_HAND = WORKFLOW.find("replace").sources
#: The decision stands, or is under review.
TAKEN_AWAY = (ConductState.REMOVED, ConductState.OBJECTED, ConductState.UPHELD)


@dataclass(frozen=True, kw_only=True)
class OpenCase:
    """A case still in the lawyer's hand: who has it, whether it may stay, and why."""

    case: Case
    hand_over: CaseHandOver | None

    @property
    def is_settled(self) -> bool:
        return self.hand_over is not None and bool(self.hand_over.kept_why)


def proceedings(actor: Actor, *, state: str = "") -> QuerySet[Conduct]:
    """Proceedings in sight, the open ones first, then the latest."""
    rows = Conduct.objects.visible_to(actor)
    if state == "open":
        rows = rows.open()
    elif state:
        rows = rows.filter(state=state)
    found = rows.select_related("lawyer__firm", "unit", "term")
    return found.order_by("-opened_at", "-pk")  # type: ignore[no-any-return] # rows of Conduct


def open_cases(conduct: Conduct) -> list[OpenCase]:
    """The cases under this team that the lawyer still has, each with what was said of it.

    Two queries. Only these stand against the end of the membership (法律援助法 第五十五条).
    """
    current = Assignment.objects.filter(
        case=OuterRef("pk"), lawyer_id=conduct.lawyer_id, ended_at=None
    )
    rows = Case.objects.filter(unit_path__startswith=conduct.unit_path, state__in=IN_HAND)
    cases = rows.filter(Exists(current)).select_related("unit").order_by("pk")[:MOST_CASES]
    known = {row.case_id: row for row in conduct.hand_overs.all()}
    return [OpenCase(case=case, hand_over=known.get(case.pk)) for case in cases]


def hand_overs_awaited(actor: Actor) -> Any:
    """The hand-overs this post's unit still has to see to."""
    current = Assignment.objects.filter(
        case=OuterRef("case_id"), lawyer=OuterRef("lawyer_id"), ended_at=None
    )
    rows = CaseHandOver.objects.handled_by(actor).filter(settled_at=None)
    return rows.exclude(conduct__state__in=CONDUCT_SETTLED).filter(Exists(current))


def complaints_of(lawyer: Lawyer) -> list[LawyerMark]:
    """The complaints about a lawyer that were found true, the latest first."""
    rows = lawyer.marks.filter(kind=MarkKind.VERIFIED_COMPLAINT).select_related("unit")
    return list(rows.order_by("-happened_on", "-pk"))


def shown_count(conduct: Conduct) -> int:
    """How many things speak for the ground of a proceeding: what was added as evidence, complaints
    found true where they are the ground, and punishments that the register of lawyers knows."""
    found = conduct.evidence.count()
    if conduct.ground == ConductGround.COMPLAINED_OF:
        found += verified_count(conduct.lawyer)
    if conduct.ground == ConductGround.PUNISHED:
        found += conduct.lawyer.discipline.count()
    return found


def terms_to_examine(*, today: date, unit_path: str = "") -> Iterator[tuple[PanelTerm, int]]:
    """Terms that run and whose lawyer has more verified complaints than any proceeding knows of,
    as many as the policy of the place calls for (附件2 第五条（六）); with their number.

    Three queries, and the policy once a union.
    """
    marks = LawyerMark.objects.filter(lawyer=OuterRef("lawyer"), kind=MarkKind.VERIFIED_COMPLAINT)
    rows = PanelTerm.objects.running_on(today).filter(
        Exists(marks), unit_path__startswith=unit_path
    )
    terms = list(rows.select_related("unit", "lawyer").order_by("pk"))
    counted = _verified(term.lawyer_id for term in terms)
    known = _known(terms)
    limits: dict[int, policy.Figure | None] = {}
    for term in terms:
        if term.unit_id not in limits:
            found = policy.grounds(term.unit, on=today)
            limits[term.unit_id] = found.get(ConductGround.COMPLAINED_OF)
        limit, verified = limits[term.unit_id], counted.get(term.lawyer_id, 0)
        opens = opens_by_itself(
            verified=verified,
            limit=limit.value if limit else None,
            known=known.get((term.unit_id, term.lawyer_id), 0),
        )
        if opens:
            yield term, verified


def _verified(lawyers: Iterable[int]) -> dict[int, int]:
    counted: dict[int, int] = defaultdict(int)
    rows = LawyerMark.objects.filter(lawyer_id__in=list(lawyers), kind=MarkKind.VERIFIED_COMPLAINT)
    for lawyer in rows.values_list("lawyer_id", flat=True):
        counted[lawyer] += 1
    return counted


def _known(terms: Iterable[PanelTerm]) -> dict[tuple[int, int], int]:
    rows = Conduct.objects.filter(
        lawyer_id__in=[term.lawyer_id for term in terms], ground=ConductGround.COMPLAINED_OF
    )
    # What a union knew that was taken in, the one that took it in knows.
    heir = Coalesce("unit__merged_into__merged_into", "unit__merged_into", "unit")
    grouped = rows.values_list(heir, "lawyer_id").annotate(most=Max("verified_count"))
    return {(unit, lawyer): most for unit, lawyer, most in grouped}


def verified_count(lawyer: Lawyer) -> int:
    """How many complaints about a lawyer were found true."""
    return _verified([lawyer.pk]).get(lawyer.pk, 0)


def was_removed(term: PanelTerm) -> bool:
    """Whether a membership was taken away and the decision stands or is under review."""
    return Conduct.objects.filter(state__in=TAKEN_AWAY, term=term).exists()


def removed_terms() -> Exists:
    """That the membership of a term was taken away, to narrow a list of terms by."""
    return Exists(Conduct.objects.filter(state__in=TAKEN_AWAY, term=OuterRef("pk")))


def kept_cases(lawyers: list[int], under: str) -> dict[int, int]:
    """How many open cases offices leave with lawyers for a stated reason, by lawyer."""
    current = Assignment.objects.filter(
        case=OuterRef("case_id"), lawyer=OuterRef("lawyer_id"), ended_at=None
    )
    rows = CaseHandOver.objects.filter(lawyer_id__in=lawyers, unit_path__startswith=under)
    rows = rows.exclude(kept_why="").filter(Exists(current))
    rows = rows.filter(case__state__in=IN_HAND).order_by("lawyer_id")
    counted = rows.values_list("lawyer_id").annotate(cases=Count("case_id", distinct=True))
    return dict(counted)
