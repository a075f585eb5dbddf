"""What this domain shows on the pages of a lawyer and of a person: years of service, training."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from gongyuan.core.panels import Panel
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.lawyers.queries.terms import stipend_of
from gongyuan.organisations.models import Unit
from gongyuan.panel.models import Payment
from gongyuan.panel.queries import courses, ledgers
from gongyuan.panel.queries import stipends as stipend_queries
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import User

MOST_SHOWN = 5
TEMPLATE = "panel/trained.html"


@dataclass(frozen=True, kw_only=True)
class YearLine:
    """One term on the page of a lawyer: its ledger, and what was written down as paid for it."""

    row: ledgers.LedgerRow
    may_examine: bool
    payment: Payment | None
    #: A union in the actor's sight owes its stipend, and no payment of it is on record.
    is_unpaid: bool


def years_panel(lawyer: Lawyer, actor: Actor, now: datetime) -> Panel | None:
    """The yearly ledgers of a lawyer in the actor's sight, and the way to examine a membership."""
    terms = PanelTerm.objects.visible_to(actor).filter(lawyer=lawyer).select_related("unit")
    today = timezone.localdate(now)
    latest = list(terms.select_related("ledger").order_by("-ends_on", "pk")[:MOST_SHOWN])
    if not latest:
        return None
    payments = _payments_seen(lawyer, actor)
    unpaid = _unpaid(latest, actor) if _sees_payments(actor) else set()
    stipends = {one.term_id: one for one in payments if one.term_id is not None}
    rows = [
        YearLine(
            row=row,
            may_examine=_examines(actor, row.term, today),
            payment=stipends.get(row.term.pk),
            is_unpaid=row.term.pk in unpaid and row.term.starts_on <= today,
        )
        for row in ledgers.ledger_rows(latest, today=today)
    ]
    received = [one for one in payments if one.case_id is not None][:MOST_SHOWN]
    shown = {"rows": rows, "received": received, "pays": _sees_payments(actor)}
    return Panel("panel/years.html", shown)


def _sees_payments(actor: Actor) -> bool:
    return actor.can(Capability.PANEL_PAY) or actor.can(Capability.AUDIT_READ)


def _payments_seen(lawyer: Lawyer, actor: Actor) -> list[Payment]:
    """The payments to a lawyer that the actor sees, the latest first."""
    rows = Payment.objects.visible_to(actor).standing().filter(lawyer=lawyer)
    return list(rows.select_related("case").order_by("-paid_on", "-pk"))


def _unpaid(terms: list[PanelTerm], actor: Actor) -> set[int]:
    """Of these terms of one lawyer, those that a union in the actor's sight owes a stipend for.

    Whether it was paid is not asked. Another union's payments are out of sight, so nothing is said
    of them.
    """
    steps = {step for term in terms for step in stipend_queries.steps_of(term.unit_path)}
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=steps)}
    others = list(PanelTerm.objects.filter(lawyer_id=terms[0].lawyer_id))
    return {
        term.pk
        for term in terms
        if stipend_queries.stipend_payer(term, units).path.startswith(actor.unit_path)
        and stipend_of(term, others)[0]
    }


def _examines(actor: Actor, term: PanelTerm, today: date) -> bool:
    """Whether the actor may open the examination of a membership (附件2 第五条): of the own union
    and while the term runs."""
    is_own = term.unit_id == actor.unit_id and term.ends_on >= today
    return is_own and actor.can(Capability.PANEL_MANAGE)


def lawyer_panel(lawyer: Lawyer, actor: Actor, now: datetime) -> Panel | None:
    """Training of a lawyer by year, and the last courses."""
    latest = list(courses.latest_entries(lawyer=lawyer, most=MOST_SHOWN))
    return Panel(TEMPLATE, {"years": courses.years_of(lawyer=lawyer), "entries": latest})


def person_panel(user: User, actor: Actor, now: datetime) -> Panel | None:
    """The same of a colleague; nothing for somebody who was at no course."""
    latest = list(courses.latest_entries(user_id=user.pk, most=MOST_SHOWN))
    if not latest:
        return None
    return Panel(TEMPLATE, {"years": courses.years_of(user_id=user.pk), "entries": latest})
