"""The list of the team and the page of one lawyer."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.panels import panels_of
from gongyuan.core.requests import tabs
from gongyuan.lawyers import queries
from gongyuan.lawyers.forms.members import PanelFilterForm
from gongyuan.lawyers.models import ContactPoint, Lawyer
from gongyuan.lawyers.queries.history import timeline
from gongyuan.lawyers.queries.members import lawyer_facts
from gongyuan.lawyers.queries.terms import found_terms, with_improvements, with_points
from gongyuan.lawyers.views.page import PAGE, TABS, visible_lawyer
from gongyuan.organisations.models import Unit
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

SERVING = "serving"


@require_safe
@requires(Capability.LAWYERS_READ)
def panel(request: ActorRequest) -> HttpResponse:
    form = PanelFilterForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    today = timezone.localdate()
    when = given.get("when") or SERVING
    found = found_terms(
        request.actor,
        text=given.get("text", "").strip(),
        when=when,
        speciality=given.get("speciality", ""),
        on=today,
    )
    page = Paginator(with_points(found, on=today), PAGE).get_page(request.GET.get("page"))
    shown = {
        "rows": queries.panel_rows(page.object_list, on=today),
        "page": page,
        "form": form,
        "tabs": tabs(TABS, request.actor, "lawyer_panel"),
    }
    return render(request, "lawyers/list.html", shown)


@require_safe
@requires(Capability.LAWYERS_READ)
def lawyer_detail(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    return _page(request, visible_lawyer(request, lawyer_id))


@require_safe
@requires(Capability.LAWYERS_READ, Capability.LAWYERS_OWN_FIRM, Capability.LAWYERS_GO_ONLINE)
def lawyer_picture(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    """The photo of a lawyer, inside; the public roster serves only what may be published."""
    lawyer = visible_lawyer(request, lawyer_id)
    if lawyer.photo is None:
        raise Http404
    return files.response(lawyer.photo, inline=True)


def _page(request: ActorRequest, lawyer: Lawyer) -> HttpResponse:
    actor, now, today = request.actor, timezone.now(), timezone.localdate()
    terms = with_improvements(queries.panel_terms(actor).filter(lawyer=lawyer))
    rows = queries.panel_rows(terms, on=today, with_stipend=True)
    may_edit = actor.can(Capability.LAWYERS_EDIT)
    told = [row.term for row in rows] if may_edit else []
    points = ContactPoint.objects.visible_to(actor).filter(lawyer=lawyer).select_related("unit")
    shown: dict[str, Any] = {
        "lawyer": lawyer,
        "rows": rows,
        "engagements": lawyer.firm.engagements.select_related("employer").order_by("-starts_on"),
        "marks": queries.marks_of(lawyer),
        # What a mark says may name a worker's case; a bureau outside the unions reads the kind.
        "tells_marks": actor.can(Capability.CASES_READ) or actor.can(Capability.LAWYERS_EDIT),
        "points": points.order_by("ends_on", "unit__path"),
        "warnings": _warnings(request, lawyer),
        "may_edit": may_edit,
        "events": timeline(lawyer, *told) if may_edit else [],
        "now": now,
        "panels": panels_of(lawyer, actor, now),
        **lawyer_facts(lawyer, today=today),
    }
    return render(request, "lawyers/detail.html", shown)


def _warnings(request: ActorRequest, lawyer: Lawyer) -> list[str]:
    own = Unit.objects.visible_to(request.actor).filter(pk=request.actor.unit_id or 0).first()
    if own is None:
        return []
    return queries.dismissal_warnings(lawyer, own.region_code, on=timezone.localdate())
