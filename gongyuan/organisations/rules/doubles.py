"""What two unions both hold, of which a merger makes one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Double:
    """Something both unions hold, and what the merger makes of it, as the page says it."""

    #: `term-12-31`: the same every time it is asked.
    key: str
    #: What it is called: 聘期, 岗位.
    kind: str
    #: Whose, or of what name.
    name: str
    #: How it stands in the union that is taken in, and in the other.
    of_unit: str
    of_into: str
    #: What will be, and why.
    outcome: str
    #: What may be chosen, value and sentence; none where there is one sensible outcome.
    choices: tuple[tuple[str, str], ...] = ()
    #: The value that is proposed; "" where a person has to choose.
    proposed: str = ""


def choice_obstacles(doubles: Iterable[Double], agreed: Mapping[str, str] | None) -> list[str]:
    """Why a merger cannot go by these choices, all reasons.

    `agreed`: the doubles that were shown, by key, each with what was chosen, "" where there was
    nothing to choose; None when nobody was asked, and what is proposed holds. One that came
    meanwhile is to be seen first, and one without a proposal is to be chosen.
    """
    reasons = []
    for one in doubles:
        if agreed is not None and one.key not in agreed:
            reasons.append(f"刚才又有了两边都有的{one.kind}：{one.name}。请看了再合并。")
        elif one.choices and choice_of(one, agreed) not in dict(one.choices):
            reasons.append(f"{one.kind}“{one.name}”两边都有，要选一项。")
    return reasons


def choice_of(double: Double, agreed: Mapping[str, str] | None) -> str:
    """What holds of a double: what was chosen, or else what is proposed."""
    return (agreed or {}).get(double.key) or double.proposed
