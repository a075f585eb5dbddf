"""Requests for accounts (申请开通): asked by a unit, granted by whoever keeps its accounts."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_fields, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.people import rules
from gongyuan.people.actions.certificates import enter_for
from gongyuan.people.actions.staff import NewPassword, appoint_to_post, open_account
from gongyuan.people.actor import Actor
from gongyuan.people.details import CertificateDetails, PostDetails, RequestDetails
from gongyuan.people.models import AccountRequest, User
from gongyuan.people.queries.account_requests import asking_obstacles, deciders_of
from gongyuan.people.queries.accounts import accounts_visible_to
from gongyuan.people.queries.certificates import kind_for_role
from gongyuan.people.queries.posts import is_superior
from gongyuan.people.workflow import REQUESTS

STATIONS = (UnitLevel.TOWNSHIP, UnitLevel.PRIMARY)


@transaction.atomic
def ask_for_account(*, request: RequestDetails, actor: Actor, now: datetime) -> AccountRequest:
    """Ask for an account of a named person with a role; sent twice, it is one.

    Refuses whoever may not ask for this unit or role, a missing name or reason, days that are over
    or contradict, and work that asks for a certificate which is neither told nor entered. Tells
    whoever keeps the accounts of the unit or the one above.
    """
    known = AccountRequest.objects.filter(submission_key=request.submission_key).first()
    if known is not None:
        return known
    unit = Unit.objects.visible_to(actor).get(pk=request.unit.pk)
    refuse_if(_may_not_ask(unit, request.role, actor), field="role")
    today = timezone.localdate(now)
    _refuse(request, unit, today=today)
    row = AccountRequest.objects.create(
        unit=unit,
        unit_path=unit.path,
        submission_key=request.submission_key,
        name=request.name.strip(),
        role=request.role,
        employment=request.employment,
        starts_on=request.starts_on,
        expires_on=request.expires_on,
        reason=request.reason.strip(),
        **_certificate(request.certificate),
        asked_at=now,
        asked_by=actor.signature,
        asked_by_user_id=actor.user_id or 0,
    )
    record_event(row, "people.accountrequest.ask", actor=actor, now=now)
    link = reverse("account_request_detail", args=[row.pk])
    for user_id in deciders_of(row, today=today):
        body = f"{unit.name}申请为{row.name}开通账号（{row.get_role_display()}），请审批。"
        tell_user(
            user_id=user_id, body=body, link=link, now=now, once_key=f"ask-{row.pk}-{user_id}"
        )
    return row


@transaction.atomic
def grant_request(
    *,
    row: AccountRequest,
    username: str,
    has_account: bool = False,
    institution: AidInstitution | None = None,
    actor: Actor,
    now: datetime,
) -> NewPassword | None:
    """Open the account that was asked for, or with `has_account` appoint its holder to the post.

    Temporary, a new account ends with its last day, and with `has_account` the post does. Returns
    the first password, told once; None where the account was there. Refuses one's own request or
    account, a role that only the unit above gives, and what opening and appointing refuse, a
    missing certificate among it.
    """
    row = _locked(row, actor)
    known = _known(username, actor) if has_account else None
    refuse_if(
        rules.granting_obstacles(
            is_own_request=row.asked_by_user_id == actor.user_id,
            is_for_oneself=known is not None and known.pk == actor.user_id,
            is_from_above=is_superior(actor, row.unit),
            role=row.role,
        )
    )
    opened = None
    if known is None:
        opened = _open(row, username, institution, actor, now)
    else:
        _appoint(row, known, institution, actor, now)
    _decide(row, "grant", actor, now, user=opened.user if opened else known)
    return opened


@transaction.atomic
def refuse_request(
    *, row: AccountRequest, note: str, actor: Actor, now: datetime
) -> AccountRequest:
    """Do not open the account, with the reason; refuses an empty reason."""
    row = _locked(row, actor)
    _decide(row, "refuse", actor, now, note=note)
    return row


@transaction.atomic
def withdraw_request(*, row: AccountRequest, actor: Actor, now: datetime) -> AccountRequest:
    """Take a request back; refuses one that a colleague made."""
    rows = AccountRequest.objects.visible_to(actor).select_for_update(of=("self",))
    row = rows.get(pk=row.pk)
    refuse_if(["只能撤回自己的申请。"] if row.asked_by_user_id != actor.user_id else [])
    advance(row, REQUESTS, "withdraw", actor=actor, now=now, decided_at=now)
    return row


def _refuse(request: RequestDetails, unit: Unit, *, today: date) -> None:
    refuse_fields(
        {
            "name": rules.name_obstacles(request.name),
            "reason": [] if request.reason.strip() else ["理由要填写。"],
            "expires_on": rules.expiry_obstacles(request.expires_on, today=today)
            or rules.period_obstacles(request.starts_on, request.expires_on),
            "certificate_number": asking_obstacles(request, unit=unit, today=today),
        }
    )


def _may_not_ask(unit: Unit, role: str, actor: Actor) -> list[str]:
    is_own = unit.pk == actor.unit_id
    return rules.request_obstacles(
        asker_role=actor.role,
        is_own_unit=is_own,
        is_below=not is_own and unit.path.startswith(actor.unit_path),
        is_station=unit.level in STATIONS,
        role=role,
    )


def _decide(
    row: AccountRequest,
    verb: str,
    actor: Actor,
    now: datetime,
    note: str = "",
    user: User | None = None,
) -> None:
    advance(
        row,
        REQUESTS,
        verb,
        actor=actor,
        now=now,
        note=note,
        decided_at=now,
        decided_by=actor.signature,
        answer=note.strip()[:300],
        user=user,
    )
    said = (
        "已经开通，初始密码请向系统管理员领取" if verb == "grant" else f"没有同意：{note.strip()}"
    )
    tell_user(
        user_id=row.asked_by_user_id,
        body=f"为{row.name}申请的账号{said}。",
        link=reverse("account_request_detail", args=[row.pk]),
        now=now,
    )


def _open(
    row: AccountRequest,
    username: str,
    institution: AidInstitution | None,
    actor: Actor,
    now: datetime,
) -> NewPassword:
    return open_account(
        username=username,
        name=row.name,
        post=_post(row, institution),
        expires_on=row.expires_on,
        certificate=_told_certificate(row, now),
        actor=actor,
        now=now,
    )


def _appoint(
    row: AccountRequest, user: User, institution: AidInstitution | None, actor: Actor, now: datetime
) -> None:
    certificate = _told_certificate(row, now)
    if certificate is not None:
        enter_for(user=user, certificate=certificate, actor=actor, now=now)
    post = replace(_post(row, institution), ends_on=row.expires_on)
    appoint_to_post(user=user, post=post, actor=actor, now=now)


def _post(row: AccountRequest, institution: AidInstitution | None) -> PostDetails:
    return PostDetails(
        unit=row.unit,
        role=row.role,
        starts_on=row.starts_on,
        employment=row.employment,
        institution=institution,
    )


def _known(username: str, actor: Actor) -> User:
    found = accounts_visible_to(actor).filter(username=username.strip().lower()).first()
    if found is None:
        raise Refused("本单位和下级没有这个账号。", field="username")
    return found


def _certificate(told: CertificateDetails | None) -> dict[str, object]:
    if told is None:
        return {}
    return {
        "certificate_number": told.number.strip(),
        "certificate_issuer": told.issuer.strip(),
        "certificate_issued_on": told.issued_on,
        "certificate_valid_until": told.valid_until,
    }


def _told_certificate(row: AccountRequest, now: datetime) -> CertificateDetails | None:
    kind = kind_for_role(row.role, unit=row.unit, today=timezone.localdate(now))
    if not kind or not row.certificate_number or row.certificate_issued_on is None:
        return None
    return CertificateDetails(
        kind=kind,
        number=row.certificate_number,
        issuer=row.certificate_issuer,
        issued_on=row.certificate_issued_on,
        valid_until=row.certificate_valid_until,
    )


def _locked(row: AccountRequest, actor: Actor) -> AccountRequest:
    rows = AccountRequest.objects.handled_by(actor).select_related("unit")
    return rows.select_for_update(of=("self",)).get(pk=row.pk)
