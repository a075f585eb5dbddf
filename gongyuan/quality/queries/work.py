"""What the worklist shows besides cases: complaints and return visits."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from gongyuan.core.work import Awaiting, WorkLine
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.quality.queries.complaints import due_complaints
from gongyuan.quality.queries.visits import due_visits


def awaiting(actor: Actor, *, today: date) -> Iterator[Awaiting]:
    """The complaints and return visits that this post's unit has to act on.

    What the one complained about must not see is not there.
    """
    if actor.can(Capability.COMPLAINTS_HANDLE):
        yield Awaiting(
            name="complaints_beside",
            rows=lambda: due_complaints(actor),
            order=("due_on", "pk"),
            line=_complaint,
        )
    if actor.can(Capability.VISITS_RECORD):
        yield Awaiting(
            name="visits_beside",
            rows=lambda: due_visits(actor),
            read=("case",),
            order=("due_on", "pk"),
            line=_visit,
        )


def _complaint(row: Any) -> WorkLine:
    return WorkLine(
        route="complaint_detail",
        pk=row.pk,
        what=row.due_label,
        who=f"投诉 {row.number}",
        due_on=row.due_on,
        source=row.due_source,
    )


def _visit(visit: Any) -> WorkLine:
    return WorkLine(
        route="visit_detail",
        pk=visit.pk,
        what="结案回访",
        who=f"{visit.case.number} {visit.case.applicant_label}",
        due_on=visit.due_on,
        source=visit.due_source,
    )
