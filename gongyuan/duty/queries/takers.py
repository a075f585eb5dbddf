"""Who could take a shift, or a run of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from gongyuan.duty.models import DutyMember, DutyShift
from gongyuan.duty.queries.facts import away_reasons, members_in
from gongyuan.duty.rules.swaps import Days, TakerFacts, taking_obstacles


class _Sitting(NamedTuple):
    member_id: int
    user_id: int | None
    starts_at: datetime
    ends_at: datetime

    def meets(self, member: DutyMember, shift: DutyShift) -> bool:
        is_same = self.member_id == member.pk or self.user_id == member.user_id is not None
        return is_same and self.starts_at < shift.ends_at and self.ends_at > shift.starts_at


def taker_facts(
    members: Iterable[DutyMember], shifts: Iterable[DutyShift], *, gives: Iterable[DutyShift] = ()
) -> dict[int, list[TakerFacts]]:
    """What decides whether each of these people can take these shifts, in the shifts' order;
    `gives` are handed over for them. A fixed number of queries."""
    listed, wanted = list(members), list(shifts)
    if not listed or not wanted:
        return {one.pk: [] for one in listed}
    days = [shift.day for shift in wanted]
    away = away_reasons(listed, min(days), max(days))
    sitting = _sitting(listed, wanted, {shift.pk for shift in (*wanted, *gives)})
    return {
        one.pk: [
            TakerFacts(
                name=one.name,
                when=shift.when,
                is_on_list=one.point_id == shift.point_id,
                away=away[one.pk].get(shift.day, ""),
                is_sitting=any(other.meets(one, shift) for other in sitting),
            )
            for shift in wanted
        ]
        for one in listed
    }


def _sitting(members: list[DutyMember], shifts: list[DutyShift], moved: set[int]) -> list[_Sitting]:
    """When these people sit elsewhere, or here, over the hours of these shifts; one query."""
    rows = DutyShift.objects.filter(
        starts_at__lt=max(shift.ends_at for shift in shifts),
        ends_at__gt=min(shift.starts_at for shift in shifts),
    ).exclude(pk__in=moved)
    users = [one.user_id for one in members if one.user_id]
    same = rows.filter(Q(member__in=members) | Q(member__user__in=users))
    found = same.values_list("member_id", "member__user_id", "starts_at", "ends_at")
    return [_Sitting(*row) for row in found]


def takers(shift: DutyShift) -> list[DutyMember]:
    """Everybody on the list who could take this shift, but for whoever has it."""
    return [member for member, reasons in takers_judged(shift) if not reasons]


def takers_judged(shift: DutyShift) -> list[tuple[DutyMember, list[str]]]:
    """Everybody on the list but whoever has this shift, each with why the person cannot take it;
    nothing for who can."""
    listed = members_in(shift.point, shift.day, shift.day)
    members = [one for one in listed if one.pk != shift.member_id]
    facts = taker_facts(members, [shift])
    return [(member, taking_obstacles(facts[member.pk][0])) for member in members]


def colleagues(member: DutyMember) -> QuerySet[DutyMember]:
    """The others on somebody's list who can be asked and answer: those with an account."""
    rows = DutyMember.objects.filter(point=member.point_id, ends_on=None, user__isnull=False)
    return rows.exclude(user=member.user_id).order_by("pk")


def shifts_ahead(member: DutyMember, *, now: datetime) -> QuerySet[DutyShift]:
    """Somebody's published shifts at the point that have not begun, in order."""
    rows = DutyShift.objects.published().filter(member=member, starts_at__gt=now)
    return rows.select_related("point").order_by("starts_at", "pk")


def run_of(member: DutyMember, days: Days | None, *, now: datetime) -> list[DutyShift]:
    """Somebody's shifts of a run of days that have not begun; none without days."""
    if days is None:
        return []
    first, last = days
    return list(shifts_ahead(member, now=now).filter(day__gte=first, day__lte=last))
