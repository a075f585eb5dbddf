"""Help from another region: asked for on the case, worked on where both sides see the same."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.actions import collaboration as actions
from gongyuan.cases.actions import collaboration_costs as costs
from gongyuan.cases.choices.major import CollaborationSide
from gongyuan.cases.forms import collaboration as forms
from gongyuan.cases.forms.handling import ReasonForm, RemarkForm
from gongyuan.cases.models import Case, Collaboration
from gongyuan.cases.queries import collaboration as queries
from gongyuan.cases.views.side_work import READ, on_case
from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, attempt, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

#: What is done with a collaboration: the form, the action, and how it is called.
STEPS: dict[str, tuple[type[BaseForm], Callable[..., Any], str]] = {
    "acceptance": (forms.AcceptHelpForm, actions.accept_help, "接受协作"),
    "refusal": (forms.DeclineHelpForm, actions.turn_down, "谢绝协作"),
    "recall": (ReasonForm, actions.call_back, "收回委托"),
    "report": (forms.HelpReportForm, actions.report_help, "报告进展"),
    "cost": (forms.CostForm, costs.propose_cost, "提出费用"),
    "result": (forms.ResultForm, actions.report_done, "报告办结"),
    "continuation": (forms.SendOnForm, actions.send_on, "退回继续协作"),
    "confirmation": (RemarkForm, actions.confirm_done, "确认协作了结"),
    "break": (ReasonForm, actions.cut_short, "中断协作"),
}


@require_safe
@requires(Capability.CASES_COLLABORATE)
def collaboration_list(request: ActorRequest) -> HttpResponse:
    """What both sides have open, and how many there were in the year: each number with its list."""
    now = timezone.now()
    asked_year = request.GET.get("year", "")
    year = int(asked_year) if asked_year.isdecimal() and len(asked_year) == 4 else None
    this_year = timezone.localdate(now).year
    begun = {side: queries.collaborations(request.actor, side, year=this_year) for side in _SIDES}
    context = {
        "now": now,
        "year": year,
        "this_year": this_year,
        "sides": [(side, _list(request, side, year), begun[side].count()) for side in _SIDES],
    }
    return render(request, "cases/collaborations.html", context)


_SIDES = tuple(CollaborationSide)


def _list(request: ActorRequest, side: CollaborationSide, year: int | None) -> dict[str, Any]:
    """A page of one side and where its next begins: the two lists go on by themselves."""
    name = f"{side}_after"
    after = request.GET.get(name, "")
    page = queries.collaboration_page(request.actor, side, year=year, after=after)
    further = request.GET.copy()
    further[name] = page.next_after
    return {"rows": page.rows, "next": f"?{further.urlencode()}" if page.next_after else ""}


@EITHER
@requires(Capability.CASES_COLLABORATE)
def case_collaboration_new(request: ActorRequest, case_id: int) -> HttpResponse:
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    case = get_object_or_404(rows, pk=case_id)
    form = forms.HelpRequestForm(posted(request), case=case)
    return on_case(request, case, form, actions.ask_help, title="委托异地协作")


@require_safe
@requires(Capability.CASES_READ)
def collaboration_detail(request: ActorRequest, collaboration_id: int) -> HttpResponse:
    rows = Collaboration.objects.visible_to(request.actor).select_related(*queries.READ)
    return _page(request, get_object_or_404(rows, pk=collaboration_id))


def _page(
    request: ActorRequest, row: Collaboration, form: BaseForm | None = None, title: str = ""
) -> HttpResponse:
    path = request.actor.unit_path
    context = {
        "row": row,
        "form": form,
        "title": title,
        "now": timezone.now(),
        "facts": queries.told_of_case(row),
        "papers": queries.shared_papers(row),
        "side": queries.side_of(row, request.actor),
        "sees_case": row.unit_path.startswith(path),
        "agree": forms.AgreeForm(row=row),
    }
    return render(request, "cases/collaboration.html", context)


@EITHER
@requires(Capability.CASES_COLLABORATE)
def collaboration_step(request: ActorRequest, collaboration_id: int, deed: str) -> HttpResponse:
    """One step of either side; the page that both see, with the form in it."""
    rows = Collaboration.objects.handled_by(request.actor).select_related(*queries.READ)
    row = get_object_or_404(rows, pk=collaboration_id)
    kind, action, title = STEPS[deed]
    form = kind(posted(request), request.FILES or None)
    known = {"collaboration": row, "actor": request.actor, "now": timezone.now()}
    if attempt(form, action, **known):
        messages.success(request, f"已{title}。")
        return redirect("collaboration_detail", collaboration_id=row.pk)
    return _page(request, row, form, title)


@EITHER
@requires(Capability.CASES_COLLABORATE)
def collaboration_agreement(request: ActorRequest, collaboration_id: int) -> HttpResponse:
    rows = Collaboration.objects.handled_by(request.actor).select_related(*queries.READ)
    row = get_object_or_404(rows, pk=collaboration_id)
    form = forms.AgreeForm(posted(request), row=row)
    known = {"collaboration": row, "actor": request.actor, "now": timezone.now()}
    if attempt(form, costs.agree_cost, **known):
        messages.success(request, "费用已商定。")
        return redirect("collaboration_detail", collaboration_id=row.pk)
    return _page(request, row, form, "同意费用")


@require_safe
@requires(Capability.CASES_READ)
def collaboration_paper(
    request: ActorRequest, collaboration_id: int, shared_paper_id: int
) -> HttpResponse:
    """Open a paper that is shared; nothing else of the case's file."""
    rows = Collaboration.objects.visible_to(request.actor)
    row = get_object_or_404(rows, pk=collaboration_id)
    paper = get_object_or_404(queries.shared_papers(row), pk=shared_paper_id)
    return files.response(paper.file, inline=True)
