"""Damages of an unlawful termination, 2N (劳动合同法第四十八、八十七条)."""

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.registry import calculator
from gongyuan.law.severance import (
    CONTRACT_LAW_SINCE,
    REGIONAL_KEYS,
    Ended,
    compensation_base,
    less_paid,
)

DAMAGES_SOURCE = "劳动合同法第八十七条"
NOT_BOTH_SOURCE = "劳动合同法实施条例第二十五条"


@calculator(
    name="unlawful_termination",
    title="违法解除或者终止赔偿金（2N）",
    group="ending",
    question="单位违法解除或者终止劳动合同，赔偿金是多少？",
    regional_keys=REGIONAL_KEYS,
)
def unlawful_termination(given: Ended, regional: FigureTable) -> Result:
    """Yuan of damages: twice the compensation standard (劳动合同法第八十七条).

    Service counts from the first day of work, not from 2008 (实施条例第二十五条); the cap of
    第四十七条第二款 holds here too. Compensation is not paid beside it: what was paid is taken off.
    """
    workings = Workings(regional)
    if given.started_on < CONTRACT_LAW_SINCE:
        workings.step("赔偿金的年限自用工之日起计算，2008年前的年限一并计入。", NOT_BOTH_SOURCE)
    months, base = compensation_base(given, workings, since=given.started_on)
    multiple = workings.law("damages_multiple", on=given.ended_on).value
    amount = months * base * multiple
    terms = f"{number_text(months)}个月×{yuan_text(base)}×{number_text(multiple)}"
    workings.step(f"赔偿金：{terms}={yuan_text(amount)}。", DAMAGES_SOURCE)
    workings.part("compensation", "经济补偿标准", months * base, "yuan")
    workings.step("支付了赔偿金的，不再支付经济补偿。", NOT_BOTH_SOURCE)
    workings.assume("解除或者终止违反劳动合同法，且不要求或者不能继续履行合同。")
    workings.changes("要求继续履行且能够继续履行的，恢复劳动关系并补发工资，没有赔偿金。")
    workings.changes("解除合法但应付经济补偿的，只有经济补偿。")
    left = less_paid(amount, given, workings, NOT_BOTH_SOURCE)
    return workings.result(left, "yuan", f"应得赔偿金{yuan_text(left)}。")
