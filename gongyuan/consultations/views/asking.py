"""A question written down by the counter."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from gongyuan.consultations.actions.asking import register_consultation
from gongyuan.consultations.choices import WRITTEN_DOWN
from gongyuan.consultations.forms.asking import ConsultationForm
from gongyuan.consultations.models import Consultation
from gongyuan.consultations.queries.counter import counter_of, known_of_phone
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, attempt, posted
from gongyuan.organisations.models import Unit
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

#: What stays the same from one line of a sheet to the next, and may stand in an address.
CARRIED = ("channel", "asked_on")


@EITHER
@requires(Capability.CONSULTATIONS_REGISTER)
def consultation_new(request: ActorRequest) -> HttpResponse:
    """Write a question down; `check` only looks the telephone up."""
    now = timezone.now()
    unit = get_object_or_404(Unit, pk=request.actor.unit_id or 0)
    given: dict[str, Any] = {
        "actor": request.actor,
        "counter": counter_of(request.actor, now=now),
        "now": now,
    }
    if request.POST.get("check"):
        typed = {key: value for key, value in request.POST.items() if key != "worker"}
        return _page(request, ConsultationForm(initial=typed, **given), now)
    form = ConsultationForm(posted(request), initial=_carried(request), **given)
    if attempt(form, register_consultation, unit=unit, actor=request.actor, now=now):
        return _registered(request, form.result)
    return _page(request, form, now)


def _registered(request: ActorRequest, row: Consultation) -> HttpResponse:
    messages.success(request, f"已登记 {row.number}，查询码 {row.code}。")
    if request.POST.get("more"):
        same = urlencode({key: request.POST.get(key, "") for key in CARRIED})
        return redirect(f"{reverse('consultation_new')}?{same}")
    seen = Consultation.objects.visible_to(request.actor).filter(pk=row.pk).exists()
    return redirect("consultation_detail", row.pk) if seen else redirect("consultation_list")


def _carried(request: ActorRequest) -> dict[str, Any]:
    """What the line before said of the way and the day, where it means something."""
    known = {}
    if request.GET.get("channel") in WRITTEN_DOWN:
        known["channel"] = request.GET["channel"]
    try:
        day = parse_date(request.GET.get("asked_on", ""))
    except ValueError:
        day = None
    return {**known, "asked_on": day} if day else known


def _page(request: ActorRequest, form: ConsultationForm, now: Any) -> HttpResponse:
    phone = request.POST.get("phone", "")
    known = None if request.actor.is_lawyer else known_of_phone(request.actor, phone, now=now)
    context = {"form": form, "known": known, "now": now}
    answer = render(request, "consultations/new.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
