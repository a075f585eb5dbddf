"""What upper domains put right before one union takes another in: lower ones never call upward."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongyuan.organisations.models import Unit


@dataclass(frozen=True, kw_only=True)
class Merger:
    """One union taken in by another, from a day on."""

    unit: Unit
    into: Unit
    on: date
    actor: Any
    now: datetime


#: Within the transaction of the merger, before anything goes over; how many of what was ended.
Step = Callable[[Merger], dict[str, int]]
_steps: list[Step] = []


def add_step(step: Step) -> None:
    """Let every merger begin with `step`; those of lower domains come first."""
    if step not in _steps:
        _steps.append(step)


def take_steps(merger: Merger) -> dict[str, int]:
    """Do what upper domains asked for; how many of what, by what it is called."""
    counts: dict[str, int] = {}
    for step in _steps:
        counts |= step(merger)
    return {name: number for name, number in counts.items() if number}
