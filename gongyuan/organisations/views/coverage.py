from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.charts import PercentChart, Reading, percent_chart
from gongyuan.core.panels import panels_of
from gongyuan.core.requests import EITHER, ActorRequest, attempt, posted
from gongyuan.organisations.actions.coverage import enter_target
from gongyuan.organisations.choices import READ, SET_TARGETS, InstitutionKind, UnitLevel
from gongyuan.organisations.forms.coverage import TargetForm, coverage_filter
from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries import targets as target_queries
from gongyuan.organisations.queries.as_of import unit_on
from gongyuan.organisations.queries.coverage import Coverage, Series, unions_listed
from gongyuan.organisations.queries.coverage_page import CoveragePage, coverage_page
from gongyuan.organisations.rules.coverage import setting_obstacles
from gongyuan.organisations.sheets import coverage as sheet

AFTER_LENGTH = 120
LEVELS = list(UnitLevel)


@require_safe
@requires(READ)
def organisation_coverage(request: ActorRequest) -> HttpResponse:
    unit = _unit(request)
    today = timezone.localdate()
    filters = coverage_filter(request.GET, today=today)
    context: dict[str, Any] = {
        "unit": unit,
        "is_own": unit.pk == request.actor.unit_id,
    }
    if filters.is_valid():
        asked = filters.cleaned_data
        series = Series(level=asked["level"], kind=asked["kind"])
        page = coverage_page(
            unit,
            series=series if request.GET.keys() & {"level", "kind"} else None,
            on=asked["on"],
            covered=_wants_covered(request),
            after=request.GET.get("after", "")[:AFTER_LENGTH],
        )
        context |= _shown(page, within=request.actor.unit_path)
        context["is_covered"] = _wants_covered(request)
        context["panels"] = panels_of(unit, request.actor, timezone.now())
        filters = coverage_filter(request.GET, today=today, shown=page.series)
    return render(request, "organisations/coverage.html", {**context, "filters": filters})


@require_safe
@requires(READ)
def coverage_export(request: ActorRequest) -> HttpResponse:
    """Those without, or those covered, as a workbook; 404 for a question that cannot be."""
    unit = _unit(request)
    filters = coverage_filter(request.GET, today=timezone.localdate())
    if not filters.is_valid():
        raise Http404
    asked = filters.cleaned_data
    series = Series(level=asked["level"], kind=asked["kind"])
    then, covered = unit_on(unit, day=asked["on"]), _wants_covered(request)
    path = then.path if then else ""
    found = unions_listed(path=path, series=series, on=asked["on"], covered=covered)
    what = f"{'已设' if covered else '没有'}{InstitutionKind(series.kind).label}"
    name = f"{unit.short_name}{what}的工会（{asked['on']}）.xlsx"
    return files.workbook(sheet.written(found.iterator(), within=request.actor.unit_path), name)


@EITHER
@requires(READ)
def coverage_targets(request: ActorRequest) -> HttpResponse:
    """What is aimed at, who says so, and the history; the form for those who set targets."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=request.actor.unit_id)
    now = timezone.now()
    may_set = request.actor.can(SET_TARGETS) and not _setting_obstacles(unit)
    form = _target_form(request, unit, year=timezone.localdate(now).year) if may_set else None
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and attempt(form, enter_target, actor=request.actor, now=now):
        messages.success(request, "目标已登记。")
        return redirect("coverage_targets")
    context = {
        "unit": unit,
        "form": form,
        "targets": [
            {"target": target, "series": series_label(target.level, target.kind)}
            for target in target_queries.targets_for(unit, on=timezone.localdate(now))
        ],
        "entries": target_queries.entries(unit)[:100],
    }
    return render(request, "organisations/coverage_targets.html", context)


def _target_form(request: ActorRequest, unit: Unit, *, year: int) -> TargetForm:
    return TargetForm(posted(request), setter_level=unit.level, year=year)


def series_label(level: str, kind: str) -> str:
    """县（区）级 法律援助中心"""
    return f"{UnitLevel(level).label}{InstitutionKind(kind).label}"


def _setting_obstacles(unit: Unit) -> list[str]:
    return setting_obstacles(
        setter_level=unit.level, setter_kind=unit.kind, is_closed=unit.closed_on is not None
    )


def _unit(request: ActorRequest) -> Unit:
    """The union asked for within sight, at first the own one."""
    asked = request.GET.get("unit", "")
    is_id = asked.isascii() and asked.isdecimal() and len(asked) < 19
    if asked and not is_id:
        raise Http404
    wanted = int(asked) if asked else request.actor.unit_id
    return get_object_or_404(
        Unit.objects.visible_to(request.actor).select_related("parent"), pk=wanted
    )


def _wants_covered(request: ActorRequest) -> bool:
    return request.GET.get("which") == "covered"


def _shown(page: CoveragePage, *, within: str) -> dict[str, Any]:
    overview = [
        {"series": series, "label": series_label(series.level, series.kind), "coverage": coverage}
        for series, coverage in page.overview
        # A county has no prefectures below it, and needs not be told so.
        if coverage.total or not _is_above(series.level, page.unit)
    ]
    return {
        "page": page,
        "label": series_label(page.series.level, page.series.kind),
        "overview": overview,
        "years": [
            {"day": day, "coverage": coverage, "aim": _aim(coverage)}
            for day, coverage in page.years
        ],
        "unions": [
            {"union": one, "is_seen": one.unit.path.startswith(within)} for one in page.unions
        ],
        "chart": _chart(page),
        "has_years": any(coverage.total for _, coverage in page.years),
    }


def _is_above(level: str, unit: Unit) -> bool:
    return LEVELS.index(UnitLevel(level)) < LEVELS.index(UnitLevel(unit.level))


def _aim(coverage: Coverage) -> Decimal | None:
    due = coverage.goal.due
    return Decimal(due.percent) if due and due.percent is not None else None


def _chart(page: CoveragePage) -> PercentChart:
    return percent_chart(
        [
            Reading(label=str(day.year), value=coverage.percent, aim=_aim(coverage))
            for day, coverage in page.years
        ]
    )
