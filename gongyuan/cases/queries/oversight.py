"""Orders on cases: those of one case, those that await an answer, and those that are late."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from gongyuan.cases.choices.major import OversightState
from gongyuan.cases.models import Case, OversightFeedback, OversightOrder
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


def orders_shown(case: Case, actor: Actor) -> list[dict[str, Any]]:
    """The orders on a case in the actor's sight, the latest first, with what the actor may do.

    `step` is the key of what awaits this actor: answer (below), judge (above), or empty.
    """
    feedbacks = OversightFeedback.objects.prefetch_related("papers").order_by("-pk")
    rows = OversightOrder.objects.visible_to(actor).filter(case=case)
    found = rows.select_related("unit", "document__paper").prefetch_related(
        Prefetch("feedbacks", feedbacks)
    )
    return [_shown(order, actor) for order in found.order_by("-pk")]


def _shown(order: OversightOrder, actor: Actor) -> dict[str, Any]:
    is_ours = order.unit_id == actor.unit_id and actor.can(Capability.CASES_OVERSEE)
    is_to_us = order.to_unit_id == actor.unit_id and actor.can(Capability.CASES_ANSWER_OVERSIGHT)
    awaits = order.state == OversightState.AWAITING_FEEDBACK
    return {
        "order": order,
        "state": order.get_state_display(),
        "kind": "waiting" if order.ended_at is None else "closed",
        "awaits": awaits,
        "may_answer": is_to_us and awaits,
        "may_judge": is_ours and order.state == OversightState.FED_BACK,
        "may_revoke": is_ours and awaits,
    }


def may_order(case: Case, actor: Actor) -> bool:
    """Whether this post may put the case under an order: it is open and of a union below."""
    is_below = actor.unit_id != case.unit_id and case.unit_path.startswith(actor.unit_path)
    return case.is_open and is_below and actor.can(Capability.CASES_OVERSEE)


def late_orders(*, today: date) -> QuerySet[OversightOrder]:
    """Orders whose day is past without feedback and that nobody above was told of, everywhere."""
    return OversightOrder.objects.filter(
        state=OversightState.AWAITING_FEEDBACK, due_on__lt=today, escalated_at=None
    ).order_by("pk")
