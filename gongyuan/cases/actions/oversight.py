"""Orders of an upper union on a case of a union below, and their answers (重点督办)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.actions.papers import attach
from gongyuan.cases.actions.returns import send_back
from gongyuan.cases.actions.telling import signature, tell_union
from gongyuan.cases.choices import DocumentKind
from gongyuan.cases.choices.major import OPEN_OVERSIGHT, OversightState, ReturnedThing
from gongyuan.cases.details import NewPaper
from gongyuan.cases.models import Case, OversightFeedback, OversightOrder, Paper
from gongyuan.cases.rules import oversight as rules
from gongyuan.cases.workflow import OVERSIGHT
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

#: Where feedback lies in the file: records of progress, in the office's own part.
FEEDBACK_CODE = "23"


@transaction.atomic
def order_oversight(
    *, case: Case, demand: str, due_on: date, actor: Actor, now: datetime
) -> OversightOrder:
    """Order a union below to answer for a case by a day, with a numbered notice.

    豫工办〔2015〕28号 二（三）: 重点督办. Refuses the own unit's cases, a case that is over, an
    order without demand, a day that is past, and a second open order of the same union.
    """
    if not actor.can(Capability.CASES_OVERSEE):
        raise PermissionDenied(Capability.CASES_OVERSEE)
    case = Case.objects.overseen_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    today = timezone.localdate(now)
    found = rules.order_obstacles(demand, due_on, today=today, is_open=case.is_open)
    for field, reasons in found.items():
        refuse_if(reasons, field=field or None)
    ours = OversightOrder.objects.overseen_by(actor).filter(case=case)
    if ours.filter(state__in=OPEN_OVERSIGHT).exists():
        raise Refused("本单位对这件案件的督办还没有了结，请在原督办上处理。")
    order = OversightOrder.objects.create(
        case=case,
        unit=Unit.objects.get(pk=actor.unit_id or 0),
        to_unit=case.unit,
        to_path=case.unit_path,
        demand=demand.strip(),
        due_on=due_on,
        ordered_at=now,
        ordered_by=signature(actor),
    )
    record_event(order, "cases.oversightorder.order", actor=actor, now=now, note=demand)
    order.document = issue_document(
        case=case, kind=DocumentKind.OVERSIGHT_NOTICE, issuer=order.unit, actor=actor, now=now
    )
    order.save(update_fields=["document"])
    _note_on_case(order, "下达督办", actor, now)
    _tell_below(order, f"{order.unit.name}督办 {case.number}，请在{due_on:%m月%d日}前反馈。", now)
    return order


@transaction.atomic
def feed_back(
    *,
    order: OversightOrder,
    text: str,
    papers: Sequence[NewPaper] = (),
    actor: Actor,
    now: datetime,
) -> OversightFeedback:
    """Answer an order with what was done and its papers, which go into the inner file.

    Refuses an empty answer, an order that awaits none, and papers for a sealed file. The same
    answer sent twice is one: the order no longer awaits it.
    """
    if not actor.can(Capability.CASES_ANSWER_OVERSIGHT):
        raise PermissionDenied(Capability.CASES_ANSWER_OVERSIGHT)
    order = (
        OversightOrder.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=order.pk)
    )
    refuse_if(OVERSIGHT.obstacles(order.state, "feed_back"))
    refuse_if(rules.feedback_obstacles(text), field="text")
    case = Case.objects.select_for_update(of=("self",)).get(pk=order.case_id)
    if papers and not case.is_open:
        raise Refused("案卷已经封存，不能再放入材料。", field="papers")
    advance(order, OVERSIGHT, "feed_back", actor=actor, now=now, note=text)
    feedback = OversightFeedback.objects.create(
        order=order, text=text.strip(), given_at=now, given_by=signature(actor)
    )
    feedback.papers.add(*_laid_in(case, papers, actor, now))
    _note_on_case(order, "反馈", actor, now)
    _tell_above(order, f"{order.to_unit.name}反馈了 {case.number} 的督办，请审阅。", now)
    return feedback


@transaction.atomic
def repeat_oversight(
    *,
    order: OversightOrder,
    reason: str,
    note: str,
    due_on: date,
    actor: Actor,
    now: datetime,
) -> OversightOrder:
    """Send feedback back with a coded reason, a sentence and a new day; what was said stays.

    Refuses an order that has no feedback, an unknown reason, an empty sentence and a past day.
    """
    order = _own(order, actor)
    refuse_if(OVERSIGHT.obstacles(order.state, "repeat"))
    for field, reasons in rules.day_obstacles(due_on, today=timezone.localdate(now)).items():
        refuse_if(reasons, field=field)
    send_back(
        thing=ReturnedThing.OVERSIGHT_FEEDBACK,
        reason=reason,
        note=note,
        about=order,
        actor=actor,
        now=now,
    )
    advance(
        order, OVERSIGHT, "repeat", actor=actor, now=now, note=note, due_on=due_on,
        escalated_at=None,
    )  # fmt: skip
    _note_on_case(order, "再次督办", actor, now)
    body = f"{order.unit.name}要求再次反馈 {order.case.number} 的督办：{note.strip()}"
    _tell_below(order, body, now)
    return order


@transaction.atomic
def lift_oversight(
    *, order: OversightOrder, note: str = "", actor: Actor, now: datetime
) -> OversightOrder:
    """Settle an order whose feedback will do. Refuses one that was not answered."""
    order = _own(order, actor)
    advance(order, OVERSIGHT, "lift", actor=actor, now=now, note=note, ended_at=now)
    _note_on_case(order, "了结督办", actor, now)
    _tell_below(order, f"{order.case.number} 的督办已了结。", now)
    return order


@transaction.atomic
def revoke_oversight(
    *, order: OversightOrder, note: str, actor: Actor, now: datetime
) -> OversightOrder:
    """Take an order back before it was answered, with the reason."""
    order = _own(order, actor)
    advance(order, OVERSIGHT, "revoke", actor=actor, now=now, note=note, ended_at=now)
    _note_on_case(order, "撤销督办", actor, now)
    _tell_below(order, f"{order.case.number} 的督办已撤销。", now)
    return order


@transaction.atomic
def escalate_oversight(*, order: OversightOrder, actor: Actor, now: datetime) -> bool:
    """Tell those who ordered, and the level above them, that no feedback came; once for each day.

    Says whether there was anything to tell: not when it was answered meanwhile.
    """
    order = (
        OversightOrder.objects.select_for_update(of=("self",))
        .select_related("case", "unit", "to_unit")
        .get(pk=order.pk)
    )
    is_late = order.due_on < timezone.localdate(now)
    if order.state != OversightState.AWAITING_FEEDBACK or order.escalated_at or not is_late:
        return False
    order.escalated_at = now
    order.save(update_fields=["escalated_at"])
    record_event(order, "cases.oversightorder.escalate", actor=actor, now=now)
    _note_on_case(order, "逾期未反馈，已上报", actor, now)
    body = f"{order.to_unit.name}没有按时反馈 {order.case.number} 的督办。"
    _tell_above(order, body, now)
    if order.unit.parent_id:
        tell_union(
            unit_id=order.unit.parent_id,
            power=Capability.CASES_DECIDE,
            body=body,
            link=_link(order),
            now=now,
        )
    _tell_below(order, f"{order.case.number} 的督办已经逾期，请马上反馈。", now)
    return True


def _own(order: OversightOrder, actor: Actor) -> OversightOrder:
    """The order under lock, for the union that gave it."""
    if not actor.can(Capability.CASES_OVERSEE):
        raise PermissionDenied(Capability.CASES_OVERSEE)
    rows = OversightOrder.objects.overseen_by(actor).select_for_update(of=("self",))
    return rows.select_related("case", "unit", "to_unit").get(pk=order.pk)


def _laid_in(case: Case, papers: Sequence[NewPaper], actor: Actor, now: datetime) -> list[Paper]:
    added = attach(case, papers, actor=actor, now=now)
    ids = [paper.pk for paper in added]
    Paper.objects.filter(pk__in=ids).update(is_inner=True, catalogue_code=FEEDBACK_CODE)
    return added


def _note_on_case(order: OversightOrder, step: str, actor: Actor, now: datetime) -> None:
    title = f"{step}（{order.unit.short_name}）"
    record_event(order.case, "cases.case.oversight", actor=actor, now=now, data={"title": title})


def _link(order: OversightOrder) -> str:
    return reverse("case_detail", args=[order.case_id])


def _tell_below(order: OversightOrder, body: str, now: datetime) -> None:
    tell_union(
        unit_id=order.to_unit_id,
        power=Capability.CASES_ANSWER_OVERSIGHT,
        body=body,
        link=_link(order),
        now=now,
    )


def _tell_above(order: OversightOrder, body: str, now: datetime) -> None:
    tell_union(
        unit_id=order.unit_id,
        power=Capability.CASES_OVERSEE,
        body=body,
        link=_link(order),
        now=now,
    )
