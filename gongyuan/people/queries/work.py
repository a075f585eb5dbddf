"""What of people awaits a post: certificates, hours, leaves, merges and requests for accounts."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from gongyuan.core.work import Awaiting, WorkLine
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.queries.account_requests import waiting_requests
from gongyuan.people.queries.certificates import due_certificates
from gongyuan.people.queries.merges import waiting_merges
from gongyuan.people.queries.volunteers import leaving_volunteers, waiting_hours


def awaiting(actor: Actor, *, today: date) -> Iterator[Awaiting]:
    """What of people this post's unit has to act on."""
    if actor.can(Capability.PEOPLE_KEEP_CERTIFICATES):
        yield Awaiting(
            name="certificates_beside",
            rows=lambda: due_certificates(actor, today=today),
            read=("user",),
            order=("valid_until", "pk"),
            line=partial(_certificate, today),
        )
    if actor.can(Capability.PEOPLE_CONFIRM_HOURS):
        yield Awaiting(
            name="leaving_beside",
            rows=lambda: leaving_volunteers(actor),
            order=("leave_due_on", "pk"),
            line=_leaving,
        )
        yield Awaiting(
            name="hours_beside",
            rows=lambda: waiting_hours(actor),
            order=("day", "pk"),
            line=_hours,
        )
    if actor.can(Capability.PEOPLE_MERGE):
        yield Awaiting(
            name="merges_beside", rows=lambda: waiting_merges(actor), order=("pk",), line=_merge
        )
    if actor.can(Capability.PEOPLE_MANAGE_ACCOUNTS):
        yield Awaiting(
            name="account_requests_beside",
            rows=lambda: waiting_requests(actor),
            read=("unit",),
            order=("pk",),
            line=_request,
        )


def _certificate(today: date, row: Any) -> WorkLine:
    is_over = row.valid_until is not None and row.valid_until < today
    return WorkLine(
        route="member_detail",
        pk=row.user_id,
        what="证书到期，办理换证" if is_over else "证书快到期",
        who=f"{row.user.name} {row.get_kind_display()}",
        due_on=row.valid_until,
        source="持证上岗",
    )


def _leaving(row: Any) -> WorkLine:
    return WorkLine(
        route="volunteer_detail",
        pk=row.pk,
        what="办结志愿者退出",
        who=row.name,
        due_on=row.leave_due_on,
        source=row.leave_source,
    )


def _hours(hours: Any) -> WorkLine:
    return WorkLine(
        route="volunteer_detail",
        pk=hours.volunteer_id,
        what="确认志愿服务时长",
        who=f"{hours.volunteer.name} {hours}",
        due_on=None,
        source="",
    )


def _merge(row: Any) -> WorkLine:
    return WorkLine(
        route="merge_detail",
        pk=row.pk,
        what=f"确认合并{row.get_of_display()}",
        who=f"{row.proposed_by}提出",
        due_on=None,
        source="",
    )


def _request(row: Any) -> WorkLine:
    return WorkLine(
        route="account_request_detail",
        pk=row.pk,
        what="审批账号申请",
        who=f"{row.unit.short_name or row.unit.name} {row.name}",
        due_on=None,
        source="",
    )
