"""What the page of a case shows of its weight: orders from above, reports, talks, helpers."""

from datetime import datetime
from typing import Any

from gongyuan.cases.queries import discussion, oversight
from gongyuan.cases.queries.proposal import BEFORE_DECISION
from gongyuan.cases.queries.whole import WholeCase
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


def oversight_parts(whole: WholeCase, actor: Actor, now: datetime) -> dict[str, Any]:
    """Facts for `_oversight`: the orders on the case, and whether this post may give one."""
    case = whole.case
    if actor.is_lawyer:
        return {}
    rows = oversight.orders_shown(case, actor) if "oversights" in whole.filled else []
    return {"oversights": rows, "may_order": oversight.may_order(case, actor)}


def discussion_parts(whole: WholeCase, actor: Actor, now: datetime) -> dict[str, Any]:
    """Facts for `_discussion`: what was held together, and whether it is still due."""
    case = whole.case
    if actor.is_lawyer:
        return {}
    rows = discussion.discussions_of(case) if "discussions" in whole.filled else []
    is_undecided = case.state in BEFORE_DECISION
    return {
        "discussions": rows,
        "discussion_duty": discussion.discussion_duty(case) if is_undecided else "",
        "may_discuss": case.is_open
        and case.unit_id == actor.unit_id
        and actor.can(Capability.CASES_DISCUSS),
        "has_open_discussion": any(row.concluded_at is None for row in rows),
    }


PARTS = [oversight_parts, discussion_parts]
