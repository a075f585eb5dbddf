"""What is done on a complaint: one page, the form of the step in the place of work."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, Work, done, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest
from gongyuan.quality.actions import complaints, forwarding, lodging
from gongyuan.quality.forms import complaints as forms
from gongyuan.quality.models import Complaint, Inquiry
from gongyuan.quality.views.complaints import READ, complaint_page


@dataclass(frozen=True)
class Step:
    """One step: what the button says, the form, the action."""

    title: str
    form: Callable[..., BaseForm]
    action: Callable[..., Any]


STEPS = {
    "accept": Step("受理投诉", forms.RemarkForm, complaints.accept_complaint),
    "ask_more": Step("一次性告知补充", forms.MoreForm, lodging.ask_more),
    "add": Step("登记补充内容", forms.AddedForm, lodging.add_to_complaint),
    "turn_away": Step("不予受理", forms.ReasonForm, complaints.turn_away),
    "identify": Step("确认被投诉人", forms.AccusedForm, complaints.identify),
    "look_into": Step("记录调查情况", forms.LookIntoForm, complaints.look_into),
    "ask": Step("向被投诉人了解情况", forms.AskForm, complaints.ask_accused),
    "reply": Step("答复投诉人", forms.RemarkForm, complaints.reply),
    "forward": Step("转司法行政机关", forms.ForwardForm, forwarding.forward_complaint),
    "record_receipt": Step("登记转办回执", forms.ReceiptForm, forwarding.record_receipt),
    "record_answer": Step("登记处理结果", forms.OutsideAnswerForm, forwarding.record_answer),
    "merge": Step("并入前一投诉", forms.MergeForm, forwarding.merge_complaint),
    "drop": Step("投诉人撤回", forms.ReasonForm, forwarding.drop_complaint),
}


def _complaint(request: ActorRequest, complaint_id: int) -> Complaint:
    rows = Complaint.objects.handled_by(request.actor).select_related(*READ)
    return get_object_or_404(rows, pk=complaint_id)


@EITHER
@requires(Capability.COMPLAINTS_HANDLE)
def complaint_step(request: ActorRequest, complaint_id: int, step: str) -> HttpResponse:
    complaint, chosen = _complaint(request, complaint_id), STEPS[step]
    known: dict[str, Any] = {}
    if step == "identify":
        known = {"complaint": complaint}
    if step == "merge":
        known = {"complaint": complaint, "actor": request.actor}
    form = chosen.form(posted(request), **known)
    if done(request, form, chosen.action, complaint=complaint):
        messages.success(request, f"已{chosen.title}。")
        seen = Complaint.objects.handled_by(request.actor).filter(pk=complaint.pk).exists()
        return redirect("complaint_detail", complaint.pk) if seen else redirect("complaint_list")
    work = Work(title=chosen.title, form=form, action=request.path, submit=chosen.title)
    return complaint_page(request, complaint, work=work)


@EITHER
@requires(Capability.COMPLAINTS_DECIDE)
def complaint_verdict(request: ActorRequest, complaint_id: int) -> HttpResponse:
    complaint = _complaint(request, complaint_id)
    form = forms.VerdictForm(posted(request))
    if done(request, form, complaints.decide_complaint, complaint=complaint):
        messages.success(request, "已认定，请答复投诉人。")
        return redirect("complaint_detail", complaint.pk)
    work = Work(title="认定是否属实", form=form, action=request.path, submit="认定")
    return complaint_page(request, complaint, work=work)


@EITHER
@requires(Capability.COMPLAINTS_HANDLE)
def complaint_phone(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """The complainant's number, after a reason; on this one answer and in no address."""
    complaint = _complaint(request, complaint_id)
    form = forms.ReasonForm(posted(request))
    if done(request, form, forwarding.reveal_phone, complaint=complaint):
        phone = form.result  # type: ignore[attr-defined] # left there by attempt
        return complaint_page(request, complaint, phone_shown=phone)
    work = Work(title="显示投诉人电话", form=form, action=request.path, submit="显示")
    return complaint_page(request, complaint, work=work)


@EITHER
@requires(Capability.QUALITY_ANSWER)
def inquiry_answer(request: ActorRequest, inquiry_id: int) -> HttpResponse:
    inquiry = get_object_or_404(Inquiry.objects.visible_to(request.actor), pk=inquiry_id)
    form = forms.AnswerForm(posted(request))
    if done(request, form, complaints.answer_inquiry, inquiry=inquiry):
        messages.success(request, "已经答复。")
        return redirect("inquiry_answer", inquiry.pk)
    return render(request, "quality/inquiry.html", {"inquiry": inquiry, "form": form})


@require_safe
@requires(Capability.QUALITY_ANSWER)
def inquiry_list(request: ActorRequest) -> HttpResponse:
    rows = Inquiry.objects.visible_to(request.actor).order_by("stated_at", "-pk")[:100]
    return render(request, "quality/inquiry_list.html", {"rows": rows})
