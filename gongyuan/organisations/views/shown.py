"""What the pages of the register share: a page with one form, and what happened."""

from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from gongyuan.core.events import events_of, find
from gongyuan.core.requests import ActorRequest
from gongyuan.organisations.models import Unit

EVENTS_SHOWN = 20


def form_page(
    request: ActorRequest, form: BaseForm, *, title: str, unit: Unit, **more: str
) -> HttpResponse:
    """A page with one form; `more` are `back`, where to without it, and what the button says
    (`submit`)."""
    context = {"title": title, "form": form, "unit": unit, "action": request.path, **more}
    return render(request, "organisations/form.html", {"submit": "保存", **context})


def timeline(record: Model) -> list[dict[str, Any]]:
    """The latest of what happened to a record."""
    return [
        {
            "text": find(event.code).label,
            "when": event.at,
            "who": event.actor_name,
            "note": event.note,
        }
        for event in events_of(record).order_by("-pk")[:EVENTS_SHOWN]
    ]
