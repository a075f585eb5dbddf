"""What the worklist shows of this domain: what stations have to mend, what was agreed on."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from gongyuan.core.work import Awaiting, WorkLine
from gongyuan.organisations.choices import CHECK_STATIONS, COORDINATION_KEEP
from gongyuan.organisations.queries.checks import items_to_mend
from gongyuan.organisations.queries.coordination import awaited_follow_ups


def awaiting(actor: Any, *, today: date) -> Iterator[Awaiting]:
    """The things to mend and to do for this post's union."""
    if actor.can(CHECK_STATIONS):
        yield Awaiting(
            name="mending_beside",
            rows=lambda: items_to_mend(actor),
            read=("check_of__institution",),
            order=("mend_by", "pk"),
            line=_mending,
        )
    if actor.can(COORDINATION_KEEP):
        yield Awaiting(
            name="follow_ups_beside",
            rows=lambda: awaited_follow_ups(actor),
            read=("record",),
            order=("due_on", "pk"),
            line=_follow_up,
        )


def _mending(item: Any) -> WorkLine:
    return WorkLine(
        route="station_mending",
        pk=item.pk,
        what=f"整改：{item.label}",
        who=item.check_of.institution.name,
        due_on=item.mend_by,
        source=item.citation,
    )


def _follow_up(one: Any) -> WorkLine:
    return WorkLine(
        route="follow_up",
        pk=one.pk,
        what=one.what,
        who=f"{one.record.number} {one.record.subject}",
        due_on=one.due_on,
        source="协作约定",
    )
