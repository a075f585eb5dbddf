"""A case with what belongs to it, all its small tables read by one statement for all its pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model, QuerySet

from gongyuan.cases import models as m
from gongyuan.cases.choices import CLOSED_STATES
from gongyuan.cases.models import Case
from gongyuan.cases.queries import roll
from gongyuan.cases.queries.lists import elsewhere
from gongyuan.cases.queries.timeline import shown_events
from gongyuan.core.gathered import Gathered, hang, keep_one, others
from gongyuan.lawyers.models import Firm, Lawyer
from gongyuan.people.actor import Actor

#: The latest words and reports of progress that a page shows.
SHOWN = 50

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, kw_only=True)
class WholeCase:
    """What several parts of a page show of one case.

    Of a case with many applicants, `applicants` are those who speak for them, `claims` are left
    out and `claims_by_kind` sums them up: the roll has its own page.
    """

    case: Case
    claims_by_kind: list[roll.ClaimsOfKind]
    #: By name, see `_asked`; what a form of the statement leaves out has no rows.
    rows: Mapping[str, list[Any]]

    def all(self, kind: type[Row]) -> list[Row]:
        """All rows of one table, in the order in which they are shown."""
        return self.rows.get(kind._meta.model_name or "", [])

    def first(self, kind: type[Row]) -> Row | None:
        """The first of them; None when there is none."""
        return next(iter(self.all(kind)), None)

    @property
    def applicants(self) -> list[m.Applicant]:
        found = self.all(m.Applicant)
        if not roll.is_large(self.case):
            return found
        return [row for row in found if row.is_representative] or found[:1]

    @property
    def claims(self) -> list[m.Claim]:
        return self.all(m.Claim)

    @property
    def materials(self) -> list[m.Material]:
        return self.all(m.Material)

    @property
    def papers(self) -> list[m.Paper]:
        """Those in the actor's sight."""
        return self.all(m.Paper)

    @property
    def deadlines(self) -> list[m.Deadline]:
        """Those still to be met, soonest first."""
        return self.all(m.Deadline)

    @property
    def stages(self) -> list[m.Stage]:
        return self.all(m.Stage)

    @property
    def elsewhere(self) -> set[int]:
        """Ids of other cases of the same workers, in anybody's sight or not."""
        return {row.case_id for row in self.rows.get("elsewhere", ())}

    @property
    def papers_by_material(self) -> list[tuple[m.Material, list[m.Paper]]]:
        """Each material asked for, with the papers that answer it."""
        return [
            (one, [paper for paper in self.papers if paper.material_id == one.pk])
            for one in self.materials
        ]


#: Of a lawyer and the firm a page shows no more than names, languages and the office's phone.
_UNSHOWN_OF_LAWYER = [
    *others(Lawyer, "lawyer", "name", "office_phone", "languages", "firm"),
    *others(Firm, "lawyer__firm", "name"),
]


class _Form(NamedTuple):
    """What decides which tables are asked."""

    is_lawyer: bool
    shows_inner: bool
    is_large: bool
    is_closed: bool


def whole_case(case: Case, actor: Actor) -> WholeCase:
    """Read a case that was fetched in the actor's sight with what its page shows."""
    is_large = roll.is_large(case)
    form = _Form(
        is_lawyer=actor.is_lawyer,
        shows_inner=not (actor.is_lawyer or actor.is_worker),
        is_large=is_large,
        is_closed=case.state in CLOSED_STATES,
    )
    rows = _WHOLE.rows(form, case_id=case.pk)
    _join(case, rows)
    return WholeCase(
        case=case, rows=rows, claims_by_kind=roll.claims_by_kind(case) if is_large else []
    )


def _asked(form: _Form, case_id: int) -> dict[str, QuerySet[Any]]:
    """One query a table, by the model's name; a table of rows that hang on others by its own."""
    found = [*_of_application(form, case_id), *_of_handling(form, case_id)]
    found += _of_weight(form, case_id)
    if form.is_closed:
        found += _of_end(case_id)
    asked: dict[str, QuerySet[Any]] = {str(one.model._meta.model_name): one for one in found}
    if not form.is_lawyer:
        asked["elsewhere"] = elsewhere(case_id)
    if form.is_closed:
        # The check of a file goes by all of its papers, seen or not.
        filed = m.Paper.objects.filter(case=case_id).only("catalogue_code", "title")
        asked["filed"] = filed.order_by("catalogue_code", "pk")
    return asked


def _of_application(form: _Form, case_id: int) -> list[QuerySet[Any]]:
    people = m.Applicant.objects.filter(case=case_id).select_related("worker")
    papers = m.Paper.objects.filter(case=case_id).select_related("file")
    papers = papers if form.shows_inner else papers.filter(is_inner=False)
    # What the rules answered is long, and read only where it is asked for.
    reviews = m.Review.objects.filter(case=case_id).select_related("record")
    reviews = reviews.defer("record__result", "record__packs")
    objections = m.Objection.objects.filter(case=case_id, decided_at=None)
    documents = m.OfficialDocument.objects.filter(case=case_id).select_related("paper")
    found: list[QuerySet[Any]] = [
        m.Material.objects.filter(case=case_id).order_by("pk"),
        papers.order_by("catalogue_code", "pk"),
        documents.order_by("-pk"),
        reviews.order_by("-pk")[:1],
        m.Decision.objects.filter(case=case_id).order_by("-pk")[:1],
        objections.select_related("decided_by_unit").order_by("pk")[:1],
        m.Supplement.objects.filter(case=case_id, answered_at=None).order_by("pk")[:1],
        shown_events(case_id),
    ]
    if form.is_large:
        return [*found, people.order_by("-is_representative", "position")[: roll.FEW]]
    return [*found, people, m.Claim.objects.filter(case=case_id).order_by("pk")]


def _of_handling(form: _Form, case_id: int) -> list[QuerySet[Any]]:
    deadlines = m.Deadline.objects.filter(case=case_id, met_at=None, cancelled_at=None)
    offers = m.Assignment.objects.filter(case=case_id).select_related("lawyer__firm", "mandate")
    offers = offers.defer(*_UNSHOWN_OF_LAWYER)
    standing = m.Appointment.objects.filter(case=case_id).standing().select_related("stage")
    results = m.ClaimResult.objects.filter(stage__case=case_id).select_related("claim")
    found: list[QuerySet[Any]] = [
        deadlines.order_by("due_on", "pk"),
        m.DeadlineReport.objects.filter(case=case_id, answered_at=None).order_by("pk"),
        offers.order_by("-pk"),
        m.Stage.objects.filter(case=case_id).order_by("pk"),
        standing.order_by("starts_at", "pk"),
        m.ProgressReport.objects.filter(case=case_id).order_by("-pk")[:SHOWN],
        m.Message.objects.filter(case=case_id).order_by("-pk")[:SHOWN],
    ]
    # Hundreds of claims have results that nobody reads on this page.
    return found if form.is_large else [*found, results.order_by("claim_id")]


def _of_weight(form: _Form, case_id: int) -> list[QuerySet[Any]]:
    found: list[QuerySet[Any]] = [
        m.MajorCase.objects.filter(case=case_id),
        m.LeaderInCharge.objects.filter(case=case_id, until=None).order_by("pk")[:1],
        m.LawyerReport.objects.filter(case=case_id),
    ]
    if form.is_lawyer:
        return found
    helped = m.Collaboration.objects.filter(case=case_id)
    return [
        *found,
        m.Discussion.objects.filter(case=case_id).select_related("document__paper").order_by("-pk"),
        m.DiscussionMember.objects.filter(discussion__case=case_id),
        helped.select_related("to_unit", "document__paper").order_by("-pk"),
        # Who sees which of these is asked where they are shown; here only whether there is any.
        m.OversightOrder.objects.filter(case=case_id).only("pk").order_by()[:1],
        m.MajorReport.objects.filter(case=case_id).only("pk").order_by()[:1],
    ]


def _of_end(case_id: int) -> list[QuerySet[Any]]:
    late = m.ArchiveSupplement.objects.filter(archive__case=case_id)
    added = m.LatePaper.objects.filter(supplement__archive__case=case_id)
    return [
        m.Closing.objects.filter(case=case_id),
        m.Termination.objects.filter(case=case_id).order_by("pk")[:1],
        m.FileCheck.objects.filter(case=case_id).order_by("-pk")[:1],
        m.Archive.objects.filter(case=case_id),
        m.ArchiveBook.objects.filter(archive__case=case_id),
        late.order_by("position"),
        added,
        m.ArchiveAppraisal.objects.filter(archive__case=case_id).order_by("-pk"),
    ]


def _join(case: Case, rows: dict[str, list[Any]]) -> None:
    """Let rows know each other as they would if one had been asked for through the other."""
    for name, found in rows.items():
        for row in found if name != "elsewhere" else ():
            if "case_id" in row.__dict__:
                row.case = case
    applicants = {row.pk: row for row in rows["applicant"]}
    for claim in rows.get("claim", ()):
        if claim.applicant_id is not None:
            claim.applicant = applicants[claim.applicant_id]
    hang(rows["stage"], "results", rows.get("claimresult", []), by="stage_id")
    hang(
        rows.get("discussion", []), "members", rows.get("discussionmember", []), by="discussion_id"
    )
    late = rows.get("archivesupplement", [])
    hang(late, "papers", rows.get("latepaper", []), by="supplement_id")
    keep_one(case, "major", rows["majorcase"])
    if "archive" in rows:
        keep_one(case, "closing", rows["closing"])
        keep_one(case, "archive", rows["archive"])


_WHOLE = Gathered(_asked, from_one=True)
