from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest
from gongyuan.reporting.queries.fast_lane import fast_lanes
from gongyuan.reporting.views.scope import years


@require_safe
@requires(Capability.REPORTING_READ)
def fast_lane(request: ActorRequest) -> HttpResponse:
    """The share decided on the same day, unit by unit."""
    now = timezone.now()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() else timezone.localdate(now).year
    if year not in years(now):
        raise Http404
    lines = fast_lanes(request.actor, year=year)
    context = {"lines": lines, "year": year, "years": years(now), "now": now}
    return render(request, "reporting/fast_lane.html", context)
