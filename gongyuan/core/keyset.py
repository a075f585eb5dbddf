"""Where a page of a long list ends, written into the address of the next: a day and an id."""

from datetime import date
from typing import NamedTuple

#: More digits than this are no id of ours.
MOST_DIGITS = 18


class Position(NamedTuple):
    """A row of a list in order of days (None: without one) and ids, or of ids alone."""

    day: date | None
    number: int

    def __str__(self) -> str:
        return f"{self.day.isoformat() if self.day else ''}.{self.number}"


def read_position(text: str) -> Position | None:
    """The position that is written so; None for what is none. A bare number has no day."""
    day, _, number = text.rpartition(".")
    if not (number.isascii() and number.isdigit()) or len(number) > MOST_DIGITS:
        return None
    try:
        return Position(date.fromisoformat(day) if day else None, int(number))
    except ValueError:
        return None
