"""The page of one consultation, and what is done on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.consultations.actions import answering
from gongyuan.consultations.actions.reading import reveal_phone
from gongyuan.consultations.forms import steps as forms
from gongyuan.consultations.models import Consultation
from gongyuan.consultations.queries import detail as queries
from gongyuan.consultations.workflow import WORKFLOW
from gongyuan.core.access import requires
from gongyuan.core.panels import panels_of
from gongyuan.core.requests import EITHER, Work, done, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

#: Where each verb leads; `take` is done by the button itself.
ROUTES = {
    "answer": "consultation_answer",
    "take": "consultation_taking",
    "give_back": "consultation_return",
    "transfer": "consultation_transfer",
    "set_aside": "consultation_setting_aside",
}


@require_safe
@requires(Capability.CONSULTATIONS_READ)
def consultation_detail(request: ActorRequest, consultation_id: int) -> HttpResponse:
    return consultation_page(request, _seen(request, consultation_id))


@require_safe
@requires(Capability.CONSULTATIONS_READ)
def consultation_slip(request: ActorRequest, consultation_id: int) -> HttpResponse:
    """The sheet of a question and its answer, to print, to sign and to hand over."""
    row = _seen(request, consultation_id)
    context = {
        "consultation": row,
        "is_ours": queries.is_ours(row, request.actor),
        "asker": queries.asker_shown(row, request.actor),
        "place": queries.place_name(row),
        "now": timezone.now(),
    }
    answer = render(request, "consultations/slip.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@requires(Capability.CONSULTATIONS_ANSWER)
def consultation_taking(request: ActorRequest, consultation_id: int) -> HttpResponse:
    """Take a question in hand and go on to answering it."""
    row = _held(request, consultation_id)
    form = forms.EmptyForm(request.POST)
    if done(request, form, answering.take_question, consultation=row):
        return redirect("consultation_answer", row.pk)
    for reason in form.non_field_errors():
        messages.error(request, str(reason))
    return redirect("consultation_detail", row.pk)


@EITHER
@requires(Capability.CONSULTATIONS_ANSWER)
def consultation_return(request: ActorRequest, consultation_id: int) -> HttpResponse:
    row = _held(request, consultation_id)
    form = forms.GiveBackForm(posted(request))
    return _step(request, row, form, answering.give_back_question, "退回待答复")


@EITHER
@requires(Capability.CONSULTATIONS_ANSWER)
def consultation_answer(request: ActorRequest, consultation_id: int) -> HttpResponse:
    row = _held(request, consultation_id)
    return _step(request, row, forms.AnswerForm(posted(request)), answering.answer_question, "答复")


@EITHER
@requires(Capability.CONSULTATIONS_TRANSFER)
def consultation_transfer(request: ActorRequest, consultation_id: int) -> HttpResponse:
    row = _held(request, consultation_id)
    form = forms.TransferForm(posted(request), consultation=row)
    return _step(request, row, form, answering.transfer_question, "转其他单位")


@EITHER
@requires(Capability.CONSULTATIONS_TRANSFER)
def consultation_setting_aside(request: ActorRequest, consultation_id: int) -> HttpResponse:
    row, form = _held(request, consultation_id), forms.SetAsideForm(posted(request))
    return _step(request, row, form, answering.set_question_aside, "不予答复")


@EITHER
@requires(Capability.CONSULTATIONS_TRANSFER)
def consultation_phone(request: ActorRequest, consultation_id: int) -> HttpResponse:
    """The number of whoever asked, after a reason; on this one answer and in no address."""
    row, form = _held(request, consultation_id), forms.ReasonForm(posted(request))
    if done(request, form, reveal_phone, consultation=row):
        phone = form.result  # type: ignore[attr-defined] # left there by attempt
        return consultation_page(request, row, phone_shown=phone)
    work = Work(title="显示咨询人电话", form=form, action=request.path, submit="显示")
    return consultation_page(request, row, work=work)


def _seen(request: ActorRequest, consultation_id: int) -> Consultation:
    rows = Consultation.objects.visible_to(request.actor).select_related(*queries.READ)
    row: Consultation = get_object_or_404(rows, pk=consultation_id)
    return row


def _held(request: ActorRequest, consultation_id: int) -> Consultation:
    rows = Consultation.objects.handled_by(request.actor).select_related(*queries.READ)
    row: Consultation = get_object_or_404(rows, pk=consultation_id)
    return row


def _step(
    request: ActorRequest,
    row: Consultation,
    form: BaseForm,
    action: Callable[..., Any],
    title: str,
) -> HttpResponse:
    if done(request, form, action, consultation=row):
        messages.success(request, f"已{title}。")
        seen = Consultation.objects.visible_to(request.actor).filter(pk=row.pk).exists()
        return redirect("consultation_detail", row.pk) if seen else redirect("consultation_list")
    work = Work(title=title, form=form, action=request.path, submit=title)
    return consultation_page(request, row, work=work)


def consultation_page(
    request: ActorRequest, row: Consultation, *, work: Work | None = None, **more: Any
) -> HttpResponse:
    """Show a consultation as the actor may see it, with a form open or without."""
    actor, now = request.actor, timezone.now()
    ours = queries.is_ours(row, actor)
    context = {
        "consultation": row,
        "now": now,
        "work": work,
        "is_ours": ours,
        "asker": queries.asker_shown(row, actor),
        "place": queries.place_name(row),
        "earlier": queries.earlier(row, actor),
        "panels": panels_of(row, actor, now),
        "shifts": [] if actor.is_lawyer else queries.sitting_at(row, now=now),
        "events": [] if actor.is_lawyer else queries.timeline(row),
        **(_steps(row, request) if ours or actor.is_lawyer else {"none": "由答复单位办理。"}),
    }
    answer = render(request, "consultations/detail.html", context | more)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _steps(row: Consultation, request: ActorRequest) -> dict[str, Any]:
    """The legal next steps, as the strip shows them; what somebody else has in hand is left."""
    verbs = {one.name: one for one in WORKFLOW.available(row.state, request.actor.capabilities)}
    blocked = []
    if row.taken_by_id and row.taken_by_id != request.actor.user_id and "answer" in verbs:
        verbs.pop("answer")
        held = row.lawyer.name if row.lawyer else row.taken_by.name if row.taken_by else ""
        blocked = [{"label": "答复", "reason": f"{held}正在答复；退回以后别人才能答复。"}]
    # A lawyer takes a question first, so that no other answers it meanwhile; an office has no need.
    first = "take" if request.actor.is_lawyer and "take" in verbs else "answer"
    found = {
        name: {"label": verb.label, "url": reverse(ROUTES[name], args=[row.pk])}
        | ({"post": True} if name == "take" else {})
        for name, verb in sorted(verbs.items(), key=lambda one: one[0] == "take")
    }
    primary = found.pop(first, None)
    steps = [*_onward(row, request), *found.values()]
    return {
        "primary": {**primary, "key": "g"} if primary else None,
        "secondary": steps[:1],
        "more": steps[1:],
        "blocked": blocked,
    }


def _onward(row: Consultation, request: ActorRequest) -> list[dict[str, Any]]:
    """The way to the application that a consultation leads to, where it may."""
    if not queries.may_become_application(row, request.actor):
        return []
    url = reverse("case_registration_from_consultation", args=[row.pk])
    return [{"label": "转为申请", "url": url}]
