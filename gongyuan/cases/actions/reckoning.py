"""Open deadlines reckoned anew when the days off of a year have been published or put right."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongyuan.cases.actions import deadlines
from gongyuan.cases.choices import CaseState, MoveOf
from gongyuan.cases.models import Case, Deadline, Supplement
from gongyuan.cases.queries.assignment import current_assignment
from gongyuan.cases.queries.overdue import open_deadlines_touching
from gongyuan.core.actor import Actor
from gongyuan.core.events import record_event
from gongyuan.law.results import written_date

#: Days of the office's own that somebody was told in writing: they never become earlier.
TOLD = frozenset({deadlines.SUPPLEMENT, deadlines.LAWYER_ANSWER, deadlines.OBJECTION_WINDOW})


@transaction.atomic
def reckon_anew(*, case: Case, year: int, actor: Actor, now: datetime) -> int:
    """Reckon the open deadlines of a case that a year's calendar touches; say how many moved.

    Days move with the calendar (民法典第二百零三条); one that was told to a person is never made
    earlier. The review that stands still for a supplement is reckoned when it is answered. An
    event names each day that moved; a case nobody has to touch any more stays as it is.
    """
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    moved = []
    for row in open_deadlines_touching(year).filter(case=locked).order_by("pk"):
        if row.code == deadlines.REVIEW and locked.state == CaseState.SUPPLEMENTING:
            continue
        before = row.due_on
        after = _reckoned(locked, row, now)
        if after != before:
            moved.append(_moved(row, before, after))
    if moved:
        told = "；".join(f"{one['label']}由{one['from']}改为{one['to']}" for one in moved)
        record_event(
            locked,
            "cases.case.reckon_deadlines",
            actor=actor,
            now=now,
            note=f"{year}年放假安排已公布，{told}。",
            data={"year": year, "moved": moved},
        )
    return len(moved)


def _reckoned(case: Case, row: Deadline, now: datetime) -> date:
    """The new last day of an open deadline, already written."""
    found = deadlines.set_deadline(
        case=case,
        code=row.code,
        starts_on=row.starts_on,
        kept_by=MoveOf(row.kept_by),
        now=now,
    )
    if found is None:
        return row.due_on
    if row.code in TOLD and found.due_on < row.due_on:
        found.due_on = row.due_on
        found.steps = [*found.steps, {"text": "已经告知的日期不提前。", "source": ""}]
        found.save(update_fields=["due_on", "steps"])
        deadlines.refresh_next_due(case=case)
    _copy_told_day(case, row.code, found.due_on)
    return found.due_on


def _copy_told_day(case: Case, code: str, due_on: date) -> None:
    """Where the day stands a second time, beside what waits for it."""
    if code == deadlines.SUPPLEMENT:
        Supplement.objects.filter(case=case, answered_at=None).update(due_on=due_on)
    assignment = current_assignment(case) if code == deadlines.LAWYER_ANSWER else None
    if assignment is not None and assignment.answer_due_on:
        assignment.answer_due_on = due_on
        assignment.save(update_fields=["answer_due_on"])


def _moved(row: Deadline, before: date, after: date) -> dict[str, Any]:
    return {
        "code": row.code,
        "label": row.label,
        "from": written_date(before),
        "to": written_date(after),
    }
