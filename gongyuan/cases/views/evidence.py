"""What shows which fact of a case, and what is still to be found."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongyuan.cases.actions import evidence as actions
from gongyuan.cases.forms.evidence import EvidenceForm
from gongyuan.cases.models import Case, CaseQuerySet
from gongyuan.cases.queries.detail import papers_in_sight
from gongyuan.cases.queries.evidence import facts_of
from gongyuan.cases.views.cases import READ
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, attempt, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@EITHER
@requires(Capability.CASES_READ)
def case_evidence(request: ActorRequest, case_id: int) -> HttpResponse:
    """Fact by fact what shows it; below, for who acts on the case, one more piece of evidence."""
    rows = Case.objects.visible_to(request.actor) if request.method == "GET" else _own(request)
    case = get_object_or_404(rows.select_related(*READ), pk=case_id)
    facts, now = facts_of(case, request.actor), timezone.now()
    form = EvidenceForm(
        posted(request),
        request.FILES or None,
        papers=list(papers_in_sight(case, request.actor).order_by("-pk")),
        facts=[row.fact for row in facts],
    )
    if attempt(form, actions.tie_evidence, case=case, actor=request.actor, now=now):
        messages.success(request, "已登记。")
        return redirect("case_evidence", case_id=case.pk)
    context = {
        "case": case,
        "facts": facts,
        "gaps": [row for row in facts if row.is_gap],
        "form": form if case.is_open and _may_tie(request, case) else None,
        "now": now,
    }
    return render(request, "cases/evidence.html", context)


@require_POST
@requires(Capability.CASES_SUPPLEMENT, Capability.CASES_HANDLE)
def evidence_removal(request: ActorRequest, case_id: int, tie_id: int) -> HttpResponse:
    case = get_object_or_404(_own(request), pk=case_id)
    tie = get_object_or_404(case.ties.select_related("case"), pk=tie_id)
    try:
        actions.untie_evidence(tie=tie, actor=request.actor, now=timezone.now())
        messages.success(request, "已去掉，材料还在卷内。")
    except Refused as refused:
        messages.error(request, "".join(refused.reasons))
    return redirect("case_evidence", case_id=case.pk)


def _own(request: ActorRequest) -> CaseQuerySet:
    return Case.objects.handled_by(request.actor)


def _may_tie(request: ActorRequest, case: Case) -> bool:
    actor = request.actor
    return bool(actor.capabilities & actions.TYING) and (
        actor.is_lawyer or case.unit_id == actor.unit_id
    )
