"""Stations and enterprises' unions write applications; the union above takes them or sends back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.actions import hand_up as actions
from gongyuan.cases.choices.major import HandUpState, ReturnedThing
from gongyuan.cases.forms.hand_up import HandUpForm, TakeOverForm, shown_again
from gongyuan.cases.forms.handling import ReasonForm
from gongyuan.cases.forms.oversight import ReturnForm
from gongyuan.cases.models import HandUp
from gongyuan.cases.queries import hand_up as queries
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, attempt, done, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

UNITS = "unit", "to_unit"


def _answer(
    request: ActorRequest, form: BaseForm, action: Callable[..., Any], *, title: str, **more: Any
) -> HttpResponse:
    """Do it and show what became of it, or the form (again) on a page of its own."""
    row = more.get("row")
    known = {"handed": row} if row else {}
    if done(request, form, action, **known):
        messages.success(request, f"已{title}。")
        shown = row.pk if row else form.result.pk  # type: ignore[attr-defined] # left by attempt
        return redirect("hand_up_detail", hand_up_id=shown)
    context = {"form": form, "title": title, "now": timezone.now(), **more}
    return render(request, "cases/hand_up_form.html", context)


def _received(request: ActorRequest, hand_up_id: int) -> HandUp:
    """What was handed up to the post's own union; else 404."""
    rows = HandUp.objects.visible_to(request.actor).select_related(*UNITS)
    return get_object_or_404(rows.filter(to_unit_id=request.actor.unit_id), pk=hand_up_id)


@require_safe
@requires(Capability.CASES_HAND_UP, Capability.CASES_RECEIVE)
def hand_up_list(request: ActorRequest) -> HttpResponse:
    """What waits for the own union and what it sent up, each page by page."""
    after = {name: request.GET.get(f"{name}_after", "") for name in ("waiting", "sent")}
    context = {
        "counts": queries.hand_up_counts(request.actor),
        "waiting": queries.waiting_page(request.actor, after=after["waiting"]),
        "sent": queries.sent_page(request.actor, after=after["sent"]),
        "may_send": request.actor.can(Capability.CASES_HAND_UP),
        "may_receive": request.actor.can(Capability.CASES_RECEIVE),
        "now": timezone.now(),
    }
    return render(request, "cases/hand_ups.html", context)


@EITHER
@requires(Capability.CASES_HAND_UP)
def hand_up_new(request: ActorRequest) -> HttpResponse:
    form = HandUpForm(posted(request), today=timezone.localdate())
    return _answer(request, form, actions.hand_up, title="转交上级")


@require_safe
@requires(Capability.CASES_HAND_UP, Capability.CASES_RECEIVE)
def hand_up_detail(request: ActorRequest, hand_up_id: int) -> HttpResponse:
    rows = HandUp.objects.visible_to(request.actor).select_related(*UNITS, "case")
    row = get_object_or_404(rows, pk=hand_up_id)
    actor, waits = request.actor, row.state == HandUpState.HANDED_UP
    is_sender = row.unit_id == actor.unit_id and actor.can(Capability.CASES_HAND_UP)
    is_receiver = row.to_unit_id == actor.unit_id and actor.can(Capability.CASES_RECEIVE)
    context = {
        "row": row,
        "facts": queries.summary(row),
        "may_take": is_receiver and waits,
        "may_amend": is_sender and row.state == HandUpState.TO_AMEND,
        "may_take_back": is_sender and row.case_id is None and row.state != "taken_back",
        "now": timezone.now(),
    }
    return render(request, "cases/hand_up.html", context)


@EITHER
@requires(Capability.CASES_HAND_UP)
def hand_up_amendment(request: ActorRequest, hand_up_id: int) -> HttpResponse:
    """The form as it was typed, with what is to be changed above it."""
    rows = HandUp.objects.handled_by(request.actor).select_related(*UNITS)
    row = get_object_or_404(rows, pk=hand_up_id)
    typed = shown_again(queries.typed_fields(row))
    form = HandUpForm(posted(request), initial=typed, today=timezone.localdate())
    return _answer(request, form, actions.resend, title="修改后再交", row=row)


@EITHER
@requires(Capability.CASES_HAND_UP)
def hand_up_withdrawal(request: ActorRequest, hand_up_id: int) -> HttpResponse:
    rows = HandUp.objects.handled_by(request.actor).select_related(*UNITS)
    row = get_object_or_404(rows, pk=hand_up_id)
    form = ReasonForm(posted(request))
    return _answer(request, form, actions.take_back, title="撤回转交", row=row)


@EITHER
@requires(Capability.CASES_RECEIVE)
def hand_up_return(request: ActorRequest, hand_up_id: int) -> HttpResponse:
    row = _received(request, hand_up_id)
    form = ReturnForm(posted(request), thing=ReturnedThing.HAND_UP)
    return _answer(request, form, actions.return_to_sender, title="退回转交", row=row)


@EITHER
@requires(Capability.CASES_RECEIVE)
def hand_up_takeover(request: ActorRequest, hand_up_id: int) -> HttpResponse:
    """Take an application over, then go to its case."""
    row = _received(request, hand_up_id)
    form = TakeOverForm(
        posted(request),
        fields=queries.typed_fields(row),
        today=timezone.localdate(),
        initial={"seen": row.sent_at.isoformat()},
    )
    known = {"handed": row, "actor": request.actor, "now": timezone.now()}
    if attempt(form, actions.take_over, **known):
        messages.success(request, "已接收，案件已经建立。")
        return redirect("case_detail", case_id=form.result.pk)  # type: ignore[attr-defined] # by attempt
    context = {"form": form, "title": "接收转交", "row": row, "now": timezone.now()}
    return render(request, "cases/hand_up_form.html", context)
