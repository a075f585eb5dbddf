"""Documents drafted for the workers of a case, with what was computed in this session."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions import drafting as actions
from gongyuan.cases.forms.drafting import DraftForm
from gongyuan.cases.models import Case
from gongyuan.cases.queries.sight import READ
from gongyuan.cases.views.page import case_page
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, Work, attempt, posted
from gongyuan.drafting import keeping, telling
from gongyuan.drafting.choices import DraftKind
from gongyuan.drafting.details import Claim
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest
from gongyuan.policy.in_force import regional_figures


@EITHER
@requires(Capability.CASES_DRAFT)
def case_draft(request: ActorRequest, case_id: int, draft: str) -> HttpResponse:
    """Draft one document from the case; the lawyer's page is made for the phone."""
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    case = get_object_or_404(rows, pk=case_id)
    if draft not in DraftKind.values:
        raise Http404
    kind, now = DraftKind(draft), timezone.now()
    computed = _computed(request, case)
    form = DraftForm(posted(request), case=case, kind=kind, computed=computed)
    if attempt(form, actions.draft_document, case=case, kind=kind, actor=request.actor, now=now):
        keeping.keep(request.session, {"case": case.pk}, now=now)
        messages.success(request, f"已做好{kind.label}，在卷内材料里，可以下载修改。")
        return redirect("lawyer_case" if request.actor.is_lawyer else "case_detail", case_id)
    return _page(request, case, kind, form)


def _computed(request: ActorRequest, case: Case) -> list[tuple[int, Claim]]:
    """What was computed in this session, unless it was for another case: then it is thrown away."""
    told = keeping.kept(request.session, now=timezone.now())
    if told.get("case", case.pk) != case.pk:
        keeping.forget(request.session)
        return []
    return telling.computed_claims(told, regional_figures())


def _page(request: ActorRequest, case: Case, kind: DraftKind, form: DraftForm) -> HttpResponse:
    title = f"起草{kind.label}"
    if not request.actor.is_lawyer:
        work = Work(title=title, form=form, action=request.path, submit=f"做好{kind.label}")
        return case_page(request, case, work=work)
    shown: dict[str, Any] = {"case": case, "form": form, "title": title, "now": timezone.now()}
    shown["back_url"] = reverse("lawyer_case", args=[case.pk])
    return render(request, "cases/lawyer/form.html", shown)
