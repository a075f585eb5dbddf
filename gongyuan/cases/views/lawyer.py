"""A lawyer's own pages, made for the phone: what is assigned, and no longer than it is."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.actions import assignment, closing, handling, mandate, reading
from gongyuan.cases.choices import CaseState
from gongyuan.cases.forms import assignment as assignment_forms
from gongyuan.cases.forms import closing as closing_forms
from gongyuan.cases.forms import handling as handling_forms
from gongyuan.cases.models import (
    Appointment,
    Assignment,
    Case,
    DeadlineReport,
    Message,
    ProgressReport,
)
from gongyuan.cases.queries import calendar, lawyer, roll
from gongyuan.cases.queries import handling as queries
from gongyuan.cases.queries.rotation import turn_of
from gongyuan.cases.queries.speaking import speaking
from gongyuan.cases.queries.whole import WholeCase, whole_case
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, attempt, done, posted
from gongyuan.drafting.choices import DraftKind
from gongyuan.lawyers.models import Lawyer
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


def own_case(request: ActorRequest, case_id: int) -> Case:
    """The case while it is assigned to this lawyer; else 404."""
    rows = Case.objects.handled_by(request.actor)
    return get_object_or_404(rows.select_related("unit", "employer", "matter"), pk=case_id)


def answer(
    request: ActorRequest,
    case: Case,
    form: BaseForm,
    action: Callable[..., Any],
    *,
    title: str,
    **more: Any,
) -> HttpResponse:
    """Do it and go back to the case, or show the form (again) on a page of its own.

    `more`: `known` (what the action takes instead of the case), `to` (the page afterwards when it
    is not the case), and whatever the page shows besides.
    """
    known = more.pop("known", {"case": case})
    to = more.pop("to", "")
    if done(request, form, action, **known):
        for warning in getattr(form.result, "warnings", ()):  # type: ignore[attr-defined] # by attempt
            messages.warning(request, warning)
        messages.success(request, f"已{title}。")
        return redirect(to) if to else redirect("lawyer_case", case_id=case.pk)
    shown = {"case": case, "form": form, "title": title, "now": timezone.now(), **more}
    shown.setdefault("back_url", reverse("lawyer_case", args=[case.pk]))
    return render(request, "cases/lawyer/form.html", shown)


@require_safe
@requires(Capability.CASES_HANDLE)
def lawyer_cases(request: ActorRequest) -> HttpResponse:
    rows, now = lawyer.lawyer_cases(request.actor), timezone.now()
    own = Lawyer.objects.visible_to(request.actor).first()
    turn = turn_of(own, now=now) if own else None
    return render(request, "cases/lawyer/list.html", {"rows": rows, "turn": turn, "now": now})


@require_safe
@requires(Capability.CASES_HANDLE)
def lawyer_case(request: ActorRequest, case_id: int) -> HttpResponse:
    case, now = own_case(request, case_id), timezone.now()
    if case.state == CaseState.ASSIGNED:
        return redirect("lawyer_offer", case_id=case.pk)
    reading.note_reading(case=case, actor=request.actor, now=now)
    whole = whole_case(case, request.actor)
    handling.mark_messages_read(case=case, actor=request.actor, now=now)
    stages = whole.stages
    open_stage = next((stage for stage in stages if stage.concluded_on is None), None)
    mine = next((row.lawyer for row in whole.all(Assignment) if row.ended_at is None), None)
    shown = {
        "case": case,
        "now": now,
        **speaking([row.worker for row in whole.applicants], mine.languages if mine else None),
        "steps": lawyer.lawyer_steps(
            case, has_open_stage=open_stage is not None, has_stage=bool(stages)
        ),
        "open_stage": open_stage,
        "stages": stages,
        **_facts(request, whole),
        "words": whole.all(Message)[::-1],
        "clients": lawyer.clients(whole.applicants),
        "drafts": DraftKind.choices if case.is_open else [],
    }
    return render(request, "cases/lawyer/case.html", shown)


def _facts(request: ActorRequest, whole: WholeCase) -> dict[str, Any]:
    case, hours, deadlines = whole.case, whole.all(Appointment), whole.deadlines
    reported = {row.deadline_id: row for row in whole.all(DeadlineReport)}
    is_few = not roll.is_large(case)
    return {
        "deadlines": deadlines,
        "rights": queries.rights_of(deadlines, reported, request.actor),
        "claim_rows": (
            queries.answered_claims(whole.claims, whole.stages)
            if is_few
            else queries.claim_rows(case)
        ),
        "progress": whole.all(ProgressReport),
        "papers": whole.papers,
        "appointments": hours,
        "postponing": calendar.postponing(case, hours, now=timezone.now()),
    }


@EITHER
@requires(Capability.CASES_HANDLE)
def lawyer_offer(request: ActorRequest, case_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    if case.state != CaseState.ASSIGNED:
        return redirect("lawyer_case", case_id=case.pk)
    form = assignment_forms.AcceptForm(posted(request))
    act: dict[str, Any] = {"case": case, "actor": request.actor, "now": timezone.now()}
    if attempt(form, assignment.accept_assignment, **act):
        if form.result.ended_at:  # type: ignore[attr-defined] # left there by attempt
            messages.success(request, "已退回工会，另行指派。")
            return redirect("lawyer_cases")
        messages.success(request, "已接受。请约见职工，办好委托手续。")
        return redirect("lawyer_case", case_id=case.pk)
    reading.note_reading(**act)
    whole = whole_case(case, request.actor)
    shown = {
        "case": case,
        "form": form,
        "now": act["now"],
        "offer": next((row for row in whole.all(Assignment) if row.ended_at is None), None),
        **_facts(request, whole),
    }
    return render(request, "cases/lawyer/offer.html", shown)


@EITHER
@requires(Capability.CASES_HANDLE)
def lawyer_refusal(request: ActorRequest, case_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    form = assignment_forms.DeclineForm(posted(request))
    back = reverse("lawyer_offer", args=[case.pk])
    more = {"to": "lawyer_cases", "back_url": back, "submit": "不能承办，退回工会"}
    return answer(request, case, form, assignment.decline_assignment, title="谢绝指派", **more)


@EITHER
@requires(Capability.CASES_MANDATE)
def lawyer_mandate(request: ActorRequest, case_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    form = handling_forms.MandateForm(posted(request))
    return answer(request, case, form, mandate.sign_mandate, title="登记委托")


@EITHER
@requires(Capability.CASES_HANDLE)
def lawyer_progress(request: ActorRequest, case_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    form = handling_forms.ProgressForm(posted(request))
    return answer(request, case, form, handling.report_progress, title="报告进展")


@EITHER
@requires(Capability.CASES_WRITE_WORKER)
def lawyer_message(request: ActorRequest, case_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    form = handling_forms.MessageForm(posted(request))
    return answer(request, case, form, handling.write_to_worker, title="给职工留言")


@EITHER
@requires(Capability.CASES_HANDLE)
def lawyer_paper(request: ActorRequest, case_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    form = closing_forms.FilePaperForm(posted(request), request.FILES or None)
    return answer(request, case, form, closing.hand_in_paper, title="上传材料")
