"""What a document may ask for, and what it must contain: pure functions of its details."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from gongyuan.drafting.choices import DraftKind
from gongyuan.drafting.details import Agreement, Claim, Draft
from gongyuan.policy.choices import ClaimKind

#: 劳动报酬: wages and overtime pay (劳动合同法第三十条、第三十一条).
REMUNERATION = frozenset({ClaimKind.UNPAID_WAGES, ClaimKind.OVERTIME})
#: 拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金 (劳动争议调解仲裁法第十六条).
ENFORCEABLE_BY_AGREEMENT = REMUNERATION | {
    ClaimKind.WORK_INJURY,
    ClaimKind.ECONOMIC_COMPENSATION,
    ClaimKind.UNLAWFUL_DISMISSAL,
    ClaimKind.DOUBLE_WAGE,
}
#: What labour inspection orders to be paid (劳动合同法第八十五条).
INSPECTED = REMUNERATION | {ClaimKind.ECONOMIC_COMPENSATION}


def total_amount(claims: Sequence[Claim]) -> Decimal:
    """Sum of the claims that are money, in yuan (劳动争议调解仲裁法第二十八条第二款第（二）项)."""
    return sum((claim.amount for claim in claims if claim.amount is not None), Decimal(0))


def copies(respondents: int) -> int:
    """Copies beside the original: one for each respondent (劳动争议调解仲裁法第二十八条第一款).

    Refuses (ValueError) less than one respondent.
    """
    if respondents < 1:
        raise ValueError("an application has a respondent")
    return respondents


def payment_order_obstacles(
    kinds: Collection[str], agreement: Agreement | None, *, today: date
) -> list[str]:
    """Why a court would give no payment order: 劳动争议调解仲裁法第十六条, 劳动合同法第三十条.

    Without a mediation agreement only arrears of remuneration are open to it.
    """
    if agreement is None:
        if set(kinds) <= REMUNERATION:
            return []
        return [
            "没有调解协议的，支付令只能要拖欠的工资和加班费（劳动合同法第三十条）。"
            "别的请求请申请仲裁。"
        ]
    obstacles = []
    if not set(kinds) <= ENFORCEABLE_BY_AGREEMENT:
        obstacles.append(
            "凭调解协议申请支付令，只限劳动报酬、工伤医疗费、经济补偿或者赔偿金"
            "（劳动争议调解仲裁法第十六条）。"
        )
    if agreement.due_on < agreement.made_on:
        obstacles.append("约定的付款日期不能早于达成协议的日期。")
    elif agreement.due_on >= today:
        obstacles.append("协议约定的付款日期还没有过，过了仍不付才能申请支付令。")
    return obstacles


def complaint_obstacles(kinds: Collection[str]) -> list[str]:
    """Why labour inspection would not order this to be paid (劳动合同法第八十五条)."""
    if set(kinds) <= INSPECTED:
        return []
    return [
        "劳动保障监察责令支付的，是劳动报酬、加班费、经济补偿（劳动合同法第八十五条）。"
        "别的请求请申请仲裁。"
    ]


def claim_obstacles(draft: Draft, *, today: date) -> list[str]:
    """Why this document cannot ask for these claims; empty when it can.

    Every document needs one claim at least (劳动争议调解仲裁法第二十八条第二款第（二）项); a
    payment order and a complaint are about sums of money, so that each claim has its amount
    (劳动争议调解仲裁法第十六条、劳动合同法第八十五条).
    """
    if not draft.claims:
        return ["至少要有一项请求。"]
    kinds = {claim.kind for claim in draft.claims}
    obstacles = []
    if draft.kind == DraftKind.PAYMENT_ORDER:
        obstacles += payment_order_obstacles(kinds, draft.agreement, today=today)
    if draft.kind == DraftKind.WAGE_COMPLAINT:
        obstacles += complaint_obstacles(kinds)
    wants_money = draft.kind in (DraftKind.PAYMENT_ORDER, DraftKind.WAGE_COMPLAINT)
    if wants_money and any(claim.amount is None for claim in draft.claims):
        obstacles.append("每一项请求都要写明金额。")
    return obstacles
