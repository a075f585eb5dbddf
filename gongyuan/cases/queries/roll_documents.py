"""What is printed of the roll: the two lists as a whole, and a document for each applicant."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from gongyuan.cases.choices import BatchKind, DocumentKind, RollPaper
from gongyuan.cases.details import DraftDetails
from gongyuan.cases.models import Applicant, Case
from gongyuan.cases.models import Claim as CaseClaim
from gongyuan.cases.queries.documents import document_facts
from gongyuan.cases.queries.drafting import draft_of_case, known_organ
from gongyuan.cases.queries.roll import claim_words, limits_of
from gongyuan.cases.rules.roll import reckoned_claim
from gongyuan.core.documents.rendering import render
from gongyuan.core.sheets import writing
from gongyuan.core.sheets.columns import Column
from gongyuan.drafting.choices import DraftKind
from gongyuan.drafting.details import Claim, Draft
from gongyuan.drafting.documents import written
from gongyuan.law.amounts import capital_amount, formatted_amount
from gongyuan.law.results import written_date

TEMPLATES = Path(__file__).resolve().parents[1] / "document_templates"
DRAFTED = {
    BatchKind.CLAIM_SHEET: DraftKind.CLAIM_LIST,
    BatchKind.ARBITRATION_APPLICATION: DraftKind.ARBITRATION_APPLICATION,
}
EXPORTED = tuple(
    Column(name=name, heading=heading, how="", example="", width=width)
    for name, heading, width in (
        ("position", "序号", 6),
        ("name", "姓名", 12),
        ("identity_number", "身份证号", 22),
        ("phone", "手机号", 14),
        ("address", "住址", 30),
        ("is_representative", "代表人", 8),
        ("claims", "请求", 60),
        ("amount", "金额", 14),
    )
)


def roll_paper(case: Case, kind: RollPaper, *, now: datetime) -> bytes:
    """The list to sign or the list of claims of all applicants as DOCX; amounts in yuan."""
    return render(TEMPLATES / f"{kind}.docx", _roll_facts(case, now))


def roll_workbook(case: Case) -> bytes:
    """All applicants with their numbers in clear and what each asks for, as an Excel sheet."""
    rows = (
        {
            "position": str(row.position),
            "name": row.worker.name,
            "identity_number": row.worker.identity_number,
            "phone": row.worker.phone,
            "address": row.worker.address,
            "is_representative": "是" if row.is_representative else "",
            "claims": "；".join(claim_words(claim) for claim in claims),
            "amount": _sum(claims),
        }
        for row, claims in _claims_of_each(case)
    )
    return writing.written("申请人", EXPORTED, rows)


def _claims_of_each(case: Case) -> Iterator[tuple[Applicant, list[CaseClaim]]]:
    claims: dict[int | None, list[CaseClaim]] = defaultdict(list)
    for claim in CaseClaim.objects.filter(case=case).order_by("pk"):
        claims[claim.applicant_id].append(claim)
    for row in Applicant.objects.filter(case=case).select_related("worker"):
        yield row, claims[row.pk]


def _sum(claims: list[CaseClaim]) -> Decimal | str:
    amounts = [claim.amount for claim in claims if claim.amount is not None]
    return sum(amounts, Decimal(0)) if amounts else ""


def _roll_facts(case: Case, now: datetime) -> dict[str, Any]:
    each = list(_claims_of_each(case))
    speaking = [row.worker.name for row, _ in each if row.is_representative]
    total = case.claim_amount
    return document_facts(case, DocumentKind.RECEIPT, now=now) | {
        "people": len(each),
        "representatives": "、".join(speaking),
        "clause": limits_of(case).clause,
        "total": "无金额请求"
        if total is None
        else f"{formatted_amount(total)}元（人民币{capital_amount(total)}）",
        "date": written_date(timezone.localdate(now)),
        "rows": [_printed(row, claims) for row, claims in each],
    }


def _printed(row: Applicant, claims: list[CaseClaim]) -> dict[str, Any]:
    amount = _sum(claims)
    return {
        "position": row.position,
        "name": row.worker.name,
        "identity_number": row.worker.identity_number,
        "phone": row.worker.phone,
        "signature": "",
        "claims": "；".join(claim_words(claim) for claim in claims) or "同案共同请求",
        "amount": formatted_amount(amount) if isinstance(amount, Decimal) else "",
    }


def documents_of_each(
    case: Case, kind: BatchKind, *, now: datetime
) -> Iterator[tuple[Applicant, bytes]]:
    """A document of this kind for each applicant in turn, as DOCX; lazily, as hundreds take long.

    The yuan of wages owed come with the workings of the calculator (劳动合同法第三十条第一款).
    """
    rows = list(Applicant.objects.filter(case=case).select_related("worker"))
    if kind == BatchKind.POWER_OF_ATTORNEY:
        yield from _powers_of_attorney(case, rows, now)
        return
    drafted = DRAFTED[kind]
    told = DraftDetails(story=case.facts_text, organ=known_organ(case, drafted))
    whole = draft_of_case(case, drafted, told)
    for row, person, claims in zip(rows, whole.applicants, _own(case, rows, whole), strict=True):
        yield row, written(replace(whole, applicants=(person,), claims=tuple(claims)))


def _own(case: Case, rows: list[Applicant], whole: Draft) -> Iterator[list[Claim]]:
    """The claims of each applicant as the whole draft words them, with workings, and the common."""
    own: dict[int | None, list[Claim]] = defaultdict(list)
    claims = CaseClaim.objects.filter(case=case).order_by("pk")
    for claim, worded in zip(claims, whole.claims, strict=True):
        own[claim.applicant_id].append(replace(worded, who="", result=_workings(claim)))
    for row in rows:
        yield [*own[row.pk], *own[None]]


def _workings(claim: CaseClaim) -> Any:
    if claim.months is None or claim.monthly_amount is None:
        return None
    return reckoned_claim(claim.kind, months=claim.months, monthly_amount=claim.monthly_amount)


def _powers_of_attorney(
    case: Case, rows: list[Applicant], now: datetime
) -> Iterator[tuple[Applicant, bytes]]:
    kind = DocumentKind.POWER_OF_ATTORNEY
    facts = document_facts(case, kind, now=now) | {"number": ""}
    for row in rows:
        own = {
            "applicants": row.worker.name,
            "identity_numbers": row.worker.identity_number,
            "phones": row.worker.phone,
        }
        yield row, render(TEMPLATES / f"{kind}.docx", facts | own)
