"""What of people awaits a post: certificates, hours, leaves, merges and requests for accounts."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongyuan.core.work import WorkLine
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.queries.account_requests import waiting_requests
from gongyuan.people.queries.certificates import due_certificates
from gongyuan.people.queries.merges import waiting_merges
from gongyuan.people.queries.volunteers import leaving_volunteers, waiting_hours

#: So many lines of each kind; the whole lies behind their headings.
MOST_LINES = 5


def beside(actor: Actor, *, today: date) -> dict[str, QuerySet[Any]]:
    """What of people awaits this post, to be counted in the worklist's one statement."""
    found: dict[str, QuerySet[Any]] = {}
    if actor.can(Capability.PEOPLE_KEEP_CERTIFICATES):
        found["certificates_beside"] = due_certificates(actor, today=today)
    if actor.can(Capability.PEOPLE_CONFIRM_HOURS):
        found["hours_beside"] = waiting_hours(actor)
        found["leaving_beside"] = leaving_volunteers(actor)
    if actor.can(Capability.PEOPLE_MERGE):
        found["merges_beside"] = waiting_merges(actor)
    if actor.can(Capability.PEOPLE_MANAGE_ACCOUNTS):
        found["requests_beside"] = waiting_requests(actor)
    return found


def work_lines(actor: Actor, *, today: date) -> list[WorkLine]:
    """The soonest of each kind that this post's unit has to act on; one query a kind."""
    lines: list[WorkLine] = []
    if actor.can(Capability.PEOPLE_KEEP_CERTIFICATES):
        lines += _certificates(actor, today)
    if actor.can(Capability.PEOPLE_CONFIRM_HOURS):
        lines += _volunteers(actor)
    if actor.can(Capability.PEOPLE_MERGE):
        lines += _merges(actor)
    if actor.can(Capability.PEOPLE_MANAGE_ACCOUNTS):
        lines += _requests(actor)
    return sorted(lines, key=lambda line: (line.due_on or date.max, line.route, line.pk))


def _certificates(actor: Actor, today: date) -> Iterator[WorkLine]:
    rows = due_certificates(actor, today=today).select_related("user")
    for row in rows.order_by("valid_until", "pk")[:MOST_LINES]:
        is_over = row.valid_until is not None and row.valid_until < today
        yield WorkLine(
            route="member_detail",
            pk=row.user_id,
            what="证书到期，办理换证" if is_over else "证书快到期",
            who=f"{row.user.name} {row.get_kind_display()}",
            due_on=row.valid_until,
            source="持证上岗",
        )


def _volunteers(actor: Actor) -> Iterator[WorkLine]:
    for row in leaving_volunteers(actor).order_by("leave_due_on", "pk")[:MOST_LINES]:
        yield WorkLine(
            route="volunteer_detail",
            pk=row.pk,
            what="办结志愿者退出",
            who=row.name,
            due_on=row.leave_due_on,
            source=row.leave_source,
        )
    for hours in waiting_hours(actor)[:MOST_LINES]:
        yield WorkLine(
            route="volunteer_detail",
            pk=hours.volunteer_id,
            what="确认志愿服务时长",
            who=f"{hours.volunteer.name} {hours}",
            due_on=None,
            source="",
        )


def _merges(actor: Actor) -> Iterator[WorkLine]:
    for row in waiting_merges(actor).order_by("pk")[:MOST_LINES]:
        yield WorkLine(
            route="merge_detail",
            pk=row.pk,
            what=f"确认合并{row.get_of_display()}",
            who=f"{row.proposed_by}提出",
            due_on=None,
            source="",
        )


def _requests(actor: Actor) -> Iterator[WorkLine]:
    rows = waiting_requests(actor).select_related("unit").order_by("pk")
    for row in rows[:MOST_LINES]:
        yield WorkLine(
            route="account_request_detail",
            pk=row.pk,
            what="审批账号申请",
            who=f"{row.unit.short_name or row.unit.name} {row.name}",
            due_on=None,
            source="",
        )
