"""What the page of a case shows of its quality, by one statement."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from gongyuan.cases.choices import CLOSED_STATES
from gongyuan.cases.models import Case
from gongyuan.core.gathered import Gathered
from gongyuan.core.panels import Panel
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.quality.models import CaseReview, Complaint, ReturnVisit
from gongyuan.quality.queries.visits import answers_shown

MOST_SHOWN = 10


class _Form(NamedTuple):
    role: str
    capabilities: frozenset[str]


def _asked(
    form: _Form, case_id: int, user_id: int, unit_id: int, unit_path: str
) -> dict[str, QuerySet[Any]]:
    actor = Actor(
        name="",
        role=form.role,
        capabilities=form.capabilities,
        user_id=user_id,
        unit_id=unit_id,
        unit_path=unit_path,
    )
    complaints = Complaint.objects.visible_to(actor).filter(case=case_id)
    return {
        "visits": ReturnVisit.objects.visible_to(actor).filter(case=case_id).order_by("pk")[:1],
        "complaints": complaints.order_by("-pk")[:MOST_SHOWN],
        "reviews": CaseReview.objects.visible_to(actor).filter(case=case_id).order_by("-pk"),
    }


_SHOWN = Gathered(_asked, from_one=True)


def case_panel(case: Case, actor: Actor, now: datetime) -> Panel | None:
    """Return visit, complaints and reviews of a case, as far as they are in the actor's sight."""
    if actor.is_lawyer or actor.is_worker or not actor.can(Capability.QUALITY_READ):
        return None
    found = _SHOWN.rows(
        _Form(actor.role, actor.capabilities),
        case_id=case.pk,
        user_id=actor.user_id,
        unit_id=actor.unit_id,
        unit_path=actor.unit_path,
    )
    is_closed = case.state in CLOSED_STATES
    visit = next(iter(found["visits"]), None) if is_closed else None
    if visit is None and not found["complaints"] and not found["reviews"]:
        return None
    shown = {
        "visit": visit,
        "answers": answers_shown(visit) if visit else [],
        "complaints": found["complaints"],
        "reviews": found["reviews"],
        "now": now,
    }
    return Panel("quality/case_panel.html", shown)
