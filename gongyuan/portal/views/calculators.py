"""Every calculator of law as a page: asked by GET, computed by POST, nothing kept."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongyuan.core.access import public
from gongyuan.core.requests import posted
from gongyuan.drafting import telling
from gongyuan.law.calculation import Result
from gongyuan.law.registry import GROUPS, calculators
from gongyuan.law.results import written_date
from gongyuan.policy.in_force import regional_figures
from gongyuan.portal import answered, queries
from gongyuan.portal.forms.calculator import CalculatorForm
from gongyuan.portal.views import visit


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What can be computed, by group, in the worker's words."""
    every = calculators().values()
    groups = [
        {"code": code, "title": title, "calculators": [one for one in every if one.group == code]}
        for code, title in GROUPS.items()
    ]
    context = {"groups": [group for group in groups if group["calculators"]]}
    return render(request, "portal/calculators.html", context)


@public
@require_http_methods(["GET", "POST"])
@never_cache
def calculator(request: HttpRequest, name: str) -> HttpResponse:
    """One calculator: what it asks, and when it was asked, its answer with the workings."""
    chosen = calculators().get(name)
    if chosen is None:
        raise Http404
    place = visit.chosen_place(request)
    form = CalculatorForm(
        posted(request),
        calculator=chosen,
        figures=regional_figures(),
        regions=queries.regions(),
        initial={
            "region": place.region_code if place else "",
            "today": written_date(timezone.localdate()),
        },
    )
    is_computed = form.is_bound and form.is_valid()
    context = {
        "calculator": chosen,
        "form": form,
        **(_answer(form.result, form.given) if is_computed and form.result else {}),
    }
    return render(request, "portal/calculator.html", context)


def _answer(result: Result, given: dict[str, Any]) -> dict[str, Any]:
    return {
        "result": result,
        "value": answered.shown_value(result.value, result.unit),
        "parts": answered.shown_parts(result.parts),
        "figures": answered.shown_figures(result.figures),
        "claim": telling.claim_for(calculators()[result.calculator], result),
        "given": json.dumps(given, ensure_ascii=False),
    }
