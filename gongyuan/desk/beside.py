"""What awaits a post besides cases: every domain says it in one function."""

from collections.abc import Collection, Hashable, Iterator
from datetime import date
from typing import Any, NamedTuple, Protocol

from django.db.models import QuerySet

from gongyuan.cases.queries import work as cases
from gongyuan.consultations.queries import work as consultations
from gongyuan.core.gathered import Gathered
from gongyuan.core.work import Awaiting, WorkLine, by_name, in_order
from gongyuan.duty.queries import work as duty
from gongyuan.lawyers.queries import work as lawyers
from gongyuan.organisations.queries import network_work as network
from gongyuan.organisations.queries import work as organisations
from gongyuan.panel.queries import work as panel
from gongyuan.people.actor import Actor
from gongyuan.people.queries import work as people
from gongyuan.quality.queries import work as quality


class Source(Protocol):
    """A module of a domain's queries."""

    def awaiting(self, actor: Actor, *, today: date) -> Iterator[Awaiting]: ...


SOURCES: tuple[Source, ...] = (
    quality,
    cases,
    consultations,
    duty,
    panel,
    people,
    organisations,
    network,
    lawyers,
)


class _Form(NamedTuple):
    """What decides the kinds and their statement besides values."""

    role: str
    capabilities: frozenset[str]


def _kinds(actor: Actor, today: date) -> dict[str, Awaiting]:
    """The kinds of every domain by name."""
    return by_name(kind for source in SOURCES for kind in source.awaiting(actor, today=today))


def beside(actor: Actor, *, today: date) -> dict[str, QuerySet[Any]]:
    """What is counted for this post, under the name of its kind."""
    return {name: kind.rows() for name, kind in _kinds(actor, today).items()}


def work_lines(actor: Actor, *, today: date, only: Collection[str] | None = None) -> list[WorkLine]:
    """The soonest things of every domain, by one statement; those without a day come last. With
    `only`, of the kinds with these names."""
    form = _Form(actor.role, actor.capabilities)
    who = {"unit_id": actor.unit_id, "unit_path": actor.unit_path, "user_id": actor.user_id}
    found = SOONEST.rows(form, only=only, today=today, **who)
    kinds = _kinds(actor, today)
    return in_order(kinds[name].line(row) for name, rows in found.items() for row in rows)


def _soonest(form: Hashable, *, today: date, **who: Any) -> dict[str, QuerySet[Any]]:
    assert isinstance(form, _Form)  # noqa: S101 - what `work_lines` hands over
    actor = Actor(name="", role=form.role, capabilities=form.capabilities, **who)
    return {name: kind.soonest for name, kind in _kinds(actor, today).items()}


SOONEST = Gathered(_soonest)
