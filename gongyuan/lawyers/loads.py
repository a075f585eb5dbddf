"""How many cases a lawyer has in hand: known to the domain of cases, which stands above this one.

That domain says when the product starts who counts them; without it nobody has any.
"""

from collections.abc import Callable, Iterable

#: Given lawyers and the path of a union: open cases by lawyer, in that union and below it.
Counter = Callable[[list[int], str], dict[int, int]]
_counters: list[Counter] = []
_excuses: list[Counter] = []


def count_with(counter: Counter) -> None:
    """Let `open_cases` ask this counter too."""
    if counter not in _counters:
        _counters.append(counter)


def open_cases(lawyers: Iterable[int], *, under: str = "") -> dict[int, int]:
    """Cases in hand by lawyer, those with none left out; one query for each who counts."""
    ids = list(lawyers)
    found: dict[int, int] = {}
    for counter in _counters:
        for lawyer, cases in counter(ids, under).items():
            found[lawyer] = found.get(lawyer, 0) + cases
    return found


def excuse_with(counter: Counter) -> None:
    """Let `to_hand_over` leave out as many cases as this counter says: kept for a stated reason."""
    if counter not in _excuses:
        _excuses.append(counter)


def to_hand_over(lawyer: int, *, under: str = "") -> int:
    """How many cases a lawyer must hand over before leaving a team (法律援助法 第五十五条).

    Those in hand, without the ones that their office leaves with the lawyer for a stated reason.
    """
    in_hand = open_cases([lawyer], under=under).get(lawyer, 0)
    kept = sum(counter([lawyer], under).get(lawyer, 0) for counter in _excuses)
    return max(in_hand - kept, 0)
