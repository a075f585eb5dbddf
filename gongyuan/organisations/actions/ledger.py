"""Many aid institutions at once, as a ledger brings them, and unions of a ledger taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_events
from gongyuan.core.sheets.entries import Entry
from gongyuan.organisations.actions.days import effective_from
from gongyuan.organisations.actions.paths import relocate
from gongyuan.organisations.actions.units import FOUND_BY, count_children, describe, hold_tree
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries.units import DETAIL_FIELDS
from gongyuan.organisations.rules import UnitDetails

INSTITUTION = "organisations.aidinstitution"


@dataclass(frozen=True, kw_only=True)
class InstitutionRow:
    """One institution of a ledger, checked: columns and values to write; `known` is its record."""

    position: int
    unit: Unit
    values: dict[str, Any]
    known: AidInstitution | None = None


@transaction.atomic
def enter_institutions(*, rows: Sequence[InstitutionRow], actor: Any, now: datetime) -> list[Entry]:
    """Enter institutions and correct known ones; what was written, by row.

    Trusts that every row was held against the rules (吉会法字〔2015〕1号 附件 注2); the database
    refuses an open institution of the same name that came meanwhile.
    """
    fresh = {
        row.position: AidInstitution(unit=row.unit, unit_path=row.unit.path, **row.values)
        for row in rows
        if row.known is None
    }
    AidInstitution.objects.bulk_create(fresh.values())
    entries = [
        Entry(position=position, model=INSTITUTION, pk=one.pk) for position, one in fresh.items()
    ]
    created: list[tuple[AidInstitution, dict[str, Any]]] = [(one, {}) for one in fresh.values()]
    record_events(f"{INSTITUTION}.register", created, actor=actor, now=now)
    changed = []
    for row in rows:
        known = row.known
        if known is None or not row.values:
            continue
        changes = {name: (getattr(known, name), value) for name, value in row.values.items()}
        for name, value in row.values.items():
            setattr(known, name, value)
        known.save(update_fields=list(row.values))
        told = {name: [str(old), str(new)] for name, (old, new) in changes.items()}
        changed.append((known, told))
        entries.append(
            Entry(position=row.position, model=INSTITUTION, pk=known.pk, changes=changes)
        )
    record_events(f"{INSTITUTION}.edit", changed, actor=actor, now=now)
    return entries


def unit_as_it_is(unit: Unit) -> dict[str, Any]:
    """What a union is, so that an import that changes it can be taken back."""
    return {
        **{name: getattr(unit, name) for name in DETAIL_FIELDS},
        "parent_id": unit.parent_id,
    }


@transaction.atomic
def put_units_back(*, before: Mapping[int, dict[str, Any]], actor: Any, now: datetime) -> None:
    """Give unions the description and the superior they had before an import changed them."""
    hold_tree(whole=True)
    today = timezone.localdate(now)
    happened = []
    for pk, was in before.items():
        # One after the other: putting a union back moves the paths of those below it.
        unit = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
        parents = {unit.parent_id, was["parent_id"]}
        describe(unit, UnitDetails(**{name: was[name] for name in DETAIL_FIELDS}))
        with effective_from(today):
            unit.save(update_fields=[*DETAIL_FIELDS, *FOUND_BY])
        if unit.parent_id != was["parent_id"]:
            relocate(unit, parent=Unit.objects.get(pk=was["parent_id"]), on=today)
            count_children(parents)
        happened.append((unit, {"undone": True}))
    record_events("organisations.unit.import", happened, actor=actor, now=now)
