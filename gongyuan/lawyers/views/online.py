"""Registration for online service, and a lawyer's own page of the team."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, done, posted, tabs
from gongyuan.lawyers import queries
from gongyuan.lawyers.actions import online as actions
from gongyuan.lawyers.choices import OPEN_ONLINE
from gongyuan.lawyers.forms.fields import ReasonForm
from gongyuan.lawyers.forms.online import (
    AdmissionForm,
    ApplyForm,
    EmptyForm,
    HoursForm,
    StandardForm,
)
from gongyuan.lawyers.models import ContactPoint, Lawyer, OnlineRegistration
from gongyuan.lawyers.queries import online as found
from gongyuan.lawyers.queries.history import timeline
from gongyuan.lawyers.queries.members import lawyer_facts
from gongyuan.lawyers.queries.terms import with_improvements
from gongyuan.lawyers.rules.online import serving_obstacles
from gongyuan.lawyers.views.page import TABS, form_page
from gongyuan.lawyers.workflow import ONLINE
from gongyuan.people.capabilities import Capability
from gongyuan.people.privacy import mask_identity_number
from gongyuan.people.requests import ActorRequest

#: The steps of an office on a registration: its address.
STEPS = {
    "admit": "online_admission",
    "reject": "online_rejection",
    "pause": "online_pause",
    "resume": "online_resumption",
}


@require_safe
@requires(Capability.LAWYERS_EDIT)
def online_list(request: ActorRequest) -> HttpResponse:
    shown = {
        "rows": found.registrations(request.actor)[:200],
        "standards": found.standards_of(request.actor),
        "tabs": tabs(TABS, request.actor, "online_list"),
    }
    return render(request, "lawyers/online_list.html", shown)


@require_safe
@requires(Capability.LAWYERS_EDIT)
def online_detail(request: ActorRequest, registration_id: int) -> HttpResponse:
    rows = OnlineRegistration.objects.visible_to(request.actor)
    row = get_object_or_404(
        rows.select_related("lawyer__firm", "unit", "standard"), pk=registration_id
    )
    is_ours = row.unit_id == request.actor.unit_id
    steps = ONLINE.available(row.state, request.actor.capabilities) if is_ours else []
    shown = {
        "row": row,
        "hours": found.hours_shown(row.hours),
        "identity": mask_identity_number(row.identity_number) if is_ours else "",
        "steps": [
            {"label": one.label, "url": reverse(STEPS[one.name], args=[row.pk])} for one in steps
        ],
        "events": timeline(row),
        "now": timezone.now(),
    }
    answer = render(request, "lawyers/online.html", shown)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@EITHER
@requires(Capability.LAWYERS_EDIT)
def online_admission(request: ActorRequest, registration_id: int) -> HttpResponse:
    """Verify with the identity number before one's eyes: each time it is shown is recorded."""
    row = _handled(request, registration_id)
    form = AdmissionForm(posted(request))
    if done(request, form, actions.admit_online, registration=row):
        return redirect("online_detail", registration_id=row.pk)
    number = actions.reveal_identity(registration=row, actor=request.actor, now=timezone.now())
    hint = f"{row.lawyer.name}，身份证号 {number}，执业证号 {row.lawyer.licence_number}。"
    return _form(request, row, form, "核验", hint=hint)


@EITHER
@requires(Capability.LAWYERS_EDIT)
def online_rejection(request: ActorRequest, registration_id: int) -> HttpResponse:
    row = _handled(request, registration_id)
    return _step(request, row, ReasonForm(posted(request)), actions.reject_online, "核验未通过")


@EITHER
@requires(Capability.LAWYERS_EDIT)
def online_pause(request: ActorRequest, registration_id: int) -> HttpResponse:
    row = _handled(request, registration_id)
    return _step(request, row, ReasonForm(posted(request)), actions.pause_online, "暂停线上服务")


@EITHER
@requires(Capability.LAWYERS_EDIT)
def online_resumption(request: ActorRequest, registration_id: int) -> HttpResponse:
    row = _handled(request, registration_id)
    return _step(request, row, ReasonForm(posted(request)), actions.resume_online, "恢复线上服务")


@EITHER
@requires(Capability.ROUNDS_MANAGE)
def service_standard_new(request: ActorRequest) -> HttpResponse:
    known = found.standards_of(request.actor)
    start: dict[str, Any] = {"effective_on": timezone.localdate()}
    if known:
        start |= {"title": known[0].title, "text": known[0].text}
    form = StandardForm(posted(request), initial=start)
    if done(request, form, actions.publish_standard):
        return redirect("online_list")
    return form_page(request, form, "公布网上服务标准", back=reverse("online_list"))


@require_safe
@requires(Capability.LAWYERS_GO_ONLINE)
def lawyer_own(request: ActorRequest) -> HttpResponse:
    """A lawyer's own place in the team: terms, certificate, contact points, online service."""
    actor, today = request.actor, timezone.localdate()
    lawyer = Lawyer.objects.visible_to(actor).select_related("firm", "home_unit").first()
    if lawyer is None:
        raise Http404
    terms = with_improvements(queries.panel_terms(actor))
    registrations = found.registrations(actor)
    points = ContactPoint.objects.visible_to(actor).select_related("unit")
    shown = {
        "lawyer": lawyer,
        "rows": queries.panel_rows(terms, on=today, with_stipend=True),
        "points": points.order_by("ends_on", "unit__path"),
        "registrations": [_own(row, today) for row in registrations],
        **lawyer_facts(lawyer, today=today),
    }
    return render(request, "lawyers/own.html", shown)


@EITHER
@requires(Capability.LAWYERS_GO_ONLINE)
def online_new(request: ActorRequest) -> HttpResponse:
    today = timezone.localdate()
    form = ApplyForm(posted(request), actor=request.actor, today=today)
    if done(request, form, actions.apply_online):
        messages.success(request, "已提交，工会核验身份和执业证以后会发通知。")
        return redirect("lawyer_own")
    texts = [
        standard
        for unit in form.fields["unit"].queryset  # type: ignore[attr-defined] # a choice of models
        if (standard := found.standard_in_force(unit, on=today))
    ]
    return render(request, "lawyers/online_form.html", {"form": form, "standards": texts})


@EITHER
@requires(Capability.LAWYERS_GO_ONLINE)
def online_hours(request: ActorRequest, registration_id: int) -> HttpResponse:
    row = _handled(request, registration_id)
    form = HoursForm(posted(request), hours=row.hours)
    if done(request, form, actions.set_online_hours, registration=row):
        return redirect("lawyer_own")
    return form_page(request, form, "调整在线时段", back=reverse("lawyer_own"))


@require_POST
@requires(Capability.LAWYERS_GO_ONLINE)
def online_standard(request: ActorRequest, registration_id: int) -> HttpResponse:
    row = _handled(request, registration_id)
    actions.accept_standard(registration=row, actor=request.actor, now=timezone.now())
    return redirect("lawyer_own")


@EITHER
@requires(Capability.LAWYERS_GO_ONLINE)
def online_withdrawal(request: ActorRequest, registration_id: int) -> HttpResponse:
    row = _handled(request, registration_id)
    form = EmptyForm(posted(request))
    if done(request, form, actions.withdraw_online, registration=row):
        return redirect("lawyer_own")
    back, hint = reverse("lawyer_own"), f"退出{row.unit.name}的线上服务；以后可以重新申请。"
    return form_page(request, form, "退出线上服务", back=back, hint=hint, submit="退出")


def _own(row: OnlineRegistration, today: Any) -> dict[str, Any]:
    standard = found.standard_in_force(row.unit, on=today)
    obstacles = serving_obstacles(
        is_active=row.state == "active",
        accepted_version=row.standard.version,
        version=standard.version if standard else 0,
    )
    return {
        "row": row,
        "hours": found.hours_shown(row.hours),
        "obstacles": obstacles if row.state == "active" else [],
        "standard": standard,
        "is_open": row.state in OPEN_ONLINE,
    }


def _step(
    request: ActorRequest,
    row: OnlineRegistration,
    form: Any,
    action: Callable[..., Any],
    title: str,
) -> HttpResponse:
    if done(request, form, action, registration=row):
        return redirect("online_detail", registration_id=row.pk)
    return _form(request, row, form, title)


def _form(
    request: ActorRequest, row: OnlineRegistration, form: Any, title: str, *, hint: str = ""
) -> HttpResponse:
    back = reverse("online_detail", args=[row.pk])
    page = form_page(request, form, f"{title}：{row.lawyer.name}", back=back, hint=hint)
    page.headers["Cache-Control"] = "private, no-store"
    return page


def _handled(request: ActorRequest, registration_id: int) -> OnlineRegistration:
    rows = OnlineRegistration.objects.handled_by(request.actor).select_related("lawyer", "unit")
    return get_object_or_404(rows, pk=registration_id)
