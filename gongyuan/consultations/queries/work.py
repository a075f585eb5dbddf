"""What the worklist shows besides cases: questions to answer."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gongyuan.consultations.models import Consultation
from gongyuan.core.work import Awaiting, WorkLine
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

#: What a line reads; the question itself and who asked stay where they are.
SHOWN = ("number", "topic", "channel", "state", "due_at", "due_source", "due_is_verified")


def awaiting(actor: Actor, *, today: date) -> Iterator[Awaiting]:
    """The open questions of the own union; to a lawyer what waits on the web and the own ones."""
    if not actor.can(Capability.CONSULTATIONS_ANSWER):
        return
    yield Awaiting(
        name="consultations_beside",
        rows=lambda: open_questions(actor),
        order=("due_at", "pk"),
        line=_line,
    )
    if actor.is_lawyer:
        yield Awaiting(
            name="consultations_waiting_beside",
            rows=lambda: Consultation.objects.waiting_for(actor).only(*SHOWN),
            order=("due_at", "pk"),
            line=_line,
        )


def open_questions(actor: Actor) -> QuerySet[Consultation]:
    """What is in a lawyer's own hand; what is open in the union of everybody else."""
    if actor.is_lawyer:
        return Consultation.objects.in_hand_of(actor).only(*SHOWN)
    return Consultation.objects.handled_by(actor).open().only(*SHOWN)


def _line(row: Any) -> WorkLine:
    is_told = row.due_is_verified or "待核" in row.due_source
    return WorkLine(
        route="consultation_detail",
        pk=row.pk,
        what=f"答复{row.get_channel_display()}",
        who=f"{row.number} {row.get_topic_display()}",
        due_on=timezone.localdate(row.due_at) if row.due_at else None,
        source=row.due_source if is_told else f"{row.due_source}（待核）",
    )
