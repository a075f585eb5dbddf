"""Cases for tests: through the real actions as far as an office goes, or in any state directly."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from gongyuan.cases.actions.acceptance import accept_application
from gongyuan.cases.actions.application import submit_application
from gongyuan.cases.actions.deadlines import set_deadline
from gongyuan.cases.actions.decision import grant
from gongyuan.cases.actions.review import propose_decision
from gongyuan.cases.choices import CLOSED_STATES, CaseState, MoveOf, Source
from gongyuan.cases.details import Application, ClaimDetails, Opinion
from gongyuan.cases.models import Applicant, Assignment, Case, Claim, Mandate, Material
from gongyuan.cases.queries.facts import Findings
from gongyuan.lawyers.models import Lawyer
from gongyuan.matters.models import Matter
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor, visitor
from gongyuan.people.choices import Role
from gongyuan.people.details import EmployerDetails, PersonDetails
from gongyuan.people.models import Worker
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_unit
from tests.people.factories import (
    identity_number,
    make_actor,
    make_employer,
    make_worker,
    phone,
)

#: A Monday morning in Beijing.
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
_serial = count(1)

#: States in which a lawyer has been offered the case, and has accepted it.
_OFFERED = {
    CaseState.ASSIGNED,
    CaseState.MANDATING,
    CaseState.HANDLING,
    CaseState.SUSPENDED,
    CaseState.CLOSED,
    CaseState.TERMINATED,
    CaseState.TERMINATION_OBJECTED,
    CaseState.FILE_SUBMITTED,
    CaseState.ARCHIVED,
}
_ACCEPTED = _OFFERED - {CaseState.ASSIGNED}
_MANDATED = _ACCEPTED - {CaseState.MANDATING}
_GRANTED = _OFFERED | {CaseState.GRANTED}


def person(**values: Any) -> PersonDetails:
    """A migrant worker with valid numbers."""
    values.setdefault("name", f"试职工{next(_serial)}")
    values.setdefault("identity_number", identity_number())
    values.setdefault("phone", phone())
    values.setdefault("is_migrant", True)
    return PersonDetails(**values)


def application(**values: Any) -> Application:
    """A migrant worker's claim for unpaid wages; any part can be named."""
    values.setdefault("submission_key", uuid4())
    values.setdefault("source", Source.WINDOW)
    values.setdefault("applicants", (person(),))
    values.setdefault("employer", EmployerDetails(name=f"试验建筑劳务有限公司{next(_serial)}"))
    values.setdefault("claims", (ClaimDetails(kind="unpaid_wages", amount=Decimal("12000.00")),))
    values.setdefault("facts_text", "2026年3月起在工地做木工，工资一直没有发。")
    values.setdefault("employed_from", date(2026, 3, 1))
    return Application(**values)


def submitted(
    *, unit: Unit | None = None, actor: Actor | None = None, now: datetime = NOW, **values: Any
) -> Case:
    """A case as it comes in, by the public unless an actor is named."""
    return submit_application(
        application=application(**values),
        unit=unit or make_unit(),
        actor=actor or visitor(),
        now=now,
    )


def accepted(*, unit: Unit | None = None, now: datetime = NOW, **values: Any) -> Case:
    """A case under review, with every paper seen at the counter."""
    case = submitted(unit=unit, now=now, **values)
    codes = list(case.materials.values_list("code", flat=True))
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=case.unit)
    return accept_application(case=case, received=codes, actor=clerk, now=now)


def proposed(
    *, unit: Unit | None = None, now: datetime = NOW, outcome: str = "grant", **values: Any
) -> Case:
    """A case awaiting the head's decision, the officer following the proposal."""
    case = accepted(unit=unit, now=now, **values)
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=case.unit)
    propose_decision(
        case=case, opinion=Opinion(outcome=outcome), findings=Findings(), actor=officer, now=now
    )
    return Case.objects.get(pk=case.pk)


def granted(*, unit: Unit | None = None, now: datetime = NOW, **values: Any) -> Case:
    """A case granted by the head, waiting for a lawyer."""
    case = proposed(unit=unit, now=now, **values)
    grant(case=case, actor=make_actor(role=Role.LEGAL_HEAD, unit=case.unit), now=now)
    return Case.objects.get(pk=case.pk)


def make_case(
    *,
    state: str = CaseState.SUBMITTED,
    unit: Unit | None = None,
    lawyer: Lawyer | None = None,
    worker: Worker | None = None,
    now: datetime = NOW,
    **values: Any,
) -> Case:
    """A case in any state with the rows that state implies, written directly; `values` are columns.

    One applicant with one claim, one compulsory material received; from the assignment on a
    lawyer, who has accepted from the mandate on; a closed one has its day of closing.
    """
    unit = unit or make_unit()
    worker = worker or make_worker(unit=unit)
    employer = values.pop("employer", None) or make_employer()
    values = _columns(CaseState(state), unit, now) | values
    values.setdefault("applicant_label", worker.name)
    matter = values.pop("matter", None) or _matter(unit, employer, now)
    case = Case.objects.create(
        unit=unit, unit_path=unit.path, employer=employer, matter=matter, state=state, **values
    )
    applicant = Applicant.objects.create(case=case, worker=worker)
    Claim.objects.create(
        case=case, applicant=applicant, kind="unpaid_wages", amount=Decimal("12000.00")
    )
    Material.objects.create(case=case, code="identity", label="身份证", status="received")
    if state in _OFFERED:
        _assigned(case, lawyer or make_lawyer(unit=unit), now)
    return case


def _columns(state: CaseState, unit: Unit, now: datetime) -> dict[str, Any]:
    number = next(_serial)
    moves = {CaseState.ASSIGNED, CaseState.MANDATING, CaseState.HANDLING}
    columns: dict[str, Any] = {
        "source": Source.WINDOW,
        "application_number": f"试申〔2026〕{number}号",
        "applicant_kind": "worker",
        "matter_scope": "labour_dispute",
        "aid_form": "arbitration",
        "claim_kinds": ["unpaid_wages"],
        "is_migrant": True,
        "facts_text": "工资一直没有发。",
        "claim_amount": Decimal("12000.00"),
        "applied_at": now,
        "submission_key": uuid4(),
        "move_of": MoveOf.LAWYER if state in moves else MoveOf.OFFICE,
        "move_since": now,
    }
    if state in _GRANTED:
        columns |= {"case_number": f"试援〔2026〕{number}号", "accepted_at": now, "decided_at": now}
    if state in CLOSED_STATES:
        columns["closed_on"] = date(2026, 6, 1)
    if state == CaseState.ARCHIVED:
        columns["archived_at"] = now
    return columns


def _matter(unit: Unit, employer: Any, now: datetime) -> Matter:
    return Matter.objects.create(
        code=f"9901-26-{next(_serial):06d}",
        unit=unit,
        unit_path=unit.path,
        employer=employer,
        opened_at=now,
    )


def _assigned(case: Case, lawyer: Lawyer, now: datetime) -> None:
    is_accepted = case.state in _ACCEPTED
    assignment = Assignment.objects.create(
        case=case,
        lawyer=lawyer,
        offered_at=now,
        offered_by="试经办",
        accepted_at=now if is_accepted else None,
        conflict_declared=True if is_accepted else None,
    )
    if case.state in _MANDATED:
        Mandate.objects.create(
            case=case,
            assignment=assignment,
            kind="general",
            signed_on=date(2026, 6, 1),
            recorded_at=now,
            recorded_by="试经办",
        )


def with_deadline(case: Case, code: str, *, starts_on: date, now: datetime = NOW) -> Case:
    """The same case with one open deadline, reckoned for real."""
    set_deadline(case=case, code=code, starts_on=starts_on, kept_by=MoveOf.OFFICE, now=now)
    return Case.objects.get(pk=case.pk)
