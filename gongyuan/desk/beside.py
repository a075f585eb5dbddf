"""What awaits a post besides cases: every domain says it in the same two functions."""

from datetime import date
from typing import Any, Protocol

from django.db.models import QuerySet

from gongyuan.cases.queries import work as cases
from gongyuan.core.work import WorkLine
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

    def beside(self, actor: Actor, *, today: date) -> dict[str, QuerySet[Any]]: ...

    def work_lines(self, actor: Actor, *, today: date) -> list[WorkLine]: ...


SOURCES: tuple[Source, ...] = (quality, cases, duty, panel, people, organisations, network, lawyers)


def beside(actor: Actor, *, today: date) -> dict[str, QuerySet[Any]]:
    """What each domain would count for this post, each under a name of its own."""
    found: dict[str, QuerySet[Any]] = {}
    for source in SOURCES:
        found |= source.beside(actor, today=today)
    return found


def work_lines(actor: Actor, *, today: date) -> list[WorkLine]:
    """The soonest things of every domain; those without a day come last."""
    lines = [line for source in SOURCES for line in source.work_lines(actor, today=today)]
    return sorted(lines, key=lambda line: (line.due_on or date.max, line.route, line.pk))
