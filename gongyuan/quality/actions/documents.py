from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from gongyuan.cases.queries.document_templates import template_source
from gongyuan.core import files
from gongyuan.core.documents.rendering import render
from gongyuan.core.numbers import document_number, next_number
from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries.units import unit_prefix
from gongyuan.people.actor import Actor
from gongyuan.quality.choices import QualityDocumentKind
from gongyuan.quality.models import QualityDocument
from gongyuan.quality.queries.documents import common_facts, printed_day

#: The word after the 机关代字 in the number.
SERIES = {
    QualityDocumentKind.COMPLAINT_REPLY: "诉答",
    QualityDocumentKind.COMPLAINT_REFUSAL: "诉不",
    QualityDocumentKind.COMPLAINT_FORWARDING: "诉转",
    QualityDocumentKind.VISIT_FORM: "访",
    QualityDocumentKind.SCORE_SHEET: "评",
}
#: The record a document hangs on, by the name of its model.
PARENTS = {"complaint": "complaint", "returnvisit": "visit", "casereview": "review"}


@transaction.atomic
def issue_document(
    *,
    about: models.Model,
    kind: QualityDocumentKind,
    facts: dict[str, Any],
    unit: Unit,
    actor: Actor,
    now: datetime,
) -> QualityDocument:
    """Issue a numbered document on a complaint, a return visit or a review, and keep it.

    The number is gap-free per unit, kind and year (GB/T 9704-2012). The caller has checked the
    power and locked the record.
    """
    kind = QualityDocumentKind(kind)
    year = timezone.localdate(now).year
    place = next_number(unit_id=unit.pk, kind=f"quality.{kind}", year=year)
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
    return QualityDocument.objects.create(
        unit=unit,
        kind=kind,
        number=number,
        file=stored,
        issued_at=now,
        issued_by=f"{actor.name} {actor.office}".strip()[:200],
        **{PARENTS[about._meta.model_name or ""]: about},
    )
