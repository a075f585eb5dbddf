"""What somebody told the union before applying: siblings hand it on here, as none imports another.

The domain that has such records names a way to find one; the domain that takes an application in
asks for it by kind and id, fills in its form, and ties the record to the matter of the application.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from gongyuan.matters.models import Matter


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of a person and a dispute already; fields without an answer are empty."""

    name: str = ""
    phone: str = ""
    contact_note: str = ""
    employer_name: str = ""
    region_code: str = ""
    facts: str = ""


class Origin(Protocol):
    """A record that an application may begin from."""

    @property
    def title(self) -> str:
        """What it is called where it is named: 咨询 平工援咨〔2026〕12号."""

    @property
    def url(self) -> str:
        """The address of its page."""

    def told(self, *, now: datetime) -> Told:
        """What it says; that a telephone was read is put on record. Refuses what no application
        may begin from."""

    def begin(self, *, matter: Matter, number: str, now: datetime) -> None:
        """Tie it to the matter of an application of this number, within the transaction that takes
        the application in. Refuses as `told`."""


#: Given whoever acts and an id; None for what is out of sight or not the own office's.
Finder = Callable[[Any, int], Origin | None]
_finders: dict[str, Finder] = {}


def add_origin(kind: str, find: Finder) -> None:
    """Let applications begin from a kind of record."""
    _finders[kind] = find


def origin_of(kind: str, pk: int, actor: Any) -> Origin | None:
    """The record of a kind and id that this actor's office may let an application begin from."""
    find = _finders.get(kind)
    return find(actor, pk) if find else None
