"""Activities the contact-point union confirms, and written requests for service."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, Work, done, posted, tabs
from gongyuan.organisations.models import Unit
from gongyuan.panel.actions import activity as actions
from gongyuan.panel.actions import requests as request_actions
from gongyuan.panel.choices import RequestState
from gongyuan.panel.forms import activity as forms
from gongyuan.panel.models import Activity, ServiceRequest
from gongyuan.panel.queries import requests as queries
from gongyuan.panel.queries.members import bound_lawyers
from gongyuan.panel.queries.timeline import timeline
from gongyuan.panel.views.page import TABS, Step, as_strip, step_links
from gongyuan.panel.workflow import REQUESTS
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

PAGE = 60
ANY_SIDE = (Capability.PANEL_MANAGE, Capability.PANEL_REQUEST, Capability.PANEL_OWN)
STEPS = {
    "offer": Step("请律师服务", forms.OfferForm, request_actions.offer_request),
    "take": Step("接受服务申请", forms.TakeForm, request_actions.answer_offer),
    "decline": Step("谢绝服务申请", forms.DeclineForm, request_actions.answer_offer),
    "finish": Step("填写服务结果", forms.DoneForm, request_actions.finish_request),
    "turn_down": Step("答复不能安排", forms.ReasonForm, request_actions.turn_down_request),
    "call_off": Step("撤回服务申请", forms.RemarkForm, request_actions.call_off_request),
    "rate": Step("评价服务", forms.RatingForm, request_actions.rate_request),
}


@require_safe
@requires(Capability.PANEL_CONFIRM)
def activity_list(request: ActorRequest) -> HttpResponse:
    """What lawyers entered for the own union and below, those to confirm first."""
    rows = Activity.objects.visible_to(request.actor).filter(struck_at=None)
    rows = rows.select_related("lawyer__firm", "unit").order_by("-confirmed_at", "-pk")
    waiting = rows.filter(confirmed_at=None)
    is_all = bool(request.GET.get("all"))
    page = Paginator(rows if is_all else waiting, PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "is_all": is_all,
        "tabs": tabs(TABS, request.actor, "activity_list"),
        "now": timezone.now(),
    }
    return render(request, "panel/activity_list.html", shown)


@require_POST
@requires(Capability.PANEL_CONFIRM)
def activity_confirmation(request: ActorRequest, activity_id: int) -> HttpResponse:
    row = get_object_or_404(Activity.objects.handled_by(request.actor), pk=activity_id)
    try:
        actions.confirm_activity(activity=row, actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.reasons[0])
    else:
        messages.success(request, "已确认。")
    return redirect("activity_list")


@require_safe
@requires(Capability.PANEL_CONFIRM)
def activity_detail(request: ActorRequest, activity_id: int) -> HttpResponse:
    """One activity with what can be said to it: confirm, or strike out with the reason."""
    return _activity_page(request, _activity(request, activity_id))


def _activity(request: ActorRequest, activity_id: int) -> Activity:
    rows = Activity.objects.handled_by(request.actor).select_related("lawyer__firm", "unit")
    found: Activity = get_object_or_404(rows, pk=activity_id)
    return found


def _activity_page(request: ActorRequest, row: Activity, work: Work | None = None) -> HttpResponse:
    shown = {"row": row, "work": work, "now": timezone.now()}
    return render(request, "panel/activity.html", shown)


@EITHER
@requires(Capability.PANEL_CONFIRM)
def activity_strike(request: ActorRequest, activity_id: int) -> HttpResponse:
    row = _activity(request, activity_id)
    form = forms.ReasonForm(posted(request))
    if done(request, form, actions.strike_activity, activity=row):
        messages.success(request, "已划去。")
        return redirect("activity_list")
    work = Work(title="划去", form=form, action=request.path, submit="划去")
    return _activity_page(request, row, work)


@require_safe
@requires(*ANY_SIDE)
def request_list(request: ActorRequest) -> HttpResponse:
    """Requests in sight; to an enterprise union also who serves it."""
    page = Paginator(queries.requests_seen(request.actor), queries.PAGE)
    shown: dict[str, Any] = {
        "page": page.get_page(request.GET.get("page")),
        "tabs": tabs(TABS, request.actor, "request_list"),
        "now": timezone.now(),
    }
    if request.actor.can(Capability.PANEL_REQUEST):
        own = get_object_or_404(Unit, pk=request.actor.unit_id)
        shown["serving"] = bound_lawyers(own, on=timezone.localdate())
    return render(request, "panel/request_list.html", shown)


@EITHER
@requires(Capability.PANEL_REQUEST)
def request_new(request: ActorRequest) -> HttpResponse:
    form = forms.RequestForm(posted(request), request.FILES or None)
    if done(request, form, request_actions.file_request):
        messages.success(request, "已提交上级工会，安排好了会发通知。")
        return redirect("service_request", form.result.pk)  # type: ignore[attr-defined] # by attempt
    work = Work(title="申请法律服务", form=form, action=request.path, submit="提交")
    shown = {"work": work, "back": reverse("request_list")}
    return render(request, "panel/form.html", shown)


@require_safe
@requires(*ANY_SIDE)
def service_request(request: ActorRequest, service_request_id: int) -> HttpResponse:
    return _page(request, _request(request, service_request_id))


@require_safe
@requires(*ANY_SIDE)
def request_paper(request: ActorRequest, service_request_id: int) -> HttpResponse:
    """The written request as it was handed in."""
    row = _request(request, service_request_id)
    if row.file is None:
        raise Http404
    return files.response(row.file)


@EITHER
@requires(*ANY_SIDE)
def request_step(request: ActorRequest, service_request_id: int, step: str) -> HttpResponse:
    rows = ServiceRequest.objects.handled_by(request.actor).select_related("asker", "unit")
    row, chosen = get_object_or_404(rows, pk=service_request_id), STEPS[step]
    if step not in _verbs(row, request):
        raise Http404
    known: dict[str, Any] = {"request": row} if step == "offer" else {}
    form = chosen.form(posted(request), **known)
    if done(request, form, chosen.action, request=row):
        messages.success(request, f"已{chosen.title}。")
        seen = ServiceRequest.objects.visible_to(request.actor).filter(pk=row.pk).exists()
        return redirect("service_request", row.pk) if seen else redirect("request_list")
    work = Work(title=chosen.title, form=form, action=request.path, submit=chosen.title)
    return _page(request, row, work)


def _verbs(row: ServiceRequest, request: ActorRequest) -> set[str]:
    """What the one who acts may do now; a step already done is refused by the action."""
    mine = {v.name for v in REQUESTS.transitions if v.capability in request.actor.capabilities}
    return mine | ({"rate"} if request.actor.can(Capability.PANEL_REQUEST) else set())


def _request(request: ActorRequest, service_request_id: int) -> ServiceRequest:
    rows = ServiceRequest.objects.visible_to(request.actor)
    return get_object_or_404(
        rows.select_related("asker", "unit", "lawyer", "file"), pk=service_request_id
    )


def _page(request: ActorRequest, row: ServiceRequest, work: Work | None = None) -> HttpResponse:
    actor = request.actor
    links = []
    if ServiceRequest.objects.handled_by(actor).filter(pk=row.pk).exists():
        links = step_links(REQUESTS, row.state, actor, "request_step", row.pk)
    rated = bool(row.rating) or row.state != RequestState.SERVED
    if actor.can(Capability.PANEL_REQUEST) and not rated:
        links.append({"label": "评价服务", "url": reverse("request_step", args=[row.pk, "rate"])})
    shown = {
        "row": row,
        "work": work,
        **as_strip(links),
        "events": timeline(row),
        "now": timezone.now(),
    }
    return render(request, "panel/request.html", shown)
