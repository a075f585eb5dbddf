"""Lists of cases in one of two orders, page by page without counting what was passed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import DateField, F, Q, QuerySet, Value

from gongyuan.cases.choices import MOVE_LABELS, STATE_LABELS
from gongyuan.cases.models import Applicant, Case
from gongyuan.cases.queries.filters import BY_DEADLINE, DATED, CaseFilter, Shape, narrowed
from gongyuan.cases.queries.saved_filters import SavedLine, saved_lines, saved_statement
from gongyuan.core.counting import MOST_COUNTED, counting_statement
from gongyuan.core.keyset import Position, read_position
from gongyuan.core.prepared import Statements, run_rows, statement_of
from gongyuan.people.actor import Actor
from gongyuan.people.privacy import identity_key, phone_key

#: About two screens, and so many with their boxes keep the page below 30 KB of HTML.
PAGE = 33
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
class CasePage:
    """One page of cases; the positions are where its neighbours go on, empty at the ends."""

    cases: list[CaseLine]
    older_than: str
    newer_than: str
    count_text: str
    saved: list[SavedLine]


def case_page(
    actor: Actor, chosen: CaseFilter, *, today: date, before: str = "", after: str = ""
) -> CasePage:
    """A page of the cases in the actor's sight, by key: the thousandth page costs as the first.

    `before` gives those further down the list than that position, `after` those further up. The
    count stops at 999. With it come the account's own saved filters.
    """
    direction = "after" if after else "before"
    position = _place(after or before, chosen)
    form = _Listed(actor.role, actor.capabilities, chosen.shape, direction if position else "")
    day, key = position or (None, None)
    place = {"unit_id": actor.unit_id, "unit_path": actor.unit_path, "user_id": actor.user_id}
    values = {**place, **chosen.limits(), "today": today}
    found = run_rows(*LISTS.filled(form, key=key, day=day, **values))
    has_more, found = len(found) > PAGE, found[:PAGE]
    if form.direction == "after":
        found.reverse()
        older, newer = bool(found), has_more
    else:
        older, newer = has_more, bool(form.direction)
    count, saved = _count_and_saved(COUNTS.filled(form._replace(direction=""), **values))
    return CasePage(
        cases=[CaseLine._make(row[: len(SHOWN)]) for row in found],
        older_than=str(Position(found[-1][-1], found[-1][0])) if found and older else "",
        newer_than=str(Position(found[0][-1], found[0][0])) if found and newer else "",
        count_text=f"共 {count} 件" if count <= MOST_COUNTED else f"{MOST_COUNTED} 件以上",
        saved=saved,
    )


def _place(text: str, chosen: CaseFilter) -> Position | None:
    """Where a page begins; None for no position in the order of this list."""
    found = read_position(text)
    if found is None or not chosen.dated:
        return found if found is None or not isinstance(found.day, datetime) else None
    wanted = date if chosen.dated == DATED["closed"] else datetime
    return found if type(found.day) is wanted else None


class _Listed(NamedTuple):
    """What decides the form of the list's statement besides its values."""

    role: str
    capabilities: frozenset[str]
    shape: Shape
    direction: str

    def rows(self, *, user_id: int, unit_id: int, unit_path: str, **limits: Any) -> QuerySet[Case]:
        actor = Actor(
            name="",
            role=self.role,
            capabilities=self.capabilities,
            user_id=user_id,
            unit_id=unit_id,
            unit_path=unit_path,
        )
        return narrowed(actor, self.shape, **limits)


def _listed(form: _Listed, key: int, day: date | None, **values: Any) -> tuple[str, Sequence[Any]]:
    rows = form.rows(**values)
    is_back = form.direction == "after"
    column, order = form.shape.dated, [F("pk").asc() if is_back else F("pk").desc()]
    if form.shape.order == BY_DEADLINE:
        rows = _beyond(rows, day, key, is_back=is_back) if form.direction else rows
        by_day = F("next_due_on")
        days = by_day.desc(nulls_first=True) if is_back else by_day.asc(nulls_last=True)
        column, order = "next_due_on", [days, F("pk").desc() if is_back else F("pk").asc()]
    elif column:
        rows = _past(rows, column, day, key, is_back=is_back) if form.direction else rows
        order.insert(0, F(column).asc() if is_back else F(column).desc())
    elif form.direction:
        rows = rows.filter(pk__gt=key) if is_back else rows.filter(pk__lt=key)
    rows = rows.order_by(*order)
    if form.shape.dated or form.shape.track or values["state"]:
        # What is asked of the index alone need not be fetched to be left out.
        rows = Case.objects.filter(pk__in=rows.values("pk")[: PAGE + 1]).order_by(*order)
    last = F(column) if column else Value(None, output_field=DateField())
    return statement_of(rows.annotate(place=last).values_list(*SHOWN, "place")[: PAGE + 1])


def _past(
    rows: QuerySet[Case], column: str, day: date | None, key: int, *, is_back: bool
) -> QuerySet[Case]:
    """Rows after a position in order of a column, the last day first; or before it."""
    if is_back:
        further = Q(**{f"{column}__gt": day}) | Q(pk__gt=key)
        return rows.filter(further, **{f"{column}__gte": day})
    further = Q(**{f"{column}__lt": day}) | Q(pk__lt=key)
    return rows.filter(further, **{f"{column}__lte": day})


def _beyond(rows: QuerySet[Case], day: date | None, key: int, *, is_back: bool) -> QuerySet[Case]:
    """Rows after a position in order of deadlines, those without one last; or before it."""
    if is_back:
        if day is None:
            return rows.filter(Q(next_due_on__isnull=False) | Q(pk__lt=key))
        return rows.filter(Q(next_due_on__lt=day) | Q(next_due_on=day, pk__lt=key))
    if day is None:
        return rows.filter(next_due_on=None, pk__gt=key)
    later = Q(next_due_on__gt=day) | Q(next_due_on=day, pk__gt=key) | Q(next_due_on=None)
    return rows.filter(later)


def _counted(form: _Listed, **values: Any) -> tuple[str, Sequence[Any]]:
    """Two things the page needs besides its rows, in one statement: how many, and the filters the
    account has saved."""
    counted, parameters = counting_statement({"all": form.rows(**values)})
    saved, owner = saved_statement(values["user_id"])
    text = f"{counted}, ({saved}) AS saved" if counted else f"SELECT 0, ({saved})"
    return text, [*parameters, *owner]


def _count_and_saved(statement: tuple[str, Sequence[Any]]) -> tuple[int, list[SavedLine]]:
    ((count, saved),) = run_rows(*statement)
    return count, saved_lines(saved)


LISTS, COUNTS = Statements(_listed), Statements(_counted)


def elsewhere(case_id: int) -> QuerySet[Applicant]:
    """Other applications of the workers who are in a case, wherever they are: ids of cases only."""
    workers = Applicant.objects.filter(case=case_id).values("worker")
    rows = Applicant.everyone.filter(worker__in=workers).exclude(case=case_id)
    return rows.order_by().only("case")


def similar_cases(case: Case, actor: Actor, ids: Collection[int]) -> list[Case]:
    """Those in sight of the cases with these ids, in which one of the same workers applied
    elsewhere; those against the same employer first.

    They are shown, never in the way: a worker may apply again.
    """
    if not ids:
        return []
    rows = Case.objects.visible_to(actor).filter(pk__in=ids).select_related("employer", "unit")
    cases = list(rows.order_by("-pk").only(*NAMED)[:MOST_SIMILAR])
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
