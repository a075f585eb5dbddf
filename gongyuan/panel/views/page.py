"""What the pages of this domain share: their tabs, and the steps of a record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.urls import reverse

from gongyuan.core.workflow import Workflow
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

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


@dataclass(frozen=True)
class Step:
    """One step: what the button says, the form, the action."""

    title: str
    form: Callable[..., BaseForm]
    action: Callable[..., Any]


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
