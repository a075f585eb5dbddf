"""Applications handed up: what waits for us, what we sent, and what was typed."""

import json
from typing import Any

from django.db.models import QuerySet

from gongyuan.cases.choices.major import HandUpState
from gongyuan.cases.models import HandUp
from gongyuan.core.counting import capped_counts, shown_count
from gongyuan.core.keyset import Page, page_of
from gongyuan.people.actor import Actor
from gongyuan.people.privacy import mask_identity_number, mask_phone
from gongyuan.policy.choices import ClaimKind

#: So many lines a page.
PAGE = 40


def to_receive(actor: Actor) -> QuerySet[HandUp]:
    """What was handed up to the own union and waits."""
    return HandUp.objects.received_by(actor).filter(state=HandUpState.HANDED_UP)


def sent_by_us(actor: Actor) -> QuerySet[HandUp]:
    """What the own union handed up."""
    return HandUp.objects.handled_by(actor)


def waiting_page(actor: Actor, *, after: str) -> Page[HandUp]:
    """A page of what waits for the own union, the soonest day first."""
    return page_of(to_receive(actor).select_related("unit"), "due_on", after=after, size=PAGE)


def sent_page(actor: Actor, *, after: str) -> Page[HandUp]:
    """A page of what the own union handed up, the latest first."""
    rows = sent_by_us(actor).select_related("to_unit")
    return page_of(rows, "sent_at", after=after, size=PAGE, newest_first=True)


def hand_up_counts(actor: Actor) -> dict[str, str]:
    """How many wait and how many were sent, 999+ for more; one statement."""
    found = capped_counts({"waiting": to_receive(actor), "sent": sent_by_us(actor)})
    return {name: shown_count(count) for name, count in found.items()}


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
