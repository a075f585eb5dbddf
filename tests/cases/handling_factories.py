"""Cases on their way from the assignment to the archive, taken there by the real actions."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from gongyuan.cases.actions.assignment import accept_assignment, assign_lawyer
from gongyuan.cases.actions.closing import close_case, hand_in_paper, submit_file
from gongyuan.cases.actions.stages import conclude_stage, open_stage
from gongyuan.cases.choices import CaseState, ClaimOutcome, StageKind, StageResult
from gongyuan.cases.models import Assignment, Case, Stage
from gongyuan.cases.queries.assignment import latest_assignment
from gongyuan.cases.rules.handling import ClaimAnswer, Conclusion, Filing
from gongyuan.lawyers.models import Lawyer
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case
from tests.lawyers.factories import lawyer_actor
from tests.people.factories import make_actor

#: Later days of the walk, mornings in Beijing.
LATER = datetime(2026, 7, 20, 2, 0, tzinfo=UTC)
PDF = b"%PDF-1.4 a paper for tests"


def officer_of(case: Case, role: str = Role.LEGAL_OFFICER) -> Actor:
    return make_actor(role=role, unit=case.unit)


def lawyer_of(case: Case) -> Actor:
    """The lawyer who has the case, as the one who acts."""
    current = case.assignments.get(ended_at=None)
    return lawyer_actor(current.lawyer)


def assign(case: Case, lawyer: Lawyer, *, now: datetime = NOW, **values: Any) -> Assignment:
    """Assign as an officer who looks at the page of now."""
    latest = latest_assignment(case)
    values.setdefault("replaces", latest.pk if latest else None)
    values.setdefault("actor", officer_of(case))
    return assign_lawyer(case=case, lawyer=lawyer, now=now, **values)


def accept(case: Case, *, now: datetime = NOW) -> Assignment:
    return accept_assignment(case=case, has_conflict=False, actor=lawyer_of(case), now=now)


def handled(**values: Any) -> Case:
    """A case that a lawyer handles, with a signed mandate."""
    return make_case(state=CaseState.HANDLING, **values)


def stage(
    case: Case,
    kind: str = StageKind.ARBITRATION,
    *,
    filed_on: date = date(2026, 6, 1),
    now: datetime = NOW,
    **values: Any,
) -> Stage:
    filing = Filing(kind=kind, filed_on=filed_on, **values)
    return open_stage(case=case, filing=filing, actor=lawyer_of(case), now=now)


def answers(
    case: Case, outcome: str = ClaimOutcome.SUPPORTED, awarded: str | None = "12000"
) -> tuple[ClaimAnswer, ...]:
    """The same answer to every claim of a case."""
    return tuple(
        ClaimAnswer(
            claim_id=claim.pk,
            label=claim.kind,
            outcome=outcome,
            claimed=claim.amount,
            awarded=Decimal(awarded) if awarded is not None else None,
        )
        for claim in case.claims.order_by("pk")
    )


def conclude(
    opened: Stage,
    result: str = StageResult.AWARD,
    *,
    concluded_on: date = date(2026, 7, 10),
    now: datetime = LATER,
    **values: Any,
) -> Any:
    values.setdefault("answers", answers(opened.case))
    if result == StageResult.AWARD:
        values.setdefault("finality", "not_final")
    conclusion = Conclusion(concluded_on=concluded_on, result=result, **values)
    return conclude_stage(
        stage=opened, conclusion=conclusion, actor=lawyer_of(opened.case), now=now
    )


def upload(name: str = "材料.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def hand_in(case: Case, *codes: str, now: datetime = LATER) -> None:
    for code in codes:
        hand_in_paper(
            case=case,
            file=upload(content=PDF + code.encode()),
            catalogue_code=code,
            actor=lawyer_of(case),
            now=now,
        )


def closed(**values: Any) -> Case:
    """A case closed after a mediated arbitration whose money came at once."""
    case = handled(**values)
    conclude(stage(case), StageResult.MEDIATED)
    close_case(
        case=case,
        summary="仲裁调解，工资已经付清。",
        recovered_amount=Decimal("12000"),
        actor=lawyer_of(case),
        now=LATER,
    )
    return Case.objects.get(pk=case.pk)


def submitted_file(**values: Any) -> Case:
    """A closed case whose file was handed in with what the way it went asks for."""
    case = closed(**values)
    hand_in(case, "05", "08", "11", "12", "15", "21")
    submit_file(case=case, actor=lawyer_of(case), now=LATER)
    return Case.objects.get(pk=case.pk)
