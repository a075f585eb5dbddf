"""What the pages of a worker and of an institution show of consultations."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongyuan.consultations.models import Consultation
from gongyuan.core.panels import Panel
from gongyuan.organisations.models import AidInstitution
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import Worker

MOST_OF_WORKER, MOST_OF_INSTITUTION, MOST_OF_CASE = 20, 5, 5


def worker_panel(worker: Worker, actor: Actor, now: datetime) -> Panel | None:
    """The consultations of a worker that are in the actor's sight; a lawyer is not told."""
    if actor.is_lawyer or not actor.can(Capability.CONSULTATIONS_READ):
        return None
    rows = Consultation.objects.visible_to(actor).filter(worker=worker.pk)
    found = list(rows.order_by("-asked_at", "-pk")[:MOST_OF_WORKER])
    if not found:
        return None
    return Panel("consultations/worker_panel.html", {"rows": found, "now": now})


def case_panel(case: Any, actor: Actor, now: datetime) -> Panel | None:
    """The consultations that a case came from, within sight; a lawyer is not told who asked."""
    if actor.is_lawyer or not actor.can(Capability.CONSULTATIONS_READ):
        return None
    rows = Consultation.objects.visible_to(actor).filter(matter=case.matter_id)
    found = list(rows.order_by("-asked_at", "-pk")[:MOST_OF_CASE])
    return Panel("consultations/case_panel.html", {"rows": found, "now": now}) if found else None


def institution_panel(institution: AidInstitution, actor: Actor, now: datetime) -> Panel | None:
    """The last questions asked at an institution, and how many this year; nothing without the
    power to read them, nor out of sight."""
    if actor.is_lawyer or not actor.can(Capability.CONSULTATIONS_READ):
        return None
    rows = Consultation.objects.visible_to(actor).filter(institution=institution.pk)
    year = timezone.localdate(now).year
    shown = {
        "institution": institution,
        "rows": list(rows.order_by("-asked_on", "-pk")[:MOST_OF_INSTITUTION]),
        "count": rows.filter(asked_on__gte=date(year, 1, 1)).count(),
        "since": date(year, 1, 1),
        "year": year,
        "now": now,
    }
    return Panel("consultations/institution_panel.html", shown)
