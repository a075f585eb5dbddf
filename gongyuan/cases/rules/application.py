"""What stands in the way of an application and of its papers: pure functions of what was told."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gongyuan.cases.details import Application, ClaimDetails, MissingItem

#: Before this year nobody now at work was employed: a slip of the pen.
EARLIEST_YEAR = 1950
LONGEST_FACTS = 20_000
LARGEST_AMOUNT = Decimal("9999999999.99")


def application_obstacles(told: Application, *, today: date) -> dict[str, list[str]]:
    """Everything wrong with an application, by field; empty when it can be taken.

    An application states its matter and reasons (工会法律援助办法 第十二条); dates are possible,
    amounts in yuan are not negative. People and employer are checked where they are registered.
    """
    found = {
        "applicants": [] if told.applicants else ["申请人要填写。"],
        "facts_text": facts_obstacles(told.facts_text),
        "claims": [] if told.claims else ["至少选一项请求。"],
        "employed_from": employment_obstacles(told.employed_from, told.employed_to, today=today),
    }
    for claim in told.claims:
        found["claims"] += claim_obstacles(claim, today=today)
        if claim.applicant is not None and not 0 <= claim.applicant < len(told.applicants):
            found["claims"].append("请求所属的申请人不在名单里。")
    if told.is_emergency and not told.emergency_reason:
        found["emergency_reason"] = ["情况紧急的，要选紧急的原因。"]
    return {field: reasons for field, reasons in found.items() if reasons}


def facts_obstacles(text: str) -> list[str]:
    """Why this cannot be the facts and reasons of an application (工会法律援助办法 第十二条)."""
    if not any(character.isalnum() for character in text):
        return ["事实与理由要填写：何时在哪里做什么工作，对方欠什么、做了什么。"]
    if len(text) > LONGEST_FACTS:
        return [f"事实与理由最多{LONGEST_FACTS}字，现有{len(text)}字。"]
    return []


def employment_obstacles(
    employed_from: date | None, employed_to: date | None, *, today: date
) -> list[str]:
    """Why these cannot be the first and last day of an employment (工会法律援助办法 第十二条)."""
    found = []
    if employed_from and employed_from > today:
        found.append("入职日期晚于今天，请核对。")
    if any(day and day.year < EARLIEST_YEAR for day in (employed_from, employed_to)):
        found.append(f"入职、离职日期不能早于{EARLIEST_YEAR}年。")
    if employed_from and employed_to and employed_to < employed_from:
        found.append("离职日期早于入职日期，请核对。")
    return found


def claim_obstacles(claim: ClaimDetails, *, today: date) -> list[str]:
    """Why this cannot be claimed: amount in yuan, period (工会法律援助办法 第十二条)."""
    found = []
    if claim.amount is not None and claim.amount < 0:
        found.append("金额不能是负数。")
    if claim.amount is not None and claim.amount > LARGEST_AMOUNT:
        found.append("金额过大，请核对。")
    if claim.period_from and claim.period_from > today:
        found.append("请求的期间晚于今天，请核对。")
    if claim.period_from and claim.period_to and claim.period_to < claim.period_from:
        found.append("请求期间的末日早于首日，请核对。")
    return found


def applicant_label(names: Sequence[str]) -> str:
    """Name the applicants for a list: 王建国, 王建国等3人 (劳动争议调解仲裁法 第七条)."""
    return names[0] if len(names) == 1 else f"{names[0]}等{len(names)}人"


def claimed_amount(claims: Sequence[ClaimDetails]) -> Decimal | None:
    """The sum of all claims in yuan; None when none names an amount (工会法律援助办法 第十二条)."""
    amounts = [claim.amount for claim in claims if claim.amount is not None]
    return sum(amounts, Decimal(0)) if amounts else None


def acceptance_obstacles(
    missing: Sequence[str], *, promised_on: date | None, today: date
) -> list[str]:
    """Why an application cannot be accepted yet (法律援助法 第四十三条第二款).

    `missing` are the compulsory materials not handed in: they are promised for a day (容缺受理),
    or asked for at once.
    """
    if missing and promised_on is None:
        listed = "、".join(missing)
        return [f"还缺：{listed}。请一次性告知补正，或者写明容缺材料哪天前补交。"]
    if missing and promised_on and promised_on < today:
        return ["容缺补交的日期已经过去，请另定一天。"]
    return []


def supplement_obstacles(items: Sequence[MissingItem], *, untold: Sequence[str]) -> list[str]:
    """Why this cannot be told as missing: nothing, or not all at once.

    法律援助法 第四十三条第二款. `untold` are compulsory materials
    that are missing and stand on no item.
    """
    if not items:
        return ["请选出缺哪些材料，或者写明还要说明什么。"]
    if any(not item.label.strip() for item in items):
        return ["每一项都要写明缺什么。"]
    if untold:
        listed = "、".join(untold)
        return [f"要一次性告知，不能分几次：{listed}也还没有。"]
    return []


def answer_obstacles(missing: Sequence[str], *, explanation: str) -> list[str]:
    """Why a supplement is not answered yet: things are missing and nothing explains it.

    法律援助法 第四十三条第二款: 补充材料或者作出说明.
    """
    if missing and not explanation.strip():
        return [f"还缺：{'、'.join(missing)}。拿不到的，请写明原因。"]
    return []


def lapse_obstacles(due_on: date, *, today: date) -> list[str]:
    """Why an unanswered supplement does not yet end the application (法律援助法 第四十三条第二款).

    The last day itself is in time (民法典 第一千二百五十九条).
    """
    return [f"补正期限到{due_on:%Y-%m-%d}才届满。"] if today <= due_on else []
