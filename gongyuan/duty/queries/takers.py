"""Who could take a shift."""

from collections.abc import Iterable

from gongyuan.duty.models import DutyMember, DutyShift
from gongyuan.duty.queries.facts import away_days, members_in
from gongyuan.duty.rules.swaps import TakerFacts, taking_obstacles


def taker_facts(
    member: DutyMember, shift: DutyShift, *, gives: DutyShift | None = None
) -> TakerFacts:
    """What decides whether this person can take a shift; `gives` is one handed over for it."""
    return _facts([member], shift, gives)[0]


def takers(shift: DutyShift) -> list[DutyMember]:
    """Everybody on the list who could take this shift, but for whoever has it."""
    members = members_in(shift.point, shift.day, shift.day)
    found = zip(members, _facts(members, shift, None), strict=True)
    return [
        member
        for member, facts in found
        if member.pk != shift.member_id and not taking_obstacles(facts)
    ]


def _facts(
    members: Iterable[DutyMember], shift: DutyShift, gives: DutyShift | None
) -> list[TakerFacts]:
    listed = list(members)
    if not listed:
        return []
    away = away_days(listed, shift.day, shift.day)
    meeting = DutyShift.objects.meeting(shift).exclude(pk=shift.pk).exclude(member=None)
    if gives is not None:
        meeting = meeting.exclude(pk=gives.pk)
    rows = list(meeting.values_list("member_id", "member__user_id"))
    sitting_members = {member_id for member_id, _ in rows}
    sitting_users = {user_id for _, user_id in rows if user_id}
    return [
        TakerFacts(
            name=one.name,
            is_on_list=one.point_id == shift.point_id,
            is_away=shift.day in away[one.pk],
            is_sitting=one.pk in sitting_members or one.user_id in sitting_users,
        )
        for one in listed
    ]
