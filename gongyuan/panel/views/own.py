"""A lawyer's own year, made for the phone: every page whole, none needs a script."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, Work, done, posted
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.panel.actions import activity as activity_actions
from gongyuan.panel.actions import conduct, ledgers, removal
from gongyuan.panel.forms import activity as forms
from gongyuan.panel.forms.office import LedgerForm, OpinionForm
from gongyuan.panel.models import Activity, Conduct
from gongyuan.panel.queries import courses, year
from gongyuan.panel.queries import ledgers as ledger_queries
from gongyuan.panel.queries.appraisal import figures_of
from gongyuan.panel.queries.lines import counts_of
from gongyuan.panel.views.page import Step, step_links
from gongyuan.panel.workflow import CONDUCT
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

STEPS = {
    "state": Step("陈述申辩", OpinionForm, conduct.state_side),
    "object": Step("申请复核", OpinionForm, removal.object_to_removal),
}


def _me(request: ActorRequest) -> Lawyer:
    rows = Lawyer.objects.visible_to(request.actor).select_related("firm")
    return get_object_or_404(rows, user_id=request.actor.user_id)


def _term(request: ActorRequest, term_id: int) -> PanelTerm:
    rows = PanelTerm.objects.visible_to(request.actor).select_related("unit", "lawyer", "ledger")
    return get_object_or_404(rows, pk=term_id)


@require_safe
@requires(Capability.PANEL_OWN)
def my_year(request: ActorRequest) -> HttpResponse:
    lawyer, now, actor = _me(request), timezone.now(), request.actor
    today = timezone.localdate(now)
    years = year.term_years(lawyer, today=today)
    payments = year.received(lawyer, today=today)
    shown: dict[str, Any] = {
        "lawyer": lawyer,
        "now": now,
        "today": today,
        "years": years,
        "running": [(one, counts_of(one.figures.lines)) for one in years if one.is_running(today)],
        "past": [one for one in years if not one.is_running(today)],
        "owed": year.owed(years, payments),
        "received": [one for one in payments if one.case_id is not None],
        "offers": year.offers(actor),
        "due": year.progress_due(actor, today=today),
        "coming": year.coming(actor, now=now),
        "requests": year.requests_of(actor),
        "conducts": year.conducts_of(actor),
        "activities": year.latest_activities(actor),
        "trainings": courses.last_year_of(lawyer, today=today),
        "courses": courses.coming_for(actor, today=today)[: year.MOST_SHOWN],
    }
    return render(request, "panel/my_year.html", shown)


@EITHER
@requires(Capability.PANEL_OWN)
def my_ledger(request: ActorRequest, term_id: int) -> HttpResponse:
    """The own ledger: what it says today, the words to add, and the signature."""
    term = _term(request, term_id)
    ledger = getattr(term, "ledger", None)
    form = LedgerForm(posted(request), initial={"remarks": ledger.remarks if ledger else ""})
    signs = "sign" in request.POST
    action = ledgers.sign_ledger if signs else ledgers.remark_ledger
    if done(request, form, action, term=term):
        messages.success(request, "台账已签署。" if signs else "补充说明已保存。")
        return redirect("my_ledger", term.pk)
    today = timezone.localdate()
    figures = figures_of([term], until=today)[term.pk]
    row = ledger_queries.ledger_rows([term], today=today)[0]
    shown = {
        "term": term,
        "form": form,
        "row": row,
        "may_sign": today >= row.days.opens_on,
        "figures": figures,
        "groups": ledger_queries.lines_by_kind(figures.lines),
        "versions": ledger_queries.versions_of(ledger) if ledger else [],
        "now": timezone.now(),
    }
    return render(request, "panel/my_ledger.html", shown)


@EITHER
@requires(Capability.PANEL_OWN)
def activity_new(request: ActorRequest) -> HttpResponse:
    lawyer = _me(request)
    form = forms.ActivityForm(posted(request), lawyer=lawyer)
    if done(request, form, activity_actions.enter_activity):
        messages.success(request, "记下了，等联系点工会确认。")
        return redirect("my_year")
    return render(request, "panel/activity_form.html", {"form": form, "now": timezone.now()})


@EITHER
@requires(Capability.PANEL_OWN)
def activity_own_strike(request: ActorRequest, activity_id: int) -> HttpResponse:
    """Take an activity off the own log, with the reason."""
    row = get_object_or_404(Activity.objects.handled_by(request.actor), pk=activity_id)
    form = forms.ReasonForm(posted(request))
    if done(request, form, activity_actions.strike_activity, activity=row):
        messages.success(request, "已划去。")
        return redirect("my_year")
    return _form(request, form, f"划去 {row}", "划去")


@require_safe
@requires(Capability.PANEL_OWN)
def conduct_own(request: ActorRequest, conduct_id: int) -> HttpResponse:
    """What the union says against the lawyer, and what can be answered."""
    return _conduct_page(request, _conduct(request, conduct_id))


@EITHER
@requires(Capability.PANEL_OWN)
def conduct_own_step(request: ActorRequest, conduct_id: int, step: str) -> HttpResponse:
    row, chosen = _conduct(request, conduct_id), STEPS[step]
    form = chosen.form(posted(request))
    if done(request, form, chosen.action, conduct=row):
        messages.success(request, f"已{chosen.title}。")
        return redirect("conduct_own", row.pk)
    work = Work(title=chosen.title, form=form, action=request.path, submit=chosen.title)
    return _conduct_page(request, row, work)


def _conduct(request: ActorRequest, conduct_id: int) -> Conduct:
    rows = Conduct.objects.visible_to(request.actor).exclude(state="opened")
    found: Conduct = get_object_or_404(rows.select_related("unit", "lawyer"), pk=conduct_id)
    return found


def _conduct_page(request: ActorRequest, row: Conduct, work: Work | None = None) -> HttpResponse:
    shown = {
        "conduct": row,
        "work": work,
        "steps": step_links(CONDUCT, row.state, request.actor, "conduct_own_step", row.pk),
        "evidence": row.evidence.order_by("pk"),
        "documents": row.documents.order_by("pk"),
        "now": timezone.now(),
    }
    return render(request, "panel/conduct_own.html", shown)


def _form(request: ActorRequest, form: Any, title: str, submit: str) -> HttpResponse:
    work = Work(title=title, form=form, action=request.path, submit=submit)
    shown = {"work": work, "back": reverse("my_year")}
    return render(request, "panel/form.html", shown)
