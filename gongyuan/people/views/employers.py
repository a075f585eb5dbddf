"""The register of employers, shared by all staff."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gongyuan.core.access import requires
from gongyuan.core.events import events_of, find
from gongyuan.core.forms import attempt
from gongyuan.people import queries
from gongyuan.people.actions import find_or_register_employer, register
from gongyuan.people.capabilities import Capability
from gongyuan.people.forms.register import EmployerForm, FindForm
from gongyuan.people.models import Employer
from gongyuan.people.requests import ActorRequest

NEWEST = 30


@require_http_methods(["GET", "POST"])
@requires(Capability.PEOPLE_READ)
def employer_list(request: ActorRequest) -> HttpResponse:
    form = FindForm(request.POST or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    if text:
        employers = queries.find_employers(request.actor, text)
    else:
        employers = Employer.objects.visible_to(request.actor).order_by("-pk")[:NEWEST]
    context = {"form": form, "employers": employers, "is_search": bool(text)}
    return render(request, "people/employer_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Capability.PEOPLE_EDIT)
def employer_new(request: ActorRequest) -> HttpResponse:
    form = EmployerForm(request.POST or None)
    if attempt(form, find_or_register_employer, actor=request.actor, now=timezone.now()):
        messages.success(request, f"已经登记：{form.result.name}")
        return redirect("employer_detail", employer_id=form.result.pk)
    return render(request, "people/employer_form.html", {"form": form, "title": "登记用人单位"})


@require_safe
@requires(Capability.PEOPLE_READ)
def employer_detail(request: ActorRequest, employer_id: int) -> HttpResponse:
    employer = get_object_or_404(Employer.objects.visible_to(request.actor), pk=employer_id)
    history = events_of(employer).order_by("-pk")[:NEWEST]
    context = {
        "employer": employer,
        "events": [
            {"text": find(e.code).label, "when": e.at, "who": e.actor_name, "note": e.note}
            for e in history
        ],
        "now": timezone.now(),
    }
    return render(request, "people/employer_detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(Capability.PEOPLE_EDIT)
def employer_edit(request: ActorRequest, employer_id: int) -> HttpResponse:
    employer = get_object_or_404(Employer.objects.handled_by(request.actor), pk=employer_id)
    form = EmployerForm(request.POST or None, employer=employer)
    if attempt(
        form, register.edit_employer, edited=employer, actor=request.actor, now=timezone.now()
    ):
        messages.success(request, "已经保存。")
        return redirect("employer_detail", employer_id=employer.pk)
    context = {"form": form, "title": f"修改{employer.name}", "employer": employer}
    return render(request, "people/employer_form.html", context)
