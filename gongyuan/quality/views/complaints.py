"""The list of complaints, the page of one, and taking one down."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, Work, done, posted, tabs
from gongyuan.organisations.models import Unit
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest
from gongyuan.quality.actions.lodging import lodge_complaint
from gongyuan.quality.forms import complaints as forms
from gongyuan.quality.models import Complaint
from gongyuan.quality.queries import complaints as queries
from gongyuan.quality.views.page import TABS
from gongyuan.quality.workflow import WORKFLOW

READ = ("unit", "about_unit", "case", "lawyer__firm", "accused_user", "merged_into")
#: The verb that a state most often calls for.
PRIMARY = ("accept", "decide", "reply", "record_answer", "add")
RARE = ("drop", "merge", "turn_away")
#: What is done without a change of state, in the states it is possible in.
BESIDE: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("look_into", "记录调查情况", frozenset({"investigating"})),
    ("ask", "向被投诉人了解情况", frozenset({"investigating"})),
    ("identify", "确认被投诉人", frozenset({"lodged", "investigating", "answer_due", "forwarded"})),
    ("record_receipt", "登记转办回执", frozenset({"forwarded"})),
)


@require_safe
@requires(Capability.COMPLAINTS_HANDLE, Capability.COMPLAINTS_LODGE)
def complaint_list(request: ActorRequest) -> HttpResponse:
    form = forms.ComplaintFilterForm(request.GET)
    found = queries.complaints(request.actor, form.chosen())
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("page"))
    shown = {"form": form, "page": page, "now": timezone.now()}
    return render(
        request,
        "quality/complaint_list.html",
        shown | {"tabs": tabs(TABS, request.actor, "complaint_list")},
    )


@EITHER
@requires(Capability.COMPLAINTS_LODGE)
def complaint_new(request: ActorRequest) -> HttpResponse:
    form = forms.ComplaintForm(posted(request), actor=request.actor)
    own = get_object_or_404(Unit.objects.visible_to(request.actor), pk=request.actor.unit_id)
    if form.is_bound and form.is_valid():
        about = form.case.unit if form.case else own
        if done(request, form, lodge_complaint, about_unit=about):
            return _lodged(request, form.result)
    return render(request, "quality/complaint_form.html", {"form": form})


def _lodged(request: ActorRequest, complaint: Complaint) -> HttpResponse:
    said = f"已登记 {complaint.number}，查询码 {complaint.code}，请告诉投诉人。"
    if complaint.unit_id != request.actor.unit_id:
        said += f"投诉涉及本单位，由{complaint.unit.name}处理。"
    messages.success(request, said)
    seen = Complaint.objects.visible_to(request.actor).filter(pk=complaint.pk).exists()
    return redirect("complaint_detail", complaint.pk) if seen else redirect("complaint_list")


@require_safe
@requires(Capability.COMPLAINTS_HANDLE, Capability.COMPLAINTS_LODGE)
def complaint_detail(request: ActorRequest, complaint_id: int) -> HttpResponse:
    seen = Complaint.objects.visible_to(request.actor).select_related(*READ)
    return complaint_page(request, get_object_or_404(seen, pk=complaint_id))


@require_safe
@requires(Capability.COMPLAINTS_HANDLE)
def complaint_document(
    request: ActorRequest, complaint_id: int, quality_document_id: int
) -> HttpResponse:
    seen = Complaint.objects.visible_to(request.actor)
    complaint = get_object_or_404(seen, pk=complaint_id)
    found = complaint.documents.select_related("file").filter(pk=quality_document_id).first()
    if found is None:
        raise Http404
    return files.response(found.file)


def complaint_page(
    request: ActorRequest, complaint: Complaint, *, work: Work | None = None, **more: Any
) -> HttpResponse:
    """Show a complaint as the actor may see it, with a form open or without."""
    actor = request.actor
    is_ours = complaint.unit_id == actor.unit_id and actor.can(Capability.COMPLAINTS_HANDLE)
    context = {
        "complaint": complaint,
        "now": timezone.now(),
        "work": work,
        "is_ours": is_ours,
        "complainant": queries.complainant_shown(complaint, actor),
        "grounds": queries.ground_labels(complaint),
        "similar": queries.similar_complaints(complaint, actor),
        "events": queries.timeline(complaint) if is_ours else [],
        "inquiries": complaint.inquiries.order_by("-pk") if is_ours else [],
        "documents": complaint.documents.order_by("-pk") if is_ours else [],
        **(_steps(complaint, request) if is_ours else {"none": "由处理单位办理。"}),
    }
    answer = render(request, "quality/complaint.html", context | more)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _steps(complaint: Complaint, request: ActorRequest) -> dict[str, Any]:
    """The legal next steps on a complaint, as the strip shows them."""
    open_verbs = WORKFLOW.available(complaint.state, request.actor.capabilities)
    steps = [_step(complaint, verb.name, verb.label) for verb in open_verbs]
    steps += [
        _step(complaint, n, label) for n, label, states in BESIDE if complaint.state in states
    ]
    first = next((s for name in PRIMARY for s in steps if s["verb"] == name), None)
    rest = [step for step in steps if step is not first]
    rest.sort(key=lambda step: step["verb"] in RARE)
    return {
        "primary": {**first, "key": "g"} if first else None,
        "secondary": rest[:1],
        "more": rest[1:],
    }


def _step(complaint: Complaint, verb: str, label: str) -> dict[str, Any]:
    if verb == "decide":
        url = reverse("complaint_verdict", args=[complaint.pk])
    else:
        url = reverse("complaint_step", args=[complaint.pk, verb])
    return {"verb": verb, "label": label, "url": url}
