"""A month in which one person sits a whole week: fair over the weeks, the rest by single shifts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from gongyuan.duty.rules.rotation import Sitter, Slot, overlap, rotation

#: The Monday of a week, and a seat of the point.
Week = tuple[date, int]


def week_of(slot: Slot) -> Week:
    """The week and the seat that a shift belongs to (窗口值班)."""
    return slot.day - timedelta(days=slot.day.weekday()), slot.seat


def weekly_rotation(
    slots: Iterable[Slot],
    sitters: Iterable[Sitter],
    *,
    fixed: Mapping[Slot, int] | None = None,
    holders: Mapping[Week, int] | None = None,
) -> dict[Slot, int | None]:
    """Who sits in which seat when a turn is a week, None where nobody can (豫工文〔2020〕40号
    三(三)2, 窗口值班制度).

    A week goes to whoever can come on most of its days; among these to whoever is behind, then
    whoever has not sat for the longest, then the lower key. `holders` have begun their week in the
    month before and go on with it. Days on which the holder cannot come go to the others by single
    shifts. `fixed` seats are as laid down by hand and count. Nobody sits in two seats at once, and
    no seat is left empty while somebody could come.
    """
    known = {sitter.key: sitter for sitter in sorted(sitters, key=lambda one: one.key)}
    taken = dict(fixed or {})
    loads = {key: sitter.carried for key, sitter in known.items()}
    last: dict[int, date] = {}
    for slot, key in taken.items():
        loads[key] = loads.get(key, 0) + slot.half_days
    wanted = sorted({*slots} - {*taken})
    weeks: dict[Week, list[Slot]] = defaultdict(list)
    for slot in wanted:
        weeks[week_of(slot)].append(slot)
    for week, members in sorted(weeks.items()):
        able = {key: _takeable(known[key], members, taken) for key in known}
        holder = (holders or {}).get(week)
        if holder is None or not able.get(holder):
            holder = _next(able, loads, last)
        if holder is None:
            continue
        for slot in able[holder]:
            taken[slot] = holder
            loads[holder] += slot.half_days
        last[holder] = week[0]
    return rotation(wanted, known.values(), fixed=taken)


def _takeable(sitter: Sitter, week: Iterable[Slot], taken: Mapping[Slot, int]) -> list[Slot]:
    """The shifts of a week to which somebody can come and is not sitting already."""
    own = [slot for slot, key in taken.items() if key == sitter.key]
    return [
        slot
        for slot in week
        if sitter.may_take(slot)
        and not any(one.day == slot.day and overlap(one.part, slot.part) for one in own)
    ]


def _next(
    able: Mapping[int, list[Slot]], loads: Mapping[int, int], last: Mapping[int, date]
) -> int | None:
    most = max((len(slots) for slots in able.values()), default=0)
    ready = [key for key, slots in able.items() if most and len(slots) == most]
    return min(ready, key=lambda key: (loads[key], last.get(key, date.min), key), default=None)
