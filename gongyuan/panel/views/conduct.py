"""Proceedings about a membership for the office, and the cases to be handed over first."""

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
from gongyuan.lawyers.models import PanelTerm
from gongyuan.panel.actions import conduct as actions
from gongyuan.panel.actions import opening, removal
from gongyuan.panel.forms import office as forms
from gongyuan.panel.forms.activity import RemarkForm
from gongyuan.panel.models import Conduct
from gongyuan.panel.queries import conduct as queries
from gongyuan.panel.queries import policy
from gongyuan.panel.queries.timeline import timeline
from gongyuan.panel.views.page import TABS, Step
from gongyuan.panel.views.strips import conduct_strip
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

READ = ("lawyer__firm", "unit", "term")
STEPS = {
    "notify": Step("告知律师", RemarkForm, actions.notify_lawyer),
    "hear": Step("记录陈述", forms.HearingForm, actions.record_hearing),
    "propose": Step("提出取消的意见", forms.OpinionForm, actions.propose_removal),
}
HEAD_STEPS = {
    "send_back": Step("退回重提意见", forms.OpinionForm, actions.send_back),
    "remove": Step("取消成员资格", forms.OpinionForm, removal.decide_removal),
    "keep": Step("不取消资格", forms.OpinionForm, removal.decide_to_keep),
}


@require_safe
@requires(Capability.PANEL_MANAGE)
def conduct_list(request: ActorRequest) -> HttpResponse:
    """Proceedings in sight; what verified complaints call for is opened on the way."""
    now = timezone.now()
    opening.open_all_for_complaints(now=now, unit_path=request.actor.unit_path)
    form = forms.ConductFilterForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    found = queries.proceedings(request.actor, state=state)
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "page": page,
        "now": now,
        "tabs": tabs(TABS, request.actor, "conduct_list"),
    }
    return render(request, "panel/conduct_list.html", shown)


@EITHER
@requires(Capability.PANEL_MANAGE)
def conduct_new(request: ActorRequest, term_id: int) -> HttpResponse:
    rows = PanelTerm.objects.visible_to(request.actor).select_related("unit", "lawyer")
    term = get_object_or_404(rows, pk=term_id, unit_id=request.actor.unit_id)
    grounds = policy.grounds(term.unit, on=timezone.localdate())
    form = forms.ProceedingForm(posted(request), request.FILES or None, grounds=grounds)
    if done(request, form, opening.open_proceeding, term=term):
        messages.success(request, "已立案，请告知律师。")
        return redirect("conduct_detail", form.result.pk)  # type: ignore[attr-defined] # by attempt
    title = f"审查 {term.lawyer.name} 的成员资格"
    work = Work(title=title, form=form, action=request.path, submit="立案")
    back = reverse("lawyer_detail", args=[term.lawyer_id])
    shown = {"work": work, "back": back, "has_none": not grounds}
    return render(request, "panel/form.html", shown)


@require_safe
@requires(Capability.PANEL_MANAGE)
def conduct_detail(request: ActorRequest, conduct_id: int) -> HttpResponse:
    rows = Conduct.objects.visible_to(request.actor).select_related(*READ)
    return _page(request, get_object_or_404(rows, pk=conduct_id))


def _held(request: ActorRequest, conduct_id: int) -> Conduct:
    rows = Conduct.objects.handled_by(request.actor).select_related(*READ)
    found: Conduct = get_object_or_404(rows, pk=conduct_id)
    return found


@EITHER
@requires(Capability.PANEL_MANAGE)
def conduct_step(request: ActorRequest, conduct_id: int, step: str) -> HttpResponse:
    return _step(request, _held(request, conduct_id), STEPS[step])


@EITHER
@requires(Capability.PANEL_DECIDE)
def conduct_decision(request: ActorRequest, conduct_id: int, step: str) -> HttpResponse:
    return _step(request, _held(request, conduct_id), HEAD_STEPS[step])


@EITHER
@requires(Capability.PANEL_DECIDE)
def conduct_review(request: ActorRequest, conduct_id: int, step: str) -> HttpResponse:
    """A review by another head of the union, or one of a union above it."""
    rows = Conduct.objects.visible_to(request.actor).select_related(*READ)
    row = get_object_or_404(rows, pk=conduct_id)
    title = "复核维持" if step == "uphold" else "复核撤销"
    chosen = Step(title, forms.OpinionForm, removal.review_removal)
    return _step(request, row, chosen, is_upheld=step == "uphold")


@EITHER
@requires(Capability.PANEL_MANAGE)
def conduct_evidence(request: ActorRequest, conduct_id: int) -> HttpResponse:
    row = _held(request, conduct_id)
    form = forms.EvidenceForm(posted(request), request.FILES or None)
    return _done_or_page(
        request, row, form, Step("加证据", forms.EvidenceForm, actions.add_evidence)
    )


@require_safe
@requires(Capability.PANEL_MANAGE, Capability.PANEL_OWN)
def conduct_paper(request: ActorRequest, conduct_id: int, evidence_id: int) -> HttpResponse:
    """A paper of the evidence; the lawyer reads it once told."""
    row = _told(request, conduct_id)
    found = row.evidence.select_related("file").filter(pk=evidence_id).first()
    if found is None or found.file is None:
        raise Http404
    return files.response(found.file)


@require_safe
@requires(Capability.PANEL_MANAGE, Capability.PANEL_OWN)
def conduct_document(
    request: ActorRequest, conduct_id: int, panel_document_id: int
) -> HttpResponse:
    row = _told(request, conduct_id)
    found = row.documents.select_related("file").filter(pk=panel_document_id).first()
    if found is None:
        raise Http404
    return files.response(found.file)


def _told(request: ActorRequest, conduct_id: int) -> Conduct:
    rows = Conduct.objects.visible_to(request.actor)
    if request.actor.is_lawyer:
        rows = rows.exclude(state="opened")
    found: Conduct = get_object_or_404(rows, pk=conduct_id)
    return found


def _step(request: ActorRequest, row: Conduct, step: Step, **known: Any) -> HttpResponse:
    return _done_or_page(request, row, step.form(posted(request)), step, **known)


def _done_or_page(
    request: ActorRequest, row: Conduct, form: Any, step: Step, **known: Any
) -> HttpResponse:
    if done(request, form, step.action, conduct=row, **known):
        messages.success(request, f"已{step.title}。")
        return redirect("conduct_detail", row.pk)
    work = Work(title=step.title, form=form, action=request.path, submit=step.title)
    return _page(request, row, work)


def _page(request: ActorRequest, row: Conduct, work: Work | None = None) -> HttpResponse:
    actor = request.actor
    shown = {
        "conduct": row,
        "work": work,
        "now": timezone.now(),
        "is_ours": row.unit_id == actor.unit_id,
        "cases": queries.open_cases(row) if row.is_open else [],
        "hand_overs": row.hand_overs.select_related("case", "unit").order_by("pk"),
        "marks": queries.complaints_of(row.lawyer),
        "evidence": row.evidence.order_by("pk"),
        "documents": row.documents.order_by("pk"),
        "events": timeline(row),
        **conduct_strip(row, actor),
    }
    answer = render(request, "panel/conduct.html", shown)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
