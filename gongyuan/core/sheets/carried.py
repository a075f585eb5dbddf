"""What a row takes over from the one above it: cells merged downwards, and 同上."""

from collections import defaultdict
from collections.abc import Iterable

#: What people write instead of the same words again.
DITTO = frozenset({"同上", "〃", "″", "“", "”", '"', "''", "上同"})

Merge = tuple[tuple[int, int], tuple[int, int]]


class Carried:
    """Goes down one sheet, row by row, and fills in what stands above.

    Of cells merged over several rows only the first has a text; the others mean the same.
    """

    def __init__(self, merges: Iterable[Merge], *, below: int) -> None:
        """`below` is the lowest row of the headings, from 1."""
        self._from_above: dict[int, set[int]] = defaultdict(set)
        self._across: set[tuple[int, int]] = set()
        self._last: dict[int, str] = {}
        for (top, left), (bottom, right) in merges:
            if top >= below:
                for row in range(top + 1, bottom + 1):
                    self._from_above[row + 1].add(left)
                if right > left:
                    self._across.add((top + 1, left))

    def filled(self, number: int, texts: list[str]) -> list[str]:
        """The texts of row `number`, from 1, with what it takes over; asked in order."""
        merged = self._from_above.get(number, ())
        whole = list(texts)
        for place, text in enumerate(texts):
            if text in DITTO or (not text and place in merged):
                whole[place] = self._last.get(place, text)
        self._last = dict(enumerate(whole))
        return whole

    def is_across(self, number: int, texts: list[str]) -> bool:
        """Whether the first text of a row stands in a cell merged over several columns."""
        first = next((place for place, text in enumerate(texts) if text), -1)
        return (number, first) in self._across
