"""Shifts that somebody cannot sit go to the others, by the same rotation that made the roster."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.duty.choices import RosterState, SwapState
from gongyuan.duty.models import DutyMember, DutyRoster, DutyShift, DutySwap
from gongyuan.duty.queries import facts
from gongyuan.people.actor import Actor


def refill(
    *, member: DutyMember, first_day: date, last_day: date, actor: Actor, now: datetime
) -> int:
    """Give this person's shifts of these days, both included, that have not begun to the others on
    the list; empty where nobody can. Returns how many shifts there were.

    Called inside the transaction of what made it necessary. Whoever is given a published shift is
    told; swaps proposed for these shifts fall.
    """
    count = 0
    for roster in facts.rosters_after(member.point, first_day):
        held = _locked_shifts(roster)
        vacated = [
            shift
            for shift in held
            if shift.member_id == member.pk
            and first_day <= shift.day <= last_day
            and shift.starts_at > now
        ]
        if vacated:
            _hand_on(roster, held, vacated, actor, now)
        count += len(vacated)
    return count


def _locked_shifts(roster: DutyRoster) -> list[DutyShift]:
    rows = roster.shifts.select_for_update(of=("self",)).select_related("point", "member")
    return list(rows.order_by("day", "part", "seat"))


def _hand_on(
    roster: DutyRoster,
    held: Iterable[DutyShift],
    vacated: list[DutyShift],
    actor: Actor,
    now: datetime,
) -> None:
    wanted = {facts.slot_of(shift): shift for shift in vacated}
    fixed = {
        facts.slot_of(shift): shift.member_id
        for shift in held
        if shift.member_id and facts.slot_of(shift) not in wanted
    }
    found = facts.turns(roster.point, roster.month, wanted.keys(), fixed=fixed)
    withdraw_swaps(vacated, now=now)
    members = DutyMember.objects.in_bulk([key for key in found.values() if key])
    for slot, shift in wanted.items():
        key = found[slot]
        data = {"from": shift.member_id, "to": key}
        shift.member, shift.is_fixed = members.get(key) if key else None, False
        shift.save(update_fields=["member", "is_fixed"])
        record_event(shift, "duty.dutyshift.refill", actor=actor, now=now, data=data)
        if shift.member and roster.state == RosterState.PUBLISHED:
            tell(shift.member, f"{shift.when}改由你值班，因为原来的人不能来。", now=now)


def withdraw_swaps(shifts: Iterable[DutyShift], *, now: datetime) -> None:
    """Let the swaps proposed for these shifts fall: they are no longer the proposer's to give."""
    pks = [shift.pk for shift in shifts]
    proposed = DutySwap.objects.filter(state=SwapState.PROPOSED)
    rows = proposed.filter(shift__in=pks) | proposed.filter(in_return__in=pks)
    DutySwap.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(
        state=SwapState.TAKEN_BACK, answered_at=now
    )


def tell(member: DutyMember, body: str, *, now: datetime, once_key: str | None = None) -> None:
    """Put a notice about duty into the inbox of whoever is on the list with an account."""
    if member.user_id:
        link = reverse("duty_mine")
        tell_user(user_id=member.user_id, body=body, link=link, now=now, once_key=once_key)
