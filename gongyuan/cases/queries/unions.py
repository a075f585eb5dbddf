"""What two unions have with each other, or both have, on one case, before they become one."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongyuan.cases.models import Collaboration, MajorReport, OversightOrder
from gongyuan.organisations.queries import Plan
from gongyuan.organisations.rules import Double


def collaborations_over(plan: Plan) -> QuerySet[Collaboration]:
    """Open ones between the two, and of those in which both help with one case the own."""
    rows = Collaboration.objects.all().still_open(on=plan.on)
    theirs = rows.filter(case=OuterRef("case_id"), to_unit=plan.into)
    found = rows.filter(_between(plan) | Q(Exists(theirs), to_unit=plan.unit))
    return found.select_related("case", "unit", "to_unit").order_by("pk")


def oversights_over(plan: Plan) -> QuerySet[OversightOrder]:
    """Open orders of the one to the other, and of those both gave on one case the own."""
    rows = OversightOrder.objects.all().still_open(on=plan.on)
    theirs = rows.filter(case=OuterRef("case_id"), unit=plan.into)
    found = rows.filter(_between(plan) | Q(Exists(theirs), unit=plan.unit))
    return found.select_related("case", "unit", "to_unit").order_by("pk")


def reports_over(plan: Plan) -> QuerySet[MajorReport]:
    """Of the reports on one case that both have still to acknowledge the own."""
    rows = MajorReport.objects.all().still_open(on=plan.on)
    theirs = rows.filter(case=OuterRef("case_id"), to_unit=plan.into)
    found = rows.filter(Exists(theirs), to_unit=plan.unit)
    return found.select_related("case", "from_unit").order_by("pk")


def questions(plan: Plan) -> Iterator[Double]:
    """What two unions have with each other on a case is over when they are one."""
    for row in collaborations_over(plan):
        yield _over(row, "异地协作", plan)
    for order in oversights_over(plan):
        yield _over(order, "督办", plan)
    for report in reports_over(plan):
        yield Double(
            key=f"majorreport-{report.pk}",
            kind="重大案件报告",
            name=report.case.number,
            of_unit=f"{report.from_unit.name}报来，等签收",
            of_into="同一案件的报告也等签收",
            outcome=f"由{plan.into.short_name}签收它的那份；这份记为单位合并，不再等。",
        )


def _over(row: Any, kind: str, plan: Plan) -> Double:
    is_between = {row.unit_id, row.to_unit_id} == {plan.unit.pk, plan.into.pk}
    way = f"{row.unit.short_name}—{row.to_unit.short_name}，{row.get_state_display()}"
    return Double(
        key=f"{row._meta.model_name}-{row.pk}",
        kind=kind,
        name=row.case.number,
        of_unit=way,
        of_into="就是对方" if is_between else "同一案件也有",
        outcome="两家合成一家，这件自合并日了结。"
        if is_between
        else "并到另一件里，这件自合并日了结。",
    )


def _between(plan: Plan) -> Q:
    return Q(unit=plan.unit, to_unit=plan.into) | Q(unit=plan.into, to_unit=plan.unit)
