"""Asking a question on the phone, asking on, and holding the receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongyuan.consultations.models import Consultation
from gongyuan.core.access import public
from gongyuan.core.requests import attempt, posted
from gongyuan.people.actor import visitor
from gongyuan.people.requests import ActorRequest
from gongyuan.portal import consultations, queries, told
from gongyuan.portal.actions import ask_question
from gongyuan.portal.consents import ASKING
from gongyuan.portal.forms.asking import AskForm, AskMoreForm
from gongyuan.portal.views import visit


@public
@require_http_methods(["GET", "POST"])
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """A question to the union of a place and its lawyers; asks for the place before."""
    place, now = visit.chosen_place(request), timezone.now()
    if place is None:
        return redirect("portal_ask_place")
    unit, _ = queries.handling_office(place, today=timezone.localdate(now))
    form = AskForm(posted(request), region_code=place.region_code)
    known = {"unit": unit, "address": visit.address_of(request), "actor": visitor(), "now": now}
    if attempt(form, ask_question, **known):
        return _sent(request, form.result)
    context = {
        "form": form,
        "unit": unit,
        "place_name": queries.place_name(place),
        "consent": ASKING,
        "back_url": reverse("portal_home"),
        **consultations.before_asking(unit, now=now),
    }
    return render(request, "portal/ask.html", context)


@public
@require_http_methods(["GET", "POST"])
@never_cache
@visit.of_question
def ask_more(request: ActorRequest, consultation: Consultation) -> HttpResponse:
    """One more question after an answer, to the union that gave it."""
    form = AskMoreForm(posted(request), follows=consultation)
    known = {
        "unit": consultation.unit,
        "follows": consultation,
        "address": visit.address_of(request),
        "actor": request.actor,
        "now": timezone.now(),
    }
    if attempt(form, ask_question, **known):
        return _sent(request, form.result)
    back = reverse("portal_question", args=[consultation.pk])
    context = {"form": form, "consultation": consultation, "back_url": back}
    return render(request, "portal/ask_more.html", context)


def _sent(request: HttpRequest, row: Consultation) -> HttpResponse:
    visit.open_questions(request, consultations.thread_of(row), now=timezone.now())
    return redirect("portal_question_receipt", row.pk)


@public
@require_safe
@never_cache
@visit.of_question
def receipt(request: ActorRequest, consultation: Consultation) -> HttpResponse:
    """The code that opens the answer, who answers and by when; kept as a picture or on paper."""
    return render(request, "portal/ask_receipt.html", {"consultation": consultation})


@public
@require_safe
@never_cache
@visit.of_question
def receipt_picture(request: ActorRequest, consultation: Consultation) -> HttpResponse:
    """The QR of the page of answers; the code stands behind #, so that no server ever logs it."""
    page = request.build_absolute_uri(reverse("portal_question_track"))
    picture = told.qr_picture(f"{page}#{consultation.code}")
    return HttpResponse(picture, content_type="image/svg+xml")
