"""The roll of applicants of a case, page by page, and what changes it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.actions import reading
from gongyuan.cases.models import Case
from gongyuan.cases.queries import roll as queries
from gongyuan.cases.views.cases import READ
from gongyuan.core.access import requires
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@require_safe
@requires(Capability.CASES_READ)
def case_roll(request: ActorRequest, case_id: int) -> HttpResponse:
    """Everybody who applies in a case in sight, fifty a page; reading it is written down."""
    rows = Case.objects.visible_to(request.actor).select_related(*READ).defer("search")
    case = get_object_or_404(rows, pk=case_id)
    now = timezone.now()
    reading.note_reading(case=case, actor=request.actor, now=now)
    typed = request.GET.get("page", "1")
    number = int(typed) if typed.isdecimal() and len(typed) < 6 else 1
    page = queries.roll_page(case, request.actor, number=number)
    context = {
        "case": case,
        "now": now,
        "page": page,
        "is_own": case.unit_id == request.actor.unit_id or request.actor.is_lawyer,
        "is_collective": queries.is_collective(case),
        "limits": queries.limits_of(case),
    }
    return render(request, "cases/roll.html", context)
