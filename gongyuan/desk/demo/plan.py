"""Which office had how many cases when: skewed as in life, and with something in every state."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from random import Random

from gongyuan.desk.demo.network import (
    HANDLING_STATIONS,
    HELONG,
    PINGDINGSHAN,
    WUGANG,
    YANBIAN,
)
from gongyuan.organisations.models import Unit

#: Offices and their weights: few counties have half of the cases.
WEIGHTS = (
    (WUGANG, 30),
    (YANBIAN, 12),
    (HELONG, 14),
    (PINGDINGSHAN, 8),
    ("222401", 14),
    ("222404", 6),
    ("222426", 5),
    ("410402", 6),
    ("220102", 5),
    *((code, 4) for code in HANDLING_STATIONS),
)
NEWEST, OLDEST = 8, 640
#: Of many loaded applications one in so many goes on to its end.
TOLD_ON_IN = 25


class Step(IntEnum):
    """How far a case is told."""

    APPLIED = 0
    SUPPLEMENT = 1
    ACCEPTED = 2
    PROPOSED = 3
    DECIDED = 4
    ASSIGNED = 5
    TAKEN = 6
    MANDATED = 7
    HANDLED = 8


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A case to tell: where, applied for how many days ago, and how far; None as time allows."""

    unit: Unit
    days_ago: int
    until: Step | None = None
    #: The username of the lawyer it goes to; any of the panel when empty.
    counsel: str = ""


#: What the walk of the README meets on the first office's lists, whatever the hour.
WANTED = (
    (1, Step.APPLIED, ""),
    (9, Step.DECIDED, ""),
    (2, Step.ACCEPTED, ""),
    (3, Step.PROPOSED, ""),
    (6, Step.MANDATED, "lawyer"),
    (4, Step.ASSIGNED, "lawyer"),
    (5, Step.SUPPLEMENT, ""),
    (1, Step.APPLIED, ""),
    (5, Step.TAKEN, "lawyer2"),
    (2, Step.DECIDED, ""),
    (40, Step.HANDLED, "lawyer"),
    (1, Step.ACCEPTED, ""),
)


def applied_for(units: dict[str, Unit], count: int, random: Random) -> Sequence[Planned]:
    """A plan for loading many facts: new applications of the last months, some of them told on."""
    offices = [units[code] for code, _ in WEIGHTS]
    weights = [weight for _, weight in WEIGHTS]
    plan = [
        Planned(
            unit=random.choices(offices, weights)[0],
            days_ago=random.randint(1, 120),
            until=None if position % TOLD_ON_IN == 0 else Step.APPLIED,
        )
        for position in range(count)
    ]
    return sorted(plan, key=lambda planned: -planned.days_ago)


def spread(units: dict[str, Unit], count: int, random: Random) -> Sequence[Planned]:
    """A plan, oldest first; the first office has a case at every step of the way."""
    plan = [
        Planned(unit=units[WUGANG], days_ago=days, until=until, counsel=counsel)
        for days, until, counsel in WANTED[: max(count // 3, 1)]
    ]
    offices = [units[code] for code, _ in WEIGHTS]
    weights = [weight for _, weight in WEIGHTS]
    while len(plan) < count:
        days = int(random.triangular(NEWEST, OLDEST, 60))
        plan.append(Planned(unit=random.choices(offices, weights)[0], days_ago=days))
    return sorted(plan, key=lambda planned: -planned.days_ago)
