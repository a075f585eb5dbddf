"""The queue of return visits, and the page of one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, Work, done, posted, tabs
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest
from gongyuan.quality.actions import visits as actions
from gongyuan.quality.forms import visits as forms
from gongyuan.quality.models import ReturnVisit
from gongyuan.quality.queries import visits as queries
from gongyuan.quality.views.page import TABS

READ = ("case__employer", "case__matter", "unit", "lawyer")


@require_safe
@requires(Capability.QUALITY_READ)
def visit_list(request: ActorRequest) -> HttpResponse:
    given = request.GET if "state" in request.GET or "lawyer" in request.GET else {"state": "due"}
    form = forms.VisitFilterForm(given)
    values: dict[str, Any] = dict(form.cleaned_data) if form.is_valid() else {"state": "due"}
    values["lawyer_id"], values["unit_id"] = values.pop("lawyer", None), values.pop("unit", None)
    now = timezone.now()
    chosen = queries.VisitFilter(**values)
    found = queries.visits(request.actor, chosen, today=timezone.localdate(now))
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "page": page,
        "now": now,
        "tabs": tabs(TABS, request.actor, "visit_list"),
    }
    return render(request, "quality/visit_list.html", shown)


@require_safe
@requires(Capability.QUALITY_READ)
def visit_detail(request: ActorRequest, visit_id: int) -> HttpResponse:
    seen = ReturnVisit.objects.visible_to(request.actor).select_related(*READ)
    return _page(request, get_object_or_404(seen, pk=visit_id))


@require_safe
@requires(Capability.QUALITY_READ)
def visit_form(request: ActorRequest, visit_id: int) -> HttpResponse:
    """The return-visit form as a document."""
    seen = ReturnVisit.objects.visible_to(request.actor)
    visit = get_object_or_404(seen, pk=visit_id)
    document = visit.documents.select_related("file").order_by("-pk").first()
    if document is None:
        raise Http404
    return files.response(document.file)


def _held(request: ActorRequest, visit_id: int) -> ReturnVisit:
    rows = ReturnVisit.objects.handled_by(request.actor).select_related(*READ)
    return get_object_or_404(rows, pk=visit_id)


@EITHER
@requires(Capability.VISITS_RECORD)
def visit_answers(request: ActorRequest, visit_id: int) -> HttpResponse:
    visit = _held(request, visit_id)
    note = queries.contact_of(visit.case)["contact_note"]
    form = forms.VisitForm(posted(request), contact_note=note)
    if done(request, form, actions.record_visit, visit=visit):
        return _ended(request, form.result, "回访已登记。")  # type: ignore[attr-defined] # by attempt
    return _page(request, visit, title="登记回访", form=form)


@EITHER
@requires(Capability.VISITS_RECORD)
def visit_attempts(request: ActorRequest, visit_id: int) -> HttpResponse:
    visit = _held(request, visit_id)
    note = queries.contact_of(visit.case)["contact_note"]
    form = forms.AttemptForm(posted(request), contact_note=note)
    if done(request, form, actions.record_attempt, visit=visit):
        messages.success(request, "已记下。")
        return redirect("visit_detail", visit.pk)
    return _page(request, visit, title="没有联系成", form=form)


@EITHER
@requires(Capability.VISITS_RECORD)
def visit_refusal(request: ActorRequest, visit_id: int) -> HttpResponse:
    visit = _held(request, visit_id)
    form = forms.RefusalForm(posted(request))
    if done(request, form, actions.refuse_visit, visit=visit):
        messages.success(request, "已记下，回访结束。")
        return redirect("visit_list")
    return _page(request, visit, title="不愿接受回访", form=form)


@EITHER
@requires(Capability.VISITS_RECORD)
def visit_end(request: ActorRequest, visit_id: int) -> HttpResponse:
    """The end of a visit for which nobody could be reached."""
    visit = _held(request, visit_id)
    form = forms.GivingUpForm(posted(request))
    if done(request, form, actions.give_up_visit, visit=visit):
        messages.success(request, "已了结：联系不上。")
        return redirect("visit_list")
    return _page(request, visit, title="联系不上，了结", form=form)


def _ended(request: ActorRequest, visit: ReturnVisit, said: str) -> HttpResponse:
    messages.success(request, said)
    if queries.calls_for_a_complaint(visit):
        messages.warning(request, "职工有不满意的地方，请问清楚要不要投诉；要的，点“登记投诉”。")
        return redirect("visit_detail", visit.pk)
    return redirect("visit_list")


def _page(
    request: ActorRequest, visit: ReturnVisit, *, title: str = "", form: Any = None
) -> HttpResponse:
    actor = request.actor
    is_ours = visit.unit_id == actor.unit_id and actor.can(Capability.VISITS_RECORD)
    work = Work(title=title, form=form, action=request.path, submit=title) if form else None
    context = {
        "visit": visit,
        "now": timezone.now(),
        "work": work,
        "is_open_here": is_ours and not visit.outcome,
        "contact": queries.contact_of(visit.case),
        "answers": queries.answers_shown(visit),
        "attempts": visit.attempts.order_by("-pk"),
        "may_reveal": is_ours and actor.can(Capability.PEOPLE_REVEAL),
    }
    answer = render(request, "quality/visit.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
