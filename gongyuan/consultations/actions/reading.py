"""What is done by looking: the telephone of whoever asked."""

from datetime import datetime

from django.db import transaction

from gongyuan.consultations.models import Consultation
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import Actor


@transaction.atomic
def reveal_phone(*, consultation: Consultation, note: str, actor: Actor, now: datetime) -> str:
    """Return the telephone of whoever asked in clear, and put on record who looked and why.

    Refuses a missing reason, and a question without a telephone; a lawyer finds none to look at.
    """
    if actor.is_lawyer:
        raise Consultation.DoesNotExist
    rows = Consultation.objects.handled_by(actor).select_for_update(of=("self",))
    row = rows.get(pk=consultation.pk)
    if not row.phone:
        raise Refused("没有留电话。")
    record_event(row, "consultations.consultation.reveal", actor=actor, now=now, note=note)
    return row.phone
