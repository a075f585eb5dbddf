"""What the pages about people share: a page with one form, the tabs."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from gongyuan.core import requests
from gongyuan.core.events import find
from gongyuan.core.models import Event
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

PAGE = 30
TABS = (
    ("人员", "member_list", {Capability.PEOPLE_READ_STAFF}),
    ("证书到期", "certificate_list", {Capability.PEOPLE_READ_STAFF}),
    ("志愿者", "volunteer_list", {Capability.PEOPLE_READ_STAFF}),
    ("待确认时长", "volunteer_hours_list", {Capability.PEOPLE_CONFIRM_HOURS}),
    ("账号申请", "account_request_list", {Capability.PEOPLE_ASK_ACCOUNTS}),
)
OF_ACCOUNTS = (
    ("账号", "staff_list", {Capability.PEOPLE_MANAGE_ACCOUNTS}),
    ("申请", "account_request_list", {Capability.PEOPLE_MANAGE_ACCOUNTS}),
    ("久未使用", "staff_unused", {Capability.PEOPLE_MANAGE_ACCOUNTS}),
    ("人员", "member_list", {Capability.PEOPLE_READ_STAFF}),
)


def tabs(actor: Actor, current: str) -> list[dict[str, Any]]:
    """The parts about people that a post can use; for whoever keeps accounts, those of accounts
    beside each other."""
    is_of_accounts = current != "member_list" and current in {route for _, route, _ in OF_ACCOUNTS}
    keeps_accounts = actor.can(Capability.PEOPLE_MANAGE_ACCOUNTS)
    items = OF_ACCOUNTS if is_of_accounts and keeps_accounts else TABS
    return requests.tabs(items, actor, current)


def form_page(
    request: ActorRequest, form: BaseForm, *, title: str, back_url: str, **more: Any
) -> HttpResponse:
    """A page with one form; `more` may hold `hint`, `submit` and `back` (what the place is)."""
    context = {"form": form, "title": title, "back_url": back_url, "submit": "确定", **more}
    answer = render(request, "people/form.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def one_page(request: ActorRequest, rows: QuerySet[Any] | Sequence[Any]) -> Page[Any]:
    """The page of a list that the address asks for."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def told(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Events as the timeline shows them."""
    return [
        {"text": find(e.code).label, "when": e.at, "who": e.actor_name, "note": e.note}
        for e in events
    ]
