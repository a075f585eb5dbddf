"""Applications handed up: what waits for us, what we sent, and what was typed."""

import json
from typing import Any

from django.db.models import QuerySet

from gongyuan.cases.choices.major import HandUpState
from gongyuan.cases.models import HandUp
from gongyuan.people.actor import Actor
from gongyuan.people.privacy import mask_identity_number, mask_phone
from gongyuan.policy.choices import ClaimKind

#: The page shows no more; the rest is older than anybody asks for.
MOST_SHOWN = 100


def to_receive(actor: Actor) -> QuerySet[HandUp]:
    """What was handed up to the own union and waits, the soonest day first."""
    rows = HandUp.objects.received_by(actor).filter(state=HandUpState.HANDED_UP)
    return rows.select_related("unit").order_by("due_on", "pk")


def sent_by_us(actor: Actor) -> QuerySet[HandUp]:
    """What the own union handed up, that which came back first."""
    rows = HandUp.objects.handled_by(actor).select_related("to_unit")
    return rows.order_by("-sent_at", "-pk")


def to_amend(actor: Actor) -> QuerySet[HandUp]:
    """What came back to the own union."""
    return HandUp.objects.handled_by(actor).filter(state=HandUpState.TO_AMEND)


def typed_fields(row: HandUp) -> dict[str, list[str]]:
    """The form as it was filled in: each field with its values."""
    found: dict[str, list[str]] = json.loads(row.answers)
    return found


def summary(row: HandUp) -> list[dict[str, str]]:
    """What the page shows of an application, numbers masked."""
    fields = typed_fields(row)

    def said(name: str) -> str:
        return "、".join(fields.get(name, []))

    kinds = [said(f"claim{place}_kind") for place in (1, 2, 3)]
    claims = "、".join(ClaimKind(kind).label for kind in kinds if kind in ClaimKind.values)
    pairs: list[tuple[str, Any]] = [
        ("申请人", row.applicant_label),
        ("身份证号", mask_identity_number(said("identity_number"))),
        ("手机号", mask_phone(said("phone"))),
        ("用人单位", row.employer_name),
        ("请求", claims),
        ("事实与理由", said("facts_text")),
    ]
    return [{"label": label, "value": value} for label, value in pairs if value]
