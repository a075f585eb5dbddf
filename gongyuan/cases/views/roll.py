"""The roll of applicants of a case, page by page, and what changes it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.actions import agent as agents
from gongyuan.cases.actions import reading
from gongyuan.cases.actions import roll as actions
from gongyuan.cases.actions.batches import WORKBOOK
from gongyuan.cases.choices import BatchKind, RollPaper
from gongyuan.cases.forms import roll as forms
from gongyuan.cases.forms.handling import ReasonForm
from gongyuan.cases.models import Case
from gongyuan.cases.queries import roll as queries
from gongyuan.cases.queries.sight import READ
from gongyuan.cases.rules.roll import change_obstacles
from gongyuan.cases.views.page import case_page
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, Work, attempt, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

BATCHES_SHOWN = 5


@require_safe
@requires(Capability.CASES_READ)
def case_roll(request: ActorRequest, case_id: int) -> HttpResponse:
    """Everybody who applies in a case in sight, fifty a page; reading it is written down."""
    rows = Case.objects.visible_to(request.actor).select_related(*READ).defer("search")
    case = get_object_or_404(rows, pk=case_id)
    now = timezone.now()
    reading.note_reading(case=case, actor=request.actor, now=now)
    typed = request.GET.get("page", "1")
    number = int(typed) if typed.isdecimal() and len(typed) < 6 else 1
    is_own = case.unit_id == request.actor.unit_id or request.actor.is_lawyer
    page = queries.roll_page(case, request.actor, number=number)
    context = {
        "case": case,
        "now": now,
        "page": page,
        "may_take": queries.may_take(case, request.actor),
        "roll_papers": [*RollPaper.choices, (WORKBOOK, "Excel 名单")],
        "batch_kinds": BatchKind.choices,
        "batches": case.document_batches.order_by("-pk")[:BATCHES_SHOWN],
        "may_change": is_own and not change_obstacles(case.state, may_review=True),
        "representative_note": queries.representative_note(case, queries.speakers_of(case)),
    }
    return render(request, "cases/roll.html", context)


def _case(request: ActorRequest, case_id: int) -> Case:
    rows = Case.objects.handled_by(request.actor).select_related(*READ).defer("search")
    case: Case = get_object_or_404(rows, pk=case_id)
    return case


def _answer(
    request: ActorRequest,
    case: Case,
    form: Form,
    action: Callable[..., Any],
    *,
    title: str,
    **known: Any,
) -> HttpResponse:
    """Do the verb and go back to the roll, or show its form on the page of the case."""
    given = {"case": case, "actor": request.actor, "now": timezone.now(), **known}
    if attempt(form, action, **given):
        messages.success(request, f"已办好：{title}。")
        return redirect("case_roll", case_id=case.pk)
    work = Work(title=title, form=form, action=request.path, submit="确定")
    return case_page(request, case, work=work)


@EITHER
@requires(Capability.CASES_REGISTER)
def case_applicant_new(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.JoinForm(posted(request))
    return _answer(request, case, form, actions.join_applicants, title="增加申请人")


@EITHER
@requires(Capability.CASES_WITHDRAW)
def case_applicant_departure(
    request: ActorRequest, case_id: int, applicant_id: int
) -> HttpResponse:
    case = _case(request, case_id)
    row = get_object_or_404(case.applicants.select_related("worker"), pk=applicant_id)
    title = f"{row.worker.name}退出申请"
    form = ReasonForm(posted(request))
    return _answer(request, case, form, actions.leave_case, title=title, applicant_id=applicant_id)


@EITHER
@requires(Capability.CASES_REGISTER)
def case_representatives(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.ElectionForm(posted(request), request.FILES or None, case=case)
    return _answer(request, case, form, actions.elect_representatives, title="推举代表人")


@EITHER
@requires(Capability.CASES_REGISTER)
def case_agent_new(request: ActorRequest, case_id: int, applicant_id: int) -> HttpResponse:
    case = _case(request, case_id)
    row = get_object_or_404(case.applicants.select_related("worker"), pk=applicant_id)
    title = f"登记{row.worker.name}的代理人"
    form = forms.AgentForm(posted(request), request.FILES or None)
    return _answer(
        request, case, form, agents.appoint_agent, title=title, applicant_id=applicant_id
    )


@EITHER
@requires(Capability.CASES_REGISTER)
def case_agent_end(request: ActorRequest, case_id: int, agent_id: int) -> HttpResponse:
    case = _case(request, case_id)
    row = get_object_or_404(case.agents.all(), pk=agent_id)
    form = ReasonForm(posted(request))
    return _answer(
        request, case, form, agents.end_agent, title=f"{row.name}不再代理", agent_id=agent_id
    )
