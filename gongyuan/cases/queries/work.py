"""What the worklist shows besides cases: orders, reports, hand-ups and collaborations that wait."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gongyuan.cases.choices.major import CollaborationState, HandUpState, OversightState
from gongyuan.cases.models import Collaboration, HandUp, MajorReport, OversightOrder
from gongyuan.core.work import WorkLine
from gongyuan.people.actor import Actor

#: So many lines of each kind; the whole lies on the pages of their own.
MOST_LINES = 5


def beside(actor: Actor, *, today: date) -> dict[str, QuerySet[Any]]:
    """What awaits the post's unit beside its cases, by kind; empty where it has no power."""
    orders, states = OversightOrder.objects, OversightState
    reports = MajorReport.objects.handled_by(actor).filter(acknowledged_at=None)
    helped = Collaboration.objects.helped_by(actor).filter(state=CollaborationState.ASKED)
    asked = Collaboration.objects.asked_by(actor)
    received = HandUp.objects.received_by(actor).filter(state=HandUpState.HANDED_UP)
    returned = HandUp.objects.handled_by(actor).filter(state=HandUpState.TO_AMEND)
    return {
        "orders_to_answer": orders.handled_by(actor).filter(state=states.AWAITING_FEEDBACK),
        "orders_to_judge": orders.overseen_by(actor).filter(state=states.FED_BACK),
        "reports_to_acknowledge": reports,
        "hand_ups_to_receive": received,
        "hand_ups_to_amend": returned,
        "collaborations_to_answer": helped,
        "collaborations_to_confirm": asked.filter(state=CollaborationState.REPORTED_DONE),
    }


def work_lines(actor: Actor, *, today: date) -> list[WorkLine]:
    """The soonest of each kind, one query a kind; asked only where something was counted."""
    found: list[WorkLine] = []
    for name, rows in beside(actor, today=today).items():
        found += _LINES[name](rows)
    return found


def _orders(what: str) -> Callable[[QuerySet[Any]], Iterable[WorkLine]]:
    def lines(rows: QuerySet[Any]) -> Iterable[WorkLine]:
        found = rows.select_related("case", "unit").order_by("due_on", "pk")
        for row in found[:MOST_LINES]:
            yield WorkLine(
                route="case_detail",
                pk=row.case_id,
                what=what,
                who=f"{row.case.number} {row.case.applicant_label}",
                due_on=row.due_on,
                source=f"{row.unit.short_name}督办",
            )

    return lines


def _reports(rows: QuerySet[Any]) -> Iterable[WorkLine]:
    found = rows.select_related("case", "from_unit").order_by("due_at", "pk")
    for row in found[:MOST_LINES]:
        yield WorkLine(
            route="case_detail",
            pk=row.case_id,
            what="签收重大案件报告",
            who=f"{row.from_unit.short_name} {row.case.number}",
            due_on=timezone.localdate(row.due_at) if row.due_at else None,
            source=row.due_source,
        )


def _hand_ups(what: str) -> Callable[[QuerySet[Any]], Iterable[WorkLine]]:
    def lines(rows: QuerySet[Any]) -> Iterable[WorkLine]:
        for row in rows.select_related("unit").order_by("due_on", "pk")[:MOST_LINES]:
            yield WorkLine(
                route="hand_up_detail",
                pk=row.pk,
                what=what,
                who=f"{row.unit.short_name} {row.applicant_label}",
                due_on=row.due_on,
                source=row.due_source or row.return_sentence,
            )

    return lines


def _collaborations(what: str) -> Callable[[QuerySet[Any]], Iterable[WorkLine]]:
    def lines(rows: QuerySet[Any]) -> Iterable[WorkLine]:
        found = rows.select_related("case", "unit", "to_unit").order_by("due_on", "pk")
        for row in found[:MOST_LINES]:
            yield WorkLine(
                route="collaboration_detail",
                pk=row.pk,
                what=what,
                who=f"{row.unit.short_name}委托{row.to_unit.short_name} {row.case.applicant_label}",
                due_on=row.due_on if row.state == CollaborationState.ASKED else None,
                source=row.due_source if row.state == CollaborationState.ASKED else "",
            )

    return lines


_LINES: dict[str, Callable[[QuerySet[Any]], Iterable[WorkLine]]] = {
    "orders_to_answer": _orders("反馈督办"),
    "orders_to_judge": _orders("审阅督办反馈"),
    "reports_to_acknowledge": _reports,
    "hand_ups_to_receive": _hand_ups("接收转交"),
    "hand_ups_to_amend": _hand_ups("修改退回的申请"),
    "collaborations_to_answer": _collaborations("答复协作"),
    "collaborations_to_confirm": _collaborations("确认协作结果"),
}
