from datetime import datetime
from typing import Any

from django.db import models, transaction

from gongyuan.cases.actions.numbered import numbered_document
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.panel.choices import PanelDocumentKind
from gongyuan.panel.models import PanelDocument
from gongyuan.people.actor import Actor

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
    """Issue a numbered document and keep it with what it is about.

    The caller has checked the power and locked the record.
    """
    known = numbered_document(
        unit=unit,
        kind=kind,
        counter=f"panel.{kind}",
        series=SERIES[kind],
        facts=facts,
        actor=actor,
        now=now,
    )
    return PanelDocument.objects.create(
        **known, lawyer=lawyer, **{PARENTS[about._meta.model_name or ""]: about}
    )
