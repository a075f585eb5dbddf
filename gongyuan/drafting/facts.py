"""The fields of a drafted document: its details worded for print."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from gongyuan.drafting import rules
from gongyuan.drafting.choices import USUAL_ORGAN, DraftKind
from gongyuan.drafting.details import Claim, Company, Draft, Person
from gongyuan.drafting.tables import burdens_of
from gongyuan.law.amounts import capital_amount, formatted_amount
from gongyuan.law.calculation import figure_text
from gongyuan.law.results import written_date

#: What is to be written by hand where nothing was told.
BLANK = "＿＿＿＿＿＿"
COMPUTED, TOLD = "计算，见附表一", "自己写明"
UNVERIFIED, VERIFIED = "待核", "已核"
NO_AMOUNT = "—"


def document_facts(draft: Draft) -> dict[str, Any]:
    """All fields of a document of any kind; amounts in figures and capitals (人民币大写)."""
    total = rules.total_amount(draft.claims)
    kinds = {claim.kind for claim in draft.claims}
    return {
        "who": "投诉人" if draft.kind == DraftKind.WAGE_COMPLAINT else "申请人",
        "names": "、".join(person.name for person in draft.applicants),
        "employers": "、".join(company.name for company in draft.respondents),
        "applicant_lines": [_person_line(person) for person in draft.applicants],
        "respondent_lines": [_company_line(company) for company in draft.respondents],
        "contractor": draft.contractor,
        "claim_lines": [_claim_line(claim) for claim in draft.claims],
        "claims": [_claim_row(place, claim) for place, claim in enumerate(draft.claims, 1)],
        "asked": "；".join(claim.text for claim in draft.claims),
        "total": yuan(total) if total else "",
        "story": [line.strip() for line in draft.story.splitlines() if line.strip()] or [BLANK],
        "basis": _basis(draft),
        "evidence_lines": _evidence_lines(draft) or [BLANK],
        "evidence": _evidence_rows(draft),
        "evidence_count": len(draft.evidence) or "＿＿",
        "copies": rules.copies(len(draft.respondents)),
        "organ": draft.organ or f"{BLANK}{USUAL_ORGAN.get(DraftKind(draft.kind), '')}",
        "workings": list(_workings(draft.claims)),
        "figures": list(_figures(draft.claims)),
        "burdens": _burden_rows(kinds),
    }


def yuan(amount: Decimal) -> str:
    """An amount in figures and capitals: 44,000.00元（人民币肆万肆仟元整）."""
    return f"{formatted_amount(amount)}元（人民币{capital_amount(amount)}）"


def _day(day: date | None) -> str:
    return written_date(day) if day else BLANK


def _person_line(person: Person) -> str:
    """What must be told of whoever asks (劳动人事争议仲裁办案规则第二十九条)."""
    told = [
        person.name,
        person.sex or f"性别{BLANK}",
        f"{_day(person.birth_date)}出生",
        f"公民身份号码{person.identity_number or BLANK}",
        f"住{person.address or BLANK}",
        f"通讯地址{person.mailing_address or person.address or BLANK}",
        f"联系电话{person.phone or BLANK}",
    ]
    return f"{'，'.join(told)}。"


def _company_line(company: Company) -> str:
    told = [company.name]
    if company.uscc:
        told.append(f"统一社会信用代码{company.uscc}")
    told += [
        f"住所地{company.address or BLANK}",
        f"法定代表人（主要负责人）{company.legal_representative or BLANK}",
        f"职务{company.post or BLANK}",
        f"联系电话{company.phone or BLANK}",
    ]
    return f"{'，'.join(told)}。"


def _claim_line(claim: Claim) -> str:
    whose = f"（{claim.who}）" if claim.who else ""
    doubt = f"（含{UNVERIFIED}的数）" if _is_doubtful(claim) else ""
    if claim.amount is None:
        return f"{whose}{claim.text}；"
    return f"{whose}{claim.text}{yuan(claim.amount)}{doubt}；"


def _claim_row(place: int, claim: Claim) -> dict[str, Any]:
    whose = f"（{claim.who}）" if claim.who else ""
    origin = (COMPUTED if claim.result else TOLD) if claim.amount is not None else NO_AMOUNT
    return {
        "position": place,
        "text": f"{whose}{claim.text}",
        "amount": NO_AMOUNT if claim.amount is None else formatted_amount(claim.amount),
        "origin": f"{origin}（{UNVERIFIED}）" if _is_doubtful(claim) else origin,
    }


def _is_doubtful(claim: Claim) -> bool:
    return claim.result is not None and not claim.result.is_verified


def _basis(draft: Draft) -> str:
    """By which article the sum may be asked for in this way."""
    if draft.kind == DraftKind.WAGE_COMPLAINT:
        return (
            "依据劳动保障监察条例第九条、劳动合同法第八十五条、保障农民工工资支付条例第十条投诉。"
        )
    agreement = draft.agreement
    if agreement is None:
        return "依据劳动合同法第三十条第二款，申请支付令。"
    return (
        f"双方于{written_date(agreement.made_on)}经{agreement.made_by}主持达成调解协议，约定"
        f"{written_date(agreement.due_on)}前付清；被申请人没有履行。"
        "依据劳动争议调解仲裁法第十六条，持调解协议书申请支付令。"
    )


def _evidence_lines(draft: Draft) -> list[str]:
    lines = []
    for one in draft.evidence:
        held = "有原件" if one.is_original else "复印件或者电子数据"
        proves = f"，证明{one.proves}" if one.proves else ""
        lines.append(f"{one.title}（{held}）{proves}；")
    return lines


def _evidence_rows(draft: Draft) -> list[dict[str, Any]]:
    rows = [
        {
            "position": place,
            "title": one.title,
            "proves": one.proves,
            "original": "有" if one.is_original else "无",
            "pages": one.pages or "",
        }
        for place, one in enumerate(draft.evidence, 1)
    ]
    empty = {"position": "", "title": "", "proves": "", "original": "", "pages": ""}
    return rows or [empty, empty, empty]


def _workings(claims: Iterable[Claim]) -> Iterable[dict[str, str]]:
    """Each computed claim, below it its steps with their articles and what they presuppose."""
    for place, claim in enumerate(claims, 1):
        if claim.result is None or claim.amount is None:
            continue
        heading = f"{claim.text}：{formatted_amount(claim.amount)}元"
        yield {"position": str(place), "text": heading, "source": ""}
        for step in claim.result.steps:
            yield {"position": "", "text": step.text, "source": step.source}
        for text in claim.result.assumptions:
            yield {"position": "", "text": f"前提：{text}", "source": ""}


def _figures(claims: Iterable[Claim]) -> Iterable[dict[str, str]]:
    """Each dated figure that was used, once; those not verified are marked."""
    seen = set()
    for claim in claims:
        for figure in claim.result.figures if claim.result else ():
            key = (figure.key, figure.region, figure.valid_from)
            if key in seen:
                continue
            seen.add(key)
            yield {
                "label": figure.label,
                "value": figure_text(figure),
                "source": figure.source,
                "verified": VERIFIED if figure.is_verified else UNVERIFIED,
            }


def _burden_rows(kinds: Iterable[str]) -> list[dict[str, str]]:
    return [
        {
            "fact": burden.fact,
            "prover": str(burden.prover.label),
            "source": burden.source if burden.is_verified else f"{burden.source}（{UNVERIFIED}）",
            "shift": burden.shift,
        }
        for burden in burdens_of(set(kinds))
    ]
