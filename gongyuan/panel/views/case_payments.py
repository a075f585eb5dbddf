"""What was paid to lawyers for closed cases: the list of a year, one more payment, Excel."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, Work, done, posted, tabs
from gongyuan.panel import sheets
from gongyuan.panel.actions import payments as actions
from gongyuan.panel.forms import payments as forms
from gongyuan.panel.queries import case_subsidies as queries
from gongyuan.panel.views.page import TABS
from gongyuan.panel.views.payments import READS, own_unit, workbook
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@require_safe
@requires(*READS)
def case_payment_list(request: ActorRequest) -> HttpResponse:
    """The closed cases of a year that the own union handled, with what was paid for each."""
    asked = _asked(request)
    page = Paginator(asked["cases"], queries.PAGE).get_page(request.GET.get("page"))
    shown = {
        **asked,
        "page": page,
        "rows": queries.case_rows(page.object_list),
        "yuan": queries.paid_for(asked["cases"]),
        "tabs": tabs(TABS, request.actor, "payment_list"),
    }
    return render(request, "panel/case_payment_list.html", shown)


@EITHER
@requires(Capability.PANEL_PAY)
def case_payment_new(request: ActorRequest, case_id: int) -> HttpResponse:
    case = get_object_or_404(queries.cases_borne_by(request.actor), pk=case_id)
    form = forms.CaseSubsidyForm(posted(request), lawyers=queries.lawyers_of(case))
    if done(request, form, actions.record_case_subsidy, case=case):
        messages.success(request, "已登记，有账号的律师收到了通知。")
        return redirect("payment_detail", form.result.pk)  # type: ignore[attr-defined] # by attempt
    work = Work(title=f"登记办案补贴：{case.number}", form=form, action=request.path, submit="登记")
    back = reverse("case_payment_list")
    return render(request, "panel/form.html", {"work": work, "back": back})


@require_safe
@requires(*READS)
def case_payment_table(request: ActorRequest) -> HttpResponse:
    asked = _asked(request)
    if asked["year"] is None:
        raise Http404
    content = sheets.cases_written(asked["year"], queries.case_rows(asked["cases"]))
    return workbook(content, f"{own_unit(request).name}{asked['year']}年办案补贴.xlsx")


def _asked(request: ActorRequest) -> dict[str, Any]:
    """The year and state that are asked for, and their cases."""
    years = queries.years_of(request.actor)
    form = forms.YearForm(request.GET, years=years, states=queries.STATES)
    year, state = form.chosen
    cases = queries.cases_of_year(
        request.actor, year=year or timezone.localdate().year, state=state
    )
    return {"filter": form, "year": year, "state": state, "cases": cases}
