from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongyuan.cases.actions.messages import mark_replies_read
from gongyuan.cases.models import Case
from gongyuan.core.access import public
from gongyuan.core.requests import attempt, posted
from gongyuan.people.requests import ActorRequest
from gongyuan.portal import rules, status
from gongyuan.portal.actions import open_matter
from gongyuan.portal.forms.tracking import TrackForm
from gongyuan.portal.views import answer, visit


@public
@require_http_methods(["GET", "POST"])
@never_cache
def track(request: HttpRequest) -> HttpResponseBase:
    """Code and phone open a matter on this device for half an hour; a question's code leads on."""
    if rules.opens_a_question(request.POST.get("code", "")):
        return answer.track(request)
    now = timezone.now()
    form = TrackForm(posted(request))
    if attempt(form, open_matter, address=visit.address_of(request), now=now):
        visit.open_cases(request, form.result, now=now)
        return redirect("portal_matters")
    return render(request, "portal/track.html", {"form": form})


@public
@require_safe
@never_cache
def matters(request: HttpRequest) -> HttpResponse:
    """The cases of the matter; the usual one is shown at once."""
    actor = visit.worker_of(request, now=timezone.now())
    if not actor.is_worker:
        return redirect("portal_track")
    cases = list(Case.objects.visible_to(actor).order_by("-pk"))
    if len(cases) == 1:
        return redirect("portal_status", cases[0].pk)
    items = [{"case": case, "title": status.headline(case)[0]} for case in cases]
    return render(request, "portal/matters.html", {"items": items})


@public
@require_safe
@never_cache
@visit.of_matter
def show(request: ActorRequest, case: Case) -> HttpResponse:
    """Where the matter stands, who has it, by when, and what the worker must do."""
    now = timezone.now()
    page = status.page(case, now=now)
    mark_replies_read(case=case, actor=request.actor, now=now)
    return render(request, "portal/status.html", page)


@public
@require_safe
@never_cache
@visit.of_matter
def new_phone(request: ActorRequest, case: Case) -> HttpResponse:
    """Why a number is not changed here: whoever has the code must not take the matter over."""
    return render(request, "portal/new_phone.html", {"office": status.office(case), "case": case})
