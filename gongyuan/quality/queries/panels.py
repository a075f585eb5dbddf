"""What the page of a case shows of its quality: one statement says whether there is anything."""

from datetime import datetime
from typing import Any

from gongyuan.cases.choices import CLOSED_STATES
from gongyuan.cases.models import Case
from gongyuan.core.counting import counting_statement, run_counts
from gongyuan.core.panels import Panel
from gongyuan.core.prepared import Statements
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.quality.models import CaseReview, Complaint, ReturnVisit
from gongyuan.quality.queries.visits import answers_shown

MOST_SHOWN = 10


def _filling(form: None, case_id: int) -> tuple[str, list[Any]]:
    asked = {
        "visits": ReturnVisit.objects.filter(case=case_id),
        "complaints": Complaint.objects.filter(case=case_id),
        "reviews": CaseReview.objects.filter(case=case_id),
    }
    return counting_statement(asked, most=0)


_FILLED = Statements(_filling)


def case_panel(case: Case, actor: Actor, now: datetime) -> Panel | None:
    """Return visit and complaints of a case, as far as they are in the actor's sight."""
    if actor.is_lawyer or actor.is_worker or not actor.can(Capability.QUALITY_READ):
        return None
    filled = run_counts(*_FILLED.filled(None, case_id=case.pk))
    visit, complaints = None, []
    if filled.get("visits") and case.state in CLOSED_STATES:
        visit = ReturnVisit.objects.visible_to(actor).filter(case=case).first()
    if filled.get("complaints"):
        rows = Complaint.objects.visible_to(actor).filter(case=case)
        complaints = list(rows.order_by("-pk")[:MOST_SHOWN])
    reviews = []
    if filled.get("reviews"):
        reviews = list(CaseReview.objects.visible_to(actor).filter(case=case).order_by("-pk"))
    if visit is None and not complaints and not reviews:
        return None
    shown = {
        "visit": visit,
        "answers": answers_shown(visit) if visit else [],
        "complaints": complaints,
        "reviews": reviews,
        "now": now,
    }
    return Panel("quality/case_panel.html", shown)
