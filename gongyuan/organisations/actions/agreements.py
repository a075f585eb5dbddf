"""Agreements: registered, corrected, renewed, ended early, remembered before their end."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core import files
from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import refuse_fields, refuse_if
from gongyuan.law.identity import normalised_code
from gongyuan.organisations import rules
from gongyuan.organisations.actions.units import locked_unit
from gongyuan.organisations.models import Agreement, AgreementReminder, Unit
from gongyuan.organisations.queries.agreements import agreements_to_remind, warning
from gongyuan.organisations.rules import AgreementDetails


@transaction.atomic
def register_agreement(
    *,
    unit: Unit,
    details: AgreementDetails,
    actor: Any,
    now: datetime,
    file: UploadedFile | None = None,
) -> Agreement:
    """Enter a union's agreement with its text.

    Refuses what is signed in the future, an end before its beginning, a wrong code of the other
    side, a closed union, a file that cannot be taken, and the same agreement a second time.
    """
    unit = locked_unit(unit, actor=actor)
    _refuse(unit, details, now)
    is_known = Agreement.objects.filter(unit=unit, **_values(details)).exists()
    refuse_if(["这份协议已经登记。"] if is_known else [])
    agreement = _write(unit, details, file, actor=actor, now=now)
    record_event(agreement, "organisations.agreement.register", actor=actor, now=now)
    return agreement


@transaction.atomic
def edit_agreement(
    *,
    agreement: Agreement,
    details: AgreementDetails,
    actor: Any,
    now: datetime,
    file: UploadedFile | None = None,
) -> Agreement:
    """Correct an agreement's entry, or add its text; writes nothing when nothing changed.

    Refuses what registering refuses, and one that was ended early.
    """
    agreement = _locked(agreement, actor=actor)
    new = _values(details)
    changes = {
        name: [str(getattr(agreement, name)), str(value)]
        for name, value in new.items()
        if getattr(agreement, name) != value
    }
    if not changes and file is None:
        return agreement
    refuse_if(["该协议已提前终止，不能修改。"] if agreement.ended_on else [])
    _refuse(agreement.unit, details, now)
    for name, value in new.items():
        setattr(agreement, name, value)
    _set_reminder(agreement, now)
    if file is not None:
        agreement.file = files.store_upload(file, by=actor.name, now=now)
        changes["file"] = ["", agreement.file.name]
    agreement.save()
    record_event(agreement, "organisations.agreement.edit", actor=actor, now=now, data=changes)
    return agreement


@transaction.atomic
def renew_agreement(
    *,
    agreement: Agreement,
    details: AgreementDetails,
    actor: Any,
    now: datetime,
    file: UploadedFile | None = None,
) -> Agreement:
    """Enter the agreement that follows another; the former one stays and is no longer recalled.

    Refuses one renewed or ended already, a beginning not after the former one's, and what
    registering refuses.
    """
    agreement = _locked(agreement, actor=actor)
    refuse_if(
        rules.renewal_obstacles(
            is_renewed=Agreement.objects.filter(predecessor=agreement).exists(),
            ended_on=agreement.ended_on,
            former_starts_on=agreement.starts_on,
            starts_on=details.starts_on,
        )
    )
    _refuse(agreement.unit, details, now)
    renewal = _write(agreement.unit, details, file, actor=actor, now=now, predecessor=agreement)
    record_event(renewal, "organisations.agreement.register", actor=actor, now=now)
    data = {"renewal": renewal.pk, "starts_on": str(details.starts_on)}
    record_event(agreement, "organisations.agreement.renew", actor=actor, now=now, data=data)
    return renewal


@transaction.atomic
def end_agreement(
    *, agreement: Agreement, ended_on: date, actor: Any, now: datetime, note: str
) -> Agreement:
    """End an agreement within its term, with the reason; it stays for the days before.

    Refuses one ended already, a day outside its term or in the future, and an empty note.
    """
    agreement = _locked(agreement, actor=actor)
    refuse_if(
        rules.early_end_obstacles(
            starts_on=agreement.starts_on,
            ends_on=agreement.ends_on,
            was_ended_on=agreement.ended_on,
            ended_on=ended_on,
            today=timezone.localdate(now),
        ),
        field="ended_on",
    )
    record_event(
        agreement,
        "organisations.agreement.end",
        actor=actor,
        now=now,
        note=note,
        data={"ended_on": str(ended_on)},
    )
    agreement.ended_on, agreement.ended_reason = ended_on, note.strip()
    agreement.save(update_fields=["ended_on", "ended_reason"])
    return agreement


def remind_of_agreements(*, now: datetime) -> int:
    """Tell of every agreement near its end whoever registered it; how many were told of now.

    Each in a transaction of its own, once for each end: a run cut short goes on with the next.
    """
    today = timezone.localdate(now)
    pks = list(agreements_to_remind(today=today).values_list("pk", flat=True))
    return sum(_remind(pk, today=today, now=now) for pk in pks)


@transaction.atomic
def _remind(pk: int, *, today: date, now: datetime) -> bool:
    row = agreements_to_remind(today=today).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None or row.ends_on is None:
        return False
    AgreementReminder.objects.create(agreement=row, due_on=row.ends_on, told_at=now)
    if row.registered_by_user_id:
        tell_user(
            user_id=row.registered_by_user_id,
            body=f"与{row.partner_name}的“{row.title}”{row.ends_on:%Y-%m-%d}到期。",
            link=reverse("agreement_detail", args=[row.pk]),
            now=now,
        )
    return True


def _refuse(unit: Unit, details: AgreementDetails, now: datetime) -> None:
    refuse_if(["该组织已撤销。"] if unit.closed_on else [])
    refuse_fields(rules.agreement_obstacles(details, today=timezone.localdate(now)))


def _values(details: AgreementDetails) -> dict[str, Any]:
    return {**asdict(details), "partner_code": normalised_code(details.partner_code)}


def _write(
    unit: Unit,
    details: AgreementDetails,
    file: UploadedFile | None,
    *,
    actor: Any,
    now: datetime,
    predecessor: Agreement | None = None,
) -> Agreement:
    agreement = Agreement(
        unit=unit,
        unit_path=unit.path,
        predecessor=predecessor,
        registered_by_user_id=actor.user_id,
        file=files.store_upload(file, by=actor.name, now=now) if file else None,
        **_values(details),
    )
    _set_reminder(agreement, now)
    agreement.save(force_insert=True)
    return agreement


def _set_reminder(agreement: Agreement, now: datetime) -> None:
    days, source = warning(agreement.unit.region_code, on=timezone.localdate(now))
    agreement.remind_on = rules.remind_on(ends_on=agreement.ends_on, days=days)
    agreement.remind_source = source if agreement.remind_on else ""


def _locked(agreement: Agreement, *, actor: Any) -> Agreement:
    found: Agreement = (
        Agreement.objects.handled_by(actor)
        .select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=agreement.pk)
    )
    return found
