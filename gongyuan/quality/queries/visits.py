"""Return visits: which are due, lists, one with its attempts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gongyuan.cases.choices import CLOSED_STATES
from gongyuan.cases.models import Case, Closing
from gongyuan.people.actor import Actor
from gongyuan.people.privacy import mask_phone
from gongyuan.quality.choices import VisitAnswer, VisitQuestion
from gongyuan.quality.models import ReturnVisit

PAGE = 40
#: The job looks back so far: a union that begins to use the product is not sent to ask about
#: cases of years ago. A bound of the product, not of law.
LOOK_BACK = timedelta(days=180)


@dataclass(frozen=True, kw_only=True)
class VisitFilter:
    """What a list is narrowed to; empty means all. `state`: due, late, or an outcome."""

    state: str = ""
    overall: str = ""
    lawyer_id: int | None = None
    unit_id: int | None = None
    finished_from: date | None = None
    finished_to: date | None = None


def visits(actor: Actor, chosen: VisitFilter, *, today: date) -> QuerySet[ReturnVisit]:
    """The return visits in sight that a filter leaves, those due longest first."""
    rows = ReturnVisit.objects.visible_to(actor)
    if chosen.state in ("due", "late"):
        rows = rows.due()  # type: ignore[attr-defined] # a visit's own adjective
    elif chosen.state:
        rows = rows.filter(outcome=chosen.state)
    if chosen.state == "late":
        rows = rows.filter(due_on__lt=today)
    exact = {
        "overall": chosen.overall,
        "lawyer_id": chosen.lawyer_id,
        "unit_id": chosen.unit_id,
        "finished_on__gte": chosen.finished_from,
        "finished_on__lte": chosen.finished_to,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    found = rows.select_related("case__employer", "unit", "lawyer")
    return found.order_by("finished_on", "due_on", "pk")  # type: ignore[no-any-return] # as above


def due_visits(actor: Actor) -> QuerySet[ReturnVisit]:
    """The visits that this post's unit still has to make."""
    return ReturnVisit.objects.handled_by(actor).due()  # type: ignore[attr-defined,no-any-return] # own


def cases_to_visit(*, today: date) -> QuerySet[Case]:
    """Cases closed with a result, not long ago, for which no return visit has been opened; the
    longest closed first, as the index of closings has them."""
    has_visit = ReturnVisit.objects.filter(case=OuterRef("pk"))
    has_closing = Closing.objects.filter(case=OuterRef("pk"))
    rows = Case.objects.filter(state__in=CLOSED_STATES, closed_on__gte=today - LOOK_BACK)
    return rows.filter(Exists(has_closing), ~Exists(has_visit)).order_by("closed_on", "pk")


def contact_of(case: Case) -> dict[str, Any]:
    """Whom to ask and how it is safe: the first who speaks for the applicants, phone masked."""
    rows = case.applicants.select_related("worker").order_by("-is_representative", "position")
    first = rows.first()
    worker = first.worker if first else None
    notes = [case.contact_note, worker.contact_note if worker else ""]
    return {
        "worker": worker,
        "phone": mask_phone(worker.phone) if worker else "",
        "contact_note": "；".join(dict.fromkeys(note for note in notes if note)),
    }


def answers_shown(visit: ReturnVisit) -> list[dict[str, str]]:
    """Questions and answers in words, in the order they are asked."""
    return [
        {
            "question": str(question.label),
            "answer": str(VisitAnswer(visit.answers[question]).label),
            "kind": _kind(visit.answers[question]),
        }
        for question in VisitQuestion
        if visit.answers.get(question) in VisitAnswer.values
    ]


def _kind(answer: str) -> str:
    if answer in (VisitAnswer.DISSATISFIED, VisitAnswer.DID):
        return "overdue"
    return "waiting" if answer == VisitAnswer.NOT_SAID else "ok"


def calls_for_a_complaint(visit: ReturnVisit) -> bool:
    """Whether an answer says something that a complaint should be asked about."""
    return any(row["kind"] == "overdue" for row in answers_shown(visit))
