"""One shift: who sits in it, changing it, proposing and answering a swap, coming and leaving."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core.access import requires
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.duty.actions import presence, rosters, swaps
from gongyuan.duty.choices import SwapState
from gongyuan.duty.forms import shifts as forms
from gongyuan.duty.models import DutyShift, DutySwap
from gongyuan.duty.queries.own import own_shifts
from gongyuan.duty.queries.presence import with_presence
from gongyuan.duty.queries.swaps import lines_of, moving_obstacles, open_swap
from gongyuan.duty.views.page import form_page
from gongyuan.duty.views.timeline import told
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

READ = ("roster", "point__institution", "member")
EVENTS_SHOWN = 20
ANSWERS: dict[str, Callable[..., DutySwap]] = {
    "accept": swaps.accept_swap,
    "turn_down": swaps.turn_down_swap,
    "take_back": swaps.take_back_swap,
}

ANSWERED = {
    "accept": "已换班，也告诉了对方。",
    "turn_down": "已告诉对方，班次没有动。",
    "take_back": "已撤回，班次没有动。",
}


@require_safe
@requires(Capability.DUTY_READ)
def duty_shift(request: ActorRequest, shift_id: int) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    rows = DutyShift.objects.visible_to(actor).select_related(*READ)
    shift = with_presence([get_object_or_404(rows, pk=shift_id)])[0]
    is_mine = own_shifts(actor).filter(pk=shift.pk).exists()
    is_ours = shift.point.unit_id == actor.unit_id and actor.can(Capability.DUTY_MANAGE)
    is_ahead = shift.starts_at > now
    context = {
        "shift": shift,
        "swap": open_swap(shift),
        "may_change": is_ours and is_ahead,
        "may_swap": is_mine and is_ahead,
        "may_correct": is_ours and not is_ahead and shift.member_id is not None,
        "may_come": is_mine
        and shift.day == timezone.localdate(now)
        and now < shift.ends_at
        and not shift.is_corrected,
        "events": told(events_of(shift).order_by("-pk")[:EVENTS_SHOWN]),
        "now": now,
    }
    return render(request, "duty/shift.html", context)


@EITHER
@requires(Capability.DUTY_MANAGE)
def duty_shift_change(request: ActorRequest, shift_id: int) -> HttpResponse:
    rows = DutyShift.objects.handled_by(request.actor).select_related(*READ)
    shift = get_object_or_404(rows, pk=shift_id)
    form = forms.ChangeShiftForm(posted(request), shift=shift)
    if done(request, form, rosters.change_shift, shift=shift):
        messages.success(request, f"{shift.when}已改换。")
        return redirect("duty_roster", shift.roster_id)
    back = reverse("duty_shift", args=[shift.pk])
    title = f"{'改换' if shift.member else '安排'}{shift.when}值班人"
    nobody = not form.fields["member"].queryset  # type: ignore[attr-defined] # a field of choices
    return form_page(
        request, title=title, form=form, back=back, shift=shift, unable=form.unable, nobody=nobody
    )


@EITHER
@requires(Capability.DUTY_SERVE)
def duty_swap_new(request: ActorRequest, shift_id: int) -> HttpResponse:
    shift = get_object_or_404(own_shifts(request.actor), pk=shift_id)
    form = forms.SwapForm(posted(request), shift=shift, now=timezone.now())
    if done(request, form, swaps.propose_swap, shift=shift):
        messages.success(request, "已告诉对方，等对方答复。")
        return redirect("duty_mine")
    title, back = f"{shift.when}换班", reverse("duty_shift", args=[shift.pk])
    run = reverse("duty_run_new", args=[shift.member_id])
    return form_page(request, title=title, form=form, back=back, submit="提出换班", run=run)


@require_safe
@requires(Capability.DUTY_SERVE, Capability.DUTY_MANAGE)
def duty_swap(request: ActorRequest, swap_id: int) -> HttpResponse:
    now = timezone.now()
    rows = DutySwap.objects.visible_to(request.actor)
    read = ("giver__point__institution", "taker__point")
    swap = get_object_or_404(rows.select_related(*read), pk=swap_id)
    is_open = swap.state == SwapState.PROPOSED
    given, returned = lines_of(swap)
    context = {
        "swap": swap,
        "given": given,
        "returned": returned,
        "obstacles": moving_obstacles(swap, given, returned, now=now) if is_open else [],
        "form": forms.AnswerSwapForm(),
        "may_answer": is_open and swap.taker.user_id == request.actor.user_id,
        "may_take_back": is_open and swap.giver.user_id == request.actor.user_id,
        "now": now,
    }
    return render(request, "duty/swap.html", context)


@require_POST
@requires(Capability.DUTY_SERVE)
def duty_swap_answer(request: ActorRequest, swap_id: int) -> HttpResponse:
    swap = get_object_or_404(DutySwap.objects.handled_by(request.actor), pk=swap_id)
    answer = request.POST.get("answer", "")
    action = ANSWERS.get(answer)
    if action is None:
        raise Http404
    note = {"note": request.POST.get("note", "")[:200]} if answer == "turn_down" else {}
    try:
        action(swap=swap, actor=request.actor, now=timezone.now(), **note)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, ANSWERED[answer])
    return redirect("duty_swap", swap.pk)


@require_POST
@requires(Capability.DUTY_SERVE)
def duty_presence(request: ActorRequest, shift_id: int) -> HttpResponse:
    """Enter that one has come, or that one leaves."""
    shift = get_object_or_404(own_shifts(request.actor), pk=shift_id)
    action = presence.depart if request.POST.get("is") == "gone" else presence.arrive
    try:
        action(shift=shift, actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "已记下。")
    return redirect("duty_mine")


@EITHER
@requires(Capability.DUTY_MANAGE)
def duty_presence_correction(request: ActorRequest, shift_id: int) -> HttpResponse:
    """Set right when somebody came and left, with the reason."""
    rows = DutyShift.objects.handled_by(request.actor).select_related(*READ)
    [shift] = with_presence([get_object_or_404(rows, pk=shift_id)])
    form = forms.PresenceForm(posted(request), shift=shift)
    if done(request, form, presence.correct_presence, shift=shift):
        messages.success(request, "到岗记录已更正，原来的记录留在经过里。")
        return redirect("duty_shift", shift.pk)
    back = reverse("duty_shift", args=[shift.pk])
    name = shift.member.name if shift.member else ""
    title = f"更正{name}{shift.when}的到岗记录"
    return form_page(request, title=title, form=form, back=back, submit="更正")
