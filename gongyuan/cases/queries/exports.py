"""What a list of cases gives to Excel: no personal number, no fact of the case."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from gongyuan.cases.choices import MOVE_LABELS, STATE_LABELS
from gongyuan.cases.models import Assignment, Case, CaseExport
from gongyuan.cases.queries.filters import BY_DEADLINE, CLAIMS, CaseFilter, filtered
from gongyuan.core.sheets.columns import Column
from gongyuan.people.actor import Actor
from gongyuan.people.queries.posts import actor_of

#: Rows fetched at a time.
AT_ONCE = 2000
Cell = str | int | Decimal | None


def _text(value: Any) -> str:
    return value or ""


def _day(value: date | datetime | None) -> str:
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return value.isoformat() if value else ""


def _claims(kinds: list[str]) -> str:
    return "、".join(CLAIMS.get(kind, kind) for kind in kinds)


#: Heading, width, column of the table, and how a value is written.
_COLUMNS: tuple[tuple[str, int, str, Callable[[Any], Cell]], ...] = (
    ("申请编号", 24, "application_number", _text),
    ("案号", 22, "case_number", _text),
    ("申请人", 14, "applicant_label", _text),
    ("人数", 8, "people_count", int),
    ("用人单位", 30, "employer__name", _text),
    ("请求类别", 24, "claim_kinds", _claims),
    ("请求金额（元）", 16, "claim_amount", lambda amount: amount),
    ("状态", 12, "state", lambda state: STATE_LABELS[state]),
    ("轮到谁", 10, "move_of", lambda move: MOVE_LABELS.get(move, "")),
    ("下一期限", 12, "next_due_on", _day),
    ("申请日期", 12, "applied_at", _day),
    ("决定日期", 12, "decided_at", _day),
    ("结案日", 12, "closed_on", _day),
    ("承办律师", 12, "handler", _text),
    ("办理单位", 18, "unit__short_name", _text),
)
COLUMNS = tuple(
    Column(name=name, heading=heading, how="", example="", width=width)
    for heading, width, name, _ in _COLUMNS
)


def exported_cases(actor: Actor, chosen: CaseFilter, *, today: date) -> QuerySet[Case]:
    """The cases of a filter in the actor's sight, in the order of the list."""
    rows = filtered(actor, chosen, today=today)
    if chosen.order == BY_DEADLINE:
        return rows.order_by(F("next_due_on").asc(nulls_last=True), "pk")
    return rows.order_by(f"-{chosen.dated}", "-pk") if chosen.dated else rows.order_by("-pk")


def exported_rows(cases: QuerySet[Case], *, most: int) -> Iterator[list[Cell]]:
    """At most so many of these cases as cells in the order of COLUMNS, read as they are needed."""
    current = Assignment.objects.filter(case=OuterRef("pk"), ended_at=None).values("lawyer__name")
    names = [name for _, _, name, _ in _COLUMNS]
    rows = cases.annotate(handler=Subquery(current[:1])).values_list(*names)[:most]
    makers = [make for _, _, _, make in _COLUMNS]
    for values in rows.iterator(chunk_size=AT_ONCE):
        yield [make(value) for make, value in zip(makers, values, strict=True)]


def running_export(actor: Actor, chosen: CaseFilter) -> CaseExport | None:
    """The account's export of the same filter that is still being written, if there is one."""
    own = CaseExport.objects.visible_to(actor).filter(post_id=actor.post_id, chosen=chosen.kept())
    found: CaseExport | None = own.filter(finished_at=None, failed_at=None).first()
    return found


def asked_export(export_id: int, *, today: date) -> tuple[CaseExport, Actor] | None:
    """An export that is still to be written, and who acts in the post it was asked in.

    Whoever has lost the post since acts without any power. None for one that is written already.
    """
    export = CaseExport.objects.filter(pk=export_id).select_related("user").first()
    if export is None or not export.is_running:
        return None
    nobody = Actor(name=export.user.name, user_id=export.user_id)
    if not export.user.is_active:
        return export, nobody
    actor = actor_of(export.user, post_id=export.post_id, today=today)
    return export, actor if actor.post_id == export.post_id else nobody
