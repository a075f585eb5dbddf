"""A document once more before it is written: line by line, with the page to change it on."""

from typing import Any

from django.urls import reverse

from gongyuan.drafting.choices import DraftKind
from gongyuan.drafting.details import Draft
from gongyuan.drafting.facts import yuan
from gongyuan.drafting.rules import total_amount
from gongyuan.people.privacy import mask_identity_number
from gongyuan.portal import paperwork


def of_draft(draft: Draft) -> list[dict[str, Any]]:
    """The lines of the list of answers; an identity number is masked, phones are lent."""
    kind = DraftKind(draft.kind)
    person, company = draft.applicants[0], draft.respondents[0]
    told = {
        "claims": [("要求", _claims(draft))],
        "you": [
            ("您", person.name),
            ("身份证号", mask_identity_number(person.identity_number)),
            ("住址", person.address),
            ("手机号", person.phone),
        ],
        "employer": [("单位", company.name), ("单位地址", company.address)],
        "facts": [("怎么回事", draft.story), ("交给", draft.organ)],
        "evidence": [("证据", "\n".join(one.title for one in draft.evidence))],
    }
    if kind == DraftKind.WAGE_COMPLAINT:
        told["employer"].append(("施工总承包单位", draft.contractor))
    rows = []
    for step in paperwork.STEPS[kind]:
        shown = told[step][:1] if kind in paperwork.NAMES_ONLY else told[step]
        address = reverse("portal_drafting_step", args=[kind, step])
        rows += [{"label": name, "value": text, "change_url": address} for name, text in shown]
    return rows


def _claims(draft: Draft) -> str:
    lines = [
        f"{claim.text}{f'：{claim.amount:,.2f}元' if claim.amount is not None else ''}"
        for claim in draft.claims
    ]
    total = total_amount(draft.claims)
    return "\n".join([*lines, f"合计{yuan(total)}"] if total else lines)
