"""Yearly ledgers: which there are, how each stands, what one says."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gongyuan.lawyers.models import PanelTerm
from gongyuan.organisations.models import Unit
from gongyuan.panel.choices import ActivityKind, LedgerStep
from gongyuan.panel.details import Line
from gongyuan.panel.models import LedgerReminder, LedgerVersion, YearlyLedger
from gongyuan.panel.queries import policy
from gongyuan.panel.rules import ledger as rules
from gongyuan.people.actor import Actor

PAGE = 60
#: The job opens ledgers of terms that ended so long ago at most: a union that begins to use the
#: product is not sent after years long past. A bound of the product, not of law.
LOOK_BACK = timedelta(days=120)
STATES = (("", "全部"), ("late", "逾期没有签"), ("unsigned", "没有签的"), ("signed", "已签的"))


@dataclass(frozen=True, kw_only=True)
class Days:
    """When a ledger may be signed and is due, with the clause; no day where no policy names one."""

    opens_on: date
    due_on: date | None
    source: str


@dataclass(frozen=True, kw_only=True)
class LedgerRow:
    """One term with its ledger as a list shows it."""

    term: PanelTerm
    ledger: YearlyLedger | None
    days: Days
    state: str
    kind: str


def days_of(unit: Unit, ends_on: date) -> Days:
    """The days of the ledger of a term that ends on a day, by the policy of the union's place.

    平工文〔2016〕28号 附件1 四(五); how many days before it opens is the union's own (待核).
    """
    month_day = policy.figure(unit, policy.LEDGER_DAY, on=ends_on)
    due = rules.ledger_due_on(ends_on, month_day.value if month_day else None)
    before = policy.number(unit, policy.REMIND_DAYS, on=ends_on)
    return Days(
        opens_on=rules.ledger_opens_on(ends_on, due, before),
        due_on=due,
        source=month_day.source if month_day else "",
    )


def ledger_terms(actor: Actor, *, state: str, today: date) -> QuerySet[PanelTerm]:
    """The terms in sight whose ledger is in a state, the latest to end first."""
    rows = PanelTerm.objects.visible_to(actor).filter(starts_on__lte=today)
    if state == "late":
        rows = rows.filter(ledger__signed_on=None, ledger__due_on__lt=today)
    elif state == "unsigned":
        rows = rows.filter(ledger__isnull=False, ledger__signed_on=None)
    elif state == "signed":
        rows = rows.filter(ledger__signed_on__isnull=False)
    found = rows.select_related("lawyer__firm", "unit", "ledger")
    return found.order_by("-ends_on", "lawyer__name", "pk")


def ledger_rows(terms: Iterable[PanelTerm], *, today: date) -> list[LedgerRow]:
    """Terms with the state of their ledgers; asks the database nothing."""
    known: dict[tuple[str, date], Days] = {}
    found = []
    for term in terms:
        ledger = getattr(term, "ledger", None)
        key = (term.unit.region_code, term.ends_on)
        if ledger is not None:
            days = Days(opens_on=ledger.opens_on, due_on=ledger.due_on, source=ledger.due_source)
        else:
            days = known.setdefault(key, days_of(term.unit, term.ends_on))
        state, kind = state_of(ledger, days, today=today)
        found.append(LedgerRow(term=term, ledger=ledger, days=days, state=state, kind=kind))
    return found


def state_of(ledger: YearlyLedger | None, days: Days, *, today: date) -> tuple[str, str]:
    """How a ledger stands, in words, with the colour of its badge."""
    if ledger is not None and ledger.signed_on is not None:
        late = ledger.due_on is not None and ledger.signed_on > ledger.due_on
        return ("逾期签署", "soon") if late else ("已签署", "ok")
    if days.due_on is not None and today > days.due_on:
        return "逾期没有签", "overdue"
    if today >= days.opens_on:
        return "待签署", "soon"
    return "记录中", "waiting"


def terms_without_ledger(*, today: date) -> QuerySet[PanelTerm]:
    """Terms that end soon or ended not long ago and whose ledger is not there yet."""
    rows = PanelTerm.objects.filter(
        ends_on__range=(today - LOOK_BACK, today + LOOK_BACK), ledger=None
    )
    return rows.select_related("unit", "lawyer").order_by("pk")


def ledgers_to_remind(*, today: date) -> QuerySet[YearlyLedger]:
    """Unsigned ledgers whose day is near or over, not yet told that it is over."""
    told = LedgerReminder.objects.filter(ledger=OuterRef("pk"), step=LedgerStep.OVERRUN)
    rows = YearlyLedger.objects.filter(signed_on=None, due_on__lte=today + LOOK_BACK)
    return rows.filter(~Exists(told)).select_related("unit", "lawyer").order_by("pk")


def versions_of(ledger: YearlyLedger) -> QuerySet[LedgerVersion]:
    """The signed versions of a ledger, the latest first, with the PDF where one was made."""
    return ledger.versions.select_related("pdf__file").order_by("-number")


def digest_of(lines: Sequence[Line], remarks: str) -> str:
    """The hash of what is signed: the same lines and remarks give the same one."""
    parts = [
        f"{line.kind}|{line.day}|{line.text}|{line.minutes}|{line.is_confirmed}"
        f"|{line.source_kind}|{line.source_id}"
        for line in lines
    ]
    return hashlib.sha256("\n".join([remarks.strip(), *parts]).encode()).hexdigest()


def lines_by_kind(lines: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Lines under their kind, in the order of the vocabulary."""
    rows = list(lines)
    grouped = [(str(kind.label), [r for r in rows if r.kind == kind]) for kind in ActivityKind]
    return [(label, found) for label, found in grouped if found]
