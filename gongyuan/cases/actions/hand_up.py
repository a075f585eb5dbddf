"""Applications written at a station or an enterprise's union for the union above (转交)."""

import json
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.application import submit_application
from gongyuan.cases.actions.returns import send_back
from gongyuan.cases.actions.telling import signature, tell_union
from gongyuan.cases.choices import Source
from gongyuan.cases.choices.major import ReturnedThing
from gongyuan.cases.details import Application, Typed
from gongyuan.cases.models import Case, HandUp
from gongyuan.cases.queries.clocks import days_after
from gongyuan.cases.rules import application as application_rules
from gongyuan.cases.rules import hand_up as rules
from gongyuan.cases.workflow import HAND_UP
from gongyuan.core.events import record_event
from gongyuan.core.notices import send_text, tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import Role


@transaction.atomic
def hand_up(
    *, application: Application, typed: Typed, note: str = "", actor: Actor, now: datetime
) -> HandUp:
    """Hand an application up to the next union, which becomes a case when that takes it over.

    `typed` is the form as it was filled in: it is kept sealed, so that a return never empties it.
    The worker is told who has it now. The same form sent twice is one. Refuses a union with none
    above it, and what `application_obstacles` names.
    """
    if not actor.can(Capability.CASES_HAND_UP) or actor.unit_id is None:
        raise PermissionDenied(Capability.CASES_HAND_UP)
    known = HandUp.objects.filter(submission_key=application.submission_key).first()
    if known and known.unit_id == actor.unit_id:
        return known
    unit = Unit.objects.select_related("parent").get(pk=actor.unit_id)
    found = rules.handing_obstacles(has_upper=unit.parent is not None, note=note)
    for field, reasons in found.items():
        refuse_if(reasons, field=field or None)
    _refuse_application(application, now)
    if unit.parent is None:
        raise Refused("没有上级工会，请直接登记。")
    row = HandUp(
        unit=unit,
        unit_path=unit.path,
        to_unit=unit.parent,
        source=_source(actor),
        submission_key=application.submission_key,
    )
    _fill(row, application, typed, actor, now)
    row.note = note.strip()
    row.save(force_insert=True)
    record_event(row, "cases.handup.send", actor=actor, now=now, note=note)
    _tell_receiver(row, f"{unit.name}转交一件申请，请接收或者退回。", now)
    _tell_workers(application, f"您的申请已由{unit.name}转交{row.to_unit.name}，等对方接收。", now)
    return row


@transaction.atomic
def resend(
    *,
    handed: HandUp,
    application: Application,
    typed: Typed,
    note: str = "",
    actor: Actor,
    now: datetime,
) -> HandUp:
    """Send an application that came back again, amended. Refuses one that did not come back."""
    row = _sender(handed, actor)
    refuse_if(HAND_UP.obstacles(row.state, "resend"))
    refuse_if(rules.handing_obstacles(has_upper=True, note=note).get("note", []), field="note")
    _refuse_application(application, now)
    _fill(row, application, typed, actor, now)
    row.note, row.return_reason, row.return_sentence = note.strip(), "", ""
    advance(row, HAND_UP, "resend", actor=actor, now=now, note=note)
    row.save()
    _tell_receiver(row, f"{row.unit.name}改好一件转交的申请，请接收。", now)
    _tell_workers(application, f"您的申请已改好，再次转交{row.to_unit.name}。", now)
    return row


@transaction.atomic
def take_back(*, handed: HandUp, note: str, actor: Actor, now: datetime) -> HandUp:
    """Take an application back before it is taken over, with the reason."""
    row = _sender(handed, actor)
    advance(row, HAND_UP, "take_back", actor=actor, now=now, note=note)
    return row


@transaction.atomic
def return_to_sender(
    *, handed: HandUp, reason: str, note: str, actor: Actor, now: datetime
) -> HandUp:
    """Send an application back with a coded reason and a sentence; nothing of it is lost.

    Refuses a reason that does not fit, an empty sentence, and one that is not waiting.
    """
    row = _receiver(handed, actor)
    refuse_if(HAND_UP.obstacles(row.state, "return_to_sender"))
    send_back(
        thing=ReturnedThing.HAND_UP, reason=reason, note=note, about=row, actor=actor, now=now
    )
    advance(
        row,
        HAND_UP,
        "return_to_sender",
        actor=actor,
        now=now,
        note=note,
        return_reason=reason,
        return_sentence=note.strip(),
        due_on=None,
    )
    if row.sent_by_user_id:
        body = f"{row.to_unit.name}退回了{row.applicant_label}的申请：{note.strip()}"
        tell_user(user_id=row.sent_by_user_id, body=body, link=_link(row), now=now)
    return row


@transaction.atomic
def take_over(
    *, handed: HandUp, application: Application, seen: str, actor: Actor, now: datetime
) -> Case:
    """Take an application over: it becomes a case of this union, and its days begin.

    `application` is what the page read from it, `seen` when that was sent. The worker gets the
    tracking code. Refuses what was amended meanwhile, taken back, or taken over by another.
    """
    row = _receiver(handed, actor)
    refuse_if(HAND_UP.obstacles(row.state, "take_over"))
    refuse_if(rules.hurry_obstacles(seen=seen, current=row.sent_at.isoformat()))
    told = replace(application, source=Source(row.source), submission_key=row.submission_key)
    case = submit_application(application=told, unit=row.to_unit, actor=actor, now=now)
    advance(row, HAND_UP, "take_over", actor=actor, now=now, case=case, due_on=None)
    if row.sent_by_user_id:
        body = f"{row.to_unit.name}接收了{row.applicant_label}的申请，查询码{case.matter.code}。"
        tell_user(user_id=row.sent_by_user_id, body=body, link=_link(row), now=now)
    return case


def _refuse_application(application: Application, now: datetime) -> None:
    today = timezone.localdate(now)
    found = application_rules.application_obstacles(application, today=today)
    for field, reasons in found.items():
        refuse_if(reasons, field=field)


def _fill(row: HandUp, application: Application, typed: Typed, actor: Actor, now: datetime) -> None:
    """What the list shows of an application, the whole of it sealed, and by when to answer."""
    names = [person.name for person in application.applicants]
    row.answers = json.dumps(typed.fields, ensure_ascii=False)
    row.applicant_label = application_rules.applicant_label(names)[:60]
    row.employer_name = application.employer.name[:120]
    row.sent_at, row.sent_by, row.sent_by_user_id = now, signature(actor), actor.user_id
    clock = days_after(row.to_unit, "hand_up_answer_days", starts_on=timezone.localdate(now))
    row.due_on = clock.on if clock else None
    row.due_source = clock.source if clock else ""
    row.due_is_verified = clock.is_verified if clock else True


def _source(actor: Actor) -> Source:
    is_enterprise = actor.role == Role.ENTERPRISE_UNION_OFFICER
    return Source.ENTERPRISE_UNION if is_enterprise else Source.STATION


def _sender(handed: HandUp, actor: Actor) -> HandUp:
    if not actor.can(Capability.CASES_HAND_UP):
        raise PermissionDenied(Capability.CASES_HAND_UP)
    rows = HandUp.objects.handled_by(actor).select_related("unit", "to_unit")
    return rows.select_for_update(of=("self",)).get(pk=handed.pk)


def _receiver(handed: HandUp, actor: Actor) -> HandUp:
    if not actor.can(Capability.CASES_RECEIVE):
        raise PermissionDenied(Capability.CASES_RECEIVE)
    rows = HandUp.objects.received_by(actor).select_related("unit", "to_unit")
    return rows.select_for_update(of=("self",)).get(pk=handed.pk)


def _link(row: HandUp) -> str:
    return reverse("hand_up_detail", args=[row.pk])


def _tell_receiver(row: HandUp, body: str, now: datetime) -> None:
    power = Capability.CASES_RECEIVE
    tell_union(unit_id=row.to_unit_id, power=power, body=body, link=_link(row), now=now)


def _tell_workers(application: Application, sentence: str, now: datetime) -> None:
    """One sentence to whoever applies first: neither names nor what it is about."""
    phone = application.applicants[0].phone
    if phone:
        send_text(phone=phone, body=f"【工会法律援助】{sentence}", now=now)
