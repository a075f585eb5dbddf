"""What is done with a question: taken, answered, sent on, set aside."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongyuan.consultations.models import Consultation
from gongyuan.consultations.queries.deadlines import answer_due
from gongyuan.consultations.rules import consultation as rules
from gongyuan.consultations.workflow import WORKFLOW
from gongyuan.core.events import record_event
from gongyuan.core.notices import send_text
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.lawyers.models import Lawyer
from gongyuan.lawyers.queries.online import serving_obstacles_of
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor

#: Who is told by text message reads the answer itself only with the code.
TOLD = "您在{unit}问的问题已经答复，请凭查询码{code}在网上查看。"


@transaction.atomic
def take_question(*, consultation: Consultation, actor: Actor, now: datetime) -> Consultation:
    """Take a question in hand, so that nobody else answers it at the same time.

    A lawyer takes from the web only while serving online (豫工文〔2020〕40号 三(三)3): admitted,
    in the team, the standard of the day accepted. Refuses one that is in somebody's hand.
    """
    row = _locked(consultation, actor)
    lawyer = _serving_lawyer(row, actor, now)
    stamps: dict[str, Any] = {"taken_at": now, "taken_by_id": actor.user_id, "lawyer": lawyer}
    advance(row, WORKFLOW, "take", actor=actor, now=now, **stamps)
    return row


@transaction.atomic
def give_back_question(
    *, consultation: Consultation, note: str = "", actor: Actor, now: datetime
) -> Consultation:
    """Give a question back to all who may answer; by whoever has it, or by its office."""
    row = _locked(consultation, actor)
    stamps = {"taken_at": None, "taken_by_id": None, "lawyer": None}
    advance(row, WORKFLOW, "give_back", actor=actor, now=now, note=note, **stamps)
    return row


@transaction.atomic
def answer_question(
    *,
    consultation: Consultation,
    answer: str,
    minutes: int | None = None,
    actor: Actor,
    now: datetime,
) -> Consultation:
    """Answer a question; whoever left a phone number is told that the answer is there.

    Refuses an empty answer, and one to a question that somebody else has in hand.
    """
    row = _locked(consultation, actor)
    wrong = rules.answering_obstacles(answer=answer, minutes=minutes)
    for field, sentence in wrong.items():
        raise Refused(sentence, field=field)
    if row.taken_by_id and row.taken_by_id != actor.user_id:
        refuse_if(["别人正在答复这个问题。"])
    stamps: dict[str, Any] = {
        "answer": answer.strip(),
        "minutes": minutes,
        "answered_at": now,
        "answered_on": timezone.localdate(now),
        "answered_by": actor.name,
        "lawyer": _serving_lawyer(row, actor, now),
    }
    advance(row, WORKFLOW, "answer", actor=actor, now=now, **stamps)
    if row.phone and row.code:
        body = TOLD.format(unit=row.unit.name, code=row.code)
        send_text(phone=row.phone, body=body, now=now, once_key=f"consultation-{row.pk}-answer")
    return row


@transaction.atomic
def transfer_question(
    *, consultation: Consultation, to: Unit, note: str, actor: Actor, now: datetime
) -> Consultation:
    """Send a question to the union that it belongs to; its period runs on as it began.

    平工文〔2016〕28号 附件1 三(一): whose it is is found out first. Refuses the own unit and one
    that is closed; an empty note.
    """
    row = _locked(consultation, actor)
    to = Unit.objects.select_for_update(of=("self",)).get(pk=to.pk)
    refuse_if(
        rules.transfer_obstacles(
            is_same_unit=to.pk == row.unit_id, is_closed=to.closed_on is not None
        ),
        field="to",
    )
    due = answer_due(to, channel=row.channel, asked_at=row.asked_at)
    data = {"from": row.unit.name, "from_id": row.unit_id, "to": to.name, "to_id": to.pk}
    stamps = {
        "unit": to,
        "unit_path": to.path,
        "institution": None,
        "taken_at": None,
        "taken_by_id": None,
        "lawyer": None,
        "due_at": due.at if due else None,
        "due_source": due.source if due else "",
        "due_is_verified": due.is_verified if due else True,
    }
    advance(row, WORKFLOW, "transfer", actor=actor, now=now, note=note, data=data, **stamps)
    if row.phone and row.code:
        body = f"您问的问题已转给{to.name}答复，查询码不变：{row.code}。"
        send_text(phone=row.phone, body=body, now=now)
    return row


@transaction.atomic
def set_question_aside(
    *, consultation: Consultation, note: str, actor: Actor, now: datetime
) -> Consultation:
    """Leave a question without an answer, with the reason, which whoever asked reads."""
    row = _locked(consultation, actor)
    advance(row, WORKFLOW, "set_aside", actor=actor, now=now, note=note, set_aside_why=note.strip())
    return row


@transaction.atomic
def rate_answer(
    *, consultation: Consultation, rating: str, actor: Actor, now: datetime
) -> Consultation:
    """Say once whether the answer helped; by whoever asked. A second word changes nothing."""
    row = _locked(consultation, actor)
    refuse_if([] if row.answered_at else ["还没有答复。"])
    if row.rating:
        return row
    row.rating, row.rated_at = rating, now
    row.save(update_fields=["rating", "rated_at"])
    record_event(row, "consultations.consultation.rate", actor=actor, now=now)
    return row


def _locked(consultation: Consultation, actor: Actor) -> Consultation:
    rows = Consultation.objects.handled_by(actor).select_for_update(of=("self",))
    return rows.select_related("unit").get(pk=consultation.pk)


def _serving_lawyer(row: Consultation, actor: Actor, now: datetime) -> Lawyer | None:
    """The lawyer who acts, when it is one; refuses who does not serve online today."""
    if not actor.is_lawyer:
        return None
    lawyer = Lawyer.objects.get(user_id=actor.user_id or 0)
    refuse_if(serving_obstacles_of(lawyer, row.unit_path, on=timezone.localdate(now)))
    return lawyer
