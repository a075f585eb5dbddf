"""Commendation, for the office and for the public."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import public, requires
from gongyuan.core.requests import EITHER, Work, done, posted, tabs
from gongyuan.panel.actions import honours
from gongyuan.panel.choices import HonourState
from gongyuan.panel.forms import office as forms
from gongyuan.panel.forms.activity import ReasonForm, RemarkForm
from gongyuan.panel.models import HonourRound
from gongyuan.panel.queries import honours as queries
from gongyuan.panel.views.page import TABS, Step
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

PAGE = 40


@EITHER
@requires(Capability.PANEL_MANAGE)
def honour_list(request: ActorRequest) -> HttpResponse:
    """The rounds in sight; a new one begins here."""
    form = forms.RoundForm(posted(request))
    if done(request, form, honours.begin_round):
        return redirect("honour_round", form.result.pk)  # type: ignore[attr-defined] # by attempt
    rows = HonourRound.objects.visible_to(request.actor).select_related("unit")
    page = Paginator(rows.order_by("-years_to", "-pk"), PAGE).get_page(request.GET.get("page"))
    shown = {"form": form, "page": page, "tabs": tabs(TABS, request.actor, "honour_list")}
    return render(request, "panel/honour_list.html", shown)


@require_safe
@requires(Capability.PANEL_MANAGE)
def honour_round(request: ActorRequest, honour_id: int) -> HttpResponse:
    rows = HonourRound.objects.visible_to(request.actor).select_related("unit")
    return _page(request, get_object_or_404(rows, pk=honour_id))


def _held(request: ActorRequest, honour_id: int) -> HonourRound:
    rows = HonourRound.objects.handled_by(request.actor).select_related("unit")
    found: HonourRound = get_object_or_404(rows, pk=honour_id)
    return found


@EITHER
@requires(Capability.PANEL_MANAGE)
def honour_candidate_new(request: ActorRequest, honour_id: int) -> HttpResponse:
    row = _held(request, honour_id)
    form = forms.CandidateForm(posted(request), round=row)
    return _step(request, row, form, Step("推荐人选", forms.CandidateForm, honours.pick_candidate))


@EITHER
@requires(Capability.PANEL_MANAGE)
def honour_publicity(request: ActorRequest, honour_id: int) -> HttpResponse:
    row = _held(request, honour_id)
    form = RemarkForm(posted(request))
    return _step(request, row, form, Step("公示人选", RemarkForm, honours.show_round))


@EITHER
@requires(Capability.PANEL_DECIDE)
def honour_award(request: ActorRequest, honour_id: int) -> HttpResponse:
    row = _held(request, honour_id)
    form = RemarkForm(posted(request))
    return _step(request, row, form, Step("决定表彰", RemarkForm, honours.award_round))


@EITHER
@requires(Capability.PANEL_MANAGE)
def honour_removal(request: ActorRequest, honour_id: int, honour_candidate_id: int) -> HttpResponse:
    """A candidate taken off, with the reason."""
    row = _held(request, honour_id)
    candidate = get_object_or_404(row.candidates.select_related("lawyer"), pk=honour_candidate_id)
    form = ReasonForm(posted(request))
    if done(request, form, honours.drop_candidate, candidate=candidate):
        return redirect("honour_round", row.pk)
    title = f"撤下 {candidate.lawyer.name}"
    work = Work(title=title, form=form, action=request.path, submit="撤下")
    return _page(request, row, work)


@require_safe
@requires(Capability.PANEL_MANAGE)
def honour_document(request: ActorRequest, honour_id: int, panel_document_id: int) -> HttpResponse:
    rows = HonourRound.objects.visible_to(request.actor)
    row = get_object_or_404(rows, pk=honour_id)
    found = row.documents.select_related("file").filter(pk=panel_document_id).first()
    if found is None:
        raise Http404
    return files.response(found.file)


@require_safe
@public
def honours_public(request: Any) -> HttpResponse:
    """Who is shown to the public before being commended, and who was (公示)."""
    rounds = queries.shown_rounds(today=timezone.localdate())
    shown = {"rounds": rounds, "back_url": reverse("portal_home")}
    return render(request, "panel/honours_public.html", shown)


def _step(request: ActorRequest, row: HonourRound, form: Any, step: Step) -> HttpResponse:
    if done(request, form, step.action, round=row):
        messages.success(request, f"已{step.title}。")
        return redirect("honour_round", row.pk)
    work = Work(title=step.title, form=form, action=request.path, submit=step.title)
    return _page(request, row, work)


def _page(request: ActorRequest, row: HonourRound, work: Work | None = None) -> HttpResponse:
    is_picking = row.state == HonourState.PICKING
    standing = queries.standings(row) if is_picking else []
    shown = {
        "round": row,
        "work": work,
        "is_ours": row.unit_id == request.actor.unit_id,
        "is_picking": is_picking,
        "standings": standing[: queries.MOST_SHOWN],
        "candidates": row.candidates.select_related("lawyer__firm").order_by("kind", "pk"),
        "documents": row.documents.order_by("pk"),
        "now": timezone.now(),
    }
    return render(request, "panel/honour.html", shown)
