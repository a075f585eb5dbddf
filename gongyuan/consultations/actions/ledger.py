"""Consultations of past years, as the ledger they were written in has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.consultations.choices import ConsultationState
from gongyuan.consultations.models import Consultation
from gongyuan.core.copying import allot_ids, copy_values
from gongyuan.core.events import record_events, record_of_each
from gongyuan.core.sheets.entries import Entry
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.privacy import phone_key

IMPORT, CORRECT = "consultations.consultation.import", "consultations.consultation.correct"
#: What a ledger corrects of a consultation that came in from one.
CORRECTED = (
    *("channel", "topic", "question", "employer_name", "region_code", "people_count"),
    *("answer", "answered_on", "answered_by", "minutes"),
)


@dataclass(frozen=True, kw_only=True)
class PastConsultation:
    """One row of a ledger, checked; `known` came in by it before, and differs in `changes`."""

    position: int
    key: UUID
    asked_at: datetime
    channel: str
    topic: str
    question: str
    answer: str
    answered_on: date
    answered_by: str = ""
    name: str = ""
    phone: str = ""
    employer_name: str = ""
    region_code: str = ""
    people_count: int = 1
    minutes: int | None = None
    institution_id: int | None = None
    lawyer_id: int | None = None
    known: Consultation | None = None
    changes: frozenset[str] = frozenset()


#: The columns that are written; all others have the model's defaults.
_WRITTEN = (
    *("id", "unit_id", "unit_path", "institution_id", "state", "channel", "topic", "question"),
    *("asked_at", "asked_on", "people_count", "region_code", "employer_name", "is_anonymous"),
    *("asker_name", "phone", "phone_index", "lawyer_id", "answer", "answered_at", "answered_on"),
    *("answered_by", "minutes", "submission_key", "registered_at", "registered_by"),
)


@transaction.atomic
def enter_consultations(
    *, told: Sequence[PastConsultation], unit: Unit, actor: Actor, now: datetime
) -> list[Entry]:
    """Enter consultations of past years as answered ones, and correct known ones; what was written.

    总工发〔2008〕52号 第九条. They have neither number nor code, because nobody was given one, and
    no deadline: what an old ledger has was answered then. Trusts that every row was held against
    the rules; the database refuses a row that came in meanwhile. Refuses whoever may not write
    consultations down in this union.
    """
    if not actor.can(Capability.CONSULTATIONS_REGISTER) or unit.pk != actor.unit_id:
        raise PermissionDenied(Capability.CONSULTATIONS_REGISTER)
    new = [one for one in told if one.known is None]
    keys = allot_ids(Consultation, len(new))
    by = f"台账导入（{actor.name} {actor.office}）"[:200]
    rows = ((pk, *_values(one, unit), now, by) for one, pk in zip(new, keys, strict=True))
    copy_values(Consultation, _WRITTEN, rows)
    record_of_each(IMPORT, Consultation, keys, actor=actor, now=now)
    entered = [_entry(one.position, pk) for one, pk in zip(new, keys, strict=True)]
    return entered + _correct([one for one in told if one.known], actor, now)


def _values(one: PastConsultation, unit: Unit) -> tuple[Any, ...]:
    """A row from the union to the submission key, in the order of the columns written."""
    return (
        *(unit.pk, unit.path, one.institution_id, str(ConsultationState.ANSWERED)),
        *(one.channel, one.topic, one.question, one.asked_at, timezone.localdate(one.asked_at)),
        *(one.people_count, one.region_code, one.employer_name, not one.name),
        *(one.name, one.phone, phone_key(one.phone), one.lawyer_id),
        *(one.answer, _answered_at(one), one.answered_on, one.answered_by, one.minutes, one.key),
    )


def _answered_at(one: PastConsultation) -> datetime:
    """On the spot, or at the beginning of the day that the ledger names."""
    if one.answered_on == timezone.localdate(one.asked_at):
        return one.asked_at.astimezone(UTC)
    begin = timezone.make_aware(datetime.combine(one.answered_on, time.min))
    return begin.astimezone(UTC)


def _correct(told: Sequence[PastConsultation], actor: Actor, now: datetime) -> list[Entry]:
    entries, happened = [], []
    for one in told:
        row = one.known
        if row is None or not one.changes:
            continue
        after = {name: getattr(one, name) for name in sorted(one.changes)}
        if "answered_on" in after:
            after["answered_at"] = _answered_at(one)
        changes = {name: (getattr(row, name), value) for name, value in after.items()}
        for name, value in after.items():
            setattr(row, name, value)
        row.save(update_fields=list(after))
        entries.append(_entry(one.position, row.pk, changes))
        happened.append((row, {"fields": sorted(after)}))
    record_events(CORRECT, happened, actor=actor, now=now)
    return entries


def _entry(position: int, pk: int, changes: Mapping[str, tuple[Any, Any]] | None = None) -> Entry:
    kept = None if changes is None else dict(changes)
    return Entry(position=position, model=Consultation._meta.label_lower, pk=pk, changes=kept)
