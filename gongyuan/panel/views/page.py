"""What the pages of this domain share: the form that is being filled in, and one way to do it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.forms import attempt
from gongyuan.core.workflow import Workflow
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

TABS = (
    ("台账", "year_ledger_list", {Capability.LAWYERS_READ}),
    ("考核", "appraisal_list", {Capability.PANEL_MANAGE, Capability.PANEL_COAPPRAISE}),
    ("资格审查", "conduct_list", {Capability.PANEL_MANAGE}),
    ("服务申请", "request_list", {Capability.PANEL_MANAGE, Capability.PANEL_REQUEST}),
    ("活动确认", "activity_list", {Capability.PANEL_CONFIRM}),
    ("培训", "course_list", {Capability.LAWYERS_READ}),
    ("工作总结", "summary_list", {Capability.PANEL_MANAGE}),
    ("表彰", "honour_list", {Capability.PANEL_MANAGE}),
    ("补贴发放", "payment_list", {Capability.PANEL_PAY, Capability.AUDIT_READ}),
)


@dataclass(frozen=True, kw_only=True)
class Work:
    """The form of what is being done."""

    title: str
    form: BaseForm
    action: str
    submit: str


@dataclass(frozen=True)
class Step:
    """One step: what the button says, the form, the action."""

    title: str
    form: Callable[..., BaseForm]
    action: Callable[..., Any]


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


def done(
    request: ActorRequest, form: BaseForm, action: Callable[..., Any], /, **known: Any
) -> bool:
    """Try an action with a form's values and the one who acts."""
    return attempt(form, action, actor=request.actor, now=timezone.now(), **known)


def step_links(
    workflow: Workflow, state: str, actor: Actor, route: str, pk: int
) -> list[dict[str, str]]:
    """The verbs that may follow a state, as links to their forms."""
    return [
        {"label": verb.label, "url": reverse(route, args=[pk, verb.name])}
        for verb in workflow.available(state, actor.capabilities)
    ]


def as_strip(links: list[dict[str, str]]) -> dict[str, Any]:
    """Links as the strip of a record shows them: the first large, one beside, the rest folded."""
    return {
        "primary": links[0] if links else None,
        "secondary": links[1:2],
        "more": links[2:],
    }
