from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.law.identity import identity_obstacles, normalised_code
from gongyuan.lawyers.models import Lawyer, OnlineRegistration, PanelTerm, ServiceStandard
from gongyuan.lawyers.queries.online import standard_in_force
from gongyuan.lawyers.rules import online as rules
from gongyuan.lawyers.workflow import ONLINE
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor


@transaction.atomic
def publish_standard(
    *, title: str, text: str, effective_on: date, actor: Actor, now: datetime
) -> ServiceStandard:
    """Publish the next version of the post's own union's standard of online service.

    豫工文〔2020〕40号 三(三)3 (规范网上服务标准). Lawyers accept it anew from its day on. The same
    words again are one. Refuses a day before the last version's.
    """
    unit = Unit.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=actor.unit_id or 0)
    known = ServiceStandard.objects.filter(unit=unit).order_by("-version").first()
    if known is not None and (known.title, known.text) == (title.strip(), text.strip()):
        return known
    if known is not None and effective_on < known.effective_on:
        raise Refused(f"上一版自{known.effective_on:%Y-%m-%d}起施行。", field="effective_on")
    last = ServiceStandard.objects.filter(unit=unit).aggregate(last=Max("version"))["last"] or 0
    found = ServiceStandard.objects.create(
        unit=unit,
        version=last + 1,
        title=title.strip(),
        text=text.strip(),
        effective_on=effective_on,
    )
    record_event(found, "lawyers.servicestandard.publish", actor=actor, now=now)
    return found


@transaction.atomic
def apply_online(
    *,
    unit: Unit,
    identity_number: str,
    hours: dict[str, Any],
    accepts: bool,
    actor: Actor,
    now: datetime,
) -> OnlineRegistration:
    """Apply for the online service of a union whose team the lawyer is in, accepting its standard.

    豫工文〔2020〕40号 三(三)3 (加强在线律师注册管理). Sent twice it is one. Refuses without a term
    in the team, without a standard in force, a wrong identity number and impossible hours.
    """
    lawyer = Lawyer.objects.visible_to(actor).select_for_update(of=("self",)).get()
    today = timezone.localdate(now)
    known = OnlineRegistration.objects.open().filter(lawyer=lawyer, unit=unit).first()
    if known is not None:
        return known
    if not PanelTerm.objects.serving_on(today).filter(lawyer=lawyer, unit=unit).exists():
        raise Refused("现在不是这个工会志愿团的成员，不能申请。", field="unit")
    standard = standard_in_force(unit, on=today)
    if standard is None:
        raise Refused("这个工会还没有公布网上服务标准，暂时不能申请。", field="unit")
    if not accepts:
        raise Refused("请先阅读并接受网上服务标准。", field="accepts")
    number = normalised_code(identity_number)
    refuse_if(identity_obstacles(number, today=today), field="identity_number")
    refuse_if(rules.hours_obstacles(hours))
    found = OnlineRegistration.objects.create(
        lawyer=lawyer,
        unit=unit,
        identity_number=number,
        standard=standard,
        accepted_at=now,
        hours=hours,
        applied_at=now,
    )
    record_event(found, "lawyers.onlineregistration.apply", actor=actor, now=now)
    return found


@transaction.atomic
def admit_online(
    *,
    registration: OnlineRegistration,
    identity_checked: bool,
    licence_checked: bool,
    actor: Actor,
    now: datetime,
) -> OnlineRegistration:
    """Enter that identity and licence were verified by hand, which admits the lawyer.

    The identity number is not kept after that. Refuses while either has not been verified.
    """
    row = _locked(registration, actor)
    if not (identity_checked and licence_checked):
        raise Refused("身份和执业证都核验以后才能通过。")
    advance(
        row,
        ONLINE,
        "admit",
        actor=actor,
        now=now,
        identity_checked_at=now,
        licence_checked_at=now,
        checked_by=actor.signature,
        identity_number="",
    )
    _tell(row, "线上服务的核验已经通过，可以按您定的时段在线服务。", now)
    return row


@transaction.atomic
def reveal_identity(*, registration: OnlineRegistration, actor: Actor, now: datetime) -> str:
    """The identity number of an applicant, for who verifies it, and that it was shown; empty once
    it is not kept any more."""
    row = _locked(registration, actor)
    if row.identity_number:
        record_event(row, "lawyers.onlineregistration.reveal", actor=actor, now=now)
    return row.identity_number


@transaction.atomic
def reject_online(
    *, registration: OnlineRegistration, note: str, actor: Actor, now: datetime
) -> OnlineRegistration:
    """Turn an application down, with the reason; the identity number is not kept."""
    row = _locked(registration, actor)
    advance(row, ONLINE, "reject", actor=actor, now=now, note=note, identity_number="")
    _tell(row, "线上服务的核验没有通过，请看理由。", now)
    return row


@transaction.atomic
def pause_online(
    *, registration: OnlineRegistration, note: str, actor: Actor, now: datetime
) -> OnlineRegistration:
    """Suspend the online service of a lawyer from today on, with the reason."""
    row = _locked(registration, actor)
    today = timezone.localdate(now)
    reason = note.strip()[:500]
    advance(
        row, ONLINE, "pause", actor=actor, now=now, note=note, paused_on=today, pause_reason=reason
    )
    _tell(row, "您的线上服务已经暂停，请看理由。", now)
    return row


@transaction.atomic
def resume_online(
    *, registration: OnlineRegistration, note: str, actor: Actor, now: datetime
) -> OnlineRegistration:
    """Let a suspended lawyer serve online again, with the reason."""
    row = _locked(registration, actor)
    advance(row, ONLINE, "resume", actor=actor, now=now, note=note, paused_on=None, pause_reason="")
    _tell(row, "您的线上服务已经恢复。", now)
    return row


@transaction.atomic
def withdraw_online(
    *, registration: OnlineRegistration, actor: Actor, now: datetime
) -> OnlineRegistration:
    """Give the online service up; by the lawyer."""
    row = _locked(registration, actor)
    advance(row, ONLINE, "withdraw", actor=actor, now=now, identity_number="")
    return row


@transaction.atomic
def set_online_hours(
    *, registration: OnlineRegistration, hours: dict[str, Any], actor: Actor, now: datetime
) -> OnlineRegistration:
    """Change when one is online; by the lawyer. Refuses impossible hours."""
    row = _locked(registration, actor)
    refuse_if(rules.hours_obstacles(hours))
    row.hours = hours
    row.save(update_fields=["hours"])
    record_event(row, "lawyers.onlineregistration.set_hours", actor=actor, now=now)
    return row


@transaction.atomic
def accept_standard(
    *, registration: OnlineRegistration, actor: Actor, now: datetime
) -> OnlineRegistration:
    """Accept the version of the standard in force; by the lawyer. Accepted already it stays so."""
    row = _locked(registration, actor)
    standard = standard_in_force(row.unit, on=timezone.localdate(now))
    if standard is not None and standard.pk != row.standard_id:
        row.standard, row.accepted_at = standard, now
        row.save(update_fields=["standard", "accepted_at"])
        told = {"title": f"第{standard.version}版"}
        record_event(
            row, "lawyers.onlineregistration.accept_standard", actor=actor, now=now, data=told
        )
    return row


def _locked(registration: OnlineRegistration, actor: Actor) -> OnlineRegistration:
    rows = OnlineRegistration.objects.handled_by(actor).select_for_update(of=("self",))
    return rows.select_related("unit", "lawyer", "standard").get(pk=registration.pk)


def _tell(row: OnlineRegistration, body: str, now: datetime) -> None:
    if row.lawyer.user_id:
        tell_user(user_id=row.lawyer.user_id, body=body, link=reverse("lawyer_own"), now=now)
