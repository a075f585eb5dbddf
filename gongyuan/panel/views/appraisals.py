"""The joint yearly appraisal: the list of a year, one member's sheet, the steps."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, Work, done, posted, tabs
from gongyuan.lawyers.models import PanelTerm
from gongyuan.panel.actions import appraisal as actions
from gongyuan.panel.choices import AppraisalState
from gongyuan.panel.forms import office as forms
from gongyuan.panel.forms.activity import RemarkForm
from gongyuan.panel.models import Appraisal
from gongyuan.panel.queries import appraisal as queries
from gongyuan.panel.queries.timeline import timeline
from gongyuan.panel.rules.appraisal import outcome_reasons, proposed_outcome
from gongyuan.panel.views.page import TABS, Step
from gongyuan.panel.views.strips import appraisal_strip, side_of
from gongyuan.panel.workflow import APPRAISALS
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

BOTH = (Capability.PANEL_MANAGE, Capability.PANEL_COAPPRAISE)
READ = ("lawyer__firm", "unit", "term__unit", "term__ledger")
STEPS = {
    "renew": Step("继续聘用", RemarkForm, actions.decide_renewal),
    "improve": Step("提出改进意见", forms.ImprovementForm, actions.ask_improvement),
    "end": Step("提前解聘", forms.EndForm, actions.decide_end),
    "cancel": Step("取消资格", forms.CancelForm, actions.decide_end),
}
#: The outcomes in the words of the steps that lead to them.
OUTCOMES = {verb.target: verb.label for verb in APPRAISALS.transitions}


@require_safe
@requires(*BOTH)
def appraisal_list(request: ActorRequest) -> HttpResponse:
    form = forms.AppraisalFilterForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    today = timezone.localdate()
    found = queries.appraised_terms(request.actor, state=state, today=today)
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("page"))
    terms = list(page.object_list)
    figures = queries.figures_of(terms, until=today)
    may_begin = request.actor.can(Capability.PANEL_MANAGE)
    shown = {
        "form": form,
        "page": page,
        "rows": [(t, getattr(t, "appraisal", None), figures[t.pk]) for t in terms],
        "may_begin": may_begin,
        "to_begin": queries.terms_to_begin(request.actor, today=today).count() if may_begin else 0,
        "begins_with": today + queries.SOON,
        "tabs": tabs(TABS, request.actor, "appraisal_list"),
        "now": timezone.now(),
    }
    return render(request, "panel/appraisal_list.html", shown)


@require_POST
@requires(Capability.PANEL_MANAGE)
def appraisal_new(request: ActorRequest, term_id: int) -> HttpResponse:
    rows = PanelTerm.objects.visible_to(request.actor)
    term = get_object_or_404(rows, pk=term_id, unit_id=request.actor.unit_id)
    try:
        row = actions.draw_up(term=term, actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.reasons[0])
        return redirect("appraisal_list")
    return redirect("appraisal_detail", row.pk)


@require_POST
@requires(Capability.PANEL_MANAGE)
def appraisals_begin(request: ActorRequest) -> HttpResponse:
    """Begin all that are due, in one step."""
    number = actions.draw_up_all(actor=request.actor, now=timezone.now())
    if number:
        messages.success(request, f"已开始{number}人的考核，已请司法局提意见。")
    else:
        messages.info(request, "没有要开始的考核。")
    return redirect("appraisal_list")


@require_safe
@requires(*BOTH)
def appraisal_detail(request: ActorRequest, appraisal_id: int) -> HttpResponse:
    rows = Appraisal.objects.visible_to(request.actor).select_related(*READ)
    return _page(request, get_object_or_404(rows, pk=appraisal_id))


def _held(request: ActorRequest, appraisal_id: int) -> Appraisal:
    rows = Appraisal.objects.handled_by(request.actor).select_related(*READ)
    found: Appraisal = get_object_or_404(rows, pk=appraisal_id)
    return found


@EITHER
@requires(*BOTH)
def appraisal_opinion(request: ActorRequest, appraisal_id: int) -> HttpResponse:
    """The opinion of the side the post speaks for."""
    row = _held(request, appraisal_id)
    side = side_of(request.actor)
    step = Step(str(side.label), forms.AppraisalOpinionForm, actions.give_opinion)
    return _step(request, row, step, side=side)


@EITHER
@requires(Capability.PANEL_DECIDE)
def appraisal_decision(request: ActorRequest, appraisal_id: int, step: str) -> HttpResponse:
    return _step(request, _held(request, appraisal_id), STEPS[step])


@require_safe
@requires(*BOTH)
def appraisal_document(
    request: ActorRequest, appraisal_id: int, panel_document_id: int
) -> HttpResponse:
    rows = Appraisal.objects.visible_to(request.actor)
    row = get_object_or_404(rows, pk=appraisal_id)
    found = row.documents.select_related("file").filter(pk=panel_document_id).first()
    if found is None:
        raise Http404
    return files.response(found.file)


def _step(request: ActorRequest, row: Appraisal, step: Step, **known: Any) -> HttpResponse:
    form = step.form(posted(request))
    if done(request, form, step.action, appraisal=row, **known):
        messages.success(request, f"已记下：{step.title}。")
        return redirect("appraisal_detail", row.pk)
    work = Work(title=step.title, form=form, action=request.path, submit=step.title)
    return _page(request, row, work)


def _page(request: ActorRequest, row: Appraisal, work: Work | None = None) -> HttpResponse:
    figures = queries.figures_of([row.term], until=timezone.localdate())[row.term_id]
    facts = queries.facts_of(row, figures)
    proposed = proposed_outcome(facts) if row.state == AppraisalState.DRAWN_UP else None
    shown = {
        "appraisal": row,
        "work": work,
        "figures": figures,
        "facts": facts,
        "proposed": OUTCOMES[proposed] if proposed else "",
        "reasons": outcome_reasons(facts),
        "opinions": row.opinions.order_by("-side"),
        "documents": row.documents.order_by("pk"),
        "events": timeline(row),
        "now": timezone.now(),
        **appraisal_strip(row, facts, request.actor),
    }
    return render(request, "panel/appraisal.html", shown)
