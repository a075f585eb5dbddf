from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, attempt, posted
from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries import ancestors, children_page, units_found
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest
from gongyuan.reporting import actions, forms, queries
from gongyuan.reporting.choices import COLUMNS
from gongyuan.reporting.models import Return
from gongyuan.reporting.rules import columns_of
from gongyuan.reporting.views.scope import Chosen, choose, year_at_hand, years


@require_safe
@requires(Capability.REPORTING_READ)
def return_list(request: ActorRequest) -> HttpResponse:
    now = timezone.now()
    year = _number(request, "year", year_at_hand(now))
    if year not in years(now):
        raise Http404
    seen = Unit.objects.visible_to(request.actor)
    unit = get_object_or_404(seen, pk=_number(request, "unit", request.actor.unit_id or 0))
    text = request.GET.get("q", "").strip()
    shown: dict[str, Any] = {"unit": unit, "year": year, "years": years(now), "text": text}
    if text:
        found = units_found(text, actor=request.actor)
        shown |= {"rows": _rows(found.units, year), "is_cut": found.is_cut}
    else:
        children = children_page(unit, after=request.GET.get("after", ""))
        shown |= {"rows": _rows(children.units, year), "next_after": children.next_after}
        shown["own"] = _rows([unit], year)
        shown["ended"] = _rows(queries.ended_since(unit, year), year)
    shown["superiors"] = ancestors(unit) & seen
    return render(request, "reporting/list.html", shown)


@EITHER
@requires(Capability.REPORTING_FILL)
def return_figures(request: ActorRequest, unit_id: int, year: int) -> HttpResponse:
    chosen = _own(request, unit_id, year)
    form = forms.FiguresForm(request.POST or None, unit=chosen.unit, unit_return=chosen.unit_return)
    act = {"unit": chosen.unit, "year": year, "actor": request.actor, "now": chosen.now}
    if attempt(form, actions.save_manual_figures, **act):
        messages.success(request, "数字已保存。")
        return redirect("return_table", unit_id=unit_id, year=year)
    return render(request, "reporting/figures.html", {"chosen": chosen, "form": form})


@EITHER
@requires(Capability.REPORTING_SUBMIT)
def return_submission(request: ActorRequest, unit_id: int, year: int) -> HttpResponse:
    chosen = _own(request, unit_id, year)
    form = forms.ConfirmationForm(posted(request))
    act = {"unit": chosen.unit, "year": year, "actor": request.actor, "now": chosen.now}
    if attempt(form, actions.submit_return, **act):
        messages.success(request, f"{year}年的报表已提交，数字从现在起不再变动。")
        return redirect("return_table", unit_id=unit_id, year=year)
    progress = queries.progress(chosen.unit, year, today=chosen.today)
    shown = {"chosen": chosen, "form": form, "progress": progress}
    return render(request, "reporting/submission.html", shown)


@EITHER
@requires(Capability.REPORTING_SUBMIT)
def return_remarks(request: ActorRequest, unit_id: int, year: int) -> HttpResponse:
    chosen = choose(request, unit_id, year)
    form = forms.RemarksForm(posted(request))
    act = {"unit_return": _below(request, chosen), "actor": request.actor, "now": chosen.now}
    if attempt(form, actions.return_to_unit, **act):
        messages.success(request, f"已退回{chosen.unit.name}，数字不再冻结。")
        return redirect("return_table", unit_id=unit_id, year=year)
    return _form_page(request, chosen, form, "退回报表")


@EITHER
@requires(Capability.REPORTING_SUBMIT)
def return_acceptance(request: ActorRequest, unit_id: int, year: int) -> HttpResponse:
    chosen = choose(request, unit_id, year)
    form = forms.ConfirmationForm(posted(request))
    act = {"unit_return": _below(request, chosen), "actor": request.actor, "now": chosen.now}
    if attempt(form, actions.accept_return, **act):
        messages.success(request, f"已接收{chosen.unit.name}{year}年的报表。")
        return redirect("return_table", unit_id=unit_id, year=year)
    return _form_page(request, chosen, form, "接收报表")


def _own(request: ActorRequest, unit_id: int, year: int) -> Chosen:
    """A table in sight that the post's own unit fills; 403 for that of another unit."""
    chosen = choose(request, unit_id, year)
    own = queries.units_filled_by(request.actor, year)
    if not own.filter(pk=unit_id).exists() or not columns_of(chosen.unit.level):
        raise PermissionDenied
    return chosen


def _below(request: ActorRequest, chosen: Chosen) -> Return:
    """The return of a unit the post's own leads directly; 403 for others in sight."""
    if not queries.is_reviewed_by(chosen.unit, chosen.year, unit_id=request.actor.unit_id):
        raise PermissionDenied
    overseen = Return.objects.overseen_by(request.actor)
    return get_object_or_404(overseen, unit=chosen.unit, year=chosen.year)


def _form_page(request: ActorRequest, chosen: Chosen, form: Any, title: str) -> HttpResponse:
    return render(request, "reporting/form.html", {"chosen": chosen, "form": form, "title": title})


def _rows(units: list[Unit], year: int) -> list[dict[str, Any]]:
    filed = queries.returns_of_year(units, year)
    return [
        {"unit": unit, "return": filed.get(unit.pk), "reports": unit.level in COLUMNS}
        for unit in units
    ]


def _number(request: ActorRequest, name: str, default: int) -> int:
    """A number of the address; 404 for what is none."""
    text = request.GET.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) < queries.MOST_DIGITS):
        raise Http404
    return int(text)
