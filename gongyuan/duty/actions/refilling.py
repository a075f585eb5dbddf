"""Shifts that somebody cannot sit go to the others, by the same rotation that made the roster."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.duty.choices import RosterState, SwapState
from gongyuan.duty.models import DutyMember, DutyRoster, DutyShift, DutySwap, DutySwapShift
from gongyuan.duty.queries import facts
from gongyuan.people.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Refilled:
    """How many shifts went to others, and how many stay empty."""

    handed_on: int = 0
    vacant: int = 0

    def __add__(self, other: "Refilled") -> "Refilled":
        return Refilled(
            handed_on=self.handed_on + other.handed_on, vacant=self.vacant + other.vacant
        )


def refill(
    *, member: DutyMember, first_day: date, last_day: date, actor: Actor, now: datetime
) -> Refilled:
    """Give this person's shifts of these days, both included, that have not begun to the others on
    the list; empty where nobody can.

    Called inside the transaction of what made it necessary. Whoever is given a published shift is
    told; swaps proposed for these shifts fall.
    """
    count = Refilled()
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
            count += _hand_on(roster, held, vacated, actor, now)
    return count


def _locked_shifts(roster: DutyRoster) -> list[DutyShift]:
    rows = roster.shifts.select_for_update(of=("self",)).select_related("point", "member")
    return list(rows.order_by("pk"))


def _hand_on(
    roster: DutyRoster,
    held: Iterable[DutyShift],
    vacated: list[DutyShift],
    actor: Actor,
    now: datetime,
) -> Refilled:
    wanted = {facts.slot_of(shift): shift for shift in vacated}
    fixed = {
        facts.slot_of(shift): shift.member_id
        for shift in held
        if shift.member_id and facts.slot_of(shift) not in wanted
    }
    found = facts.turns(roster.point, roster.month, wanted.keys(), fixed=fixed)
    withdraw_swaps(vacated, actor=actor, now=now)
    members = DutyMember.objects.in_bulk([key for key in found.values() if key])
    for slot, shift in wanted.items():
        key = found[slot]
        data = {"from": shift.member_id, "to": key}
        shift.member, shift.is_fixed = members.get(key) if key else None, False
        shift.save(update_fields=["member", "is_fixed"])
        record_event(shift, "duty.dutyshift.refill", actor=actor, now=now, data=data)
        if shift.member and roster.state == RosterState.PUBLISHED:
            tell(shift.member, f"{shift.when}改由你值班，因为原来的人不能来。", now=now)
    vacant = sum(1 for shift in vacated if shift.member_id is None)
    return Refilled(handed_on=len(vacated) - vacant, vacant=vacant)


def withdraw_swaps(shifts: Iterable[DutyShift], *, actor: Actor, now: datetime) -> None:
    """Let the swaps proposed for these shifts fall, and tell both: a shift is somebody else's
    now, and half of a swap is none."""
    lines = DutySwapShift.objects.filter(shift__in=list(shifts))
    rows = DutySwap.objects.filter(state=SwapState.PROPOSED, pk__in=lines.values("swap"))
    for swap in rows.select_for_update(of=("self",)).select_related("giver", "taker"):
        swap.state, swap.answered_at = SwapState.TAKEN_BACK, now
        swap.save(update_fields=["state", "answered_at"])
        record_event(swap, "duty.dutyswap.fall", actor=actor, now=now)
        for one in (swap.giver, swap.taker):
            if one.user_id != actor.user_id:
                tell(one, f"换班作废，因为班次已经改了：{swap.subject}。", now=now)


def tell(
    member: DutyMember, body: str, *, now: datetime, once_key: str | None = None, link: str = ""
) -> None:
    """Put a notice about duty into the inbox of whoever is on the list with an account."""
    if member.user_id:
        link = link or reverse("duty_mine")
        tell_user(user_id=member.user_id, body=body, link=link, now=now, once_key=once_key)
