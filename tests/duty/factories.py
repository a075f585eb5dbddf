"""Duty points with people on their lists, and published months, for tests."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.utils import timezone

from gongyuan.duty.actions.rosters import arrange_month, publish_roster
from gongyuan.duty.choices import DayPattern
from gongyuan.duty.models import (
    DutyLeave,
    DutyMember,
    DutyPoint,
    DutyRoster,
    DutyShift,
    DutySwap,
    DutySwapShift,
)
from gongyuan.duty.queries.periods import next_month
from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Role
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_institution, make_unit
from tests.people.factories import make_post, make_user

#: Friday the twentieth of March, ten in the morning in Beijing.
NOW = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)
MONTH = date(2026, 4, 1)
HALVES = [DayPattern.HALVES] * 5 + [DayPattern.NONE] * 2


def make_point(*, unit: Unit | None = None, **values: Any) -> DutyPoint:
    """An open window with two shifts on every working day unless told otherwise."""
    institution = values.pop("institution", None) or make_institution(unit=unit or make_unit())
    values = {
        "name": "来访窗口",
        "week": HALVES,
        "morning_starts": time(8, 30),
        "morning_ends": time(12),
        "afternoon_starts": time(14, 30),
        "afternoon_ends": time(17, 30),
        "opened_on": date(2026, 1, 1),
        **values,
    }
    return DutyPoint.objects.create(
        institution=institution, unit=institution.unit, unit_path=institution.unit_path, **values
    )


def add_staff(
    point: DutyPoint, *, name: str, post: Post | None = None, **values: Any
) -> DutyMember:
    post = post or make_post(role=Role.WINDOW_CLERK, unit=point.unit, user=make_user(name=name))
    values.setdefault("starts_on", date(2026, 1, 1))
    return DutyMember.objects.create(
        point=point, post=post, user=post.user, name=post.user.name, **values
    )


def add_lawyer(point: DutyPoint, *, name: str, **values: Any) -> DutyMember:
    lawyer = make_lawyer(unit=point.unit, name=name, phone="13900000000")
    values.setdefault("starts_on", date(2026, 1, 1))
    return DutyMember.objects.create(
        point=point, lawyer=lawyer, user=lawyer.user, name=name, **values
    )


def make_listed_point(*, unit: Unit | None = None, names: str = "甲乙丙") -> DutyPoint:
    """A point with as many of the staff on its list as there are letters."""
    point = make_point(unit=unit)
    for name in names:
        add_staff(point, name=name)
    return point


def officer(point: DutyPoint) -> Any:
    """Whoever keeps the rosters of this point's unit."""
    return actor_in(make_post(role=Role.LEGAL_OFFICER, unit=point.unit))


def actor_for(member: DutyMember) -> Any:
    """Someone on a list, in the own post."""
    post = member.post or Post.objects.get(user=member.user)
    return actor_in(Post.objects.select_related("user", "unit", "institution").get(pk=post.pk))


def make_roster(
    point: DutyPoint, *, month: date = MONTH, is_published: bool = True, now: datetime = NOW
) -> DutyRoster:
    """A month arranged by the rotation, and published unless told otherwise."""
    actor = officer(point)
    roster = arrange_month(point=point, month=month, actor=actor, now=now)
    return publish_roster(roster=roster, actor=actor, now=now) if is_published else roster


def make_swap(shift: DutyShift, taker: DutyMember, *, now: datetime = NOW) -> DutySwap:
    """That whoever has a shift asks another to take it for nothing."""
    assert shift.member
    swap = DutySwap.objects.create(
        giver=shift.member,
        taker=taker,
        given=shift.when,
        first_day=shift.day,
        last_day=shift.day,
        proposed_at=now,
    )
    DutySwapShift.objects.create(swap=swap, shift=shift)
    return swap


def duty_records(unit: Unit) -> dict[str, int]:
    """One of each record of duty in a unit, by the name its id has in addresses."""
    point = make_listed_point(unit=unit)
    now = timezone.now()
    today = timezone.localdate(now)
    month = next_month(today)
    roster = make_roster(point, month=month, now=now)
    shift, other = roster.shifts.order_by("pk")[:2]
    assert shift.member
    assert other.member
    leave = DutyLeave.objects.create(
        member=other.member, first_day=month, last_day=month, taken_at=now
    )
    swap = make_swap(shift, other.member, now=now)
    return {
        "duty_point_id": point.pk,
        "duty_member_id": shift.member.pk,
        "duty_roster_id": roster.pk,
        "shift_id": shift.pk,
        "leave_id": leave.pk,
        "swap_id": swap.pk,
    }
