"""Online answers drawn and checked for tests, by the real actions; nobody real."""

from datetime import UTC, date, datetime
from typing import Any

from gongyuan.consultations.actions.answering import answer_question
from gongyuan.consultations.models import Consultation
from gongyuan.lawyers.models import Lawyer, OnlineRegistration
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor, system
from gongyuan.people.choices import Role
from gongyuan.quality.actions.answers import check_answer, draw_for
from gongyuan.quality.choices import AnswerGrade
from gongyuan.quality.models import AnswerCheck, AnswerDraw, PauseProposal
from tests.consultations.factories import make_online, make_web_question
from tests.lawyers.factories import lawyer_actor, make_lawyer
from tests.people.factories import make_actor

#: The month that is drawn, a Monday morning of it, and a day after it was over.
JUNE = date(2026, 6, 1)
ANSWERED_AT = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
DRAWN_AT = datetime(2026, 7, 2, 2, 0, tzinfo=UTC)
REMARK = "时效说错了，应当是一年。"


def online_lawyer(unit: Unit, *, admitted_by: Unit | None = None) -> Lawyer:
    """A lawyer of a union who serves online, admitted by it unless told otherwise."""
    lawyer = make_lawyer(unit=admitted_by or unit)
    make_online(lawyer, unit=admitted_by or unit)
    return lawyer


def answered(
    unit: Unit, lawyer: Lawyer, *, now: datetime = ANSWERED_AT, **values: Any
) -> Consultation:
    """A question from the web that a lawyer answered at a moment."""
    row = make_web_question(unit=unit, now=now, **values)
    text = "可以先申请劳动仲裁，仲裁时效是一年。"
    return answer_question(consultation=row, answer=text, actor=lawyer_actor(lawyer), now=now)


def drawn_answers(unit: Unit, *, month: date = JUNE, now: datetime = DRAWN_AT) -> AnswerDraw:
    """The draw as the job makes it."""
    return draw_for(unit=unit, month=month, actor=system(), now=now)


def checker(unit: Unit) -> Actor:
    return make_actor(role=Role.LEGAL_OFFICER, unit=unit)


def checked(
    check: AnswerCheck, grade: str = AnswerGrade.WRONG, *, now: datetime = DRAWN_AT
) -> AnswerCheck:
    """The check done by an officer, with a remark where there is a fault."""
    remark = "" if grade == AnswerGrade.SOUND else REMARK
    return check_answer(check=check, grade=grade, remark=remark, actor=checker(check.unit), now=now)


def wrong_months(unit: Unit, lawyer: Lawyer, months: int = 3) -> list[AnswerCheck]:
    """An answer of a lawyer in each of so many months up to June, drawn and found wrong."""
    found = []
    for place in range(months):
        when = ANSWERED_AT.replace(month=6 - place)
        answered(unit, lawyer, now=when)
        month = date(2026, 6 - place, 1)
        found.append(checked(drawn_answers(unit, month=month).checks.get()))
    return found


def answer_records(unit: Unit) -> dict[str, int]:
    """A draw, an answer that waits for its check, and a question whether to suspend.

    Of a month of the unit's depth: an answer is drawn once, by the unit or by one above it.
    """
    lawyer, month = online_lawyer(unit), unit.path.count("/")
    answered(unit, lawyer, now=ANSWERED_AT.replace(month=month))
    draw = drawn_answers(unit, month=date(2026, month, 1))
    return {
        "answer_draw_id": draw.pk,
        "answer_check_id": draw.checks.get().pk,
        "pause_proposal_id": raised(OnlineRegistration.objects.get(lawyer=lawyer)).pk,
    }


def raised(registration: OnlineRegistration) -> PauseProposal:
    """A union is asked to decide, whatever was found of the answers."""
    return PauseProposal.objects.create(
        registration=registration, year=2026, wrong_count=3, source="工会自定", raised_at=DRAWN_AT
    )
