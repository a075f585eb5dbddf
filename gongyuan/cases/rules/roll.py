"""The applicants of a collective case: their claims reckoned, their representatives, their leaving.

Pure functions of what was told; amounts in yuan.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from gongyuan.cases.choices import CLOSED_STATES, FINAL_STATES, CaseState
from gongyuan.law.calculation import Result
from gongyuan.law.figures import NO_FIGURES
from gongyuan.law.inputs import InputErrors
from gongyuan.law.periods import add_months
from gongyuan.law.registry import calculators
from gongyuan.policy.choices import AidForm, ClaimKind

#: Our own limit, not of law: what one sheet may bring at a time.
MOST_APPLICANTS = 500
FEN = Decimal("0.01")
MOST_MONTHS = 600
BEFORE_DECISION = frozenset(
    {
        CaseState.SUBMITTED,
        CaseState.SUPPLEMENTING,
        CaseState.UNDER_REVIEW,
        CaseState.AWAITING_DECISION,
    }
)
#: Nothing is changed in the people of a case that is over, refused, or before a superior.
SETTLED = FINAL_STATES | CLOSED_STATES | frozenset({CaseState.REFUSED, CaseState.UNDER_OBJECTION})


@dataclass(frozen=True, kw_only=True)
class RepresentativeLimits:
    """How many may represent a collective, with the clause that says so."""

    collective_from: int
    least: int
    most: int
    clause: str


def representative_obstacles(
    count: int, *, people: int, aid_form: str, limits: RepresentativeLimits
) -> list[str]:
    """Why these cannot be the representatives (劳动人事争议仲裁办案规则 第六十三条).

    The limits are those of arbitration and of a collective; none elected yet is no obstacle, and
    of fewer people any number of them may speak for the rest.
    """
    if count > people:
        return ["代表人要从申请人中推举。"]
    is_limited = people >= limits.collective_from and aid_form == AidForm.ARBITRATION
    if not count or not is_limited or limits.least <= count <= limits.most:
        return []
    return [
        f"{people}名申请人要推举{limits.least}至{limits.most}名代表人，"
        f"现在是{count}名（依据：{limits.clause}）。"
    ]


def change_obstacles(state: str, *, may_review: bool) -> list[str]:
    """Why nobody may join or leave a case any more, or not through this post.

    The decision names whom it helps: who comes after it is judged by whoever reviews (法律援助法
    第四十三条).
    """
    if state in SETTLED:
        return [f"案件现在是“{CaseState(state).label}”，申请人名单不能再改。"]
    if state not in BEFORE_DECISION and not may_review:
        return ["援助决定作出以后增加申请人，要由审查人员办理。"]
    return []


def leaving_obstacles(state: str, *, people: int) -> list[str]:
    """Why one applicant cannot leave the others: the case is over, or nobody would be left.

    One of several may withdraw alone (劳动人事争议仲裁办案规则 第六十三条); the last one withdraws
    the application itself.
    """
    found = change_obstacles(state, may_review=True)
    if people <= 1:
        found.append("只有一名申请人，请办理撤回申请或者终止援助。")
    return found


def whole_months(period_from: date, period_to: date) -> int | None:
    """The whole months from the first day to the last, both included; None when they are not whole.

    民法典第二百零二条: a month ends on the day before the corresponding one.
    """
    after = period_to + timedelta(days=1)
    count = (after.year - period_from.year) * 12 + after.month - period_from.month
    return count if count > 0 and add_months(period_from, count) == after else None


def reckoned_claim(kind: str, *, months: Decimal, monthly_amount: Decimal) -> Result | None:
    """The workings of months × monthly amount where a calculator of the law does them (wages owed).

    劳动合同法第三十条第一款. None for other kinds, and for what the calculator refuses.
    """
    if kind != ClaimKind.UNPAID_WAGES or not months or not monthly_amount:
        return None
    asked = {"monthly_wage": str(monthly_amount), "months": str(months)}
    try:
        return calculators()["wage_arrears"].run(asked, NO_FIGURES)
    except InputErrors:
        return None


def reckoned_amount(kind: str, *, months: Decimal, monthly_amount: Decimal) -> Decimal:
    """The yuan of months × monthly amount, to the fen, by the calculator where there is one.

    劳动合同法第三十条第一款; of the other kinds it is what was asked, not what the law gives.
    """
    result = reckoned_claim(kind, months=months, monthly_amount=monthly_amount)
    value = result.value if result and isinstance(result.value, Decimal) else None
    amount = months * monthly_amount if value is None else value
    return amount.quantize(FEN, rounding=ROUND_HALF_UP)
