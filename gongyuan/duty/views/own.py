"""One's own duty: shifts to come, swaps, leave."""

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
from gongyuan.duty.forms.shifts import LeaveForm
from gongyuan.duty.models import DutyLeave
from gongyuan.duty.queries import own as queries
from gongyuan.duty.views.page import form_page
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@require_safe
@requires(Capability.DUTY_SERVE)
def duty_mine(request: ActorRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    context = {
        "today": today,
        "shifts": queries.coming_shifts(request.actor, today=today),
        "swaps": queries.open_swaps(request.actor),
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
    form = LeaveForm(posted(request))
    is_own = member.user_id == request.actor.user_id
    back = reverse("duty_mine") if is_own else reverse("duty_point", args=[member.point_id])
    if done(request, form, actions.take_leave, member=member):
        messages.success(request, "已请假，这些日子的班次已补排给别人。")
        return redirect(back)
    return form_page(request, title=f"{member.name}值班请假", form=form, back=back, submit="请假")


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
