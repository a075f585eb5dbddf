"""Complaints, return visits and reviews for tests, brought there by the real actions."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case, Closing
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor, system, visitor
from gongyuan.people.choices import Role
from gongyuan.quality.actions.complaints import accept_complaint, ask_accused, decide_complaint
from gongyuan.quality.actions.forwarding import forward_complaint
from gongyuan.quality.actions.lodging import lodge_complaint
from gongyuan.quality.actions.reviews import assign_reviewer, enter_standard, submit_sheet
from gongyuan.quality.actions.samples import draw_sample
from gongyuan.quality.actions.visits import open_visit
from gongyuan.quality.choices import ComplainantKind, ComplaintAbout, ComplaintChannel
from gongyuan.quality.details import (
    Accused,
    Complainant,
    NewComplaint,
    NewDraw,
    NewStandard,
    Verdict,
)
from gongyuan.quality.models import (
    CaseReview,
    Complaint,
    ReturnVisit,
    ReviewSheet,
    ReviewStandard,
    SampleDraw,
)
from gongyuan.quality.rules.review import Item, Line
from tests.cases.factories import make_case
from tests.lawyers.factories import lawyer_actor, make_lawyer
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor, phone
from tests.quality.answer_factories import answer_records

#: A Monday morning in Beijing.
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
#: A week later, when the first of June is over.
DRAWN_AT = datetime(2026, 6, 8, 2, 0, tzinfo=UTC)


def told(**values: Any) -> NewComplaint:
    """An interested party's complaint about a lawyer; any part can be named."""
    who = values.pop("who", None) or Complainant(
        name=values.pop("name", "投诉人甲"),
        phone=values.pop("phone", None) or phone(),
        kind=values.pop("kind", ComplainantKind.INTERESTED),
        contact_note=values.pop("contact_note", ""),
    )
    accused = Accused(
        kind=values.pop("about", ComplaintAbout.LAWYER),
        name=values.pop("about_name", ""),
        lawyer=values.pop("lawyer", None),
        user=values.pop("user", None),
    )
    values.setdefault("submission_key", uuid4())
    values.setdefault("channel", ComplaintChannel.ONLINE)
    values.setdefault("grounds", ("delay",))
    values.setdefault("facts", "三个月没有消息，打电话也不接。")
    return NewComplaint(complainant=who, accused=accused, **values)


def lodged(
    *, unit: Unit | None = None, actor: Actor | None = None, now: datetime = NOW, **values: Any
) -> Complaint:
    """A complaint as it comes in, by the public unless an actor is named."""
    return lodge_complaint(
        complaint=told(**values),
        about_unit=unit or make_unit(),
        actor=actor or visitor(),
        now=now,
    )


def officer_of(complaint: Complaint, role: str = Role.LEGAL_OFFICER) -> Actor:
    return make_actor(role=role, unit=complaint.unit)


def investigated(*, now: datetime = NOW, **values: Any) -> Complaint:
    """A complaint that was taken up."""
    row = lodged(now=now, **values)
    return accept_complaint(complaint=row, actor=officer_of(row), now=now)


def decided(*, is_verified: bool = True, now: datetime = NOW, **values: Any) -> Complaint:
    """A complaint that the head has found verified, or not."""
    if is_verified:
        values.setdefault("lawyer", make_lawyer())
    row = investigated(now=now, **values)
    verdict = Verdict(
        is_verified=is_verified,
        finding="律师三个月没有报告进展。",
        measures="谈话提醒。" if is_verified else "",
    )
    head = officer_of(row, Role.LEGAL_HEAD)
    return decide_complaint(complaint=row, verdict=verdict, actor=head, now=now)


def fresh(row: Complaint) -> Complaint:
    """The same complaint as the database has it."""
    return Complaint.objects.get(pk=row.pk)


def quality_records(unit: Unit) -> dict[str, int]:
    """One record of each kind in a unit, by the name its id has in addresses."""
    row = investigated(unit=unit, lawyer=make_lawyer(unit=unit))
    officer = officer_of(row)
    inquiry = ask_accused(complaint=row, question="怎么回事？", actor=officer, now=NOW)
    letter = forward_complaint(
        complaint=lodged(unit=unit), office="司法局", actor=officer, now=NOW
    ).documents.get()
    case = make_case(unit=unit, state=CaseState.CLOSED, lawyer=make_lawyer(unit=unit))
    sheet = asked(drawn_review(unit=unit))
    return {
        "draw_id": sheet.review.draw_id,
        "review_id": sheet.review_id,
        "sheet_id": sheet.pk,
        "visit_id": visit_of(case).pk,
        "complaint_id": row.pk,
        "inquiry_id": inquiry.pk,
        "quality_document_id": letter.pk,
        **answer_records(unit),
    }


def visit_of(case: Case, *, now: datetime = NOW) -> ReturnVisit:
    """The return visit of a closed case, opened as the job opens it."""
    visit = open_visit(case=case, actor=system(), now=now)
    assert visit is not None
    return visit


def closed_case(**values: Any) -> Case:
    """A closed case with its closing, as the job looks for it."""
    case = make_case(state=CaseState.CLOSED, **values)
    Closing.objects.create(case=case, summary="调解结案。", closed_by="试律师", closed_at=NOW)
    return case


def standard(*, unit: Unit, **values: Any) -> ReviewStandard:
    """A score sheet of two items, with lines and a difference unless told otherwise."""
    values.setdefault("title", "试行标准")
    values.setdefault("source", "本单位办公会")
    values.setdefault(
        "items",
        (
            Item(code="item_1", label="取证", points=60),
            Item(code="item_2", label="通报", points=40),
        ),
    )
    values.setdefault("lines", (Line(label="良", least=80), Line(label="差", least=0)))
    values.setdefault("difference", 10)
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=unit)
    return enter_standard(standard=NewStandard(**values), actor=officer, now=NOW)


def drawn(
    *, unit: Unit, actor: Actor | None = None, now: datetime = DRAWN_AT, **values: Any
) -> SampleDraw:
    """All cases closed on the first of June of a union, drawn the week after."""
    values.setdefault("covered_unit", unit)
    values.setdefault("period_from", date(2026, 6, 1))
    values.setdefault("period_to", date(2026, 6, 1))
    values.setdefault("seed", "2026065")
    if "size" not in values:
        values.setdefault("share_percent", 100)
    actor = actor or make_actor(role=Role.LEGAL_OFFICER, unit=unit)
    return draw_sample(draw=NewDraw(**values), actor=actor, now=now)


def drawn_review(*, unit: Unit, **values: Any) -> CaseReview:
    """The review of one closed case of a union, drawn with a new score sheet."""
    case = closed_case(unit=unit, lawyer=values.pop("lawyer", None) or make_lawyer(unit=unit))
    standard(unit=unit, **values)
    return drawn(unit=unit).reviews.get(case=case)


def asked(review: CaseReview, lawyer: Lawyer | None = None) -> ReviewSheet:
    """A sheet for a reviewer of another firm."""
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=review.unit)
    lawyer = lawyer or make_lawyer(unit=review.unit)
    return assign_reviewer(review=review, lawyer=lawyer, actor=officer, now=DRAWN_AT)


def scored(sheet: ReviewSheet, first: int = 50, second: int = 30) -> ReviewSheet:
    """The sheet handed in with these points for its two items."""
    return submit_sheet(
        sheet=sheet,
        scores={"item_1": first, "item_2": second},
        opinion="取证扎实。",
        actor=lawyer_actor(sheet.reviewer),
        now=DRAWN_AT,
    )
