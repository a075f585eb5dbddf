"""Lists that are narrowed in the address and searched by name, which stays out of every address."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from gongyuan.people.forms.register import FindForm
from gongyuan.people.requests import ActorRequest
from gongyuan.people.views.page import one_page

#: Who is looked for by name stands among these, or more of the name is typed.
MOST_NAMED = 50


def narrowed(request: ActorRequest, route: str, form: FindForm) -> HttpResponse | None:
    """Lead from a form sent without a name to the same list by its address; None to go on here."""
    if request.method != "POST" or request.POST.get("q", "").strip():
        return None
    names = [name for name in form.fields if name != "q"]
    chosen = {name: request.POST[name] for name in names if request.POST.get(name)}
    return redirect(f"{reverse(route)}?{urlencode(chosen)}" if chosen else route)


def page_of(request: ActorRequest, rows: QuerySet[Any]) -> Page[Any]:
    """The page the address asks for; whoever was looked for by name, on one page."""
    if request.method == "POST":
        return Paginator(rows[:MOST_NAMED], MOST_NAMED).page(1)
    return one_page(request, rows)
