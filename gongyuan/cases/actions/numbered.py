"""A numbered document from a union's template, for the domains that keep documents of their own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone

from gongyuan.cases.queries.document_templates import template_source
from gongyuan.cases.queries.documents import common_facts, printed_day
from gongyuan.core import files
from gongyuan.core.documents.rendering import render
from gongyuan.organisations.actions.numbering import unit_number
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor


def numbered_document(
    *,
    unit: Unit,
    kind: TextChoices,
    counter: str,
    series: str,
    facts: Mapping[str, Any],
    actor: Actor,
    now: datetime,
) -> dict[str, Any]:
    """Number, render and store a document; the values that its record is to have.

    The number is gap-free per unit, `counter` and year (GB/T 9704-2012); `series` is the word after
    the 机关代字. Only inside the transaction that keeps the record; the caller has checked the
    power and locked what the document is about.
    """
    today = timezone.localdate(now)
    number = unit_number(unit=unit, kind=counter, series=series, year=today.year)
    known = common_facts(unit) | {"number": number, "date": printed_day(today)}
    source, _ = template_source(unit, kind, today=today)
    stored = files.store_bytes(
        render(source, known | dict(facts)),
        name=f"{kind.label} {number}.docx",
        kind=files.DOCX,
        by=actor.office or actor.name,
        now=now,
    )
    return {
        "unit": unit,
        "kind": kind,
        "number": number,
        "file": stored,
        "issued_at": now,
        "issued_by": actor.signature,
    }
