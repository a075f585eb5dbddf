"""Questions and answers for tests, brought there by the real actions; nobody real."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from gongyuan.consultations.actions.answering import answer_question
from gongyuan.consultations.actions.asking import register_consultation
from gongyuan.consultations.choices import Channel, ConsultationState, Topic
from gongyuan.consultations.details import Answer, Asker, NewConsultation
from gongyuan.consultations.models import Consultation
from gongyuan.lawyers.choices import OnlineState
from gongyuan.lawyers.models import Lawyer, OnlineRegistration, ServiceStandard
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import visitor
from gongyuan.people.choices import Role
from tests.lawyers.factories import lawyer_actor, make_standard
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor, phone

#: A Monday morning in Beijing.
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
ALL_DAY = {str(day): [["00:00", "23:59"]] for day in range(1, 8)}


def asked(**values: Any) -> NewConsultation:
    """A question with a name and a phone; any part can be named."""
    values.setdefault("submission_key", uuid4())
    values.setdefault("channel", Channel.WINDOW)
    values.setdefault("topic", Topic.WAGES)
    values.setdefault("question", "老板三个月没有发工资，怎么办？")
    values.setdefault("asker", Asker(name="咨询人甲", phone=phone()))
    return NewConsultation(**values)


def make_consultation(
    *, unit: Unit | None = None, now: datetime = NOW, answer: str = "", **values: Any
) -> Consultation:
    """A question written down in `unit`; with its answer when one is given."""
    unit = unit or make_unit()
    if answer:
        values["answer"] = Answer(text=answer, lawyer=values.pop("lawyer", None))
    told = asked(**values)
    is_web = told.channel == Channel.WEB
    actor = visitor() if is_web else make_actor(role=Role.WINDOW_CLERK, unit=unit)
    return register_consultation(asked=told, unit=unit, actor=actor, now=now)


def make_web_question(*, unit: Unit | None = None, **values: Any) -> Consultation:
    """A question somebody typed on the public page."""
    return make_consultation(unit=unit, channel=Channel.WEB, **values)


def make_online(lawyer: Lawyer, *, unit: Unit) -> OnlineRegistration:
    """A lawyer admitted to a union's online service, on all day."""
    standard = ServiceStandard.objects.filter(unit=unit).first() or make_standard(unit=unit)
    return OnlineRegistration.objects.create(
        lawyer=lawyer,
        unit=unit,
        state=OnlineState.ACTIVE,
        standard=standard,
        accepted_at=NOW,
        applied_at=NOW,
        hours=ALL_DAY,
    )


def answer_online(
    consultation: Consultation, lawyer: Lawyer, *, text: str = "可以申请劳动仲裁。", **more: Any
) -> Consultation:
    """Let a lawyer who serves online answer a question."""
    actor = lawyer_actor(lawyer)
    return answer_question(consultation=consultation, answer=text, actor=actor, now=NOW, **more)


def consultation_records(unit: Unit) -> dict[str, int]:
    """A question that waits in a unit, with a telephone, by the name its id has in addresses."""
    return {"consultation_id": make_web_question(unit=unit).pk}


def in_hand_of(lawyer: Lawyer, *, unit: Unit) -> Consultation:
    """A question from the web that a lawyer has taken, whether serving online or not."""
    row = make_web_question(unit=unit)
    Consultation.objects.filter(pk=row.pk).update(
        state=ConsultationState.IN_HAND, lawyer=lawyer, taken_by=lawyer.user, taken_at=NOW
    )
    row.refresh_from_db()
    return row
