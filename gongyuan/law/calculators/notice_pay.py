"""Pay instead of notice, N+1 (劳动合同法第四十条, 实施条例第二十条)."""

from decimal import Decimal

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import Yuan
from gongyuan.law.registry import calculator
from gongyuan.law.severance import (
    CONTRACT_LAW_SINCE,
    REGIONAL_KEYS,
    YEARS_SOURCE,
    Ended,
    compensation_base,
    less_paid,
)

NOTICE_SOURCE = "劳动合同法第四十条、劳动合同法实施条例第二十条"


class EndedAtOnce(Ended):
    """An employment ended by 第四十条 without fault of the worker."""

    last_month_wage: Yuan = Field(
        title="解除前上一个月的工资", description="解除之日的前一个自然月的应得工资。"
    )
    was_notified: bool = Field(False, title="单位提前三十日书面通知过")


@calculator(
    name="notice_pay",
    title="代通知金与经济补偿（N+1）",
    group="ending",
    question="单位没有提前三十天通知就解除，N+1是多少？",
    regional_keys=REGIONAL_KEYS,
)
def notice_pay(given: EndedAtOnce, regional: FigureTable) -> Result:
    """Yuan of compensation plus pay instead of notice: N + the wage of the month before.

    Only for terminations under 第四十条. The month's wage is neither averaged nor capped
    (实施条例第二十条); with thirty days' written notice there is none.
    """
    workings = Workings(regional)
    months, base = compensation_base(given, workings, since=CONTRACT_LAW_SINCE)
    compensation = months * base
    text = f"经济补偿：{number_text(months)}个月×{yuan_text(base)}={yuan_text(compensation)}。"
    workings.step(text, YEARS_SOURCE)
    notice = _notice(given, workings)
    workings.part("compensation", "经济补偿", compensation, "yuan")
    workings.part("notice_pay", "代通知金", notice, "yuan")
    workings.assume("解除的原因是医疗期满不能工作、不能胜任或者客观情况重大变化之一。")
    if given.started_on < CONTRACT_LAW_SINCE:
        workings.warn("2008年1月1日前的工作年限按当时的规定另行计算，未计入本结果。")
    workings.changes("属于违法解除的，应付赔偿金，不适用N+1。")
    left = less_paid(compensation + notice, given, workings, NOTICE_SOURCE)
    return workings.result(left, "yuan", f"经济补偿与代通知金合计{yuan_text(left)}。")


def _notice(given: EndedAtOnce, workings: Workings) -> Decimal:
    if given.was_notified:
        workings.step("单位已提前三十日书面通知，不付代通知金。", NOTICE_SOURCE)
        return Decimal(0)
    months = workings.law("notice_pay_months", on=given.ended_on).value
    amount = months * given.last_month_wage
    workings.step(f"代通知金按上一个月工资{yuan_text(amount)}计算。", NOTICE_SOURCE)
    return amount
