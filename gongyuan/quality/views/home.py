"""The figures of quality, and what a lawyer finds about the own service."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import tabs
from gongyuan.lawyers.models import Lawyer
from gongyuan.lawyers.queries import marks_of
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest
from gongyuan.quality.forms.figures import PeriodForm
from gongyuan.quality.models import Inquiry
from gongyuan.quality.queries import figures
from gongyuan.quality.queries.answers import own_checks
from gongyuan.quality.queries.reviews import open_sheets, served_results
from gongyuan.quality.views.page import TABS


@require_safe
@requires(Capability.QUALITY_READ)
def quality_home(request: ActorRequest) -> HttpResponse:
    """What was found of the service in a period, every number a way to its list."""
    today = timezone.localdate()
    given = {"by": "lawyer", "first": date(today.year, 1, 1).isoformat(), "last": str(today)}
    form = PeriodForm({**given, **{k: v for k, v in request.GET.items() if k in given}})
    columns = figures.columns(request.actor)
    rows: list[dict[str, Any]] = []
    if form.is_valid():
        values = form.cleaned_data
        period = figures.Period(first=values["first"], last=values["last"])
        found = figures.figures(request.actor, period, by=values["by"])
        rows = [_shown(row, values, columns) for row in found]
    shown = {"form": form, "rows": rows, "columns": columns}
    shown["tabs"] = tabs(TABS, request.actor, "quality_home")
    return render(request, "quality/home.html", shown)


def _shown(
    row: figures.FigureRow, values: dict[str, Any], columns: tuple[figures.Column, ...]
) -> dict[str, Any]:
    """A row with the address of the list behind each of its numbers."""
    return {"name": row.name, "cells": [_cell(row, column, values) for column in columns]}


#: How each list calls the first and the last day.
DAYS = {
    "visit_list": ("finished_from", "finished_to"),
    "complaint_list": ("came_from", "came_to"),
    "review_list": ("served_from", "served_to"),
    "answer_check_list": ("checked_from", "checked_to"),
}


def _cell(row: figures.FigureRow, column: figures.Column, values: dict[str, Any]) -> dict[str, Any]:
    count = row.counts.get(column.name, 0)
    first, last = DAYS[column.route]
    query = {"state": "", values["by"]: row.pk, first: values["first"], last: values["last"]}
    address = f"{reverse(column.route)}?{urlencode(query | column.query)}"
    return {"count": count, "url": address if count else ""}


@require_safe
@requires(Capability.QUALITY_ANSWER)
def quality_mine(request: ActorRequest) -> HttpResponse:
    """What a lawyer is asked, and what was found of the own service."""
    user_id = request.actor.user_id or 0
    lawyer = Lawyer.objects.visible_to(request.actor).filter(user_id=user_id).first()
    inquiries = Inquiry.objects.visible_to(request.actor).order_by("stated_at", "-pk")[:100]
    shown: dict[str, Any] = {"lawyer": lawyer, "inquiries": inquiries}
    shown["checks"] = own_checks(request.actor)
    shown["sheets"] = open_sheets(request.actor)
    shown["results"] = served_results(request.actor)
    shown["marks"] = marks_of(lawyer) if lawyer else []
    return render(request, "quality/mine.html", shown)
