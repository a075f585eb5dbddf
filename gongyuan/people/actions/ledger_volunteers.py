"""Many volunteers and what they did, at once, as ledgers bring them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongyuan.core.events import record_events
from gongyuan.core.sheets.entries import Entry
from gongyuan.organisations.models import Unit
from gongyuan.people import rules
from gongyuan.people.actions.volunteers import volunteer_values
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.details import HoursDetails, VolunteerDetails
from gongyuan.people.models import Volunteer, VolunteerHours

#: What a ledger corrects of a volunteer who is known.
CORRECTED = ("kind", "organisation", "skills", "available", "platform_number")


@dataclass(frozen=True, kw_only=True)
class VolunteerRow:
    """One row of a ledger, checked: the volunteer, known or not, and what was done on a day."""

    position: int
    details: VolunteerDetails
    known: Volunteer | None
    changes: Mapping[str, Any]
    hours: HoursDetails | None


@dataclass(frozen=True, kw_only=True)
class _Writing:
    rows: Sequence[VolunteerRow]
    actor: Actor
    now: datetime

    @property
    def by(self) -> str:
        return f"{self.actor.name}（{self.actor.office}）"[:200]


@transaction.atomic
def enter_volunteers(*, rows: Sequence[VolunteerRow], actor: Actor, now: datetime) -> list[Entry]:
    """Take in volunteers of the own unit, correct known ones, record their hours; what was written.

    法律援助志愿者管理办法 (第十三条至第二十条). Rows with one name and number are one volunteer.
    Hours count once they are confirmed. Trusts that every row was held against the rules; the
    database refuses somebody taken in meanwhile. Refuses whoever may not keep volunteers.
    """
    if not actor.can(Capability.PEOPLE_KEEP_VOLUNTEERS):
        raise PermissionDenied(Capability.PEOPLE_KEEP_VOLUNTEERS)
    writing = _Writing(rows=rows, actor=actor, now=now)
    people, entries = _take_in(writing)
    return entries + _correct(writing) + _record(writing, people)


def _take_in(writing: _Writing) -> tuple[dict[int, Volunteer], list[Entry]]:
    """The volunteer of each row, by position; new ones are written."""
    unit = Unit.objects.visible_to(writing.actor).get(pk=writing.actor.unit_id or 0)
    people: dict[int, Volunteer] = {}
    fresh: dict[tuple[str, str], tuple[int, Volunteer]] = {}
    for row in writing.rows:
        same = (row.details.name, row.details.phone)
        if row.known is None and same not in fresh:
            values = volunteer_values(row.details)
            volunteer = Volunteer(unit=unit, unit_path=unit.path, **values)
            volunteer.registered_at, volunteer.registered_by = writing.now, writing.by
            fresh[same] = (row.position, volunteer)
        people[row.position] = row.known or fresh[same][1]
    new = [volunteer for _, volunteer in fresh.values()]
    Volunteer.objects.bulk_create(new)
    told = ((one, dict[str, Any]()) for one in new)
    record_events("people.volunteer.register", told, actor=writing.actor, now=writing.now)
    return people, [_entry(position, volunteer) for position, volunteer in fresh.values()]


def _correct(writing: _Writing) -> list[Entry]:
    entries, happened = [], []
    done = set()
    for row in writing.rows:
        volunteer = row.known
        if volunteer is None or not row.changes or volunteer.pk in done:
            continue
        done.add(volunteer.pk)
        changes = {name: (getattr(volunteer, name), row.changes[name]) for name in row.changes}
        for name, (_, after) in changes.items():
            setattr(volunteer, name, after)
        volunteer.save(update_fields=list(changes))
        entries.append(_entry(row.position, volunteer, changes))
        happened.append((volunteer, {"fields": sorted(changes)}))
    act: dict[str, Any] = {"actor": writing.actor, "now": writing.now}
    record_events("people.volunteer.edit", happened, **act)
    return entries


def _record(writing: _Writing, people: Mapping[int, Volunteer]) -> list[Entry]:
    entries, happened = [], []
    for row in writing.rows:
        if row.hours is None:
            continue
        told = row.hours
        record = VolunteerHours.objects.create(
            volunteer=people[row.position],
            day=told.day,
            starts_at=told.starts_at,
            half_hours=rules.half_hours(told.hours) or 0,
            service=told.service,
            place=told.place,
            over_note=told.over_note,
            recorded_at=writing.now,
            recorded_by=writing.by,
        )
        entries.append(_entry(row.position, record))
        data = {"hours_id": record.pk, "day": told.day.isoformat(), "hours": str(told.hours)}
        happened.append((people[row.position], data))
    act: dict[str, Any] = {"actor": writing.actor, "now": writing.now}
    record_events("people.volunteer.record_hours", happened, **act)
    return entries


def _entry(position: int, record: Any, changes: dict[str, tuple[Any, Any]] | None = None) -> Entry:
    return Entry(position=position, model=record._meta.label_lower, pk=record.pk, changes=changes)
