"""What a swap moves, and what stands in its way now."""

from collections.abc import Sequence
from datetime import datetime

from gongyuan.duty.choices import SwapState
from gongyuan.duty.models import DutyMember, DutyShift, DutySwap, DutySwapShift
from gongyuan.duty.queries.takers import taker_facts
from gongyuan.duty.rules import swaps as rules


def lines_of(swap: DutySwap) -> tuple[list[DutyShift], list[DutyShift]]:
    """The shifts that go to the one who is asked, and those that come back, in order; one query."""
    rows = DutySwapShift.objects.filter(swap=swap).select_related("shift__point", "shift__member")
    lines = list(rows.order_by("shift__starts_at", "pk"))
    given = [line.shift for line in lines if not line.is_return]
    return given, [line.shift for line in lines if line.is_return]


def open_swap(shift: DutyShift) -> DutySwap | None:
    """The swap in which this shift is to be given away and that waits for an answer."""
    lines = DutySwapShift.objects.filter(shift=shift, is_return=False)
    rows = DutySwap.objects.filter(state=SwapState.PROPOSED, pk__in=lines.values("swap"))
    return rows.select_related("taker").first()


def moving_obstacles(
    swap: DutySwap, given: Sequence[DutyShift], returned: Sequence[DutyShift], *, now: datetime
) -> list[str]:
    """Why these shifts cannot change hands, by day: each obstacle names its shift (窗口值班的换班).

    Begun, no longer the one's who gives it, or not to be taken by the other.
    """
    if not given and not returned:
        return ["这些班已经撤销。"]
    said = [
        *_one_way(swap.giver, swap.taker, given, gives=returned, now=now),
        *_one_way(swap.taker, swap.giver, returned, gives=given, now=now),
    ]
    in_order = sorted(said, key=lambda one: one[0])
    return list(dict.fromkeys(text for _, text in in_order))


def _one_way(
    holder: DutyMember,
    taker: DutyMember,
    shifts: Sequence[DutyShift],
    *,
    gives: Sequence[DutyShift],
    now: datetime,
) -> list[tuple[datetime, str]]:
    facts = taker_facts([taker], shifts, gives=gives)[taker.pk]
    found = []
    for shift, fact in zip(shifts, facts, strict=True):
        reasons = rules.shift_open_obstacles(when=shift.when, starts_at=shift.starts_at, now=now)
        if shift.member_id != holder.pk:
            reasons.append(f"{shift.when}：已经不是{holder.name}的班。")
        found += [(shift.starts_at, said) for said in reasons + rules.taking_obstacles(fact)]
    return found
