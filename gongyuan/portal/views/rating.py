from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongyuan.cases.models import Case
from gongyuan.core.access import public
from gongyuan.core.requests import attempt, posted
from gongyuan.people.requests import ActorRequest
from gongyuan.portal import status
from gongyuan.portal.forms.rating import RatingForm
from gongyuan.portal.views import visit
from gongyuan.quality.actions.visits import answer_visit


@public
@require_http_methods(["GET", "POST"])
@never_cache
@visit.of_matter
def rating(request: ActorRequest, case: Case) -> HttpResponse:
    """What the worker says of the aid, once."""
    found = status.rating_of(case)
    if found is None:
        raise Http404
    form = RatingForm(posted(request))
    if attempt(form, answer_visit, visit=found, actor=request.actor, now=timezone.now()):
        messages.success(request, "谢谢您，收到了。")
        return redirect("portal_status", case.pk)
    back = reverse("portal_status", args=[case.pk])
    context = {"form": form, "case": case, "back_url": back, "is_over": bool(found.outcome)}
    return render(request, "portal/rating.html", context)
