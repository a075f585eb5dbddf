"""What the worklist shows besides cases: complaints, return visits, online answers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from gongyuan.core.work import Awaiting, WorkLine
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.quality.queries.answers import draws_to_check, open_proposals
from gongyuan.quality.queries.complaints import due_complaints
from gongyuan.quality.queries.visits import due_visits


def awaiting(actor: Actor, *, today: date) -> Iterator[Awaiting]:
    """The complaints, return visits and online answers that this post's unit has to act on.

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
    if actor.can(Capability.CONSULTATIONS_CHECK):
        yield Awaiting(
            name="answers_to_check",
            rows=lambda: draws_to_check(actor),
            order=("month", "pk"),
            line=_answers,
        )
        yield Awaiting(
            name="pauses_to_decide",
            rows=lambda: open_proposals(actor),
            read=("registration__lawyer",),
            order=("raised_at", "pk"),
            line=_pause,
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


def _answers(draw: Any) -> WorkLine:
    return WorkLine(
        route="answer_draw_detail",
        pk=draw.pk,
        what="检查抽中的线上答复",
        who=f"{draw.month.year}年{draw.month.month}月",
        due_on=None,
        source=draw.source,
    )


def _pause(row: Any) -> WorkLine:
    return WorkLine(
        route="pause_proposal",
        pk=row.pk,
        what="线上答复多次不合格，请决定是否暂停线上服务",
        who=f"{row.registration.lawyer.name}律师",
        due_on=None,
        source=row.source,
    )
