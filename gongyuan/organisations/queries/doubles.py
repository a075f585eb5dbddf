"""What two unions both hold: asked of every domain before a merger, lower ones know none above."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gongyuan.organisations.models import Unit
from gongyuan.organisations.rules import Double


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One union to be taken in by another, from a day on."""

    unit: Unit
    into: Unit
    on: date

    @property
    def eve(self) -> date:
        """The last day on which what ends with the merger is held."""
        return self.on - timedelta(days=1)

    @property
    def why(self) -> str:
        """The reason written on all that ends with the merger."""
        return f"单位合并：{self.unit.name}并入{self.into.name}。"


Question = Callable[[Plan], Iterable[Double]]
_questions: list[Question] = []


def add_question(question: Question) -> None:
    """Let every merger first show what `question` finds; those of lower domains come first."""
    if question not in _questions:
        _questions.append(question)


def doubles(plan: Plan) -> list[Double]:
    """What both unions hold, of whatever domain, and what the merger will make of each."""
    return [double for question in _questions for double in question(plan)]
