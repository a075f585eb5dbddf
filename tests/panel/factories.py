"""A city with a team for tests, at Pingdingshan's place so that its policy holds; nobody real."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from gongyuan.cases.models import Case
from gongyuan.lawyers.actions import mark_lawyer
from gongyuan.lawyers.choices import MarkKind
from gongyuan.lawyers.models import Lawyer, LawyerMark, PanelTerm
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.panel.actions.activity import enter_activity
from gongyuan.panel.actions.appraisal import draw_up
from gongyuan.panel.actions.conduct import notify_lawyer, propose_removal, state_side
from gongyuan.panel.actions.courses import announce_course
from gongyuan.panel.actions.ledgers import sign_ledger
from gongyuan.panel.actions.opening import open_proceeding
from gongyuan.panel.choices import (
    ActivityKind,
    ConductGround,
    CourseKind,
    HonourKind,
    PaymentKind,
    SummaryPart,
)
from gongyuan.panel.details import NewActivity, NewCourse, NewRequest, Proceeding
from gongyuan.panel.models import (
    Activity,
    CaseHandOver,
    Conduct,
    CountySummary,
    Course,
    HonourRound,
    Payment,
    ServiceRequest,
    YearlyLedger,
)
from gongyuan.people.actor import Actor, system
from gongyuan.people.choices import Role
from tests.cases.factories import make_case
from tests.lawyers.factories import lawyer_actor, make_lawyer, make_term
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor

#: A Monday morning in Beijing, in the month before the ledgers of the year are due.
NOW = datetime(2026, 4, 27, 2, 0, tzinfo=UTC)
TERM = {"starts_on": date(2025, 5, 20), "ends_on": date(2026, 5, 19)}
_serial = count(1)


@dataclass(frozen=True)
class City:
    """A city with a county below it, and those who act for them."""

    unit: Unit
    county: Unit
    officer: Actor
    head: Actor
    other_head: Actor
    justice: Actor
    county_officer: Actor


def make_city() -> City:
    """A city at 410400 and a county at 410481, where 平工文〔2016〕28号 holds."""
    unit = make_unit(level=UnitLevel.PREFECTURE, name="试城市总工会", region_code="410400")
    county = make_unit(
        level=UnitLevel.COUNTY, parent=unit, name="试岗县总工会", region_code="410481"
    )
    return City(
        unit=unit,
        county=county,
        officer=make_actor(role=Role.LEGAL_OFFICER, unit=unit),
        head=make_actor(role=Role.LEGAL_HEAD, unit=unit),
        other_head=make_actor(role=Role.LEGAL_HEAD, unit=unit),
        justice=make_actor(role=Role.JUSTICE_OFFICER, unit=unit),
        county_officer=make_actor(role=Role.LEGAL_OFFICER, unit=county),
    )


def member(city: City, **values: Any) -> PanelTerm:
    """A member of the city's team, for the year of TERM unless told otherwise."""
    lawyer = values.pop("lawyer", None) or make_lawyer(unit=city.unit, has_term=False)
    return make_term(lawyer=lawyer, unit=city.unit, **{**TERM, **values})


def acting(term: PanelTerm, *, now: datetime = NOW) -> Actor:
    """The member as the one who acts."""
    return lawyer_actor(Lawyer.objects.get(pk=term.lawyer_id), today=now.date())


def told_activity(unit: Unit, **values: Any) -> NewActivity:
    values.setdefault("submission_key", uuid4())
    values.setdefault("kind", ActivityKind.LECTURE)
    values.setdefault("happened_on", date(2026, 4, 20))
    values.setdefault("minutes", 60)
    return NewActivity(unit=unit, **values)


def activity(term: PanelTerm, *, now: datetime = NOW, **values: Any) -> Activity:
    """A lecture of an hour, as the member enters it."""
    told = told_activity(values.pop("unit", term.unit), **values)
    return enter_activity(activity=told, actor=acting(term), now=now)


def signed(term: PanelTerm, *, now: datetime = NOW, remarks: str = "") -> YearlyLedger:
    """The ledger of a term, signed by the member."""
    sign_ledger(term=term, remarks=remarks, actor=acting(term), now=now)
    return YearlyLedger.objects.get(term=term)


def upload(name: str = "决定书.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4 a paper for tests")


def told_proceeding(**values: Any) -> Proceeding:
    values.setdefault("ground", ConductGround.PUNISHED)
    values.setdefault("facts", "2026年3月受到市律师协会公开谴责，已经生效。")
    values.setdefault("uploads", (upload(),))
    return Proceeding(**values)


def opened(city: City, term: PanelTerm, *, now: datetime = NOW, **values: Any) -> Conduct:
    """A proceeding opened by the city's officer."""
    return open_proceeding(
        term=term, proceeding=told_proceeding(**values), actor=city.officer, now=now
    )


def proposed(city: City, term: PanelTerm, *, now: datetime = NOW, **values: Any) -> Conduct:
    """A proceeding with notice, the member's statement and the officer's proposal."""
    row = opened(city, term, now=now, **values)
    notify_lawyer(conduct=row, actor=city.officer, now=now)
    state_side(conduct=row, note="处分正在复议。", actor=acting(term), now=now)
    return propose_removal(conduct=row, note="建议取消。", actor=city.officer, now=now)


def verified(lawyer: Lawyer, unit: Unit, *, now: datetime = NOW) -> LawyerMark:
    """A complaint about a lawyer found true; the source is invented, one a call."""
    source = make_unit()
    return mark_lawyer(
        lawyer=lawyer,
        kind=MarkKind.VERIFIED_COMPLAINT,
        text="没有依法通报办理情况",
        unit=unit,
        source=source,
        actor=system(),
        now=now,
    )


def enterprise(city: City) -> tuple[Unit, Actor]:
    """An enterprise union of the county with its officer."""
    unit = make_unit(
        level=UnitLevel.PRIMARY,
        parent=city.county,
        name=f"试{next(_serial)}厂工会",
        region_code=f"410481{next(_serial):03d}",
    )
    return unit, make_actor(role=Role.ENTERPRISE_UNION_OFFICER, unit=unit)


def told_request(**values: Any) -> NewRequest:
    values.setdefault("submission_key", uuid4())
    values.setdefault("wanted", "lecture_held")
    values.setdefault("text", "新来的一百人不清楚劳动合同怎么签。")
    values.setdefault("contact", "工会主席，0375-0000000")
    return NewRequest(**values)


def panel_records(unit: Unit) -> dict[str, int]:
    """One record of each kind in a unit, by the name its id has in addresses."""
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=unit)
    lawyer = make_lawyer(unit=unit, has_term=False)
    term = make_term(lawyer=lawyer, unit=unit, **TERM)
    row = Conduct.objects.create(
        term=term,
        lawyer=lawyer,
        unit=unit,
        unit_path=unit.path,
        ground=ConductGround.PUNISHED,
        ground_source="试验",
        facts="受到公开谴责，已经生效。",
        opened_at=NOW,
        opened_by="试经办",
    )
    evidence = row.evidence.create(title="决定书", added_at=NOW, added_by="试经办")
    notify_lawyer(conduct=row, actor=officer, now=NOW)
    case = make_case(unit=unit, lawyer=lawyer, state="handling")
    waiting = CaseHandOver.objects.create(
        conduct=row, case=case, unit=unit, unit_path=unit.path, lawyer=lawyer, asked_at=NOW
    )
    entered = Activity.objects.create(
        lawyer=lawyer,
        unit=unit,
        unit_path=unit.path,
        kind=ActivityKind.LECTURE,
        happened_on=date(2026, 4, 20),
        minutes=60,
        submission_key=uuid4(),
        entered_at=NOW,
    )
    asked = _request(unit, lawyer)
    appraisal = draw_up(term=term, actor=officer, now=NOW)
    return {
        "activity_id": entered.pk,
        "year_ledger_id": signed(term).pk,
        "conduct_id": row.pk,
        "evidence_id": evidence.pk,
        "panel_document_id": row.documents.get().pk,
        "hand_over_id": waiting.pk,
        "service_request_id": asked.pk,
        "appraisal_id": appraisal.pk,
        "payment_id": stipend_paid(term, unit=unit).pk,
        **_side_records(unit, lawyer),
    }


def stipend_paid(term: PanelTerm, *, unit: Unit, **values: Any) -> Payment:
    """The stipend of a term as a union has written it down; 1000 yuan unless told otherwise."""
    values.setdefault("yuan", Decimal("1000.00"))
    return _paid(term.lawyer, unit, kind=PaymentKind.STIPEND, term=term, **values)


def subsidy_paid(case: Case, lawyer: Lawyer, **values: Any) -> Payment:
    """What the union of a case has paid a lawyer for it; 800 yuan unless told otherwise."""
    values.setdefault("yuan", Decimal("800.00"))
    return _paid(lawyer, case.unit, kind=PaymentKind.CASE_SUBSIDY, case=case, **values)


def _paid(lawyer: Lawyer, unit: Unit, **values: Any) -> Payment:
    values.setdefault("paid_on", date(2026, 4, 20))
    values.setdefault("voucher", f"记-{next(_serial)}")
    return Payment.objects.create(
        lawyer=lawyer,
        unit=unit,
        unit_path=unit.path,
        source="试验",
        submission_key=uuid4(),
        recorded_at=NOW,
        recorded_by="试财务",
        **values,
    )


def _request(unit: Unit, lawyer: Lawyer) -> ServiceRequest:
    return ServiceRequest.objects.create(
        asker=make_unit(level=UnitLevel.PRIMARY, parent=unit),
        unit=unit,
        unit_path=unit.path,
        lawyer=lawyer,
        state="offered",
        wanted="advice",
        text="问劳动合同。",
        contact="工会主席",
        submission_key=uuid4(),
        filed_at=NOW,
    )


def told_course(**values: Any) -> NewCourse:
    """A course of three hours in the week after NOW, with one paper, unless told otherwise."""
    values.setdefault("submission_key", uuid4())
    values.setdefault("kind", CourseKind.UNION_LAW)
    values.setdefault("title", f"第{next(_serial)}期工会法律业务培训")
    values.setdefault("held_on", date(2026, 5, 6))
    values.setdefault("begins_at", time(9, 0))
    values.setdefault("place", "市总工会三楼")
    values.setdefault("minutes", 180)
    values.setdefault("closes_on", date(2026, 5, 4))
    values.setdefault("uploads", (upload("讲义.pdf"),))
    return NewCourse(**values)


def course(unit: Unit, *, now: datetime = NOW, **values: Any) -> Course:
    """A course announced by a union's officer."""
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=unit)
    return announce_course(course=told_course(**values), actor=officer, now=now)


def _side_records(unit: Unit, lawyer: Lawyer) -> dict[str, int]:
    apart = timedelta(days=next(_serial))
    round = HonourRound.objects.create(
        unit=unit,
        unit_path=unit.path,
        years_from=date(2024, 5, 20) - apart,
        years_to=date(2026, 5, 19) - apart,
        source="试验",
        begun_at=NOW,
    )
    candidate = round.candidates.create(
        lawyer=lawyer,
        kind=HonourKind.CIRCULAR,
        reason="办案认真。",
        picked_at=NOW,
        picked_by="试经办",
    )
    owed = CountySummary.objects.create(
        unit=unit,
        unit_path=unit.path,
        part=SummaryPart.SPRING,
        due_on=date(2026, 5, 20) - apart,
        due_source="试验",
    )
    held = course(unit)
    return {
        "course_id": held.pk,
        "course_paper_id": held.papers.get().pk,
        "honour_id": round.pk,
        "honour_candidate_id": candidate.pk,
        "summary_id": owed.pk,
        "attachment_id": 1,
    }
