"""A lawyer's own year on one page: what to answer, what is due, what was done, what is owed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Appointment, Case, Deadline
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.lawyers.queries.terms import stipend_of
from gongyuan.organisations.models import Unit
from gongyuan.panel.choices import ActivityKind, ConductState, PaymentKind, RequestState
from gongyuan.panel.models import Activity, Conduct, Payment, ServiceRequest
from gongyuan.panel.queries import ledgers
from gongyuan.panel.queries.appraisal import YearFigures, figures_of
from gongyuan.panel.queries.stipends import steps_of, stipend_payer
from gongyuan.people.actor import Actor

MOST_SHOWN = 8
MOST_TERMS = 6
COMING = timedelta(days=14)
TO_ANSWER = (ConductState.NOTIFIED, ConductState.REMOVED)


@dataclass(frozen=True, kw_only=True)
class TermYear:
    """One term of a lawyer: figures so far, and how its ledger stands."""

    row: ledgers.LedgerRow
    figures: YearFigures

    def is_running(self, today: date) -> bool:
        return self.row.term.starts_on <= today <= self.row.term.ends_on


def term_years(lawyer: Lawyer, *, today: date) -> list[TermYear]:
    """The lawyer's terms that run or ended not long ago, the running one first."""
    rows = PanelTerm.objects.filter(
        lawyer=lawyer, starts_on__lte=today, ends_on__gte=today - timedelta(days=730)
    )
    terms = list(rows.select_related("unit", "ledger", "lawyer").order_by("-ends_on")[:MOST_TERMS])
    figures = figures_of(terms, until=today)
    found = ledgers.ledger_rows(terms, today=today)
    return [TermYear(row=row, figures=figures[row.term.pk]) for row in found]


@dataclass(frozen=True, kw_only=True)
class Owed:
    """What a lawyer is owed for one term by rule, and what was written down as paid of it.

    Yuan of stipend with the clause, or why there is none; closed cases by the union that bears
    their fees.
    """

    term: PanelTerm
    yuan: Decimal | None
    source: str
    payer: str
    cases: tuple[tuple[str, int], ...]
    #: The stipend as the union that bears it has paid it; None where nobody wrote one down.
    payment: Payment | None


def received(lawyer: Lawyer, *, today: date) -> list[Payment]:
    """What unions wrote down as paid to a lawyer in the last two years, the latest first.

    For cases, and the stipends of terms whenever they were paid; nothing that was withdrawn. One
    query.
    """
    latest = Q(paid_on__gte=today - timedelta(days=730)) | Q(kind=PaymentKind.STIPEND)
    rows = Payment.objects.standing().filter(latest, lawyer=lawyer)
    return list(rows.select_related("case", "unit").order_by("-paid_on", "-pk"))


def owed(years: list[TermYear], payments: Iterable[Payment] = ()) -> list[Owed]:
    """What is owed for these terms of one lawyer by rule, beside what was paid; one query.

    平工文〔2016〕28号 附件1 二: 1000 yuan a year and person, borne by the city; case fees by the
    guidance of the justice bureau, borne by city or county by jurisdiction (区属原则). A term under
    the union of another term of the same days has no stipend of its own.
    """
    terms = [one.row.term for one in years]
    steps = {step for term in terms for step in steps_of(term.unit_path)}
    lines = [line for one in years for line in one.figures.lines if _is_closed(line)]
    steps |= {steps_of(line.unit_path)[-1] for line in lines if line.unit_path}
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=steps)}
    paid = {one.term_id: one for one in payments if one.term_id is not None}
    return [_owed(one, terms, units, paid.get(one.row.term.pk)) for one in years]


def _is_closed(line: Any) -> bool:
    return bool(line.kind == ActivityKind.CASE_CLOSED)


def _owed(
    one: TermYear, terms: list[PanelTerm], units: dict[int, Unit], payment: Payment | None
) -> Owed:
    term = one.row.term
    yuan, source = stipend_of(term, terms)
    counted = Counter(
        units[steps_of(line.unit_path)[-1]].name
        for line in one.figures.lines
        if _is_closed(line) and line.unit_path
    )
    return Owed(
        term=term,
        yuan=yuan,
        source=source,
        payer=stipend_payer(term, units).name,
        cases=tuple(sorted(counted.items())),
        payment=payment,
    )


def offers(actor: Actor) -> QuerySet[Case]:
    """Cases offered to the lawyer and not answered yet."""
    rows = Case.objects.visible_to(actor).filter(state=CaseState.ASSIGNED)
    return rows.select_related("employer").order_by("next_due_on", "pk")[:MOST_SHOWN]


def progress_due(actor: Actor, *, today: date) -> QuerySet[Case]:
    """Cases in hand whose next day is near or over, the soonest first, each with what is due."""
    rows = Case.objects.visible_to(actor).open().filter(next_due_on__lte=today + COMING)
    rows = rows.exclude(state=CaseState.ASSIGNED)
    unmet = Deadline.objects.filter(case=OuterRef("pk"), due_on=OuterRef("next_due_on"))
    unmet = unmet.filter(met_at=None, cancelled_at=None).order_by("pk")
    rows = rows.annotate(next_due=Subquery(unmet.values("label")[:1]))
    return rows.select_related("employer").order_by("next_due_on", "pk")[:MOST_SHOWN]


def coming(actor: Actor, *, now: datetime) -> QuerySet[Appointment]:
    """Hearings and meetings of the next two weeks."""
    rows = Appointment.objects.visible_to(actor).standing()
    rows = rows.filter(starts_at__range=(now, now + COMING))
    return rows.select_related("case").order_by("starts_at")[:MOST_SHOWN]


def requests_of(actor: Actor) -> QuerySet[ServiceRequest]:
    """Requests of enterprise unions to answer or in hand."""
    rows = ServiceRequest.objects.visible_to(actor)
    rows = rows.filter(state__in=[RequestState.OFFERED, RequestState.TAKEN])
    return rows.select_related("asker").order_by("wished_on", "pk")[:MOST_SHOWN]


def conducts_of(actor: Actor) -> Any:
    """Proceedings about the lawyer that were told, the latest first."""
    rows = Conduct.objects.visible_to(actor).exclude(state=ConductState.OPENED)
    return rows.select_related("unit").order_by("-pk")[:MOST_SHOWN]


def latest_activities(actor: Actor) -> QuerySet[Activity]:
    """What the lawyer entered last."""
    rows: QuerySet[Activity] = Activity.objects.visible_to(actor)
    return rows.select_related("unit").order_by("-happened_on", "-pk")[:MOST_SHOWN]
