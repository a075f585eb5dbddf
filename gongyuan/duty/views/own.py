"""One's own duty: shifts to come, swaps, leave."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.duty.actions import leave as actions
from gongyuan.duty.actions.swaps import propose_run
from gongyuan.duty.forms.shifts import LeaveForm, OwnLeaveForm, RunForm
from gongyuan.duty.models import DutyLeave
from gongyuan.duty.queries import own as queries
from gongyuan.duty.queries.takers import colleagues
from gongyuan.duty.views.page import form_page, refilled_words
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import STAFF_ROLES
from gongyuan.people.requests import ActorRequest


@require_safe
@requires(Capability.DUTY_SERVE)
def duty_mine(request: ActorRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    context = {
        "today": today,
        "shifts": queries.coming_shifts(request.actor, today=today),
        "swaps": queries.open_swaps(request.actor, today=today),
        "places": queries.places(request.actor),
        "leaves": queries.leaves(request.actor, today=today),
        "sat": queries.sat_this_year(request.actor, today=today),
        "now": now,
    }
    return render(request, "duty/mine.html", context)


@EITHER
@requires(Capability.DUTY_SERVE, Capability.DUTY_MANAGE)
def duty_leave_new(request: ActorRequest, duty_member_id: int) -> HttpResponse:
    """Leave of one's own, or entered for somebody by whoever keeps the roster."""
    member = get_object_or_404(queries.places_to_excuse(request.actor), pk=duty_member_id)
    is_own = member.user_id == request.actor.user_id
    form = OwnLeaveForm(posted(request), member=member) if is_own else LeaveForm(posted(request))
    back = reverse("duty_mine") if is_own else reverse("duty_point", args=[member.point_id])
    asks = form.is_bound and form.is_valid() and "taker" in form.cleaned_data
    action: Callable[..., Any] = propose_run if asks else actions.take_leave
    if done(request, form, action, member=member):
        if asks:
            messages.success(request, "已告诉对方。对方同意以后，班次换过去，假同时请好。")
        else:
            messages.success(request, f"已请假。{refilled_words(form.result.refilled)}")  # type: ignore[attr-defined] # by attempt
        return redirect(back)
    title, cares = f"{member.name}值班请假", is_own and request.actor.role in STAFF_ROLES
    return form_page(request, title=title, form=form, back=back, submit="请假", own_leave=cares)


@EITHER
@requires(Capability.DUTY_SERVE)
def duty_run_new(request: ActorRequest, duty_member_id: int) -> HttpResponse:
    """Ask a colleague to change a run of days: first whom, then which days."""
    rows = queries.own_places(request.actor).select_related("point__institution")
    member = get_object_or_404(rows, pk=duty_member_id)
    context: dict[str, Any] = {"member": member, "colleagues": colleagues(member)}
    whom = request.GET.get("with", "")
    if whom.isdecimal():
        now = timezone.now()
        taker = get_object_or_404(colleagues(member), pk=whom)
        form = RunForm(posted(request), member=member, taker=taker, now=now)
        if done(request, form, propose_run, member=member, taker=taker):
            messages.success(request, "已告诉对方，等对方答复。")
            return redirect("duty_mine")
        context |= {"taker": taker, "form": form}
    return render(request, "duty/run.html", context)


@require_POST
@requires(Capability.DUTY_SERVE, Capability.DUTY_MANAGE)
def duty_leave_end(request: ActorRequest, leave_id: int) -> HttpResponse:
    rows = DutyLeave.objects.handled_by(request.actor).select_related("member")
    leave = get_object_or_404(rows, pk=leave_id)
    try:
        actions.cancel_leave(leave=leave, actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "已销假。已经补排给别人的班次不变。")
    if leave.member.user_id == request.actor.user_id:
        return redirect("duty_mine")
    return redirect("duty_point", leave.member.point_id)
