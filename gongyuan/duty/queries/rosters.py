"""Rosters as pages show them: who sits now, a month as a calendar, the points of a unit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from gongyuan.duty.choices import DutyPart
from gongyuan.duty.models import DutyMember, DutyPoint, DutyRoster, DutyShift
from gongyuan.duty.queries.facts import members_in, sat_before
from gongyuan.duty.queries.periods import last_day_of, next_month
from gongyuan.people.actor import Actor
from gongyuan.policy.in_force import current_calendar

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of the sheet; `rest` names why nobody sits."""

    date: date
    is_in_month: bool
    rest: str
    shifts: list[DutyShift]

    @property
    def parts(self) -> list[tuple[str, list[DutyShift]]]:
        """The shifts under the part of the day they take, in order."""
        found: dict[str, list[DutyShift]] = {}
        for shift in self.shifts:
            found.setdefault(shift.get_part_display(), []).append(shift)
        return list(found.items())


@dataclass(frozen=True, kw_only=True)
class Share:
    """How much one person sits in a month, in half days, and the balance from before."""

    member: DutyMember
    shifts: int
    half_days: int
    behind: int


@dataclass(frozen=True, kw_only=True)
class PublicDuty:
    """What anybody may know of who sits at an institution now: no name is among it."""

    point: str
    lawyers: int
    staff: int
    until: datetime


def points(actor: Actor, *, today: date) -> QuerySet[DutyPoint]:
    """Open points in sight with their rosters from this month on, and how many are listed."""
    rosters = DutyRoster.objects.visible_to(actor).filter(month__gte=today.replace(day=1))
    return (
        DutyPoint.objects.visible_to(actor)
        .filter(closed_on=None)
        .select_related("institution", "unit")
        .prefetch_related(Prefetch("rosters", rosters.order_by("month"), to_attr="coming"))
        .annotate(listed=Count("members", filter=Q(members__ends_on=None)))
        .order_by("unit_path", "pk")
    )


def sitting_now(*, now: datetime) -> QuerySet[DutyShift]:
    """Published shifts that run at this moment with somebody in them (谁在值班)."""
    rows = DutyShift.objects.published().filter(starts_at__lte=now, ends_at__gt=now)
    return rows.filter(member__isnull=False).order_by("seat")


def on_duty(point_ids: Iterable[int], *, now: datetime) -> dict[int, list[DutyShift]]:
    """Who sits at these points at this moment, with the person; one query."""
    found: dict[int, list[DutyShift]] = defaultdict(list)
    for shift in sitting_now(now=now).filter(point__in=point_ids).select_related("member"):
        found[shift.point_id].append(shift)
    return found


def duty_of_institution(institution_id: int, *, now: datetime) -> list[DutyShift]:
    """Who sits at an institution now, or else in the next shift of each point; one query."""
    rows = (
        DutyShift.objects.published()
        .filter(point__institution=institution_id, point__closed_on=None)
        .filter(ends_at__gt=now, starts_at__lt=now + timedelta(days=14), member__isnull=False)
        .select_related("member", "point")
        .order_by("point", "starts_at", "seat")
    )
    first: dict[int, datetime] = {}
    return [row for row in rows if row.starts_at == first.setdefault(row.point_id, row.starts_at)]


def public_duty(institution_ids: Iterable[int], *, now: datetime) -> dict[int, list[PublicDuty]]:
    """Whether somebody sits at these institutions now, lawyers and staff counted; one query."""
    rows = (
        sitting_now(now=now)
        .filter(point__institution__in=institution_ids)
        .values_list("point__institution", "point__name", "ends_at")
        .annotate(
            lawyers=Count("pk", filter=Q(member__lawyer__isnull=False)),
            staff=Count("pk", filter=Q(member__lawyer=None)),
        )
        .order_by("point")
    )
    found: dict[int, list[PublicDuty]] = defaultdict(list)
    for institution_id, name, until, lawyers, staff in rows:
        found[institution_id].append(
            PublicDuty(point=name, lawyers=lawyers, staff=staff, until=until)
        )
    return found


def names_of(keys: Iterable[int]) -> dict[int, str]:
    """The names of places on lists, for those who see where they sat; one query."""
    return dict(DutyMember.objects.filter(pk__in=list(keys)).values_list("pk", "name"))


def weeks(roster: DutyRoster, shifts: Iterable[DutyShift]) -> list[list[Day]]:
    """The month as weeks of seven days from Monday on, with the shifts of each day."""
    by_day: dict[date, list[DutyShift]] = defaultdict(list)
    for shift in sorted(shifts, key=lambda one: (one.starts_at, one.seat)):
        by_day[shift.day].append(shift)
    calendar = current_calendar()
    day = roster.month - timedelta(days=roster.month.weekday())
    found: list[list[Day]] = []
    while day < next_month(roster.month):
        week = [day + timedelta(days=step) for step in range(7)]
        found.append(
            [
                Day(
                    date=one,
                    is_in_month=one.month == roster.month.month,
                    rest=calendar.rest_name(one),
                    shifts=by_day[one],
                )
                for one in week
            ]
        )
        day += timedelta(days=7)
    return found


def shifts_of(roster: DutyRoster) -> list[DutyShift]:
    """All shifts of a roster in order, with who sits in them; one query."""
    rows = roster.shifts.select_related("member", "point")
    return list(rows.order_by("day", "starts_at", "seat"))


def shares(roster: DutyRoster, shifts: Iterable[DutyShift]) -> list[Share]:
    """How the month is spread over the list, those furthest behind first; two queries."""
    own: dict[int | None, list[DutyShift]] = defaultdict(list)
    for shift in shifts:
        own[shift.member_id].append(shift)
    members = members_in(roster.point, roster.month, last_day_of(roster.month))
    before = sat_before(members, roster.month)
    highest = max(before.values(), default=0)
    return [
        Share(
            member=one,
            shifts=len(own[one.pk]),
            half_days=sum(2 if s.part == DutyPart.WHOLE_DAY else 1 for s in own[one.pk]),
            behind=highest - before[one.pk],
        )
        for one in sorted(members, key=lambda one: (before[one.pk], one.pk))
    ]
