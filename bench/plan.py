"""Which case belongs where and when: decided once for all, so that several processes agree."""

from array import array
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from bench.province import Place

#: One county in twenty has half of all cases; the first of them a third of that half.
BUSY_SHARE, FIRST_SHARE = 0.05, 1 / 3
#: Cases of prefectures and townships, of a hundred.
PREFECTURE_CASES, TOWNSHIP_CASES = 10, 6
YEARS = 9
#: At every size the first county has so many young cases, so that its pages are full at every size.
YOUNG, YOUNG_DAYS = 320, 40
REPEATED = 0.12


@dataclass
class Plan:
    """Column by column: unit, moment, number of the application, worker helped before."""

    seed: int
    now: datetime
    places: list[Place]
    units: "array[int]" = field(default_factory=lambda: array("l"))
    ages: "array[float]" = field(default_factory=lambda: array("d"))
    numbers: "array[int]" = field(default_factory=lambda: array("l"))
    #: The number of the case whose worker applies again, or -1.
    again: "array[int]" = field(default_factory=lambda: array("l"))
    counters: "Counter[tuple[int, int]]" = field(default_factory=Counter)

    def __len__(self) -> int:
        return len(self.units)

    def applied_at(self, case: int) -> datetime:
        return self.now - timedelta(days=self.ages[case])

    def is_young(self, case: int) -> bool:
        return case >= len(self) - min(YOUNG, len(self) // 3)


def plan(cases: int, places: list[Place], *, seed: int, now: datetime) -> Plan:
    """The oldest case first; more of them every year."""
    made = Plan(seed, now, places)
    random = Random(seed)
    chooser = _Chooser(places, random)
    young_from = cases - min(YOUNG, cases // 3)
    helped: list[int] = []
    for case in range(cases):
        if case >= young_from:
            unit = chooser.first
            age = YOUNG_DAYS * (cases - case) / (cases - young_from) - random.random() * 0.1
        else:
            unit = chooser.unit()
            age = YEARS * 365 * (1 - case / cases) ** 1.4 + 0.3
        made.units.append(unit)
        made.ages.append(max(age, 0.05))
        made.again.append(_again(random, helped, case))
        year = timezone.localdate(made.applied_at(case)).year
        made.counters[unit, year] += 1
        made.numbers.append(made.counters[unit, year])
    return made


def _again(random: Random, helped: list[int], case: int) -> int:
    if helped and random.random() < REPEATED:
        place = random.randrange(len(helped))
        helped[place], helped[-1] = helped[-1], helped[place]
        return helped.pop()
    helped.append(case)
    return -1


class _Chooser:
    """Chooses places with the skew of life."""

    def __init__(self, places: list[Place], random: Random) -> None:
        levels: dict[str, list[int]] = {}
        for index, place in enumerate(places):
            levels.setdefault(place.level, []).append(index)
        self._random = random
        counties = levels["county"]
        busy = max(1, round(len(counties) * BUSY_SHARE))
        self.first = counties[0]
        self._busy, self._rest = counties[:busy], counties[busy:] or counties
        self._prefectures = levels["prefecture"]
        self._townships = levels.get("township") or counties

    def unit(self) -> int:
        random = self._random
        if random.random() < 0.5:
            if random.random() < FIRST_SHARE:
                return self.first
            return random.choice(self._busy)
        kind = random.randrange(50)
        if kind < PREFECTURE_CASES:
            return random.choice(self._prefectures)
        if kind < PREFECTURE_CASES + TOWNSHIP_CASES:
            return random.choice(self._townships)
        return random.choice(self._rest)


def years(now: datetime) -> list[int]:
    last = timezone.localdate(now).year
    return list(range(last - YEARS, last + 1))
