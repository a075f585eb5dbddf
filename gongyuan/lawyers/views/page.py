"""What the pages of this domain share: tabs, a page with one form."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from gongyuan.lawyers.models import Lawyer
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

PAGE = 50
_READ, _EDIT = {Capability.LAWYERS_READ}, {Capability.LAWYERS_EDIT}
TABS = (
    ("成员", "lawyer_panel", _READ),
    ("招募", "round_list", {Capability.LAWYERS_READ, Capability.LAWYERS_OWN_FIRM}),
    ("联系点", "contact_points", _READ),
    ("律所", "firm_list", _READ),
    ("线上服务", "online_list", _EDIT),
    ("监督电话", "supervision_phones", {Capability.ROUNDS_MANAGE}),
    ("本所", "firm_own", {Capability.LAWYERS_OWN_FIRM}),
)


def visible_lawyer(request: ActorRequest, lawyer_id: int) -> Lawyer:
    seen = Lawyer.objects.visible_to(request.actor).select_related("firm", "home_unit")
    return get_object_or_404(seen, pk=lawyer_id)


def kept_lawyer(request: ActorRequest, lawyer_id: int) -> Lawyer:
    """A lawyer whose entry the post keeps; any other does not exist for this purpose."""
    if not request.actor.can(Capability.LAWYERS_EDIT):
        raise Http404
    return visible_lawyer(request, lawyer_id)


def form_page(
    request: ActorRequest,
    form: Any,
    title: str,
    *,
    back: str = "",
    hint: str = "",
    submit: str = "保存",
) -> HttpResponse:
    """A page with one form; `back` is where it came from, the team's list unless told."""
    shown = {
        "form": form,
        "title": title,
        "back": back or reverse("lawyer_panel"),
        "hint": hint,
        "submit": submit,
    }
    return render(request, "lawyers/form.html", shown)
