"""Where a page of a long list ends, written into the address of the next: a day and an id."""

from datetime import date, datetime
from typing import NamedTuple

#: More digits than this are no id of ours.
MOST_DIGITS = 18


class Position(NamedTuple):
    """A row of a list in order of days or moments (None: without one) and ids, or of ids alone."""

    day: date | None
    number: int

    def __str__(self) -> str:
        if self.day is None:
            return str(self.number)
        return f"{self.day.isoformat()}.{self.number}"


def read_position(text: str) -> Position | None:
    """The position that is written so; None for what is none. A bare number has no day."""
    day, _, number = text.rpartition(".")
    if not (number.isascii() and number.isdigit()) or len(number) > MOST_DIGITS:
        return None
    try:
        return Position(_day(day) if day else None, int(number))
    except ValueError:
        return None


def _day(text: str) -> date:
    if "T" not in text:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment of no zone is none")
    return moment
