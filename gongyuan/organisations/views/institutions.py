from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.panels import panels_of
from gongyuan.core.requests import EITHER, ActorRequest, done
from gongyuan.organisations import actions, queries
from gongyuan.organisations.actions.institutions import details_of
from gongyuan.organisations.choices import EDIT, READ, InstitutionFunction
from gongyuan.organisations.forms import (
    ClosingForm,
    InstitutionChangeForm,
    InstitutionDetailsForm,
    InstitutionFilter,
    ReopeningForm,
)
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries.institutions import map_url, pictures_of
from gongyuan.organisations.views.shown import form_page, timeline

POSITION, UNION = "经纬度", "所属工会"


@require_safe
@requires(READ)
def institution_list(request: ActorRequest) -> HttpResponse:
    filters = InstitutionFilter(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    page = queries.institution_page(
        queries.institution_list(actor=request.actor, **chosen),
        after=request.GET.get("after", ""),
    )
    context = {
        "filters": filters,
        "page": page,
        "can_edit": request.actor.can(EDIT),
        "unit_id": request.actor.unit_id,
    }
    return render(request, "organisations/institutions.html", context)


@require_safe
@requires(READ)
def institution_detail(request: ActorRequest, institution_id: int) -> HttpResponse:
    institution = get_object_or_404(
        AidInstitution.objects.visible_to(request.actor).select_related("unit"), pk=institution_id
    )
    context = {
        "institution": institution,
        "facts": _facts(institution),
        "events": timeline(institution),
        "pictures": pictures_of(institution),
        "stretches": queries.stretches_of_institution(institution.pk),
        "can_edit": request.actor.can(EDIT),
        "panels": panels_of(institution, request.actor, timezone.now()),
        "now": timezone.now(),
    }
    return render(request, "organisations/institution.html", context)


@EITHER
@requires(EDIT)
def institution_registration(request: ActorRequest, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.handled_by(request.actor), pk=unit_id)
    form = InstitutionDetailsForm(request.POST or None, initial=queries.first_details(unit))
    if done(request, form, actions.register_institution, unit=unit):
        messages.success(request, f"已登记{form.result.name}。")
        return redirect("institution_detail", institution_id=form.result.pk)
    back = reverse("unit_detail", args=[unit.pk])
    title = f"登记{unit.name}的法律援助机构"
    return form_page(request, form, title=title, unit=unit, back=back, submit="登记")


@EITHER
@requires(EDIT)
def institution_edit(request: ActorRequest, institution_id: int) -> HttpResponse:
    institution = _handled(request, institution_id)
    form = InstitutionChangeForm(request.POST or None, initial=vars(details_of(institution)))
    if done(request, form, actions.edit_institution, institution=institution):
        messages.success(request, "已经保存。")
        return redirect("institution_detail", institution_id=institution.pk)
    return _of_institution(request, institution, form, "修改", "保存")


@EITHER
@requires(EDIT)
def institution_closing(request: ActorRequest, institution_id: int) -> HttpResponse:
    institution = _handled(request, institution_id)
    form = ClosingForm(request.POST or None)
    if done(request, form, actions.close_institution, institution=institution):
        messages.success(request, f"{institution.name}已撤销。")
        return redirect("institution_detail", institution_id=institution.pk)
    return _of_institution(request, institution, form, "撤销", "撤销")


@EITHER
@requires(EDIT)
def institution_reopening(request: ActorRequest, institution_id: int) -> HttpResponse:
    institution = _handled(request, institution_id)
    form = ReopeningForm(request.POST or None)
    if done(request, form, actions.reopen_institution, institution=institution):
        messages.success(request, f"{institution.name}已恢复。")
        return redirect("institution_detail", institution_id=institution.pk)
    return _of_institution(request, institution, form, "恢复", "恢复")


def _handled(request: ActorRequest, institution_id: int) -> AidInstitution:
    return get_object_or_404(
        AidInstitution.objects.handled_by(request.actor).select_related("unit"), pk=institution_id
    )


def _facts(institution: AidInstitution) -> list[dict[str, Any]]:
    functions = [InstitutionFunction(one).label for one in institution.functions]
    place = [str(institution.longitude), str(institution.latitude)]
    facts = {
        UNION: institution.unit.name,
        "类别": institution.get_kind_display(),
        "组建形式": institution.get_form_display(),
        "负责部门": institution.department,
        "负责人": institution.head_name,
        "联系电话": institution.phone,
        "办公时间": institution.hours,
        "地址": institution.address,
        POSITION: "，".join(place) if institution.longitude is not None else "",
        "职能": "、".join(map(str, functions)),
        "设立日期": institution.opened_on.isoformat(),
        "撤销日期": institution.closed_on and institution.closed_on.isoformat(),
    }
    urls = {
        UNION: reverse("unit_detail", args=[institution.unit_id]),
        POSITION: map_url(institution.name, institution.longitude, institution.latitude),
    }
    shown = [(label, value) for label, value in facts.items() if value]
    return [{"label": label, "value": value, "url": urls.get(label)} for label, value in shown]


def _of_institution(
    request: ActorRequest, institution: AidInstitution, form: Any, what: str, submit: str
) -> HttpResponse:
    back = reverse("institution_detail", args=[institution.pk])
    title = f"{what}{institution.name}"
    return form_page(request, form, title=title, unit=institution.unit, back=back, submit=submit)
