"""What the status page says of a case: plain words, no name of the worker, no inner paper."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from gongyuan.cases.choices import CLOSED_STATES, CaseState, MaterialState
from gongyuan.cases.models import Case, Deadline, OfficialDocument, Stage
from gongyuan.cases.queries import detail
from gongyuan.cases.queries.assignment import current_assignment
from gongyuan.cases.queries.collaboration import helping_unions
from gongyuan.cases.queries.handling import stages_of
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.events import events_of, find
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.portal.choices import (
    DUE_WORDS,
    KEEPER_WORDS,
    PHASE_WORDS,
    STATE_WORDS,
    WORKER_DOCUMENTS,
)
from gongyuan.quality.models import ReturnVisit

#: Whose deadlines the worker is told; one's own stand in the box of what to do.
TOLD_KEEPERS = ("office", "head", "lawyer", "upper")
LONGEST_LINE = 30


def page(case: Case, *, now: datetime) -> dict[str, Any]:
    """Everything the status page shows, each part by one read."""
    title, following = headline(case)
    today = timezone.localdate(now)
    assignment = current_assignment(case)
    stages = stages_of(case)
    stage = next((one for one in stages if one.concluded_on is None), None)
    deadlines = detail.open_deadlines(case)
    return {
        "case": case,
        "now": now,
        "title": title,
        "following": following,
        "office": office(case),
        "helpers": helping_unions(case),
        "lawyer": assignment.lawyer if assignment and assignment.accepted_at else None,
        "by_when": [_by_when(one, today) for one in deadlines if one.kept_by in TOLD_KEEPERS],
        "todo": _todo(case, deadlines),
        "stage": stage if stage and stage.hearing_at else None,
        "results": [_result(one) for one in stages if one.concluded_on],
        "closing": getattr(case, "closing", None),
        "progress": list(case.progress_reports.order_by("-pk")[:LONGEST_LINE]),
        "steps": _steps(case),
        "messages_of_case": list(case.messages.order_by("-pk")[:LONGEST_LINE])[::-1],
        "documents": documents(case),
        "rating": rating_of(case),
        "may_withdraw": not WORKFLOW.obstacles(case.state, "withdraw"),
        "may_object": objection_of(case) is not None,
    }


def headline(case: Case) -> tuple[str, str]:
    """What is the matter now, and what comes next, each a short sentence."""
    return STATE_WORDS[case.state]


def office(case: Case) -> AidInstitution | Unit:
    """Who has the case: the institution, or the union itself; both have name and phone."""
    return case.institution or case.unit


def documents(case: Case) -> list[OfficialDocument]:
    """The documents addressed to the worker, the latest first; nothing of the inner file."""
    return [one for one in detail.documents_of(case) if one.kind in WORKER_DOCUMENTS]


def objection_of(case: Case) -> str | None:
    """The objection that may be raised now; None when there is nothing to object to."""
    for verb in ("object", "object_termination"):
        if not WORKFLOW.obstacles(case.state, verb):
            return verb
    return None


def rating_of(case: Case) -> ReturnVisit | None:
    """The return visit of a case that has one, answered or not; None before it is over."""
    if case.state not in CLOSED_STATES:
        return None
    return ReturnVisit.objects.filter(case=case).first()


def told_items(case: Case) -> list[dict[str, str]]:
    """What the office asked for, with why; else the papers asked for and still missing."""
    supplement = detail.open_supplement(case)
    if supplement:
        return list(supplement.items)
    return [
        {"code": one.code, "label": one.label, "why": one.why}
        for one in detail.materials_of(case)
        if one.status in (MaterialState.MISSING, MaterialState.PROMISED)
    ]


def _todo(case: Case, deadlines: list[Deadline]) -> dict[str, Any] | None:
    """The one thing to do now: a supplement with its day; else papers that may still follow."""
    if not case.is_open:
        return None
    due = next((one.due_on for one in deadlines if one.kept_by == "worker"), None)
    if case.state == CaseState.REFUSED:
        return None
    items = told_items(case)
    if not items:
        return None
    return {"items": items, "due": due, "is_asked": case.state == CaseState.SUPPLEMENTING}


def _by_when(deadline: Deadline, today: date) -> dict[str, Any]:
    return {
        "who": KEEPER_WORDS[deadline.kept_by],
        "what": DUE_WORDS.get(deadline.code, deadline.label),
        "is_late": deadline.due_on < today,
        "due": deadline.due_on,
        "source": deadline.source,
        "is_verified": deadline.is_verified,
    }


def _result(stage: Stage) -> dict[str, Any]:
    """How a proceeding ended; the yuan are those of all applicants together, None without money."""
    amounts = [one.awarded_amount for one in stage.results.all() if one.awarded_amount is not None]
    return {
        "kind": stage.get_kind_display(),
        "result": stage.get_result_display(),
        "day": stage.concluded_on,
        "amount": sum(amounts, Decimal(0)) if amounts else None,
    }


def _steps(case: Case) -> list[dict[str, Any]]:
    """The line of steps: what happened with its days, what is going on, what is left."""
    done: list[dict[str, Any]] = []
    for event in events_of(case).order_by("pk"):
        words = find(event.code).worker_label
        day = timezone.localtime(event.at)
        step = {"label": words, "state": "done", "day": f"{day.month}月{day.day}日", "note": ""}
        if words and step not in done[-1:]:
            done.append(step)
    if not case.is_open:
        return done[-LONGEST_LINE:]
    now = {"label": headline(case)[0], "state": "now", "day": "", "note": headline(case)[1]}
    left = [one for one in detail.phases(case) if one.state == "next" and one.label in PHASE_WORDS]
    following = [{"label": PHASE_WORDS[one.label], "state": "next"} for one in left]
    return [*done[-LONGEST_LINE:], now, *following]
