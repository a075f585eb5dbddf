"""A lawyer's own year on one page: what to answer, what is due, what was done, what is owed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Appointment, Case
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.panel.choices import ConductState, RequestState
from gongyuan.panel.models import Activity, Conduct, ServiceRequest
from gongyuan.panel.queries import ledgers
from gongyuan.panel.queries.appraisal import YearFigures, figures_of
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


def term_years(lawyer: Lawyer, *, today: date) -> list[TermYear]:
    """The lawyer's terms that run or ended not long ago, the running one first."""
    rows = PanelTerm.objects.filter(
        lawyer=lawyer, starts_on__lte=today, ends_on__gte=today - timedelta(days=730)
    )
    terms = list(rows.select_related("unit", "ledger", "lawyer").order_by("-ends_on")[:MOST_TERMS])
    figures = figures_of(terms, until=today)
    found = ledgers.ledger_rows(terms, today=today)
    return [TermYear(row=row, figures=figures[row.term.pk]) for row in found]


def offers(actor: Actor) -> QuerySet[Case]:
    """Cases offered to the lawyer and not answered yet."""
    rows = Case.objects.visible_to(actor).filter(state=CaseState.ASSIGNED)
    return rows.select_related("employer").order_by("next_due_on", "pk")[:MOST_SHOWN]


def progress_due(actor: Actor, *, today: date) -> QuerySet[Case]:
    """Cases in hand whose next day is near or over, the soonest first."""
    rows = Case.objects.visible_to(actor).open().filter(next_due_on__lte=today + COMING)
    rows = rows.exclude(state=CaseState.ASSIGNED)
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
