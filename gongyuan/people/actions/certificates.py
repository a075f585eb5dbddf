"""Certificates of the people of an office: entered from the paper, corrected, withdrawn."""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core import files
from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_fields, refuse_if
from gongyuan.organisations.models import Unit
from gongyuan.people import rules
from gongyuan.people.actor import Actor
from gongyuan.people.details import CertificateDetails
from gongyuan.people.models import Certificate, User
from gongyuan.people.queries.certificates import heads_of
from gongyuan.people.queries.members import members_handled_by
from gongyuan.people.queries.parameters import parameter

FIELDS = ("kind", "number", "issuer", "issued_on", "valid_until")


@transaction.atomic
def enter_certificate(
    *,
    user: User,
    certificate: CertificateDetails,
    file: UploadedFile | None = None,
    actor: Actor,
    now: datetime,
) -> Certificate:
    """Enter a certificate of one of the own people, so that it does for duties from now on.

    The same paper twice is one. Refuses the own certificate, particulars that contradict, and a
    number that is another's.
    """
    user = _holder(user, actor)
    return enter_for(user=user, certificate=certificate, file=file, actor=actor, now=now)


def enter_for(
    *,
    user: User,
    certificate: CertificateDetails,
    file: UploadedFile | None = None,
    actor: Actor,
    now: datetime,
) -> Certificate:
    """The same for a holder that the caller has looked up, within the caller's transaction."""
    _refuse(certificate, today=timezone.localdate(now))
    known = Certificate.objects.in_use().filter(user=user, **_values(certificate)).first()
    if known is not None:
        return known
    row = Certificate(
        user=user,
        **_values(certificate),
        entered_at=now,
        entered_by=f"{actor.name}（{actor.office}）"[:200],
    )
    if file is not None:
        row.file = files.store_upload(file, by=actor.name, now=now)
    _kept(row)
    settle_warnings(user, row.kind, now=now)
    record_event(row, "people.certificate.enter", actor=actor, now=now, data=_told(row))
    return row


@transaction.atomic
def edit_certificate(
    *,
    row: Certificate,
    certificate: CertificateDetails,
    file: UploadedFile | None = None,
    actor: Actor,
    now: datetime,
) -> Certificate:
    """Correct what was copied wrongly from the paper; a new paper is entered as a new one.

    Refuses the own certificate, one withdrawn, and what entering refuses.
    """
    row = _locked(row, actor)
    _refuse(certificate, today=timezone.localdate(now))
    values = _values(certificate)
    changed = sorted(name for name in FIELDS if getattr(row, name) != values[name])
    if not changed and file is None:
        return row
    before = {name: str(getattr(row, name) or "") for name in changed}
    kinds = {row.kind, certificate.kind}
    for name in changed:
        setattr(row, name, values[name])
    if file is not None:
        row.file = files.store_upload(file, by=actor.name, now=now)
    _kept(row)
    for kind in kinds:
        settle_warnings(row.user, kind, now=now)
    record_event(row, "people.certificate.edit", actor=actor, now=now, data={"before": before})
    return row


@transaction.atomic
def withdraw_certificate(
    *, row: Certificate, withdrawn_on: date, note: str, actor: Actor, now: datetime
) -> Certificate:
    """Let a certificate count no longer: its issuer took it back, or it was entered by mistake.

    Refuses a missing reason, a day to come or before it was issued, and the own certificate.
    """
    row = _locked(row, actor)
    if withdrawn_on > timezone.localdate(now):
        raise Refused("注销日期晚于今天，请核对。", field="withdrawn_on")
    if withdrawn_on < row.issued_on:
        raise Refused("注销日期早于发证日期，请核对。", field="withdrawn_on")
    record_event(row, "people.certificate.withdraw", actor=actor, now=now, note=note)
    row.withdrawn_on = withdrawn_on
    row.save(update_fields=["withdrawn_on"])
    settle_warnings(row.user, row.kind, now=now)
    return row


@transaction.atomic
def announce_end(*, row: Certificate, now: datetime) -> None:
    """Tell the holder and those who keep certificates that one ends, once each."""
    today = timezone.localdate(now)
    if row.valid_until is None:
        return
    day = f"{row.valid_until.year}年{row.valid_until.month}月{row.valid_until.day}日"
    what = f"{row.user.name}的{row.get_kind_display()}（{row.number}）"
    body = f"{what}{day}到期，请办理换证，到期后不能再安排这项工作。"
    for user_id in dict.fromkeys([row.user_id, *heads_of(row.user, today=today)]):
        link = reverse("member_detail", args=[row.user_id])
        if user_id == row.user_id:
            link = reverse("my_account")
        key = f"certificate-{row.pk}-{row.valid_until:%Y%m%d}-{user_id}"
        tell_user(user_id=user_id, body=body, link=link, now=now, once_key=key)


def settle_warnings(user: User, kind: str, *, now: datetime) -> None:
    """Reckon from when on the end of a person's certificates of a kind is announced.

    Only the one that lasts longest is; the days are the policy's at the place of the newest post.
    """
    rows = list(Certificate.objects.select_for_update(of=("self",)).filter(user=user, kind=kind))
    in_use = [row for row in rows if row.withdrawn_on is None]
    last = max(in_use, key=lambda row: (row.valid_until or date.max, row.pk), default=None)
    for row in rows:
        days = _warn_days(user, now) if row is last else None
        row.warn_on = rules.warn_on(row.valid_until, days=days) if days is not None else None
        row.save(update_fields=["warn_on"])


def _warn_days(user: User, now: datetime) -> int | None:
    today = timezone.localdate(now)
    unit = Unit.objects.filter(posts__user=user).order_by("-posts__starts_on").first()
    found = parameter(unit.region_code, "certificate_warn_days", on=today) if unit else None
    return found.value if found else None


def _refuse(certificate: CertificateDetails, *, today: date) -> None:
    refuse_fields(
        rules.certificate_obstacles(
            number=certificate.number,
            issuer=certificate.issuer,
            issued_on=certificate.issued_on,
            valid_until=certificate.valid_until,
            today=today,
        )
    )


def _holder(user: User, actor: Actor) -> User:
    refuse_if(["自己的证书请由同事登记。"] if user.pk == actor.user_id else [])
    return members_handled_by(actor).select_for_update(of=("self",)).get(pk=user.pk)


def _locked(row: Certificate, actor: Actor) -> Certificate:
    locked = Certificate.objects.handled_by(actor).select_for_update(of=("self",))
    row = locked.select_related("user").get(pk=row.pk)
    refuse_if(["自己的证书请由同事登记。"] if row.user_id == actor.user_id else [])
    refuse_if(["这份证书已经注销。"] if row.withdrawn_on else [])
    return row


def _kept(row: Certificate) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused("这个编号的证书已经登记，请核对编号和发证单位。", field="number") from error


def _values(certificate: CertificateDetails) -> dict[str, Any]:
    return {
        "kind": certificate.kind,
        "number": certificate.number.strip(),
        "issuer": certificate.issuer.strip(),
        "issued_on": certificate.issued_on,
        "valid_until": certificate.valid_until,
    }


def _told(row: Certificate) -> dict[str, Any]:
    return {"user_id": row.user_id, "kind": row.kind, "number": row.number}
