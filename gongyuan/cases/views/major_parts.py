"""What the page of a case shows of its weight: orders from above, reports, talks, helpers."""

from datetime import datetime
from typing import Any

from gongyuan.cases.models import (
    Case,
    Collaboration,
    Discussion,
    LawyerReport,
    LeaderInCharge,
    MajorCase,
    MajorReport,
    OversightOrder,
)
from gongyuan.cases.queries import discussion, oversight
from gongyuan.cases.queries import major as queries
from gongyuan.cases.queries.proposal import BEFORE_DECISION
from gongyuan.cases.queries.whole import WholeCase
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


def oversight_parts(whole: WholeCase, actor: Actor, now: datetime) -> dict[str, Any]:
    """Facts for `_oversight`: the orders on the case, and whether this post may give one."""
    case = whole.case
    if actor.is_lawyer:
        return {}
    rows = oversight.orders_shown(case, actor) if whole.all(OversightOrder) else []
    return {"oversights": rows, "may_order": oversight.may_order(case, actor)}


def discussion_parts(whole: WholeCase, actor: Actor, now: datetime) -> dict[str, Any]:
    """Facts for `_discussion`: what was held together, and whether it is still due."""
    case = whole.case
    if actor.is_lawyer:
        return {}
    rows = whole.all(Discussion)
    is_undecided = case.state in BEFORE_DECISION
    return {
        "discussions": rows,
        "discussion_duty": discussion.duty_after(case, rows) if is_undecided else "",
        "may_discuss": case.is_open
        and case.unit_id == actor.unit_id
        and actor.can(Capability.CASES_DISCUSS),
        "has_open_discussion": any(row.concluded_at is None for row in rows),
    }


def major_parts(whole: WholeCase, actor: Actor, now: datetime) -> dict[str, Any]:
    """Facts for `_major`: why the case is major, who leads, what was reported to whom."""
    case, row = whole.case, whole.first(MajorCase)
    major = row if row and row.lifted_at is None else None
    said, leader = whole.all(LawyerReport), whole.first(LeaderInCharge)
    if actor.is_lawyer:
        return {"leader": leader, "lawyer_reports": said}
    is_own = case.unit_id == actor.unit_id and case.is_open
    return {
        "major": major,
        "measures": discussion.measures_of(case) if major else (),
        "leader": leader,
        "major_reports": queries.reports_shown(case, actor) if whole.all(MajorReport) else [],
        "lawyer_reports": said,
        **_may(case, actor, major if is_own else None, is_own=is_own),
    }


def _may(case: Case, actor: Actor, major: MajorCase | None, *, is_own: bool) -> dict[str, bool]:
    """What this post may do about the weight of the case."""
    has_upper = case.unit.parent_id is not None
    return {
        "may_mark": is_own and not case.is_major and actor.can(Capability.CASES_REVIEW),
        "may_lift": bool(major and major.is_marked) and actor.can(Capability.CASES_DECIDE),
        "may_lead": major is not None and actor.can(Capability.CASES_LEAD),
        "may_track": major is not None and actor.can(Capability.CASES_REPORT_UP),
        "may_report": major is not None and has_upper and actor.can(Capability.CASES_REPORT_UP),
    }


def collaboration_parts(whole: WholeCase, actor: Actor, now: datetime) -> dict[str, Any]:
    """Facts for `_collaborations`: who elsewhere helps, and whether help may be asked for."""
    case = whole.case
    if actor.is_lawyer:
        return {}
    is_own = case.unit_id == actor.unit_id and case.is_open
    return {
        "collaborations": whole.all(Collaboration),
        "may_ask_help": is_own and actor.can(Capability.CASES_COLLABORATE),
    }


PARTS = [major_parts, oversight_parts, discussion_parts, collaboration_parts]
