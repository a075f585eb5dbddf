"""The log of coordination: entered once with a number, withdrawn with a reason, followed up."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.core import files
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_fields, refuse_if
from gongyuan.organisations.actions.numbering import unit_number
from gongyuan.organisations.choices import COORDINATION_KEEP
from gongyuan.organisations.models import (
    CoordinationPaper,
    CoordinationRecord,
    FollowUp,
    Unit,
)
from gongyuan.organisations.rules import coordination as rules


@transaction.atomic
def enter_record(*, record: rules.NewCoordination, actor: Any, now: datetime) -> CoordinationRecord:
    """Write down a meeting, document, action or study, with its number and what was agreed on.

    苏工发〔2012〕8号第12、14项; 豫工办〔2015〕28号三(一). The same form sent twice is one record.
    Refuses a day to come, no subject, participants or partners, a follow-up that is due before the
    day or falls to a union outside the own subtree, and a paper that cannot be taken.
    """
    if not actor.can(COORDINATION_KEEP):
        raise PermissionDenied(COORDINATION_KEEP)
    unit = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.unit_id or 0)
    earlier = CoordinationRecord.objects.filter(
        submission_key=record.submission_key, unit=unit
    ).first()
    if earlier:
        return earlier
    units = _units_of(record, unit, actor=actor, now=now)
    year = record.held_on.year
    row = CoordinationRecord.objects.create(
        unit=unit,
        unit_path=unit.path,
        number=unit_number(unit=unit, kind="organisations.coordination", series="协", year=year),
        kind=record.kind,
        partners=list(record.partners),
        partner_names=record.partner_names.strip(),
        held_on=record.held_on,
        subject=record.subject.strip(),
        participants=record.participants.strip(),
        content=record.content.strip(),
        entered_at=now,
        entered_by=actor.signature,
        submission_key=record.submission_key,
    )
    _keep_more(row, record, units, actor=actor, now=now)
    record_event(row, "organisations.coordinationrecord.enter", actor=actor, now=now)
    return row


def _units_of(
    record: rules.NewCoordination, unit: Unit, *, actor: Any, now: datetime
) -> dict[int, Unit]:
    """The unions that have something to do; refuses what the rules find wanting."""
    refuse_fields(rules.record_obstacles(record, today=timezone.localdate(now)))
    refuse_if(["本单位已撤销。"] if unit.closed_on else [])
    ids = {one.unit_id for one in record.follow_ups}
    units = Unit.objects.handled_by(actor).filter(closed_on=None).defer("search").in_bulk(ids)
    refuse_if(rules.follow_up_obstacles(record.follow_ups, own_units=units), field="follow_ups")
    return units


def _keep_more(
    row: CoordinationRecord,
    record: rules.NewCoordination,
    units: dict[int, Unit],
    *,
    actor: Any,
    now: datetime,
) -> None:
    FollowUp.objects.bulk_create(
        FollowUp(
            record=row,
            unit=units[one.unit_id],
            unit_path=units[one.unit_id].path,
            what=one.what.strip(),
            due_on=one.due_on,
        )
        for one in record.follow_ups
    )
    for upload in record.papers:
        stored = _stored(upload, actor=actor, now=now)
        CoordinationPaper.objects.create(record=row, file=stored)


def _stored(upload: Any, *, actor: Any, now: datetime) -> Any:
    try:
        return files.store_upload(upload, by=actor.name, now=now)
    except Refused as refusal:
        raise Refused(*refusal.reasons, field="papers") from refusal


@transaction.atomic
def withdraw_record(
    *, record: CoordinationRecord, note: str, actor: Any, now: datetime
) -> CoordinationRecord:
    """Let a record no longer count, with the reason; its number is never used again.

    What was agreed on in it need not be done any more. Refuses one withdrawn before and an empty
    reason (苏工发〔2012〕8号第12项).
    """
    row = (
        CoordinationRecord.objects.handled_by(actor)
        .select_for_update(of=("self",))
        .get(pk=record.pk)
    )
    refuse_if(["这条记录已经作废。"] if row.withdrawn_at else [])
    event = "organisations.coordinationrecord.withdraw"
    record_event(row, event, actor=actor, now=now, note=note)
    row.withdrawn_at, row.withdrawn_note = now, note.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_note"])
    return row


@transaction.atomic
def finish_follow_up(*, follow_up: FollowUp, note: str, actor: Any, now: datetime) -> FollowUp:
    """Tick off what was agreed on, with what came of it; by the union responsible, today.

    Refuses an empty note, what is done already, and what a withdrawn record asked for
    (苏工发〔2012〕8号第12项).
    """
    row = (
        FollowUp.objects.handled_by(actor)
        .select_for_update(of=("self",))
        .select_related("record")
        .get(pk=follow_up.pk)
    )
    withdrawn = row.record.withdrawn_at is not None
    refuse_if(rules.finishing_obstacles(done_on=row.done_on, is_withdrawn=withdrawn))
    record_event(row, "organisations.followup.finish", actor=actor, now=now, note=note)
    row.done_on, row.done_note = timezone.localdate(now), note.strip()
    row.done_by = actor.signature
    row.save(update_fields=["done_on", "done_note", "done_by"])
    return row
