"""Lists of cases: by the newest first, page by page without counting what was passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from gongyuan.cases.choices import MOVE_LABELS, STATE_LABELS
from gongyuan.cases.models import Applicant, Case
from gongyuan.core.counting import MOST_COUNTED, counting_statement, run_counts
from gongyuan.core.prepared import Statements, run_rows, statement_of
from gongyuan.people.actor import Actor
from gongyuan.people.privacy import identity_key, phone_key

#: About two screens; more makes every page slower and is not read.
PAGE = 40
MOST_SIMILAR = 5
#: What a line of a list shows, in the order of `CaseLine`; nothing else is read.
SHOWN = (
    "pk",
    "application_number",
    "case_number",
    "applicant_label",
    "claim_amount",
    "state",
    "move_of",
    "next_due_on",
    "applied_at",
    "employer__name",
    "unit__short_name",
)
#: What names another case of the same person.
NAMED = ("application_number", "case_number", "state", "employer__name", "unit__short_name")


class CaseLine(NamedTuple):
    """One line of a list of cases: plain values, for a list reads hundreds of them."""

    pk: int
    application_number: str
    case_number: str | None
    applicant_label: str
    claim_amount: Decimal | None
    state: str
    move_of: str
    next_due_on: date | None
    applied_at: datetime
    employer: str
    unit: str

    @property
    def number(self) -> str:
        return self.case_number or self.application_number

    @property
    def state_label(self) -> str:
        return STATE_LABELS[self.state]

    @property
    def move_label(self) -> str:
        return MOVE_LABELS.get(self.move_of, "")


def case_lines(cases: QuerySet[Case]) -> list[CaseLine]:
    """The lines of these cases, in their order."""
    return [CaseLine._make(values) for values in cases.values_list(*SHOWN)]


@dataclass(frozen=True, kw_only=True)
class CaseFilter:
    """What a list is narrowed to; empty means everything in sight. `track`: fast, major, late."""

    state: str = ""
    track: str = ""


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """One page of cases, the newest first; the keys are ids to page on by, None at the ends."""

    cases: list[CaseLine]
    older_than: int | None
    newer_than: int | None
    count_text: str


def case_page(
    actor: Actor,
    chosen: CaseFilter,
    *,
    today: date,
    before: int | None = None,
    after: int | None = None,
) -> CasePage:
    """A page of the cases in the actor's sight, by key: the thousandth page costs as the first.

    `before` gives those older than that id, `after` those newer. The count stops at 999.
    """
    place = {"unit_id": actor.unit_id, "unit_path": actor.unit_path, "user_id": actor.user_id}
    direction = "after" if after is not None else "before" if before is not None else ""
    form = _Listed(actor.role, actor.capabilities, chosen, direction)
    key = before if after is None else after
    found = run_rows(*LISTS.filled(form, today=today, key=key, **place))
    cases = [CaseLine._make(row) for row in found]
    has_more, cases = len(cases) > PAGE, cases[:PAGE]
    if after is not None:
        cases.reverse()
        older, newer = bool(cases), has_more
    else:
        older, newer = has_more, before is not None
    counted = run_counts(*COUNTS.filled(form, today=today, **place)).get("all", 0)
    return CasePage(
        cases=cases,
        older_than=cases[-1].pk if cases and older else None,
        newer_than=cases[0].pk if cases and newer else None,
        count_text=f"共 {counted} 件" if counted <= MOST_COUNTED else f"{MOST_COUNTED} 件以上",
    )


class _Listed(NamedTuple):
    """What decides the form of the list's statement besides its values."""

    role: str
    capabilities: frozenset[str]
    chosen: CaseFilter
    direction: str

    def rows(self, today: date, **who: Any) -> QuerySet[Case]:
        actor = Actor(name="", role=self.role, capabilities=self.capabilities, **who)
        return filtered(actor, self.chosen, today=today)


def _listed(form: _Listed, key: int | None, **values: Any) -> tuple[str, Sequence[Any]]:
    rows = form.rows(**values)
    if form.direction == "after":
        rows = rows.filter(pk__gt=key).order_by("pk")
    else:
        rows = (rows.filter(pk__lt=key) if form.direction else rows).order_by("-pk")
    return statement_of(rows.values_list(*SHOWN)[: PAGE + 1])


def _counted(form: _Listed, **values: Any) -> tuple[str, Sequence[Any]]:
    return counting_statement({"all": form.rows(**values)})


LISTS, COUNTS = Statements(_listed), Statements(_counted)


def filtered(actor: Actor, chosen: CaseFilter, *, today: date) -> QuerySet[Case]:
    """The cases in the actor's sight that a filter leaves, in no order."""
    rows = Case.objects.visible_to(actor)
    if chosen.state:
        rows = rows.filter(state=chosen.state)
    if chosen.track == "fast":
        rows = rows.filter(is_fast_track=True)
    if chosen.track == "major":
        rows = rows.filter(is_major=True)
    if chosen.track == "late":
        rows = rows.open().overdue(on=today)  # type: ignore[attr-defined] # a case's own adjectives
    return rows


def similar_cases(case: Case, actor: Actor) -> list[Case]:
    """Other cases in sight of one of the same workers, those against the same employer first.

    They are shown, never in the way: a worker may apply again.
    """
    workers = Applicant.objects.filter(case=case).values("worker")
    rows = Case.objects.visible_to(actor).filter(applicants__worker__in=workers)
    found = rows.exclude(pk=case.pk).select_related("employer", "unit").order_by("-pk")
    cases = list(found.distinct().only(*NAMED)[:MOST_SIMILAR])
    return sorted(cases, key=lambda other: other.employer_id != case.employer_id)


def cases_of_person(identity_number: str, phone: str, actor: Actor) -> list[Case]:
    """Cases in sight of whoever has this identity number, else this phone; the latest first.

    For the counter, before anything is registered.
    """
    if identity_number:
        who = {"applicants__worker__identity_index": identity_key(identity_number)}
    elif phone:
        who = {"applicants__worker__phone_index": phone_key(phone)}
    else:
        return []
    rows = Case.objects.visible_to(actor).filter(**who).select_related("employer", "unit")
    return list(rows.order_by("-pk").only(*NAMED)[:MOST_SIMILAR])
