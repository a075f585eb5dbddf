"""A case to be handed over before a lawyer leaves, for the office that has it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.panel.actions import removal
from gongyuan.panel.forms.activity import ReasonForm
from gongyuan.panel.forms.office import HandOverForm
from gongyuan.panel.models import CaseHandOver, Conduct
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

#: Two forms on one page: their controls are told apart.
KEEPING = "keep_%s"


def _waiting(request: ActorRequest, hand_over_id: int) -> CaseHandOver:
    rows = CaseHandOver.objects.handled_by(request.actor).select_related("case", "unit", "lawyer")
    found: CaseHandOver = get_object_or_404(rows, pk=hand_over_id)
    return found


@EITHER
@requires(Capability.CASES_ASSIGN)
def hand_over(request: ActorRequest, hand_over_id: int) -> HttpResponse:
    """Another lawyer for the case, or back to be assigned."""
    row = _waiting(request, hand_over_id)
    form = HandOverForm(posted(request), hand_over=row)
    if done(request, form, removal.hand_over_case, hand_over=row):
        messages.success(request, "案件已移交。")
        return _onwards(request, row)
    return _page(request, row, form, keeping=ReasonForm(auto_id=KEEPING))


@EITHER
@requires(Capability.CASES_ASSIGN)
def hand_over_reason(request: ActorRequest, hand_over_id: int) -> HttpResponse:
    """Why the case stays with the lawyer."""
    row = _waiting(request, hand_over_id)
    keeping = ReasonForm(posted(request), auto_id=KEEPING)
    if done(request, keeping, removal.keep_case, hand_over=row):
        messages.success(request, "已记下不换律师的理由。")
        return _onwards(request, row)
    return _page(request, row, HandOverForm(hand_over=row), keeping=keeping)


def _onwards(request: ActorRequest, row: CaseHandOver) -> HttpResponse:
    """Back to the lawyer's other cases for who sees the proceeding, else to the case."""
    seen = Conduct.objects.visible_to(request.actor).filter(pk=row.conduct_id)
    if request.actor.can(Capability.PANEL_MANAGE) and seen.exists():
        return redirect(f"{reverse('conduct_detail', args=[row.conduct_id])}#cases")
    return redirect("case_detail", row.case_id)


def _page(
    request: ActorRequest, row: CaseHandOver, form: HandOverForm, *, keeping: ReasonForm
) -> HttpResponse:
    shown = {"row": row, "form": form, "keeping": keeping, "now": timezone.now()}
    return render(request, "panel/hand_over.html", shown)
