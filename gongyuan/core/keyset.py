"""Where a page of a long list ends, written into the address of the next: a day and an id."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar

from django.db.models import DateTimeField, F, Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)

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


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list, and where the next begins; empty when there is none."""

    rows: list[Row]
    next_after: str


def page_of(
    rows: QuerySet[Row], by: str, *, after: str, size: int, newest_first: bool = False
) -> Page[Row]:
    """A page of rows in order of a day or a moment and their ids, from behind `after` on.

    Rows without one come last, or never where the newest are first. What is no position in this
    order shows the first page.
    """
    place = read_position(after)
    wanted = datetime if isinstance(rows.model._meta.get_field(by), DateTimeField) else date
    if place and (place.day is None or type(place.day) is wanted):
        rows = rows.filter(_beyond(by, place, newest_first=newest_first))
    if newest_first:
        rows = rows.filter(**{f"{by}__isnull": False}).order_by(f"-{by}", "-pk")
    else:
        rows = rows.order_by(F(by).asc(nulls_last=True), "pk")
    found = list(rows[: size + 1])
    shown, more = found[:size], found[size:]
    last = Position(getattr(shown[-1], by), shown[-1].pk) if more else ""
    return Page(rows=shown, next_after=str(last))


def _beyond(by: str, place: Position, *, newest_first: bool) -> Q:
    if newest_first:
        same = Q(**{by: place.day}, pk__lt=place.number)
        return Q(**{f"{by}__lt": place.day}) | same if place.day else Q()
    if place.day is None:
        return Q(**{by: None}, pk__gt=place.number)
    same = Q(**{by: place.day}, pk__gt=place.number)
    return Q(**{f"{by}__gt": place.day}) | same | Q(**{by: None})
