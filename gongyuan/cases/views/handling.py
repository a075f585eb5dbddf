from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from gongyuan.cases.actions import handling, mandate, settling
from gongyuan.cases.forms import handling as forms
from gongyuan.cases.models import Case
from gongyuan.cases.queries.sight import READ
from gongyuan.cases.rules.next_deadlines import needs_second_person
from gongyuan.cases.views.page import case_page
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, Work, done, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


def _case(request: ActorRequest, case_id: int) -> Case:
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    return get_object_or_404(rows, pk=case_id)


def _answer(
    request: ActorRequest,
    case: Case,
    form: BaseForm,
    action: Callable[..., Any],
    *,
    title: str,
    **known: Any,
) -> HttpResponse:
    subject = known or {"case": case}
    if done(request, form, action, **subject):
        messages.success(request, f"已{title}。")
        return redirect("case_detail", case_id=case.pk)
    work = Work(title=title, form=form, action=request.path, submit=title)
    return case_page(request, case, work=work)


@EITHER
@requires(Capability.CASES_MANDATE)
def case_mandate(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.MandateForm(posted(request))
    return _answer(request, case, form, mandate.sign_mandate, title="登记委托")


@EITHER
@requires(Capability.CASES_SUSPEND)
def case_suspension(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.ReasonForm(posted(request))
    return _answer(request, case, form, handling.suspend_case, title="中止办理")


@EITHER
@requires(Capability.CASES_SUSPEND)
def case_resumption(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.RemarkForm(posted(request))
    return _answer(request, case, form, handling.resume_case, title="恢复办理")


@EITHER
@requires(Capability.CASES_WRITE_WORKER)
def case_message(request: ActorRequest, case_id: int) -> HttpResponse:
    """The words between worker and office; opening them counts as reading them."""
    case = _case(request, case_id)
    handling.mark_messages_read(case=case, actor=request.actor, now=timezone.now())
    form = forms.MessageForm(posted(request))
    return _answer(request, case, form, handling.write_to_worker, title="给职工留言")


@EITHER
@requires(Capability.CASES_WRITE_WORKER)
def case_deadline(request: ActorRequest, case_id: int, deadline_id: int) -> HttpResponse:
    case = _case(request, case_id)
    deadline = get_object_or_404(case.deadlines, pk=deadline_id)
    form = forms.DeadlineForm(posted(request))
    is_fatal = needs_second_person(deadline.code)
    title = f"{'申报' if is_fatal else ''}了结期限“{deadline.label}”"
    return _answer(request, case, form, settling.settle_deadline, title=title, deadline=deadline)


@EITHER
@requires(Capability.CASES_CONFIRM_DEADLINE)
def case_deadline_report(request: ActorRequest, case_id: int, deadline_id: int) -> HttpResponse:
    """The second person's word on what was reported of a fatal deadline."""
    case = _case(request, case_id)
    deadline = get_object_or_404(case.deadlines, pk=deadline_id)
    form = forms.ReportAnswerForm(posted(request))
    title = f"核实期限“{deadline.label}”的了结"
    return _answer(request, case, form, settling.answer_report, title=title, deadline=deadline)
