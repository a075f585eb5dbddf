from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from gongyuan.cases.actions import assignment as actions
from gongyuan.cases.forms import assignment as forms
from gongyuan.cases.models import Case
from gongyuan.cases.queries import assignment as queries
from gongyuan.cases.queries.sight import READ
from gongyuan.cases.views.page import case_page
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, Work, attempt, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@EITHER
@requires(Capability.CASES_ASSIGN)
def case_assignment(request: ActorRequest, case_id: int) -> HttpResponse:
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    case, now = get_object_or_404(rows, pk=case_id), timezone.now()
    proposals = queries.proposals(case, request.actor, now=now)
    form = forms.AssignLawyerForm(
        posted(request),
        actor=request.actor,
        proposals=proposals,
        latest=queries.latest_assignment(case),
    )
    if attempt(form, actions.assign_lawyer, case=case, actor=request.actor, now=now):
        name = form.result.lawyer.name  # type: ignore[attr-defined] # left there by attempt
        messages.success(request, f"已指派 {name}，等律师答复。")
        return redirect("case_detail", case_id=case.pk)
    work = Work(title="指派律师", form=form, action=request.path, submit="指派")
    return case_page(request, case, work=work, proposals=proposals)


@EITHER
@requires(Capability.CASES_ASSIGN)
def case_replacement(request: ActorRequest, case_id: int) -> HttpResponse:
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    case, now = get_object_or_404(rows, pk=case_id), timezone.now()
    current = queries.current_assignment(case)
    form = forms.ReplaceLawyerForm(
        posted(request), initial={"replaces": current.pk if current else None}
    )
    if attempt(form, actions.replace_lawyer, case=case, actor=request.actor, now=now):
        messages.success(request, "已收回，请另行指派。")
        return redirect("case_assignment", case_id=case.pk)
    work = Work(title="更换承办律师", form=form, action=request.path, submit="更换")
    return case_page(request, case, work=work)
