from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, ActorRequest, done
from gongyuan.policy.actions.entries import enter_figure
from gongyuan.policy.choices import ENTER_FIGURES, READ
from gongyuan.policy.entry_forms import FigureFilter, FigureForm
from gongyuan.policy.entry_rules import is_leading, power_obstacles
from gongyuan.policy.parameter_files import figure_kinds
from gongyuan.policy.places import place_of
from gongyuan.policy.queries.figures import (
    figure_history,
    figure_lines,
    kinds_without_figure,
)


@require_safe
@requires(READ)
def figures(request: ActorRequest) -> HttpResponse:
    """The figures in force for a place on a day; at first those of the own place today."""
    today = timezone.localdate()
    place = place_of(request.actor.unit_id)
    form = FigureFilter(request.GET or {"region": place.region_code[:6], "on": today})
    nothing: dict[str, Any] = {"key": "", "region": "", "on": None}
    asked = form.cleaned_data if form.is_valid() else nothing
    on = asked["on"] or today
    region = asked["region"]
    lines = figure_lines(on=on, key=asked["key"], region=region)
    is_whole = bool(region) and not asked["key"]
    may_enter = request.actor.can(ENTER_FIGURES) and is_leading(request.actor, place)
    context = {
        "form": form,
        "lines": lines,
        "missing": kinds_without_figure(on=on, region=region) if is_whole else [],
        "on": on,
        "region": region,
        "may_enter": may_enter,
        "may_enter_here": may_enter and bool(region) and place.may_set(region),
    }
    return render(request, "policy/figures.html", context)


@require_safe
@requires(READ)
def figure(request: ActorRequest, figure: str) -> HttpResponse:
    """Every value a figure ever had, by place."""
    kind = figure_kinds().get(figure)
    if kind is None:
        raise Http404
    context = {
        "kind": kind,
        "lines": figure_history(key=figure, on=timezone.localdate()),
        "may_enter": _may_enter(request),
        "now": timezone.now(),
    }
    return render(request, "policy/figure.html", context)


@EITHER
@requires(ENTER_FIGURES)
def figure_entry(request: ActorRequest) -> HttpResponse:
    """Enter a figure of the own region or of one below."""
    place = place_of(request.actor.unit_id)
    usual = {
        "key": request.GET.get("key"),
        "region": request.GET.get("region") or place.region_code,
    }
    form = FigureForm(request.POST or None, initial=usual)
    if done(request, form, enter_figure):
        entered = form.result
        messages.success(request, f"已录入，自{entered.valid_from}起按新的数值计算。")
        return redirect("policy_figure", figure=entered.key)
    context = {
        "form": form,
        "obstacles": power_obstacles(request.actor, place),
    }
    return render(request, "policy/figure_entry.html", context)


def _may_enter(request: ActorRequest) -> bool:
    actor = request.actor
    return actor.can(ENTER_FIGURES) and is_leading(actor, place_of(actor.unit_id))
