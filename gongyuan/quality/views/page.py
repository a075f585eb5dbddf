"""What the pages of this domain share: the form that is being filled in, and one way to do it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.forms import attempt
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

TABS = (
    ("数字", "quality_home", {Capability.QUALITY_READ}),
    ("回访", "visit_list", {Capability.QUALITY_READ}),
    ("投诉", "complaint_list", {Capability.COMPLAINTS_HANDLE, Capability.COMPLAINTS_LODGE}),
    ("同行评估", "draw_list", {Capability.REVIEWS_MANAGE}),
    ("答复抽查", "answer_draw_list", {Capability.CONSULTATIONS_CHECK}),
)


@dataclass(frozen=True, kw_only=True)
class Work:
    """The form of what is being done."""

    title: str
    form: BaseForm
    action: str
    submit: str


def posted(request: ActorRequest) -> QueryDict | None:
    """What was sent, even when nothing was filled in; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def tabs(actor: Actor, current: str) -> list[dict[str, Any]]:
    """The parts of this domain that a post can use."""
    return [
        {"label": label, "url": reverse(route), "current": route == current}
        for label, route, powers in TABS
        if actor.capabilities & powers
    ]


def done(request: ActorRequest, form: BaseForm, action: Callable[..., Any], **known: Any) -> bool:
    """Try an action with a form's values and the one who acts."""
    return attempt(form, action, actor=request.actor, now=timezone.now(), **known)
