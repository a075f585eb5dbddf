"""How long unemployment benefit may be drawn, and how much (社会保险法第四十五至四十七条)."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import LATEST_DAY, Yuan
from gongyuan.law.lookups import Asked, InRegion, known
from gongyuan.law.registry import calculator

#: 失业保险条例 took effect.
RULES_SINCE = date(1999, 1, 22)
#: 国务院关于渐进式延迟法定退休年龄的办法 took effect.
DELAY_SINCE = date(2025, 1, 1)
BENEFIT = Asked(key="unemployment_benefit_month", label="失业保险金月标准", field="monthly_benefit")

RegistrationDay = Annotated[
    date, Field(ge=RULES_SINCE, le=LATEST_DAY, json_schema_extra={"unit": "date"})
]
WholeMonths = Annotated[int, Field(ge=0, le=720, json_schema_extra={"unit": "month"})]


class Unemployed(InRegion):
    """What is known of the contributions and of the end of the employment."""

    registered_on: RegistrationDay = Field(title="失业登记日期")
    contribution_months: WholeMonths = Field(
        title="失业前累计缴费月数", description="单位和本人缴纳失业保险费的月数，领取过的不再计。"
    )
    involuntary: bool = Field(
        True,
        title="是否非因本人意愿中断就业",
        description="合同期满终止、被单位解除、单位提出协商解除、因单位违法被迫解除等都算。",
    )
    unused_months: WholeMonths = Field(0, title="前次失业应领而未领的月数")
    monthly_benefit: Yuan | None = Field(
        None, title="当地失业保险金月标准", description="不填则查参数表。"
    )


@calculator(
    name="unemployment_benefit",
    title="失业保险金",
    group="ending",
    question="失业了，失业保险金最长能领几个月？",
    regional_keys=(BENEFIT.key,),
)
def unemployment_benefit(given: Unemployed, regional: FigureTable) -> Result:
    """Most months of unemployment benefit (社会保险法第四十六条); yuan are a part when known."""
    workings = Workings(regional)
    months = _months(given, workings)
    if not months:
        return workings.result(Decimal(0), "month", "不符合领取失业保险金的条件。")
    amount = known(BENEFIT, given, workings, on=given.registered_on)
    total = ""
    if amount is None:
        workings.changes("失业保险金月标准由省级人民政府确定，填写后可以算出总额。")
    else:
        workings.part("monthly", "失业保险金月标准", amount, "yuan_per_month")
        workings.part("total", "最长领取总额", amount * months, "yuan")
        total = f"，按每月{yuan_text(amount)}共{yuan_text(amount * months)}"
        text = f"{yuan_text(amount)}×{number_text(months)}个月={yuan_text(amount * months)}。"
        workings.step(text, "社会保险法第四十七条")
    workings.changes("重新就业、享受养老保险待遇、无正当理由拒不接受介绍的工作等，停止领取。")
    workings.changes("单位没有缴费或者不出具解除证明使本人不能领取的，可以要求单位赔偿损失。")
    if given.registered_on >= DELAY_SINCE:
        workings.changes("距法定退休年龄不足一年的，可以领取至法定退休年龄。")
    summary = f"失业保险金最长领取{number_text(months)}个月{total}。"
    return workings.result(months, "month", summary)


def _months(given: Unemployed, workings: Workings) -> Decimal:
    on = given.registered_on
    least = workings.law("unemployment_least_months", on=on)
    paid = given.contribution_months
    if paid < least.value and not given.unused_months:
        text = f"失业前累计缴费{paid}个月，不满{number_text(least.value)}个月，不能领取。"
        workings.step(text, least.source)
        workings.changes("原有缴费时间予以保留，重新就业并参保后累计计算。")
        return Decimal(0)
    if not given.involuntary:
        source = "社会保险法第四十五条第（二）项、实施社会保险法若干规定第十三条"
        workings.step("因本人意愿中断就业的，不能领取。", source)
        workings.changes("因单位违法被迫解除劳动合同的，属于非因本人意愿中断就业。")
        return Decimal(0)
    first = workings.law("unemployment_line_1", on=on).value
    second = workings.law("unemployment_line_2", on=on).value
    band = 1 + (paid >= first) + (paid >= second)
    figure = workings.law(f"unemployment_months_{band}", on=on)
    months = figure.value if paid >= least.value else Decimal(0)
    if not months:
        workings.assume("本次缴费不满最低月数，只计前次应领而未领的月数。")
    workings.step(f"累计缴费{paid}个月，最长领取{number_text(months)}个月。", figure.source)
    if given.unused_months:
        most = workings.law("unemployment_months_most", on=on)
        months = min(months + given.unused_months, most.value)
        text = f"与前次未领的{given.unused_months}个月合并计算，最长{number_text(most.value)}个月，"
        workings.step(f"{text}共{number_text(months)}个月。", most.source)
    return months
