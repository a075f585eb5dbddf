from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from gongyuan.cases.queries.document_templates import template_source
from gongyuan.core import files
from gongyuan.core.documents.rendering import render
from gongyuan.core.numbers import document_number, next_number
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries.units import unit_prefix
from gongyuan.panel.actions.locking import named
from gongyuan.panel.choices import PanelDocumentKind
from gongyuan.panel.models import PanelDocument
from gongyuan.panel.queries.documents import common_facts
from gongyuan.people.actor import Actor
from gongyuan.quality.queries.documents import printed_day

#: The word after the 机关代字 in the number.
SERIES = {
    PanelDocumentKind.YEARLY_LEDGER: "志台",
    PanelDocumentKind.CONDUCT_NOTICE: "志告",
    PanelDocumentKind.CONDUCT_DECISION: "志决",
    PanelDocumentKind.CONDUCT_REVIEW: "志复",
    PanelDocumentKind.IMPROVEMENT_NOTICE: "志改",
    PanelDocumentKind.APPRAISAL_SHEET: "志考",
    PanelDocumentKind.COMMENDATION: "志表",
}
#: The record a document hangs on, by the name of its model.
PARENTS = {
    "ledgerversion": "ledger_version",
    "conduct": "conduct",
    "appraisal": "appraisal",
    "honourround": "honour_round",
}


@transaction.atomic
def issue_document(
    *,
    about: models.Model,
    kind: PanelDocumentKind,
    facts: dict[str, Any],
    unit: Unit,
    lawyer: Lawyer | None = None,
    actor: Actor,
    now: datetime,
) -> PanelDocument:
    """Issue a numbered document of the team's year and keep it.

    The number is gap-free per unit, kind and year (GB/T 9704-2012). The caller has checked the
    power and locked the record.
    """
    year = timezone.localdate(now).year
    place = next_number(unit_id=unit.pk, kind=f"panel.{kind}", year=year)
    number = document_number(f"{unit_prefix(unit)}{SERIES[kind]}", year=year, number=place)
    known = common_facts(unit) | {"number": number, "date": printed_day(timezone.localdate(now))}
    source, _ = template_source(unit, kind, today=timezone.localdate(now))
    stored = files.store_bytes(
        render(source, known | facts),
        name=f"{kind.label} {number}.docx",
        kind=files.DOCX,
        by=actor.office or actor.name,
        now=now,
    )
    return PanelDocument.objects.create(
        unit=unit,
        kind=kind,
        number=number,
        file=stored,
        issued_at=now,
        issued_by=named(actor),
        lawyer=lawyer,
        **{PARENTS[about._meta.model_name or ""]: about},
    )
