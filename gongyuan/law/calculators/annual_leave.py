"""Paid annual leave: days, and pay for days not taken (企业职工带薪年休假实施办法)."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from gongyuan.law.annual_leave_days import LeaveYear, unused_days
from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import Yuan
from gongyuan.law.registry import calculator
from gongyuan.law.wages import daily_wage

PAY_SOURCE = "企业职工带薪年休假实施办法第十条第一款"
WAIVER_SOURCE = "企业职工带薪年休假实施办法第十条第二款"
WAGE_SOURCE = "企业职工带薪年休假实施办法第十一条"
PERCENT = Decimal(100)


class UnusedLeave(LeaveYear):
    """A year's leave and the wage by which days not taken are paid."""

    monthly_wage: Yuan = Field(
        title="前十二个月平均工资（剔除加班工资）",
        description="不满十二个月的按实际月数平均。",
    )
    normal_wage_paid: bool = Field(True, title="未休期间的正常工资已经支付")
    own_written_waiver: bool = Field(False, title="单位安排了休假，本人因个人原因书面提出不休")
    already_paid: Yuan = Field(Decimal(0), title="已付的未休年休假工资")


@calculator(
    name="annual_leave",
    title="年休假天数与未休年休假工资",
    group="leave",
    question="我有几天年休假？没休的应该补多少钱？",
)
def annual_leave(given: UnusedLeave, regional: FigureTable) -> Result:
    """Yuan for days of annual leave not taken, beside the normal wage already paid.

    300 % of the daily wage with the normal wage in it, so 200 % more when that was paid (实施办法
    第十条); the daily wage is the average without overtime over 21.75 (第十一条). With the worker's
    own written waiver nothing is added (第十条第二款).
    """
    workings = Workings(regional)
    days = unused_days(given, workings)
    workings.part("unused", "未休天数", days, "day")
    on = date(given.year, 12, 31)
    daily = daily_wage(given.monthly_wage, workings, on=on)
    percent = _percent(given, on, workings)
    amount = days * daily * percent / PERCENT
    text = f"日工资：{yuan_text(given.monthly_wage)}按月计薪天数折算为{yuan_text(daily)}。"
    workings.step(text, WAGE_SOURCE)
    terms = f"{number_text(days)}天×{yuan_text(daily)}×{number_text(percent)}%"
    workings.step(f"未休年休假工资：{terms}={yuan_text(amount)}。", PAY_SOURCE)
    if given.already_paid:
        amount = max(amount - given.already_paid, Decimal(0))
        text = f"扣除已付的{yuan_text(given.already_paid)}，还应付{yuan_text(amount)}。"
        workings.step(text, PAY_SOURCE)
    workings.assume("月平均工资已经剔除加班工资。")
    if given.accumulated_years is not None:
        workings.assume("累计工龄按本年度末计算，年度内没有跨档。")
    workings.changes("约定的天数或者标准高于法定的，从其约定。")
    summary = f"未休{number_text(days)}天，应付{yuan_text(amount)}。"
    return workings.result(amount, "yuan", summary)


def _percent(given: UnusedLeave, on: date, workings: Workings) -> Decimal:
    """Return the percentage of the daily wage that is still due for a day not taken."""
    whole = workings.law("annual_leave_pay_percent", on=on).value
    if given.own_written_waiver:
        workings.step("本人书面提出不休，只付正常工作期间的工资。", WAIVER_SOURCE)
        whole = PERCENT
    if not given.normal_wage_paid:
        return whole
    text = f"{number_text(whole)}%中包含已付的正常工资，另付{number_text(whole - PERCENT)}%。"
    workings.step(text, PAY_SOURCE)
    return whole - PERCENT
