"""What is to be done today, by whom, and finding anything by what is known of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from gongyuan.cases.models import Case, CaseQuerySet, Deadline
from gongyuan.core.counting import capped_counts
from gongyuan.core.notices import unread
from gongyuan.desk.choices import MOVES_OF_ROLE, NEXT_STEP, Tab
from gongyuan.people.actor import Actor

#: So many lines keep the page below 30 KB of HTML.
PAGE = 35
#: A case without a deadline comes after all that have one.
NO_DAY = date(9999, 12, 31)
#: What a line shows; nothing else is read, long texts and reckonings least of all.
CASE_SHOWN = (
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
    "next_due_code",
    "employer__name",
)
DEADLINE_SHOWN = ("case", "code", "label", "source", "is_verified", "is_provisional")


@dataclass(frozen=True, kw_only=True)
class WorkRow:
    """One line of the worklist."""

    case: Case
    deadline: Deadline | None
    step: str

    @property
    def due_on(self) -> date | None:
        return self.case.next_due_on


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


def work(actor: Actor, tab: Tab, *, today: date) -> CaseQuerySet:
    """The cases of one tab: those that await this post, its whole unit's open ones, those that
    await somebody else, or those of units below that are overdue."""
    own = Case.objects.handled_by(actor).open()
    moves = MOVES_OF_ROLE.get(actor.role, frozenset())
    if tab is Tab.MINE:
        return own.filter(move_of__in=moves)
    if tab is Tab.WAITING:
        return own.exclude(move_of__in=moves)
    if tab is Tab.BELOW:
        return Case.objects.overseen_by(actor).open().overdue(on=today)
    return own


def counts(actor: Actor, *, today: date) -> dict[Tab, int]:
    """How many cases each tab holds, at most a thousand counted; one statement."""
    return capped_counts({tab: work(actor, tab, today=today) for tab in tabs_of(actor)})


@dataclass(frozen=True, kw_only=True)
class Tallies:
    """What the rail and the tabs count for a post, at most a thousand of each."""

    tabs: dict[Tab, int]
    late: int
    unread: int


def tallies(actor: Actor, *, today: date, has_tabs: bool = False) -> Tallies:
    """What awaits this post and is past its deadline, what it has not read, and with `has_tabs`
    how many cases each tab holds: one statement for all."""
    rows: dict[str, QuerySet[Any]] = {"unread": unread(user_id=actor.user_id)}
    if actor.role in MOVES_OF_ROLE:
        rows["late"] = work(actor, Tab.MINE, today=today).overdue(on=today)
    if has_tabs:
        rows |= {tab: work(actor, tab, today=today) for tab in tabs_of(actor)}
    found = capped_counts(rows)
    return Tallies(
        tabs={tab: found[tab] for tab in tabs_of(actor) if has_tabs},
        late=found.get("late", 0),
        unread=found["unread"],
    )


def tabs_of(actor: Actor) -> list[Tab]:
    """The tabs a post has use for: a lawyer has only the own cases."""
    return [Tab.MINE, Tab.WAITING] if actor.is_lawyer else list(Tab)


def work_page(actor: Actor, tab: Tab, *, today: date, after: str = "") -> WorkPage:
    """One page of the worklist by keyset: `after` is the `next_after` of the page before."""
    work_of = work(actor, tab, today=today)
    in_order = work_of.order_by(F("next_due_on").asc(nulls_last=True), "pk")
    cases = _after(in_order, after).select_related("employer").only(*CASE_SHOWN)
    open_deadlines = Deadline.objects.filter(met_at=None, cancelled_at=None).only(*DEADLINE_SHOWN)
    cases = cases.prefetch_related(Prefetch("deadlines", open_deadlines, to_attr="open_deadlines"))
    rows = [_row(case) for case in cases[: PAGE + 1]]
    shown, more = rows[:PAGE], rows[PAGE:]
    return WorkPage(
        groups=_grouped(shown, today),
        next_after=_position(shown[-1].case) if more else "",
    )


def _after(cases: QuerySet[Case], after: str) -> QuerySet[Case]:
    day, _, number = after.partition(".")
    if not number.isdigit() or len(number) > 18:
        return cases
    if not day:
        return cases.filter(next_due_on=None, pk__gt=int(number))
    try:
        due = date.fromisoformat(day)
    except ValueError:
        return cases
    return cases.filter(
        Q(next_due_on__gt=due) | Q(next_due_on=due, pk__gt=int(number)) | Q(next_due_on=None)
    )


def _position(case: Case) -> str:
    return f"{case.next_due_on.isoformat() if case.next_due_on else ''}.{case.pk}"


def _row(case: Case) -> WorkRow:
    open_deadlines: list[Deadline] = case.open_deadlines  # type: ignore[attr-defined] # prefetched
    deadline = next((d for d in open_deadlines if d.code == case.next_due_code), None)
    return WorkRow(case=case, deadline=deadline, step=NEXT_STEP.get(case.state, "打开"))


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
