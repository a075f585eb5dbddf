"""What is to be done today, by whom, and finding anything by what is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, Q, QuerySet

from gongyuan.cases.models import Case, CaseQuerySet
from gongyuan.cases.queries.below import without_owner
from gongyuan.core.counting import capped_counts
from gongyuan.core.keyset import Position, read_position
from gongyuan.core.prepared import Statements, run_rows, statement_of
from gongyuan.desk.choices import MOVES_OF_ROLE, NEXT_STEP, STATES_OF_KIND, Kind, Stuck, Tab
from gongyuan.people.actor import Actor

#: So many lines keep the page below 30 KB of HTML.
PAGE = 28
#: A case without a deadline comes after all that have one.
NO_DAY = date(9999, 12, 31)
#: What a line shows, in the order of `WorkRow`; nothing else is read, long texts least of all.
SHOWN = (
    "pk",
    "application_number",
    "case_number",
    "applicant_label",
    "claim_amount",
    "state",
    "is_fast_track",
    "is_major",
    "move_of",
    "move_since",
    "next_due_on",
    "employer__name",
    "due__label",
    "due__source",
    "due__is_verified",
    "due__is_provisional",
)


class WorkRow(NamedTuple):
    """One line of the worklist: a case, and the open deadline that its next day comes from.

    `task` to `is_provisional` are None while no deadline runs.
    """

    pk: int
    application_number: str
    case_number: str | None
    applicant_label: str
    claim_amount: Decimal | None
    state: str
    is_fast_track: bool
    is_major: bool
    move_of: str
    move_since: datetime
    due_on: date | None
    employer: str
    task: str | None
    source: str | None
    is_verified: bool | None
    is_provisional: bool | None

    @property
    def number(self) -> str:
        return self.case_number or self.application_number

    @property
    def step(self) -> str:
        return NEXT_STEP.get(self.state, "打开")


@dataclass(frozen=True, kw_only=True)
class WorkGroup:
    """Lines that are late, due today, due this week, later, or without a date."""

    label: str
    rows: tuple[WorkRow, ...]


@dataclass(frozen=True, kw_only=True)
class WorkPage:
    """A page of the worklist, soonest deadline first, and where the next one starts."""

    groups: tuple[WorkGroup, ...]
    next_after: str

    @property
    def shown(self) -> int:
        return sum(len(group.rows) for group in self.groups)


class Narrowed(NamedTuple):
    """What a tab is narrowed to: a kind of work, the reason to look (late: below only)."""

    kind: Kind | None = None
    stuck: Stuck = Stuck.LATE


EVERYTHING = Narrowed()


def work(
    actor: Actor, tab: Tab, *, today: date, narrowed: Narrowed = EVERYTHING, below: str = ""
) -> CaseQuerySet:
    """The cases of one tab: those that await this post, its whole unit's open ones, those that
    await somebody else, or those of units below that are overdue or without a deadline.

    `below` is the path of one unit below with those under it.
    """
    rows = _of_tab(actor, tab, narrowed.stuck, today)
    if narrowed.stuck is Stuck.DATELESS:
        rows = rows.filter(next_due_on=None)
    if narrowed.kind is not None:
        rows = rows.filter(state__in=STATES_OF_KIND[narrowed.kind])
    return rows.filter(unit_path__startswith=below) if below else rows


def _of_tab(actor: Actor, tab: Tab, stuck: Stuck, today: date) -> CaseQuerySet:
    own = Case.objects.handled_by(actor).open()
    moves = MOVES_OF_ROLE.get(actor.role, frozenset())
    if tab is Tab.MINE:
        return own.filter(move_of__in=moves)
    if tab is Tab.WAITING:
        return own.exclude(move_of__in=moves)
    if tab is Tab.BELOW:
        lower = Case.objects.overseen_by(actor).open()
        if stuck is Stuck.OWNERLESS:
            return without_owner(lower, actor, today=today)
        return lower.overdue(on=today) if stuck is Stuck.LATE else lower
    return own


def counts(actor: Actor, *, today: date) -> dict[Tab, int]:
    """How many cases each tab holds, at most a thousand counted; one statement."""
    found = capped_counts({tab: work(actor, tab, today=today) for tab in tabs_of(actor)})
    return {tab: found[tab] for tab in tabs_of(actor)}


def count(actor: Actor, tab: Tab, *, today: date, narrowed: Narrowed, below: str = "") -> int:
    """How many cases a part of a tab holds, at most a thousand counted."""
    return capped_counts({"all": work(actor, tab, today=today, narrowed=narrowed, below=below)})[
        "all"
    ]


def tabs_of(actor: Actor) -> list[Tab]:
    """The tabs a post has use for: a lawyer has only the own cases."""
    return [Tab.MINE, Tab.WAITING] if actor.is_lawyer else list(Tab)


def work_page(
    actor: Actor,
    tab: Tab,
    *,
    today: date,
    narrowed: Narrowed = EVERYTHING,
    below: str = "",
    after: str = "",
) -> WorkPage:
    """One page of the worklist by keyset: `after` is the `next_after` of the page before."""
    place = {"unit_id": actor.unit_id, "unit_path": actor.unit_path, "user_id": actor.user_id}
    position = read_position(after)
    form = _Listed(actor.role, actor.capabilities, tab, narrowed, position is not None)
    day, number = position or (None, None)
    where = {"today": today, "below": below, "day": day, "number": number}
    statement = PAGES.filled(form, **where, **place)
    rows = [WorkRow._make(values) for values in run_rows(*statement)]
    shown, more = rows[:PAGE], rows[PAGE:]
    return WorkPage(
        groups=_grouped(shown, today),
        next_after=str(Position(shown[-1].due_on, shown[-1].pk)) if more else "",
    )


class _Listed(NamedTuple):
    """What decides the form of the list's statement besides its values."""

    role: str
    capabilities: frozenset[str]
    tab: Tab
    narrowed: Narrowed
    has_position: bool


def _listed(
    form: _Listed, *, today: date, below: str, day: date | None, number: int | None, **who: Any
) -> tuple[str, Sequence[Any]]:
    actor = Actor(name="", role=form.role, capabilities=form.capabilities, **who)
    rows: QuerySet[Case] = work(actor, form.tab, today=today, narrowed=form.narrowed, below=below)
    if form.has_position:
        later = Q(next_due_on=None, pk__gt=number)
        if day is not None:
            later = Q(next_due_on__gt=day) | Q(next_due_on=day, pk__gt=number)
            later |= Q(next_due_on=None)
        rows = rows.filter(later)
    # At most one: a case has each code open once.
    runs = Q(deadlines__code=F("next_due_code"), deadlines__met_at=None)
    runs &= Q(deadlines__cancelled_at=None)
    found = rows.annotate(due=FilteredRelation("deadlines", condition=runs))
    in_order = found.order_by(F("next_due_on").asc(nulls_last=True), "pk")
    return statement_of(in_order.values_list(*SHOWN)[: PAGE + 1])


PAGES = Statements(_listed)


def _grouped(rows: list[WorkRow], today: date) -> tuple[WorkGroup, ...]:
    week_end = today + timedelta(days=6 - today.weekday())
    bounds = (
        ("已超期", today - timedelta(days=1)),
        ("今天", today),
        ("本周", max(week_end, today)),
        ("以后", NO_DAY - timedelta(days=1)),
        ("没有期限", NO_DAY),
    )
    groups: dict[str, list[WorkRow]] = {label: [] for label, _ in bounds}
    for row in rows:
        day = row.due_on or NO_DAY
        label = next(label for label, last in bounds if day <= last)
        groups[label].append(row)
    return tuple(
        WorkGroup(label=label, rows=tuple(found)) for label, found in groups.items() if found
    )
