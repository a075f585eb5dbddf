from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from gongyuan.lawyers import queries
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


def visible_lawyer(request: ActorRequest, lawyer_id: int) -> Lawyer:
    seen = Lawyer.objects.visible_to(request.actor).select_related("firm")
    return get_object_or_404(seen, pk=lawyer_id)


def lawyer_page(request: ActorRequest, lawyer: Lawyer) -> HttpResponse:
    terms = queries.panel_terms(request.actor).filter(lawyer=lawyer)
    shown: dict[str, Any] = {
        "lawyer": lawyer,
        "rows": queries.panel_rows(terms, on=timezone.localdate()),
        "engagements": lawyer.firm.engagements.select_related("employer").order_by("-starts_on"),
        "specialities": queries.speciality_labels(lawyer),
        "marks": queries.marks_of(lawyer),
        "warnings": _warnings(request, lawyer),
        "may_edit": request.actor.can(Capability.LAWYERS_EDIT),
    }
    return render(request, "lawyers/detail.html", shown)


def _warnings(request: ActorRequest, lawyer: Lawyer) -> list[str]:
    own = Unit.objects.visible_to(request.actor).filter(pk=request.actor.unit_id or 0).first()
    if own is None:
        return []
    return queries.dismissal_warnings(lawyer, own.region_code, on=timezone.localdate())


def form_page(request: ActorRequest, form: Any, title: str) -> HttpResponse:
    return render(request, "lawyers/form.html", {"form": form, "title": title})
