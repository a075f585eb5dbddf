"""How many cases a lawyer has in hand: known to the domain of cases, which stands above this one.

That domain says when the product starts who counts them; without it nobody has any.
"""

from collections.abc import Callable, Iterable

#: Given lawyers and the path of a union: open cases by lawyer, in that union and below it.
Counter = Callable[[list[int], str], dict[int, int]]
_counters: list[Counter] = []


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
