"""Complaints, return visits and reviews for tests, brought there by the real actions."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case, Closing
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor, system, visitor
from gongyuan.people.choices import Role
from gongyuan.quality.actions.complaints import accept_complaint, ask_accused, decide_complaint
from gongyuan.quality.actions.forwarding import forward_complaint
from gongyuan.quality.actions.lodging import lodge_complaint
from gongyuan.quality.actions.visits import open_visit
from gongyuan.quality.choices import ComplainantKind, ComplaintAbout, ComplaintChannel
from gongyuan.quality.details import Accused, Complainant, NewComplaint, Verdict
from gongyuan.quality.models import Complaint, ReturnVisit
from tests.cases.factories import make_case
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor, phone

#: A Monday morning in Beijing.
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)


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
    return {
        "visit_id": visit_of(case).pk,
        "complaint_id": row.pk,
        "inquiry_id": inquiry.pk,
        "quality_document_id": letter.pk,
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
