"""What a collaboration costs is named by one side and agreed on by the other."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from gongyuan.cases.actions.collaboration import either_side, other_side, tell_side
from gongyuan.cases.choices.major import CollaborationState
from gongyuan.cases.models import Collaboration
from gongyuan.cases.rules import collaboration as rules
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actor import Actor


@transaction.atomic
def propose_cost(
    *,
    collaboration: Collaboration,
    amount: Decimal | None,
    bearer: str,
    actor: Actor,
    now: datetime,
) -> Collaboration:
    """Name what the help costs in yuan and who bears it; the other side agrees or names anew.

    Refuses while nobody has accepted, once it is over or agreed on, and amounts that do not fit.
    """
    row = either_side(collaboration, actor)
    if row.state not in (CollaborationState.AT_WORK, CollaborationState.REPORTED_DONE):
        raise Refused(f"现在是“{row.get_state_display()}”，不能商定费用。")
    if row.cost_agreed_at:
        raise Refused("费用已经商定。")
    for field, reasons in rules.cost_obstacles(amount, bearer).items():
        refuse_if(reasons, field=field)
    row.cost_amount, row.cost_bearer, row.cost_proposed_by_id = amount, bearer, actor.unit_id
    row.save(update_fields=["cost_amount", "cost_bearer", "cost_proposed_by"])
    said: dict[str, Any] = {"amount": str(amount or 0), "bearer": bearer}
    record_event(row, "cases.collaboration.propose_cost", actor=actor, now=now, data=said)
    tell_side(
        row, other_side(row, actor), f"协作费用已提出，请商定（{row.case.applicant_label}）。", now
    )
    return row


@transaction.atomic
def agree_cost(
    *,
    collaboration: Collaboration,
    seen_amount: Decimal | None,
    actor: Actor,
    now: datetime,
) -> Collaboration:
    """Agree to the cost that the other side named; `seen_amount` is what the page showed.

    Refuses without one, one's own, one agreed on already, and one that was changed meanwhile.
    """
    row = either_side(collaboration, actor)
    if row.cost_proposed_by_id is None:
        raise Refused("还没有提出费用。")
    if row.cost_agreed_at:
        raise Refused("费用已经商定。")
    if row.cost_proposed_by_id == actor.unit_id:
        raise Refused("费用由对方商定，不能自己提出自己同意。")
    if row.cost_amount != seen_amount:
        raise Refused("对方改过金额，请看过再同意。")
    row.cost_agreed_at = now
    row.save(update_fields=["cost_agreed_at"])
    record_event(row, "cases.collaboration.agree_cost", actor=actor, now=now)
    tell_side(row, other_side(row, actor), f"协作费用已商定（{row.case.applicant_label}）。", now)
    return row
