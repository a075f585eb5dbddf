"""From what was told in a session to the details of a document; claims are computed anew."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from gongyuan.drafting import tables
from gongyuan.drafting.choices import DraftKind
from gongyuan.drafting.details import Agreement, Claim, Company, Draft, Evidence, Person
from gongyuan.law.amounts import rounded_amount
from gongyuan.law.calculation import Result
from gongyuan.law.figures import FigureTable
from gongyuan.law.identity import identity_facts
from gongyuan.law.inputs import InputErrors
from gongyuan.law.registry import Calculator, calculators
from gongyuan.policy.choices import ClaimKind

Told = Mapping[str, Any]


def computed_claim(name: str, given: object, figures: FigureTable) -> Claim | None:
    """The claim that a calculator makes of an input; None when it makes none.

    Nothing is taken from whoever sends it but the input: the amount is computed here.
    """
    calculator = calculators().get(name)
    if calculator is None:
        return None
    try:
        result = calculator.run(given, figures)
    except InputErrors:
        return None
    return claim_for(calculator, result)


def claim_for(calculator: Calculator, result: Result) -> Claim | None:
    """The claim for a result; None when it is no sum that somebody asks of an employer."""
    form = tables.claim_of(calculator)
    if form is None or result.unit != "yuan":
        return None
    if any(result.part(code) != said for code, said in form.only_when.items()):
        return None
    amount = result.part(form.part) if form.part else result.value
    if not isinstance(amount, Decimal) or amount <= 0:
        return None
    return Claim(kind=form.kind, text=form.text, amount=rounded_amount(amount), result=result)


def computed_claims(told: Told, figures: FigureTable) -> list[tuple[int, Claim]]:
    """The claims computed in this session, each with its place there."""
    found = (
        (place, computed_claim(row["calculator"], row["given"], figures))
        for place, row in enumerate(told.get("computed") or ())
    )
    return [(place, claim) for place, claim in found if claim is not None]


def told_claims(told: Told) -> list[Claim]:
    """The claims that were written without a calculator."""
    return [
        Claim(
            text=row.get("text") or tables.claim_text(row["kind"]),
            kind=row["kind"],
            amount=Decimal(row["amount"]) if row.get("amount") else None,
        )
        for row in told.get("claims") or ()
    ]


def claims_of(told: Told, figures: FigureTable) -> tuple[Claim, ...]:
    """All claims of a session, those with workings first."""
    return (*(claim for _, claim in computed_claims(told, figures)), *told_claims(told))


def draft_of(kind: DraftKind, told: Told, figures: FigureTable) -> Draft:
    """The document as told so far."""
    return Draft(
        kind=kind,
        applicants=(_person(told.get("you") or {}),),
        respondents=(_company(told.get("employer") or {}),),
        claims=claims_of(told, figures),
        story=(told.get("facts") or {}).get("story", ""),
        evidence=_evidence(told.get("evidence") or (), claims_of(told, figures)),
        organ=(told.get("facts") or {}).get("organs", {}).get(kind, ""),
        agreement=_agreement(told.get("facts") or {}) if kind == DraftKind.PAYMENT_ORDER else None,
        contractor=(told.get("employer") or {}).get("contractor", ""),
    )


def _person(told: Told) -> Person:
    number = told.get("identity_number", "")
    known = identity_facts(number) if number else None
    return Person(
        name=told.get("name", ""),
        sex=known.sex if known else "",
        birth_date=known.born_on if known else None,
        identity_number=number,
        address=told.get("address", ""),
        mailing_address=told.get("mailing_address", ""),
        phone=told.get("phone", ""),
    )


def _company(told: Told) -> Company:
    names = ("name", "uscc", "address", "legal_representative", "post", "phone")
    return Company(**{name: told.get(name, "") for name in names})


def _evidence(rows: Sequence[Told], claims: Sequence[Claim]) -> tuple[Evidence, ...]:
    proved = facts_of_papers({claim.kind for claim in claims} or {ClaimKind.OTHER})
    return tuple(
        Evidence(
            title=row["title"],
            proves=row.get("proves") or "、".join(proved.get(row["title"], ())),
            is_original=bool(row.get("is_original")),
            pages=row.get("pages"),
        )
        for row in rows
    )


def facts_of_papers(kinds: set[str]) -> dict[str, list[str]]:
    """Which facts each usual paper shows, for claims of these kinds."""
    found: dict[str, list[str]] = {}
    for burden in tables.burdens_of(kinds):
        for paper in burden.papers:
            found.setdefault(paper, []).append(burden.fact)
    return found


def _agreement(told: Told) -> Agreement | None:
    if not told.get("has_agreement"):
        return None
    return Agreement(
        made_by=told["made_by"],
        made_on=date.fromisoformat(told["made_on"]),
        due_on=date.fromisoformat(told["due_on"]),
    )
