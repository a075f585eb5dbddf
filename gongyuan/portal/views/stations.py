"""Where to go: the centres, stations and windows near a place, as anybody may see them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import public
from gongyuan.organisations.queries.institutions import public_picture
from gongyuan.portal import queries
from gongyuan.portal.views import visit


@public
@require_safe
@never_cache
def stations(request: HttpRequest) -> HttpResponse:
    """The places to go to, the nearest to the chosen place first; asks for the place before."""
    place = visit.chosen_place(request)
    if place is None:
        return redirect("portal_stations_place")
    context = {
        "place_name": queries.place_name(place),
        "stations": queries.stations_near(place, now=timezone.now()),
        "back_url": reverse("portal_home"),
    }
    return render(request, "portal/stations.html", context)


@public
@require_safe
def picture(request: HttpRequest, institution_id: int, photo: str) -> HttpResponse:
    """A picture of the sign or of the rules on the wall, while the institution is open."""
    found = public_picture(institution_id, photo, day=timezone.localdate())
    if found is None:
        raise Http404
    answer = files.response(found, inline=True)
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
