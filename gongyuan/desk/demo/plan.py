"""Which office had how many cases when: skewed as in life, and with something in every state."""

from collections.abc import Sequence
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
#: Days ago, so that a demonstration shows what is new, under way, late and finished.
RECENT = (0, 0, 1, 1, 2, 3, 4, 6, 9, 14, 21, 30)
OLDEST = 640


def spread(units: dict[str, Unit], count: int, random: Random) -> Sequence[tuple[Unit, int]]:
    """A plan of (unit, days ago), oldest first; the first office gets every recent step."""
    plan = [(units[WUGANG], days) for days in RECENT[: max(count // 3, 1)]]
    offices = [units[code] for code, _ in WEIGHTS]
    weights = [weight for _, weight in WEIGHTS]
    while len(plan) < count:
        days = int(random.triangular(0, OLDEST, 60))
        plan.append((random.choices(offices, weights)[0], days))
    return sorted(plan[:count], key=lambda step: -step[1])
