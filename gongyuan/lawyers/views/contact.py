"""Contact points: who serves whom; the supervision phones."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, done, posted, tabs
from gongyuan.lawyers.actions import contact as actions
from gongyuan.lawyers.forms.contact import ContactPointForm, EndContactForm, SupervisionPhoneForm
from gongyuan.lawyers.models import ContactPoint
from gongyuan.lawyers.queries import contact as queries
from gongyuan.lawyers.views.page import TABS, form_page
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@require_safe
@requires(Capability.LAWYERS_READ)
def contact_points(request: ActorRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = queries.service_table(request.actor, on=today)
    shown = {
        "rows": rows,
        "without": sum(row.has_nobody for row in rows),
        "unbound": queries.unbound_members(request.actor, on=today),
        "may_edit": request.actor.can(Capability.LAWYERS_EDIT),
        "tabs": tabs(TABS, request.actor, "contact_points"),
    }
    return render(request, "lawyers/contact_points.html", shown)


@EITHER
@requires(Capability.LAWYERS_EDIT)
def contact_point_new(request: ActorRequest) -> HttpResponse:
    start: dict[str, Any] = {name: request.GET.get(name) for name in ("lawyer", "unit")}
    start["starts_on"] = timezone.localdate()
    form = ContactPointForm(posted(request), actor=request.actor, initial=start)
    if done(request, form, actions.bind_contact):
        return redirect("contact_points")
    hint = "联系点律师在指派案件时优先，职工在公开名册上按县查得到。"
    return form_page(request, form, "确定联系点", back=reverse("contact_points"), hint=hint)


@EITHER
@requires(Capability.LAWYERS_EDIT)
def contact_point_end(request: ActorRequest, point_id: int) -> HttpResponse:
    handled = ContactPoint.objects.handled_by(request.actor).select_related("lawyer", "unit")
    point = get_object_or_404(handled, pk=point_id)
    form = EndContactForm(posted(request), initial={"ends_on": timezone.localdate()})
    if done(request, form, actions.end_contact, point=point):
        return redirect("contact_points")
    title = f"结束 {point.lawyer.name} 在 {point.unit.name} 的联系点"
    return form_page(request, form, title, back=reverse("contact_points"))


@EITHER
@requires(Capability.ROUNDS_MANAGE)
def supervision_phones(request: ActorRequest) -> HttpResponse:
    start = {"starts_on": timezone.localdate()}
    form = SupervisionPhoneForm(posted(request), initial=start)
    if done(request, form, actions.publish_phone):
        return redirect("supervision_phones")
    shown = {
        "form": form,
        "phones": queries.phones_of(request.actor.unit_id),
        "tabs": tabs(TABS, request.actor, "supervision_phones"),
    }
    return render(request, "lawyers/supervision_phones.html", shown)
