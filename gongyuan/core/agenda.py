"""What else lies in a person's own calendar: upper and lower domains add it, nobody calls upward.

A source is added when the product starts; calendars show what all of them have.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class AgendaEntry:
    """One thing a person has to be at, in words that may leave the house: no name is in them.

    `key` is the same for the same thing for ever; `url` is its page inside.
    """

    key: str
    what: str
    starts_at: datetime
    ends_at: datetime
    place: str
    url: str


#: Given whoever looks, and the first day; a fixed number of queries.
Source = Callable[[Any, date], Iterable[AgendaEntry]]
_sources: list[Source] = []


def add_to_agenda(source: Source) -> None:
    """Let calendars show what a source has for the one who looks."""
    if source not in _sources:
        _sources.append(source)


def agenda_of(actor: Any, *, since: date) -> list[AgendaEntry]:
    """All that the sources have for somebody from a day on, soonest first."""
    found = [entry for source in _sources for entry in source(actor, since)]
    return sorted(found, key=lambda entry: (entry.starts_at, entry.key))
