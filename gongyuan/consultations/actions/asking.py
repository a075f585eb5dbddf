"""Taking in a question, by whatever way it came."""

import secrets
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from gongyuan.consultations.actions.notifying import tell_lawyers_online
from gongyuan.consultations.choices import Channel, ConsultationState
from gongyuan.consultations.details import Answer, NewConsultation
from gongyuan.consultations.models import Consultation
from gongyuan.consultations.queries.deadlines import answer_due
from gongyuan.consultations.rules import consultation as rules
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused
from gongyuan.law.phones import normalised_phone
from gongyuan.matters.rules import CODE_ALPHABET, tracking_code
from gongyuan.organisations.actions.numbering import unit_number
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.privacy import phone_key


@transaction.atomic
def register_consultation(
    *,
    asked: NewConsultation,
    unit: Unit,
    actor: Actor,
    now: datetime,
    follows: Consultation | None = None,
) -> Consultation:
    """Take in a question with number and code; with the answer, when it was given on the spot.

    总工发〔2008〕52号 第九条, 豫工文〔2020〕40号 三(三)3: in person, by phone, by letter or on
    the web. From the web anybody asks; what is written down needs the power, in the post's own
    unit. The same form sent twice is one. Refuses an empty question, a time to come, an empty
    answer.
    """
    is_web = asked.channel == Channel.WEB
    if not is_web and (
        not actor.can(Capability.CONSULTATIONS_REGISTER) or unit.pk != actor.unit_id
    ):
        raise PermissionDenied(Capability.CONSULTATIONS_REGISTER)
    earlier = Consultation.objects.filter(submission_key=asked.submission_key).first()
    if earlier:
        return earlier
    _refuse_incomplete(asked, now)
    try:
        with transaction.atomic():
            row = _written(asked, unit, actor, now, follows)
    except IntegrityError:
        # The same form at the same moment: the other one has written it.
        return Consultation.objects.get(submission_key=asked.submission_key)
    agreed = {"agreed_to": asked.agreed_to} if asked.agreed_to else None
    record_event(row, "consultations.consultation.register", actor=actor, now=now, data=agreed)
    if asked.answer:
        record_event(row, "consultations.consultation.answer", actor=actor, now=now)
    if is_web:
        tell_lawyers_online(row, now=now)
    return row


def _refuse_incomplete(asked: NewConsultation, now: datetime) -> None:
    wrong = rules.asking_obstacles(
        question=asked.question,
        people_count=asked.people_count,
        asked_at=asked.asked_at or now,
        now=now,
    )
    if asked.answer:
        wrong |= rules.answering_obstacles(answer=asked.answer.text, minutes=asked.answer.minutes)
    for field, sentence in wrong.items():
        raise Refused(sentence, field=field)


def _written(
    asked: NewConsultation,
    unit: Unit,
    actor: Actor,
    now: datetime,
    follows: Consultation | None,
) -> Consultation:
    asked_at = asked.asked_at or now
    row = Consultation(
        unit=unit,
        unit_path=unit.path,
        institution=asked.institution,
        follows=follows,
        channel=asked.channel,
        topic=asked.topic,
        question=asked.question.strip(),
        asked_at=asked_at,
        asked_on=timezone.localdate(asked_at),
        people_count=asked.people_count,
        region_code=asked.region_code,
        employer_name=asked.employer_name.strip(),
        submission_key=asked.submission_key,
        registered_at=now,
        registered_by=actor.signature,
        **_answered_at_once(asked.answer, asked_at, actor),
    )
    _name(row, asked)
    due = answer_due(unit, channel=asked.channel, asked_at=asked_at)
    if due:
        row.due_at, row.due_source = due.at, due.source
        row.due_is_verified = due.is_verified
    year = timezone.localdate(now).year
    row.number = unit_number(unit=unit, kind="consultations.consultation", series="咨", year=year)
    part = "".join(secrets.choice(CODE_ALPHABET) for _ in range(rules.RANDOM_LENGTH))
    row.code = tracking_code(unit.region_code, year=year, random_part=part)
    row.save(force_insert=True)
    return row


def _name(row: Consultation, asked: NewConsultation) -> None:
    who = asked.asker
    row.is_anonymous = who is None or not (who.name.strip() or who.worker)
    if who is None:
        return
    phone = normalised_phone(who.phone) if who.phone else ""
    row.asker_name = who.name.strip() or (who.worker.name if who.worker else "")
    row.phone, row.phone_index = phone, phone_key(phone) if phone else None
    row.contact_note, row.worker = who.contact_note.strip(), who.worker


def _answered_at_once(answer: Answer | None, asked_at: datetime, actor: Actor) -> dict[str, Any]:
    """What an answer on the spot says: of when it was asked, though it be written down later."""
    if answer is None:
        return {}
    return {
        "state": ConsultationState.ANSWERED,
        "answer": answer.text.strip(),
        "minutes": answer.minutes,
        "lawyer": answer.lawyer,
        "answered_at": asked_at,
        "answered_on": timezone.localdate(asked_at),
        "answered_by": answer.lawyer.name if answer.lawyer else actor.name,
    }
