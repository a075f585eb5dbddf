"""What the worklist shows besides cases: complaints and return visits, soonest deadline first."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongyuan.core.work import WorkLine
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.quality.queries.complaints import due_complaints
from gongyuan.quality.queries.visits import due_visits

#: So many lines of each kind; the whole lies behind their headings.
MOST_LINES = 5


def work_lines(actor: Actor, *, today: date) -> list[WorkLine]:
    """The soonest complaints and return visits that this post's unit has to act on.

    One query a kind, none for those without the power; what the one complained about must not see
    is not there.
    """
    found: list[WorkLine] = []
    if actor.can(Capability.COMPLAINTS_HANDLE):
        for row in due_complaints(actor).order_by("due_on", "pk")[:MOST_LINES]:
            found.append(
                WorkLine(
                    route="complaint_detail",
                    pk=row.pk,
                    what=row.due_label,
                    who=f"投诉 {row.number}",
                    due_on=row.due_on,
                    source=row.due_source,
                )
            )
    if actor.can(Capability.VISITS_RECORD):
        rows = due_visits(actor).select_related("case").order_by("due_on", "pk")
        for visit in rows[:MOST_LINES]:
            found.append(
                WorkLine(
                    route="visit_detail",
                    pk=visit.pk,
                    what="结案回访",
                    who=f"{visit.case.number} {visit.case.applicant_label}",
                    due_on=visit.due_on,
                    source=visit.due_source,
                )
            )
    return sorted(found, key=lambda line: (line.due_on or date.max, line.route, line.pk))


def beside(actor: Actor, *, today: date) -> dict[str, QuerySet[Any]]:
    """What of quality awaits this post's unit, to be counted in the worklist's one statement."""
    found: dict[str, QuerySet[Any]] = {}
    if actor.can(Capability.COMPLAINTS_HANDLE):
        found["complaints_beside"] = due_complaints(actor)
    if actor.can(Capability.VISITS_RECORD):
        found["visits_beside"] = due_visits(actor)
    return found
