from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.lawyers import queries
from gongyuan.lawyers.views.page import lawyer_page, visible_lawyer
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

PAGE = 50


@require_safe
@requires(Capability.LAWYERS_READ)
def panel(request: ActorRequest) -> HttpResponse:
    found = queries.panel_terms(request.actor)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = queries.panel_rows(page.object_list, on=timezone.localdate())
    return render(request, "lawyers/list.html", {"rows": rows, "page": page})


@require_safe
@requires(Capability.LAWYERS_READ)
def lawyer_detail(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    return lawyer_page(request, visible_lawyer(request, lawyer_id))
