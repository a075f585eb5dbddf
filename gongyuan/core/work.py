"""A thing to do that the worklist shows besides cases."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

#: So many lines of each kind; the whole lies on pages of their own.
MOST_LINES = 5


@dataclass(frozen=True, kw_only=True)
class WorkLine:
    """One thing to do: what, for whom, by when and by which rule, and the page it is done on."""

    route: str
    pk: int
    what: str
    who: str
    due_on: date | None
    source: str


@dataclass(frozen=True, kw_only=True)
class Awaiting:
    """One kind of thing to do: the rows that wait, and the line that each becomes.

    Every domain names its kinds in one function, `awaiting(actor, today=…)`. `name` is unique among
    all of them; `order` puts the soonest first; `read` is read together with a row. `rows` may look
    at the role, powers, place and person of the actor, at nothing else.
    """

    name: str
    rows: Callable[[], QuerySet[Any]]
    order: tuple[str, ...]
    line: Callable[[Any], WorkLine]
    read: tuple[str, ...] = ()

    @property
    def soonest(self) -> QuerySet[Any]:
        """The first few, as they are shown."""
        rows = self.rows()
        if self.read:
            rows = rows.select_related(*self.read)
        return rows.order_by(*self.order)[:MOST_LINES]


def work_lines(kinds: Iterable[Awaiting]) -> list[WorkLine]:
    """The soonest of each kind, one query a kind, those without a day last."""
    return in_order(kind.line(row) for kind in kinds for row in kind.soonest)


def by_name(kinds: Iterable[Awaiting]) -> dict[str, Awaiting]:
    """Kinds by their names; of two with one name one would be hidden, so that is refused."""
    found: dict[str, Awaiting] = {}
    for kind in kinds:
        if kind.name in found:
            raise ValueError(f"two kinds of work are named {kind.name}")
        found[kind.name] = kind
    return found


def in_order(lines: Iterable[WorkLine]) -> list[WorkLine]:
    """Lines by their day; those without one come last."""
    return sorted(lines, key=lambda line: (line.due_on or date.max, line.route, line.pk))
