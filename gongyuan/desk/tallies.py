"""What the rail and the tabs of the worklist count for a post, by one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from gongyuan.core.counting import (
    counting_by_value,
    counting_columns,
    finding_columns,
    run_counts,
    select,
)
from gongyuan.core.notices import unread
from gongyuan.core.prepared import Statements
from gongyuan.desk.beside import beside
from gongyuan.desk.choices import MOVES_OF_ROLE, STATES_OF_KIND, Kind, Stuck, Tab
from gongyuan.desk.queries import Narrowed, tabs_of, work
from gongyuan.people.actor import Actor

#: Marks in the one statement of counts what is no case.
ASIDE = "aside_"


@dataclass(frozen=True, kw_only=True)
class Tallies:
    """What the rail and the tabs count for a post, at most a thousand of each."""

    tabs: dict[Tab, int]
    late: int
    unread: int
    #: The kinds of work besides cases of which something awaits this post.
    beside: frozenset[str]
    #: Of the tab that is shown: only kinds of which there is something.
    kinds: dict[Kind, int]
    #: Of the tab that is shown: cases for which no deadline runs.
    dateless: int


def tallies(actor: Actor, *, today: date, tab: Tab | None = None) -> Tallies:
    """What awaits this post and is past its deadline, what it has not read, and with a `tab` how
    many cases each tab holds and how many of each kind that one: one statement for all, for every
    page of the desk asks it."""
    form = _Counted(actor.role, actor.capabilities, tab)
    place = {"unit_id": actor.unit_id, "unit_path": actor.unit_path}
    statement = TALLIES.filled(form, user_id=actor.user_id, today=today, **place)
    found = run_counts(*statement)
    aside = (name for name, is_there in found.items() if is_there and name.startswith(ASIDE))
    return Tallies(
        tabs={one: found.get(one, 0) for one in tabs_of(actor) if tab},
        late=found.get("late", 0),
        unread=found.get("unread", 0),
        beside=frozenset(name.removeprefix(ASIDE) for name in aside),
        kinds=_by_kind(found.get("states", ())),
        dateless=found.get("dateless", 0),
    )


#: The open states in an order of their own, by which they are counted.
STATES = tuple(state for states in STATES_OF_KIND.values() for state in sorted(states))


def _by_kind(counted: Sequence[int]) -> dict[Kind, int]:
    """Numbers of cases in each of `STATES` as those of the kinds there are."""
    of_state = dict(zip(STATES, counted, strict=False))
    found = {
        kind: sum(of_state.get(state, 0) for state in states)
        for kind, states in STATES_OF_KIND.items()
    }
    return {kind: count for kind, count in found.items() if count}


class _Counted(NamedTuple):
    """What decides the form of the statement besides its values."""

    role: str
    capabilities: frozenset[str]
    tab: Tab | None


def _tallied(form: _Counted, today: date, **who: Any) -> tuple[str, list[Any]]:
    actor = Actor(name="", role=form.role, capabilities=form.capabilities, **who)
    rows: dict[str, QuerySet[Any]] = {"unread": unread(user_id=actor.user_id)}
    if actor.role in MOVES_OF_ROLE:
        rows["late"] = work(actor, Tab.MINE, today=today).overdue(on=today)
    if form.tab:
        rows |= {tab: work(actor, tab, today=today) for tab in tabs_of(actor)}
    columns = {}
    if form.tab is Tab.MINE:
        waiting = beside(actor, today=today).items()
        columns = finding_columns({f"{ASIDE}{name}": found for name, found in waiting})
    # Below, what is late is told unit by unit, on a page of its own.
    if form.tab and form.tab is not Tab.BELOW:
        dateless = Narrowed(stuck=Stuck.DATELESS)
        rows["dateless"] = work(actor, form.tab, today=today, narrowed=dateless)
        columns |= counting_by_value("states", work(actor, form.tab, today=today), "state", STATES)
    return select(columns | counting_columns(rows))


TALLIES = Statements(_tallied)
