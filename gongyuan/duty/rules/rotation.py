"""A month's shifts, and who sits in which: fair, the same for the same input, never on a rest day.

Loads are counted in half days. Whoever is behind is first; among equals whoever has had that half
day of the week less often, then whoever has not sat for the longest, then the lower key. What was
laid down by hand stays.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from gongyuan.duty.choices import HALF_DAYS, PARTS_OF
from gongyuan.law.workdays import WEEKEND, Calendar

ONE_DAY = timedelta(days=1)
DAYS_OF_WEEK = 7


@dataclass(frozen=True, kw_only=True, order=True)
class Slot:
    """One seat of one shift: `seat` counts from 1."""

    day: date
    #: Sorts the afternoon behind the morning.
    place: int
    part: str
    seat: int

    @property
    def half_days(self) -> int:
        return HALF_DAYS[self.part]


@dataclass(frozen=True, kw_only=True)
class Sitter:
    """Someone who may sit: `carried` half days brought from the months before, the days on which
    the person cannot come (leave, other days of the week, no term), and the parts of days on which
    the person sits elsewhere."""

    key: int
    carried: int = 0
    away: frozenset[date] = frozenset()
    busy: frozenset[tuple[date, str]] = frozenset()

    def may_take(self, slot: Slot) -> bool:
        """Whether the person can come to this seat (豫工文〔2020〕40号 三(三)2, 窗口值班)."""
        if slot.day in self.away:
            return False
        return not any(day == slot.day and overlap(part, slot.part) for day, part in self.busy)


def overlap(one: str, other: str) -> bool:
    """Whether two parts of the same day meet: a whole day meets all (窗口值班)."""
    return one == other or HALF_DAYS[one] + HALF_DAYS[other] > 2


def slots_of_month(
    *, week: Sequence[str], makeup_weekday: int, seats: int, month: date, calendar: Calendar
) -> tuple[Slot, ...]:
    """The seats of a month by the weekly pattern, on working days only (豫工文〔2020〕40号
    三(三)2; 全国年节及纪念日放假办法第七条).

    `week` has seven patterns from Monday on; a weekend that is worked for a long holiday follows
    that of `makeup_weekday`. `month` is its first day.
    """
    found = []
    day = month
    while day.month == month.month:
        if calendar.is_working_day(day):
            weekday = makeup_weekday if day.weekday() in WEEKEND else day.weekday()
            for place, part in enumerate(PARTS_OF[week[weekday]]):
                found += [
                    Slot(day=day, place=place, part=part, seat=seat + 1) for seat in range(seats)
                ]
        day += ONE_DAY
    return tuple(found)


def carried_loads(totals: Mapping[int, int], *, most: int) -> dict[int, int]:
    """What each brings into the month, from all half days sat so far (窗口值班的轮换): whoever is
    behind by more than `most` half days catches up over several months, not in one."""
    highest = max(totals.values(), default=0)
    return {key: max(total, highest - most) - highest for key, total in totals.items()}


@dataclass
class _Board:
    sitters: dict[int, Sitter]
    loads: dict[int, int]
    last: dict[int, date] = field(default_factory=dict)
    by_slot: dict[Slot, int] = field(default_factory=dict)
    #: How often each has the same half day of the week, so that nobody gets every Friday.
    times: Counter[tuple[int, int, str]] = field(default_factory=Counter)
    #: Who sits in a part of a day, so that nobody sits in two seats at once.
    sitting: dict[date, list[tuple[str, int]]] = field(default_factory=dict)

    def put(self, slot: Slot, key: int) -> None:
        self.by_slot[slot] = key
        self.sitting.setdefault(slot.day, []).append((slot.part, key))
        self.loads[key] = self.loads.get(key, 0) + slot.half_days
        self.last[key] = max(slot.day, self.last.get(key, slot.day))
        self.times[key, slot.day.weekday(), slot.part] += 1

    def lift(self, slot: Slot) -> None:
        key = self.by_slot.pop(slot)
        self.sitting[slot.day].remove((slot.part, key))
        self.loads[key] -= slot.half_days
        self.times[key, slot.day.weekday(), slot.part] -= 1

    def may_take(self, key: int, slot: Slot) -> bool:
        sits = any(
            who == key and overlap(part, slot.part) for part, who in self.sitting.get(slot.day, ())
        )
        return not sits and self.sitters[key].may_take(slot)


def rotation(
    slots: Iterable[Slot], sitters: Iterable[Sitter], *, fixed: Mapping[Slot, int] | None = None
) -> dict[Slot, int | None]:
    """Who sits in which seat, None where nobody can (豫工文〔2020〕40号 三(三)2, 窗口值班制度).

    `fixed` seats are as laid down by hand and count. No seat is left empty while somebody could
    come, and no single seat could be handed on, straight or through others, to make loads more
    even.
    """
    known = {sitter.key: sitter for sitter in sorted(sitters, key=lambda one: one.key)}
    board = _Board(known, {key: sitter.carried for key, sitter in known.items()})
    laid_down = fixed or {}
    for slot, key in sorted(laid_down.items()):
        board.put(slot, key)
    last_fixed = dict(board.last)
    board.last.clear()
    free = sorted({*slots} - {*laid_down})
    for slot in free:
        able = [key for key in known if board.may_take(key, slot)]
        if able:
            board.put(slot, min(able, key=partial(_turn, board, last_fixed, slot)))
    while _relieve(board, free):
        pass
    return {slot: board.by_slot.get(slot) for slot in sorted([*free, *laid_down])}


def _turn(
    board: _Board, before: Mapping[int, date], slot: Slot, key: int
) -> tuple[int, int, date, int]:
    last = board.last.get(key) or before.get(key) or date.min
    return board.loads[key], board.times[key, slot.day.weekday(), slot.part], last, key


def _relieve(board: _Board, free: Collection[Slot]) -> bool:
    """Hand on seats along one chain that makes loads more even; False when there is none."""
    movable = [slot for slot in free if slot in board.by_slot]
    for start in sorted(board.sitters, key=lambda key: (-board.loads[key], key)):
        for weight in sorted({slot.half_days for slot in movable}):
            chain = _chain(board, [s for s in movable if s.half_days == weight], start, weight)
            if chain:
                for slot, _ in chain:
                    board.lift(slot)
                for slot, key in chain:
                    board.put(slot, key)
                return True
    return False


def _chain(board: _Board, slots: Sequence[Slot], start: int, weight: int) -> list[tuple[Slot, int]]:
    """Seats to be handed on, first to last, until one comes to whoever is behind by more than one
    seat; empty when that cannot be. Each step is checked on the board as it stands, so a chain
    never uses two seats of one day."""
    ways: dict[int, list[tuple[Slot, int]]] = {start: []}
    waiting = deque([start])
    while waiting:
        holder = waiting.popleft()
        used = {slot.day for slot, _ in ways[holder]}
        for slot in slots:
            if board.by_slot[slot] != holder or slot.day in used:
                continue
            for key in board.sitters:
                if key in ways or not board.may_take(key, slot):
                    continue
                ways[key] = [*ways[holder], (slot, key)]
                if board.loads[start] - board.loads[key] > weight:
                    return ways[key]
                waiting.append(key)
    return []
