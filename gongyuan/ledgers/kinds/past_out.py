"""Closed cases as a ledger has them, those of the product's own years too."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from gongyuan.cases.choices import StageKind, StageResult
from gongyuan.cases.models import Applicant, Case, Stage
from gongyuan.ledgers.kinds.comparing import day_text
from gongyuan.ledgers.kinds.kind import Cell, Going, RowsOut
from gongyuan.people.actor import Actor
from gongyuan.policy.choices import AidForm, ClaimKind, MatterScope

_VALUES = (
    "application_number",
    "applicant_label",
    "people_count",
    "is_migrant",
    "employer__name",
    "claim_kinds",
    "matter_scope",
    "aid_form",
    "applied_at",
    "closed_on",
    "closing__summary",
    "closing__claimed_amount",
    "closing__awarded_amount",
    "closing__recovered_amount",
    "first_stage",
)
_PERSONAL = ("identity_number", "phone")
_CLAIMS = {str(value): str(label) for value, label in ClaimKind.choices}
_SCOPES = {str(value): str(label) for value, label in MatterScope.choices}
_FORMS = {str(value): str(label) for value, label in AidForm.choices}
_STAGES = {str(value): str(label) for value, label in StageKind.choices}
_RESULTS = {str(value): str(label) for value, label in StageResult.choices}


def past_rows_out(actor: Actor, going: Going) -> RowsOut:
    """Closed cases in sight, each with its first proceeding, and with the numbers of its first
    applicant where they may go out."""
    stages = Stage.objects.filter(case=OuterRef("pk")).order_by("filed_on", "pk")
    told = JSONObject(kind="kind", filed_on="filed_on", body="body", result="result")
    rows: QuerySet[Any] = Case.objects.visible_to(actor).filter(closed_on__isnull=False)
    rows = rows.annotate(first_stage=Subquery(stages.values(told=told)[:1]))
    names: tuple[str, ...] = _VALUES
    if going.has_personal:
        names += _PERSONAL
        first = Applicant.objects.filter(case=OuterRef("pk")).order_by("position")
        rows = rows.annotate(
            **{name: Subquery(first.values(f"worker__{name}")[:1]) for name in _PERSONAL}
        )

    def cells(found: tuple[Any, ...]) -> dict[str, Cell]:
        return _cells(dict(zip(names, found, strict=True)))

    return rows.order_by("pk").values_list(*names), cells


def _cells(row: dict[str, Any]) -> dict[str, Cell]:
    stage = row["first_stage"] or {}
    return {
        "number": row["application_number"],
        "applicant": row["applicant_label"],
        "identity_number": row.get("identity_number") or "",
        "phone": row.get("phone") or "",
        "people_count": row["people_count"],
        "is_migrant": "是" if row["is_migrant"] else "否",
        "employer": row["employer__name"],
        "claim_kinds": "、".join(_CLAIMS.get(one, one) for one in row["claim_kinds"]),
        "matter_scope": _SCOPES.get(row["matter_scope"], ""),
        "aid_form": _FORMS.get(row["aid_form"], row["aid_form"]),
        "applied_on": day_text(timezone.localdate(row["applied_at"])),
        "stage": _STAGES.get(stage.get("kind", ""), ""),
        "filed_on": stage.get("filed_on", ""),
        "body": stage.get("body", ""),
        "result": _RESULTS.get(stage.get("result", ""), ""),
        "closed_on": day_text(row["closed_on"]),
        "outcome": row["closing__summary"] or "",
        "claimed_amount": row["closing__claimed_amount"],
        "awarded_amount": row["closing__awarded_amount"],
        "recovered_amount": row["closing__recovered_amount"],
    }
