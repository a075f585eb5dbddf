"""What the worklist shows of this domain: what stations have to mend, what was agreed on."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongyuan.core.work import WorkLine
from gongyuan.organisations.choices import CHECK_STATIONS, COORDINATION_KEEP
from gongyuan.organisations.queries.checks import items_to_mend
from gongyuan.organisations.queries.coordination import awaited_follow_ups

#: So many lines of each kind; the whole lies behind their pages.
MOST_LINES = 5


def work_lines(actor: Any, *, today: date) -> list[WorkLine]:
    """The soonest things to mend and to do for this post's union; one query a kind."""
    found: list[WorkLine] = []
    if actor.can(CHECK_STATIONS):
        items = items_to_mend(actor).select_related("check_of__institution")
        for item in items.order_by("mend_by", "pk")[:MOST_LINES]:
            found.append(
                WorkLine(
                    route="station_mending",
                    pk=item.pk,
                    what=f"整改：{item.label}",
                    who=item.check_of.institution.name,
                    due_on=item.mend_by,
                    source=item.citation,
                )
            )
    if actor.can(COORDINATION_KEEP):
        agreed = awaited_follow_ups(actor).select_related("record")
        for one in agreed.order_by("due_on", "pk")[:MOST_LINES]:
            found.append(
                WorkLine(
                    route="follow_up",
                    pk=one.pk,
                    what=one.what,
                    who=f"{one.record.number} {one.record.subject}",
                    due_on=one.due_on,
                    source="协作约定",
                )
            )
    return sorted(found, key=lambda line: (line.due_on or date.max, line.route, line.pk))


def beside(actor: Any, *, today: date) -> dict[str, QuerySet[Any]]:
    """What of this domain awaits the post's union, to be counted in the worklist's statement."""
    found: dict[str, QuerySet[Any]] = {}
    if actor.can(CHECK_STATIONS):
        found["mending_beside"] = items_to_mend(actor)
    if actor.can(COORDINATION_KEEP):
        found["follow_ups_beside"] = awaited_follow_ups(actor)
    return found
