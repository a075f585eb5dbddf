"""The tree and the institutions as they were on a day, and the roster that goes with the table."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import ActorRequest
from gongyuan.organisations import queries
from gongyuan.organisations.choices import READ
from gongyuan.organisations.forms.as_of import (
    UNITS,
    HistoryFilter,
    RosterFilter,
    asked_with_defaults,
)
from gongyuan.organisations.models import Unit
from gongyuan.organisations.sheets import as_of as sheets


@require_safe
@requires(READ)
def organisation_history(request: ActorRequest) -> HttpResponse:
    filters = HistoryFilter(asked_with_defaults(request.GET, today=timezone.localdate()))
    unit = _own(request)
    context: dict[str, Any] = {"filters": filters}
    if filters.is_valid():
        found = _found(unit, **filters.cleaned_data)
        page = queries.stretch_page(found, after=request.GET.get("after", ""))
        context |= {
            "then": queries.unit_on(unit, day=filters.cleaned_data["on"]),
            "count": found.count(),
            "page": page,
            "seen": _seen(request, page.rows),
            **filters.cleaned_data,
        }
    return render(request, "organisations/history.html", {"unit": unit, **context})


@require_safe
@requires(READ)
def history_export(request: ActorRequest) -> HttpResponse:
    filters = HistoryFilter(asked_with_defaults(request.GET, today=timezone.localdate()))
    if not filters.is_valid():
        raise Http404
    unit, day = _own(request), filters.cleaned_data["on"]
    if filters.cleaned_data["what"] == UNITS:
        then = queries.unit_on(unit, day=day)
        content = sheets.unions(queries.union_lines(path=then.path, day=day) if then else [])
        return files.workbook(content, f"组织{day}.xlsx")
    rows = queries.institutions_open_on(path=unit.path, day=day)
    return files.workbook(sheets.roster(queries.roster_lines(rows)), f"机构{day}.xlsx")


@require_safe
@requires(READ)
def institution_roster(request: ActorRequest) -> HttpResponse:
    unit, filters = _own(request), _roster_filter(request)
    context: dict[str, Any] = {"filters": filters}
    if filters.is_valid():
        unit = filters.cleaned_data["unit"] or unit
        found = queries.roster_on(unit=unit, day=filters.cleaned_data["on"])
        page = queries.stretch_page(found, after=request.GET.get("after", ""))
        context |= {"count": found.count(), "page": page, "on": filters.cleaned_data["on"]}
        context["seen"] = _seen(request, page.rows)
    return render(request, "organisations/roster.html", {"unit": unit, **context})


@require_safe
@requires(READ)
def roster_export(request: ActorRequest) -> HttpResponse:
    filters = _roster_filter(request)
    if not filters.is_valid():
        raise Http404
    unit, day = filters.cleaned_data["unit"] or _own(request), filters.cleaned_data["on"]
    rows = queries.roster_on(unit=unit, day=day)
    name = f"{unit.name}法律援助机构名册{day}.xlsx"
    return files.workbook(sheets.roster(queries.roster_lines(rows)), name)


def _own(request: ActorRequest) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(request.actor), pk=request.actor.unit_id)


def _roster_filter(request: ActorRequest) -> RosterFilter:
    data = asked_with_defaults(request.GET, today=timezone.localdate())
    return RosterFilter(data, actor=request.actor)


def _found(unit: Unit, *, what: str, on: Any) -> Any:
    if what != UNITS:
        return queries.institutions_open_on(path=unit.path, day=on)
    then = queries.unit_on(unit, day=on)
    return queries.units_on(path=then.path, day=on) if then else queries.no_units()


def _seen(request: ActorRequest, rows: list[Any]) -> set[int]:
    """The unions among these that are in sight today: only they have a page to go to."""
    ids = {row.unit_id for row in rows}
    return set(
        Unit.objects.visible_to(request.actor).filter(pk__in=ids).values_list("pk", flat=True)
    )
