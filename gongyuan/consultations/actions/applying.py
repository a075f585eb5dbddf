"""An application that follows a consultation: what was told goes along, nothing is asked twice."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from gongyuan.consultations.actions.answering import answer_question
from gongyuan.consultations.choices import OPEN_STATES
from gongyuan.consultations.models import Consultation
from gongyuan.consultations.rules import consultation as rules
from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.matters.models import Matter
from gongyuan.matters.origins import Told
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

#: What somebody reads as the answer to a question that led to an application before it had one.
APPLIED = "已为您登记法律援助申请，编号{number}。办理情况凭申请的查询码和手机号查看。"
WHY_READ = "转为法律援助申请"


@dataclass(frozen=True)
class ConsultationOrigin:
    """A consultation as an application begins from it (`matters.origins.Origin`)."""

    consultation: Consultation
    actor: Actor

    @property
    def title(self) -> str:
        return f"咨询 {self.consultation.number}".strip()

    @property
    def url(self) -> str:
        return reverse("consultation_detail", args=[self.consultation.pk])

    def told(self, *, now: datetime) -> Told:
        return read_for_application(consultation=self.consultation, actor=self.actor, now=now)

    def begin(self, *, matter: Matter, number: str, now: datetime) -> None:
        lead_to_application(
            consultation=self.consultation,
            matter=matter,
            number=number,
            actor=self.actor,
            now=now,
        )


def consultation_origin(actor: Actor, pk: int) -> ConsultationOrigin | None:
    """A consultation of the own union, to whoever may act on it; lawyers are not told who asks."""
    if actor.is_lawyer or actor.is_worker:
        return None
    row = Consultation.objects.handled_by(actor).filter(pk=pk).first()
    return ConsultationOrigin(row, actor) if row else None


@transaction.atomic
def read_for_application(*, consultation: Consultation, actor: Actor, now: datetime) -> Told:
    """What was told, to fill in an application (一次录入); a telephone read for it is noted.

    Refuses what `applying_obstacles` names."""
    row = _locked(consultation, actor)
    if row.phone:
        code = "consultations.consultation.reveal"
        record_event(row, code, actor=actor, now=now, note=WHY_READ)
    return Told(
        name=row.asker_name,
        phone=row.phone,
        contact_note=row.contact_note,
        employer_name=row.employer_name,
        region_code=row.region_code,
        facts=row.question,
    )


@transaction.atomic
def lead_to_application(
    *, consultation: Consultation, matter: Matter, number: str, actor: Actor, now: datetime
) -> Consultation:
    """Tie a consultation to the matter of the application that followed it, once.

    One that still waited is answered by it, and whoever asked is told as of every answer. Refuses
    what `applying_obstacles` names.
    """
    row = _locked(consultation, actor)
    row.matter = matter
    row.save(update_fields=["matter"])
    data = {"application": number}
    record_event(row, "consultations.consultation.apply", actor=actor, now=now, data=data)
    if row.state in OPEN_STATES:
        answer = APPLIED.format(number=number)
        row = answer_question(consultation=row, answer=answer, actor=actor, now=now)
    return row


def _locked(consultation: Consultation, actor: Actor) -> Consultation:
    if actor.is_lawyer or not actor.can(Capability.CONSULTATIONS_TRANSFER):
        raise PermissionDenied(Capability.CONSULTATIONS_TRANSFER)
    rows = Consultation.objects.handled_by(actor).select_for_update(of=("self",))
    row = rows.get(pk=consultation.pk)
    is_held = row.taken_by_id is not None and row.taken_by_id != actor.user_id
    refuse_if(
        rules.applying_obstacles(
            state=row.state, is_applied=row.matter_id is not None, is_held=is_held
        )
    )
    return row
