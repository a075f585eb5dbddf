"""What the worklist shows besides cases: orders, reports, hand-ups and collaborations that wait."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gongyuan.cases.choices.major import CollaborationState, HandUpState, OversightState
from gongyuan.cases.models import Collaboration, HandUp, MajorReport, OversightOrder
from gongyuan.core.work import Awaiting, WorkLine
from gongyuan.people.actor import Actor


def awaiting(actor: Actor, *, today: date) -> Iterator[Awaiting]:
    """What awaits the post's unit beside its cases, by kind; no rows where it has no power."""
    for name, (rows, read, order, line) in KINDS.items():
        yield Awaiting(name=name, rows=partial(rows, actor), read=read, order=order, line=line)


def _order(what: str, row: Any) -> WorkLine:
    return WorkLine(
        route="case_detail",
        pk=row.case_id,
        what=what,
        who=f"{row.case.number} {row.case.applicant_label}",
        due_on=row.due_on,
        source=f"{row.unit.short_name}督办",
    )


def _report(row: Any) -> WorkLine:
    return WorkLine(
        route="case_detail",
        pk=row.case_id,
        what="签收重大案件报告",
        who=f"{row.from_unit.short_name} {row.case.number}",
        due_on=timezone.localdate(row.due_at) if row.due_at else None,
        source=row.due_source,
    )


def _hand_up(what: str, row: Any) -> WorkLine:
    return WorkLine(
        route="hand_up_detail",
        pk=row.pk,
        what=what,
        who=f"{row.unit.short_name} {row.applicant_label}",
        due_on=row.due_on,
        source=row.due_source or row.return_sentence,
    )


def _collaboration(what: str, row: Any) -> WorkLine:
    is_asked = row.state == CollaborationState.ASKED
    return WorkLine(
        route="collaboration_detail",
        pk=row.pk,
        what=what,
        who=f"{row.unit.short_name}委托{row.to_unit.short_name} {row.case.applicant_label}",
        due_on=row.due_on if is_asked else None,
        source=row.due_source if is_asked else "",
    )


_Rows = Callable[[Actor], QuerySet[Any]]
_Line = Callable[[Any], WorkLine]
_BY_DAY = ("due_on", "pk")
_BETWEEN = ("case", "unit", "to_unit")
_ORDERS, _HAND_UPS, _ASKED = OversightOrder.objects, HandUp.objects, Collaboration.objects

#: The rows of a kind, what is read with them, their order, and the line of one.
KINDS: dict[str, tuple[_Rows, tuple[str, ...], tuple[str, ...], _Line]] = {
    "orders_to_answer": (
        lambda actor: _ORDERS.handled_by(actor).filter(state=OversightState.AWAITING_FEEDBACK),
        ("case", "unit"),
        _BY_DAY,
        partial(_order, "反馈督办"),
    ),
    "orders_to_judge": (
        lambda actor: _ORDERS.overseen_by(actor).filter(state=OversightState.FED_BACK),
        ("case", "unit"),
        _BY_DAY,
        partial(_order, "审阅督办反馈"),
    ),
    "reports_to_acknowledge": (
        lambda actor: MajorReport.objects.handled_by(actor).filter(acknowledged_at=None),
        ("case", "from_unit"),
        ("due_at", "pk"),
        _report,
    ),
    "hand_ups_to_receive": (
        lambda actor: _HAND_UPS.received_by(actor).filter(state=HandUpState.HANDED_UP),
        ("unit",),
        _BY_DAY,
        partial(_hand_up, "接收转交"),
    ),
    "hand_ups_to_amend": (
        lambda actor: _HAND_UPS.handled_by(actor).filter(state=HandUpState.TO_AMEND),
        ("unit",),
        _BY_DAY,
        partial(_hand_up, "修改退回的申请"),
    ),
    "collaborations_to_answer": (
        lambda actor: _ASKED.helped_by(actor).filter(state=CollaborationState.ASKED),
        _BETWEEN,
        _BY_DAY,
        partial(_collaboration, "答复协作"),
    ),
    "collaborations_to_confirm": (
        lambda actor: _ASKED.asked_by(actor).filter(state=CollaborationState.REPORTED_DONE),
        _BETWEEN,
        _BY_DAY,
        partial(_collaboration, "确认协作结果"),
    ),
}
