"""Monthly nursing allowance after a work injury (工伤保险条例第三十四条)."""

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.injuries import PERCENT, InjuryDay
from gongyuan.law.inputs import Labelled, Yuan
from gongyuan.law.lookups import AVERAGE_WAGE, InRegion, required
from gongyuan.law.registry import calculator


class Dependence(Labelled):
    """How far the injured worker depends on care, as the appraisal committee confirmed."""

    FULL = "full", "生活完全不能自理"
    MOST = "most", "生活大部分不能自理"
    PART = "part", "生活部分不能自理"


class Nursed(InRegion):
    """What is known of the care confirmed."""

    confirmed_on: InjuryDay = Field(title="确认需要护理的日期", description="鉴定结论作出之日。")
    dependence: Dependence = Field(title="护理依赖程度")
    local_average_wage: Yuan | None = Field(
        None, title="统筹地区上年度职工月平均工资", description="不填则查参数表。"
    )
    insured: bool = Field(True, title="用人单位是否已参加工伤保险")


@calculator(
    name="nursing",
    title="生活护理费",
    group="injury",
    question="工伤后生活不能自理，每月护理费是多少？",
    regional_keys=(AVERAGE_WAGE.key,),
)
def nursing(given: Nursed, regional: FigureTable) -> Result:
    """Yuan a month of nursing: 50, 40 or 30 % of the regional average (工伤保险条例第三十四条).

    Refuses when the average wage is neither typed nor in the table.
    """
    workings = Workings(regional)
    on = given.confirmed_on
    average = required(AVERAGE_WAGE, given, workings, on=on)
    percent = workings.law(f"nursing_percent_{given.dependence}", on=on)
    amount = average * percent.value / PERCENT
    workings.step(
        f"{given.dependence.label}：统筹地区上年度职工月平均工资{yuan_text(average)}"
        f"×{number_text(percent.value)}%={yuan_text(amount)}。",
        percent.source,
    )
    payer = "工伤保险基金" if given.insured else "用人单位"
    source = "工伤保险条例第三十四条第一款" if given.insured else "工伤保险条例第六十二条第二款"
    workings.step(f"由{payer}按月支付。", source)
    workings.part("payer", "支付方", payer, "choice")
    workings.changes("停工留薪期内需要护理的，由所在单位负责，不适用本标准。")
    workings.changes("统筹地区公布新的职工平均工资或者调整护理费后，数额随之变化。")
    return workings.result(amount, "yuan_per_month", f"生活护理费每月{yuan_text(amount)}。")
