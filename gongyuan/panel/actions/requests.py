"""An enterprise union's written request for service, from filing to its answer (附件1 四(四))."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.files import store_upload
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused
from gongyuan.core.transitions import advance
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.panel.actions.locking import demand, locked
from gongyuan.panel.choices import RequestState, Satisfaction
from gongyuan.panel.details import NewRequest, ServiceDone
from gongyuan.panel.models import ServiceRequest
from gongyuan.panel.queries.members import bound_lawyer, contact_lawyers, told_in
from gongyuan.panel.rules import ledger as rules
from gongyuan.panel.workflow import REQUESTS
from gongyuan.people.actor import Actor, system
from gongyuan.people.capabilities import Capability


@transaction.atomic
def file_request(*, request: NewRequest, actor: Actor, now: datetime) -> ServiceRequest:
    """File a request; the union above arranges it and is told.

    Where one lawyer is bound to the asking union, or to the nearest above it, that lawyer is asked
    at once (附件2 第三条); the union above may ask another. The same form sent twice is one.
    Refuses an empty text and a union with none above it.
    """
    demand(actor, Capability.PANEL_REQUEST)
    asker = (
        Unit.objects.select_for_update(of=("self",))
        .select_related("parent")
        .get(pk=actor.unit_id or 0)
    )
    known = ServiceRequest.objects.filter(submission_key=request.submission_key).first()
    if known is not None:
        return known
    if asker.parent is None:
        raise Refused("没有上级工会，不能提交。")
    if not request.text.strip():
        raise Refused("请写明要什么服务。", field="text")
    row = ServiceRequest.objects.create(
        asker=asker,
        unit=asker.parent,
        unit_path=asker.parent.path,
        wanted=request.wanted,
        text=request.text.strip(),
        wished_on=request.wished_on,
        contact=request.contact.strip(),
        file=store_upload(request.upload, by=actor.signature, now=now) if request.upload else None,
        submission_key=request.submission_key,
        filed_at=now,
    )
    record_event(row, "panel.servicerequest.file", actor=actor, now=now)
    bound = bound_lawyer(asker, on=timezone.localdate(now))
    if bound is None:
        _tell_office(row, f"{asker.name}书面申请法律服务，请安排律师。", now)
        return row
    _ask(row, bound, actor=system(), now=now, note="联系点律师")
    _tell_office(row, f"{asker.name}书面申请法律服务，已请联系点律师{bound.name}答复。", now)
    return row


@transaction.atomic
def offer_request(
    *, request: ServiceRequest, lawyer: Lawyer, note: str = "", actor: Actor, now: datetime
) -> ServiceRequest:
    """Ask a lawyer to serve; another one may be asked while there is no answer.

    Refuses a lawyer who is a member of no team at or above the asking union.
    """
    row: ServiceRequest = locked(ServiceRequest, request.pk, actor, "asker")
    known = contact_lawyers(row.asker, on=timezone.localdate(now))
    if lawyer.pk not in {one.pk for one in known}:
        raise Refused("该律师不在本级或者上级工会的团队里。", field="lawyer")
    if row.state == RequestState.OFFERED and row.lawyer_id == lawyer.pk:
        return row
    _ask(row, lawyer, actor=actor, now=now, note=note)
    return row


def _ask(row: ServiceRequest, lawyer: Lawyer, *, actor: Actor, now: datetime, note: str) -> None:
    data = {"title": lawyer.name}
    advance(row, REQUESTS, "offer", actor=actor, now=now, note=note, data=data, lawyer=lawyer)
    _tell_lawyer(row, f"{row.asker.name}申请法律服务，请答复。", now)


@transaction.atomic
def answer_offer(
    *, request: ServiceRequest, takes: bool, note: str = "", actor: Actor, now: datetime
) -> ServiceRequest:
    """Take a request on or decline it as the contact lawyer; declined it goes back to the office.

    Refuses declining without a reason, and a request that is no longer offered.
    """
    row: ServiceRequest = locked(ServiceRequest, request.pk, actor, "asker")
    if takes:
        advance(row, REQUESTS, "take", actor=actor, now=now, note=note)
        _tell_asker(row, f"{actor.name}律师接受了服务申请，会与您联系。", now)
        return row
    advance(row, REQUESTS, "decline", actor=actor, now=now, note=note, lawyer=None)
    _tell_office(row, f"律师谢绝了{row.asker.name}的服务申请：{note.strip()}", now)
    return row


@transaction.atomic
def finish_request(
    *, request: ServiceRequest, done: ServiceDone, actor: Actor, now: datetime
) -> ServiceRequest:
    """Say what came of it; from then on it stands in the lawyer's log by itself.

    Refuses an empty answer, a day to come or before the request, impossible minutes.
    """
    row: ServiceRequest = locked(ServiceRequest, request.pk, actor, "asker")
    today = timezone.localdate(now)
    wrong = rules.activity_obstacles(
        happened_on=done.done_on, minutes=done.minutes, people_count=done.people_count, today=today
    )
    for field, sentence in wrong.items():
        raise Refused(sentence, field="done_on" if field == "happened_on" else field)
    if done.done_on < timezone.localdate(row.filed_at):
        raise Refused("早于申请的日期。", field="done_on")
    advance(
        row,
        REQUESTS,
        "finish",
        actor=actor,
        now=now,
        note=done.answer,
        answer=done.answer.strip(),
        done_on=done.done_on,
        minutes=done.minutes,
        people_count=done.people_count,
    )
    _tell_asker(row, "申请的法律服务已经完成，请看答复并评价。", now)
    return row


@transaction.atomic
def turn_down_request(
    *, request: ServiceRequest, note: str, actor: Actor, now: datetime
) -> ServiceRequest:
    """Answer that it cannot be arranged, with the reason and what can be done instead."""
    row: ServiceRequest = locked(ServiceRequest, request.pk, actor, "asker")
    advance(
        row,
        REQUESTS,
        "turn_down",
        actor=actor,
        now=now,
        note=note,
        answer=note.strip(),
        lawyer=None,
    )
    _tell_asker(row, "申请的法律服务没有安排，请看答复。", now)
    return row


@transaction.atomic
def call_off_request(
    *, request: ServiceRequest, note: str = "", actor: Actor, now: datetime
) -> ServiceRequest:
    """Take a request back as the union that filed it, before a lawyer has taken it on."""
    row: ServiceRequest = locked(ServiceRequest, request.pk, actor, "asker")
    advance(row, REQUESTS, "call_off", actor=actor, now=now, note=note, lawyer=None)
    return row


@transaction.atomic
def rate_request(
    *, request: ServiceRequest, rating: Satisfaction, actor: Actor, now: datetime
) -> ServiceRequest:
    """Say as the asking union how the service was, once (附件1 六: 听取企业意见)."""
    demand(actor, Capability.PANEL_REQUEST)
    row: ServiceRequest = locked(ServiceRequest, request.pk, actor)
    if row.state != RequestState.SERVED:
        raise Refused("服务完成以后才能评价。")
    if row.rating:
        raise Refused("已经评价过了。")
    row.rating = Satisfaction(rating)
    row.save(update_fields=["rating"])
    data = {"title": row.get_rating_display()}
    record_event(row, "panel.servicerequest.rate", actor=actor, now=now, data=data)
    return row


def _link(row: ServiceRequest) -> str:
    return reverse("service_request", args=[row.pk])


def _tell_office(row: ServiceRequest, body: str, now: datetime) -> None:
    for user_id in told_in(row.unit_id, Capability.PANEL_MANAGE, on=timezone.localdate(now)):
        tell_user(user_id=user_id, body=body, link=_link(row), now=now)


def _tell_asker(row: ServiceRequest, body: str, now: datetime) -> None:
    for user_id in told_in(row.asker_id, Capability.PANEL_REQUEST, on=timezone.localdate(now)):
        tell_user(user_id=user_id, body=body, link=_link(row), now=now)


def _tell_lawyer(row: ServiceRequest, body: str, now: datetime) -> None:
    if row.lawyer is not None and row.lawyer.user_id is not None:
        tell_user(user_id=row.lawyer.user_id, body=body, link=_link(row), now=now)
