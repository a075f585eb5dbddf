from datetime import datetime
from typing import Any

from django.db import models, transaction

from gongyuan.cases.actions.numbered import numbered_document
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.quality.choices import QualityDocumentKind
from gongyuan.quality.models import QualityDocument

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
    """Issue a numbered document and keep it with what it is about.

    The caller has checked the power and locked the record.
    """
    kind = QualityDocumentKind(kind)
    known = numbered_document(
        unit=unit,
        kind=kind,
        counter=f"quality.{kind}",
        series=SERIES[kind],
        facts=facts,
        actor=actor,
        now=now,
    )
    parent = {PARENTS[about._meta.model_name or ""]: about}
    return QualityDocument.objects.create(**known, **parent)
