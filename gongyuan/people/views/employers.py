"""The register of employers, shared by all staff."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.panels import panels_of
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.organisations.queries.places import region_names
from gongyuan.people import queries
from gongyuan.people.actions import find_or_register_employer, register
from gongyuan.people.actions.employers import add_alias
from gongyuan.people.capabilities import Capability
from gongyuan.people.forms.register import AliasForm, EmployerFindForm, EmployerForm
from gongyuan.people.models import Employer
from gongyuan.people.requests import ActorRequest
from gongyuan.people.views.page import form_page, told

NEWEST = 30


@EITHER
@requires(Capability.PEOPLE_READ)
def employer_list(request: ActorRequest) -> HttpResponse:
    form = EmployerFindForm(request.POST or None)
    asked = dict(form.cleaned_data) if form.is_valid() else {}
    is_search = any(asked.values())
    employers = list(queries.list_employers(request.actor, text=asked.pop("q", ""), **asked))
    places = region_names({one.region_code for one in employers})
    context = {
        "form": form,
        "rows": [(one, places.get(one.region_code, one.region_code)) for one in employers],
        "is_search": is_search,
    }
    return render(request, "people/employer_list.html", context)


@EITHER
@requires(Capability.PEOPLE_EDIT)
def employer_new(request: ActorRequest) -> HttpResponse:
    form = EmployerForm(request.POST or None)
    if done(request, form, find_or_register_employer):
        messages.success(request, f"已经登记：{form.result.name}")
        return redirect("employer_detail", employer_id=form.result.pk)
    return render(request, "people/employer_form.html", {"form": form, "title": "登记用人单位"})


@require_safe
@requires(Capability.PEOPLE_READ)
def employer_detail(request: ActorRequest, employer_id: int) -> HttpResponse:
    employer = get_object_or_404(Employer.objects.visible_to(request.actor), pk=employer_id)
    if employer.merged_into_id is not None:
        return redirect("employer_detail", employer.merged_into_id)
    now = timezone.now()
    context = {
        "employer": employer,
        "place": region_names([employer.region_code]).get(employer.region_code),
        "aliases": employer.aliases.order_by("pk"),
        "events": told(queries.history_of(employer).order_by("-pk")[:NEWEST]),
        "panels": panels_of(employer, request.actor, now),
        "now": now,
    }
    return render(request, "people/employer_detail.html", context)


@EITHER
@requires(Capability.PEOPLE_EDIT)
def employer_edit(request: ActorRequest, employer_id: int) -> HttpResponse:
    employer = get_object_or_404(Employer.objects.handled_by(request.actor), pk=employer_id)
    form = EmployerForm(request.POST or None, employer=employer)
    if done(request, form, register.edit_employer, edited=employer):
        messages.success(request, "已经保存。")
        return redirect("employer_detail", employer_id=employer.pk)
    context = {"form": form, "title": f"修改{employer.name}", "employer": employer}
    return render(request, "people/employer_form.html", context)


@EITHER
@requires(Capability.PEOPLE_EDIT)
def employer_alias(request: ActorRequest, employer_id: int) -> HttpResponse:
    """Another name the employer is known by."""
    employer = get_object_or_404(Employer.objects.handled_by(request.actor), pk=employer_id)
    form = AliasForm(posted(request))
    if done(request, form, add_alias, employer=employer):
        messages.success(request, "已登记，按这个名称也能查到。")
        return redirect("employer_detail", employer_id=employer.pk)
    back_url = reverse("employer_detail", args=[employer.pk])
    return form_page(request, form, title="登记别名", back_url=back_url, back=employer.name)
