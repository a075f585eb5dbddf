"""What upper domains put right before one union takes another in: lower ones never call upward."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from gongyuan.organisations.queries.doubles import Plan


@dataclass(frozen=True, kw_only=True)
class Merger(Plan):
    """One union taken in by another, from a day on, by somebody who has chosen what to choose."""

    actor: Any
    now: datetime
    #: What was chosen of each double that leaves a choice, by its key.
    chosen: Mapping[str, str] = field(default_factory=dict)

    def acting_with(self, power: str) -> Any:
        """Whoever merges, for a step of a record that another post takes in daily work."""
        powers = self.actor.capabilities | {power}
        # A request's actor is only found when asked for; a copy is the actor itself.
        return replace(copy(self.actor), capabilities=powers)


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
