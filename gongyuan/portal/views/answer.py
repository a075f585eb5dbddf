"""Finding and reading the answer to a question, and saying whether it helped."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongyuan.consultations.actions.answering import rate_answer
from gongyuan.consultations.models import Consultation
from gongyuan.core.access import public
from gongyuan.core.requests import attempt, posted
from gongyuan.people.requests import ActorRequest
from gongyuan.portal import consultations
from gongyuan.portal.actions import open_question
from gongyuan.portal.forms.asking import HelpedForm, QuestionTrackForm
from gongyuan.portal.views import visit


@public
@require_http_methods(["GET", "POST"])
@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """The code opens a question on this device for half an hour; the last one asked is shown."""
    now, form = timezone.now(), QuestionTrackForm(posted(request))
    if attempt(form, open_question, address=visit.address_of(request), now=now):
        visit.open_questions(request, form.result, now=now)
        return redirect("portal_question", max(form.result))
    return render(request, "portal/ask_track.html", {"form": form})


@public
@require_http_methods(["GET", "POST"])
@never_cache
@visit.of_question
def show(request: ActorRequest, consultation: Consultation) -> HttpResponse:
    """How a question stands and what was answered; whether it helped can be said here."""
    form, now = HelpedForm(posted(request)), timezone.now()
    if attempt(form, rate_answer, consultation=consultation, actor=request.actor, now=now):
        messages.success(request, "记下了，谢谢您。还不明白的，可以接着问。")
        return redirect("portal_question", consultation.pk)
    page = consultations.page(consultation, now=now) | {"form": form}
    return render(request, "portal/ask_answer.html", page)
