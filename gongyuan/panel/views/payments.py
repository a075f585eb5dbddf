"""Payments to the team: the stipends of a year, on screen, on paper and in Excel; one payment."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core.access import requires
from gongyuan.core.files import XLSX
from gongyuan.core.requests import EITHER, Work, done, posted, tabs
from gongyuan.organisations.models import Unit
from gongyuan.panel import sheets
from gongyuan.panel.actions import payments as actions
from gongyuan.panel.forms import payments as forms
from gongyuan.panel.models import Payment
from gongyuan.panel.queries import stipends as queries
from gongyuan.panel.queries.timeline import timeline
from gongyuan.panel.views.page import TABS
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

READS = (Capability.PANEL_PAY, Capability.AUDIT_READ)


@require_safe
@requires(*READS)
def payment_list(request: ActorRequest) -> HttpResponse:
    """The stipends the own union bears, of the terms that began in a year."""
    asked = _asked(request)
    may_pay = request.actor.can(Capability.PANEL_PAY)
    form = forms.StipendsForm(rows=asked["all_rows"]) if may_pay else None
    return _list(request, asked, form)


@require_POST
@requires(Capability.PANEL_PAY)
def stipend_payment(request: ActorRequest) -> HttpResponse:
    """Write down the stipends that are ticked."""
    asked = _asked(request)
    form = forms.StipendsForm(request.POST, rows=asked["all_rows"])
    if done(request, form, actions.record_stipends):
        made = form.result  # type: ignore[attr-defined] # by attempt
        messages.success(request, f"已登记发给{len(made)}人的工作补贴，有账号的律师收到了通知。")
        return redirect(f"{reverse('payment_list')}?year={asked['year']}")
    return _list(request, asked, form)


@require_safe
@requires(*READS)
def payment_sheet(request: ActorRequest) -> HttpResponse:
    """The list of a year on paper, to be signed by who received."""
    asked = _with_terms(request)
    shown = {**asked, "totals": queries.totals_of(asked["rows"]), "now": timezone.now()}
    return render(request, "panel/payment_sheet.html", shown)


@require_safe
@requires(*READS)
def payment_table(request: ActorRequest) -> HttpResponse:
    asked = _with_terms(request)
    content = sheets.stipends_written(asked["year"], asked["rows"])
    return workbook(content, f"{asked['unit'].name}{asked['year']}年工作补贴发放表.xlsx")


@require_safe
@requires(*READS)
def payment_detail(request: ActorRequest, payment_id: int) -> HttpResponse:
    rows = Payment.objects.visible_to(request.actor)
    return _page(request, get_object_or_404(rows.select_related(*SHOWN), pk=payment_id))


@EITHER
@requires(Capability.PANEL_PAY)
def payment_withdrawal(request: ActorRequest, payment_id: int) -> HttpResponse:
    rows = Payment.objects.handled_by(request.actor).select_related(*SHOWN)
    row = get_object_or_404(rows, pk=payment_id)
    form = forms.WithdrawalForm(posted(request))
    if done(request, form, actions.withdraw_payment, payment=row):
        messages.success(request, "已撤销，原来的登记还在记录里；有账号的律师收到了通知。")
        return redirect("payment_detail", row.pk)
    work = Work(title="撤销发放登记", form=form, action=request.path, submit="撤销")
    return _page(request, row, work)


SHOWN = ("lawyer__firm", "unit", "term__unit", "case")


def own_unit(request: ActorRequest) -> Unit:
    """The union whose money it is."""
    rows = Unit.objects.visible_to(request.actor)
    return get_object_or_404(rows, pk=request.actor.unit_id)


def workbook(content: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": str(content_disposition_header(True, name)),
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _asked(request: ActorRequest) -> dict[str, Any]:
    """The year and state that are asked for, and their rows."""
    unit = own_unit(request)
    terms = queries.terms_borne_by(unit)
    form = forms.YearForm(request.GET, years=queries.years_of(terms), states=queries.STATES)
    year, state = form.chosen
    found = queries.terms_of_year(terms, year) if year else []
    rows = queries.stipend_rows(found, today=timezone.localdate())
    return {
        "unit": unit,
        "filter": form,
        "year": year,
        "state": state,
        "all_rows": rows,
        "rows": [row for row in rows if state in ("", row.state)],
    }


def _with_terms(request: ActorRequest) -> dict[str, Any]:
    """The same without those who have no stipend; nothing is there for a union that bears none."""
    asked = _asked(request)
    if asked["year"] is None:
        raise Http404
    return {**asked, "rows": [row for row in asked["rows"] if row.state != "none"]}


def _list(request: ActorRequest, asked: dict[str, Any], form: Any) -> HttpResponse:
    page = Paginator(asked["rows"], queries.PAGE).get_page(request.GET.get("page"))
    shown = {
        **asked,
        "form": form,
        "page": page,
        "newer_url": _turned(asked, page.previous_page_number()) if page.has_previous() else "",
        "older_url": _turned(asked, page.next_page_number()) if page.has_next() else "",
        "lines": [(row, form and form.amount_of(row.term.pk)) for row in page],
        "totals": queries.totals_of(asked["all_rows"]),
        "city": None if asked["all_rows"] else queries.city_above(asked["unit"]),
        "tabs": tabs(TABS, request.actor, "payment_list"),
    }
    return render(request, "panel/payment_list.html", shown)


def _turned(asked: dict[str, Any], number: int) -> str:
    """Another page of the same list, also from the answer to a form."""
    return f"{reverse('payment_list')}?year={asked['year']}&state={asked['state']}&page={number}"


def _page(request: ActorRequest, row: Payment, work: Work | None = None) -> HttpResponse:
    handled = work is not None or Payment.objects.handled_by(request.actor).filter(pk=row.pk)
    shown = {
        "payment": row,
        "work": work,
        "may_withdraw": bool(handled) and row.withdrawn_at is None,
        "events": timeline(row),
        "now": timezone.now(),
    }
    return render(request, "panel/payment.html", shown)
