from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, ActorRequest, attempt
from gongyuan.policy.actions.entries import enter_year
from gongyuan.policy.choices import ENTER_CALENDAR, READ
from gongyuan.policy.entry_forms import YearForm
from gongyuan.policy.entry_rules import FIRST_YEAR, is_leading, power_obstacles
from gongyuan.policy.in_force import current_calendar
from gongyuan.policy.places import place_of
from gongyuan.policy.queries.calendar import (
    arrangements_of,
    day_lines,
    typed_days,
    year_line,
    year_lines,
)


@require_safe
@requires(READ)
def calendar(request: ActorRequest) -> HttpResponse:
    """The years of the working calendar, published and provisional."""
    today = timezone.localdate()
    context = {
        "years": year_lines(current_calendar(), today=today),
        "next_year": today.year + 1,
        "may_enter": _may_enter(request),
    }
    return render(request, "policy/calendar.html", context)


@require_safe
@requires(READ)
def calendar_year(request: ActorRequest, year: int) -> HttpResponse:
    """The days of one year that differ from the plain week, and who entered them."""
    known = current_calendar()
    today = timezone.localdate()
    if not FIRST_YEAR <= year <= max(today.year + 2, *known.published_years):
        raise Http404
    context = {
        "line": year_line(known, year),
        "days": day_lines(known, year),
        "arrangements": arrangements_of(year),
        "may_enter": _may_enter(request) and year <= today.year + 1,
        "now": timezone.now(),
    }
    return render(request, "policy/calendar_year.html", context)


@EITHER
@requires(ENTER_CALENDAR)
def calendar_entry(request: ActorRequest) -> HttpResponse:
    """Enter the days off of a year, or put them right."""
    now = timezone.now()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() else timezone.localdate(now).year + 1
    usual = {"year": year, "rows": typed_days(current_calendar(), year)}
    form = YearForm(request.POST or None, initial=usual)
    if attempt(form, enter_year, actor=request.actor, now=now):
        said = f"{form.result}的放假安排已经生效，这一年的期限正在后台重新计算。"
        messages.success(request, said)
        return redirect("policy_calendar_year", year=form.result.year)
    obstacles = power_obstacles(request.actor, place_of(request.actor.unit_id))
    return render(request, "policy/calendar_entry.html", {"form": form, "obstacles": obstacles})


def _may_enter(request: ActorRequest) -> bool:
    actor = request.actor
    return actor.can(ENTER_CALENDAR) and is_leading(actor, place_of(actor.unit_id))
