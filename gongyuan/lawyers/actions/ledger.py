"""Many lawyers with their firms and terms at once, as a ledger brings them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongyuan.core.events import record_events
from gongyuan.core.sheets.entries import Entry
from gongyuan.lawyers.models import Firm, FirmMembership, Lawyer, PanelTerm
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor

#: What a ledger may correct of a lawyer who is known.
CORRECTED = ("name", "phone", "office_phone", "specialities", "practising_since")


@dataclass(frozen=True, kw_only=True)
class RosterRow:
    """One lawyer of a ledger, checked; `lawyer` is the known one, `values` what is written."""

    position: int
    licence_number: str
    values: dict[str, Any]
    firm_name: str
    firm_code: str = ""
    lawyer: Lawyer | None = None
    #: None where the ledger says nothing of a term, or the term is known.
    unit: Unit | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def enter_roster(*, rows: Sequence[RosterRow], actor: Actor, now: datetime) -> list[Entry]:
    """Enter lawyers, their firms and terms, and correct known lawyers; what was written, by row.

    平工文〔2016〕28号 附件1 二, for teams that were appointed before. Trusts that every row was
    held against the rules; the database refuses a licence number or a firm that came meanwhile.
    """
    firms, entries = _firms(rows, actor, now)
    fresh = {
        row.licence_number: Lawyer(
            licence_number=row.licence_number, firm=firms[row.firm_name], **row.values
        )
        for row in rows
        if row.lawyer is None
    }
    Lawyer.objects.bulk_create(fresh.values())
    FirmMembership.objects.bulk_create(
        FirmMembership(lawyer=one, firm=one.firm) for one in fresh.values()
    )
    lawyers = {row.position: row.lawyer or fresh[row.licence_number] for row in rows}
    # One lawyer of several rows is entered by the first of them.
    first = {row.licence_number: row for row in reversed(rows) if row.lawyer is None}
    entries += [_entry(first[number], one) for number, one in fresh.items()]
    entries += _corrected(rows, actor, now)
    registered: list[tuple[Lawyer, dict[str, Any]]] = [(one, {}) for one in fresh.values()]
    record_events("lawyers.lawyer.register", registered, actor=actor, now=now)
    return entries + _terms(rows, lawyers, actor, now)


def _firms(
    rows: Sequence[RosterRow], actor: Actor, now: datetime
) -> tuple[dict[str, Firm], list[Entry]]:
    wanted = {row.firm_name: row for row in rows if row.lawyer is None}
    known = {firm.name: firm for firm in Firm.objects.filter(name__in=wanted)}
    fresh = {
        name: Firm(name=name, uscc=row.firm_code or None)
        for name, row in wanted.items()
        if name not in known
    }
    Firm.objects.bulk_create(fresh.values())
    record_events(
        "lawyers.firm.register", ((one, {}) for one in fresh.values()), actor=actor, now=now
    )
    return known | fresh, [_entry(wanted[name], firm) for name, firm in fresh.items()]


def _corrected(rows: Iterable[RosterRow], actor: Actor, now: datetime) -> list[Entry]:
    entries, happened = [], []
    for row in rows:
        lawyer = row.lawyer
        if lawyer is None or not row.values:
            continue
        changes = {name: (getattr(lawyer, name), value) for name, value in row.values.items()}
        for name, value in row.values.items():
            setattr(lawyer, name, value)
        lawyer.save(update_fields=list(row.values))
        happened.append((lawyer, {"fields": sorted(row.values)}))
        entries.append(_entry(row, lawyer, changes))
    record_events("lawyers.lawyer.edit", happened, actor=actor, now=now)
    return entries


def _terms(
    rows: Sequence[RosterRow], lawyers: dict[int, Lawyer], actor: Actor, now: datetime
) -> list[Entry]:
    terms = {
        row.position: PanelTerm(
            lawyer=lawyers[row.position],
            unit=row.unit,
            unit_path=row.unit.path,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in rows
        if row.unit and row.starts_on and row.ends_on
    }
    PanelTerm.objects.bulk_create(terms.values())
    happened: list[tuple[PanelTerm, dict[str, Any]]] = [(term, {}) for term in terms.values()]
    record_events("lawyers.panelterm.appoint", happened, actor=actor, now=now)
    by_position = {row.position: row for row in rows}
    return [_entry(by_position[position], term) for position, term in terms.items()]


def _entry(row: RosterRow, record: Any, changes: dict[str, tuple[Any, Any]] | None = None) -> Entry:
    model = record._meta.label_lower
    return Entry(position=row.position, model=model, pk=record.pk, changes=changes)
