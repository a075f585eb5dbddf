"""Wages owed, and the additional damages of article 85 (劳动合同法第三十、八十五条)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import (
    CalculatorInput,
    Days,
    EmploymentDay,
    Hours,
    InputErrors,
    Labelled,
    Months,
    Yuan,
)
from gongyuan.law.registry import calculator
from gongyuan.law.wages import RULES_OF_TODAY, daily_wage, folding_source

DUE_SOURCE = "劳动合同法第三十条第一款"
ADDITIONAL_SOURCE = "劳动合同法第八十五条"
PERCENT = Decimal(100)


class Order(Labelled):
    """Whether the labour office ordered payment: without that nothing is added (第八十五条)."""

    NOT_ORDERED = "not_ordered", "劳动行政部门没有责令限期支付"
    TERM_RUNNING = "term_running", "已责令，期限未满"
    OVERDUE = "overdue", "已责令，逾期仍不支付"


class Owed(CalculatorInput):
    """Work done and what was paid for it."""

    monthly_wage: Yuan = Field(Decimal(0), title="月工资")
    months: Months = Field(Decimal(0), title="拖欠的整月数")
    days: Days = Field(
        Decimal(0), title="另有不满一个月的计薪天数", description="工作日和其间的法定休假日。"
    )
    hourly_wage: Yuan = Field(Decimal(0), title="小时工资", description="按小时计酬的才填。")
    hours: Hours = Field(Decimal(0), title="拖欠的工作小时数")
    part_month_days: Annotated[Decimal, Field(gt=0, le=31)] | None = Field(
        None,
        title="按自然日折算时每月的天数",
        description="当地或者约定按自然日折算的才填；不填则按月计薪天数。",
    )
    other_due: Annotated[tuple[Yuan, ...], Field(max_length=240)] = Field(
        (), title="其他应发款项", description="奖金、提成、加班工资、欠条载明的数额等，逐项填写。"
    )
    paid: Yuan = Field(Decimal(0), title="已经支付的数额")
    on: EmploymentDay | None = Field(
        None, title="工资所属时间", description="不填则按现行规定折算。"
    )
    order: Order = Field(Order.NOT_ORDERED, title="责令支付的情况")
    additional_percent: Annotated[Decimal, Field(ge=0, le=100)] | None = Field(
        None, title="责令加付的百分比", description="处理决定已经确定的才填。"
    )
    is_construction_migrant: bool = Field(False, title="工程建设领域的农民工")

    def obstacles(self) -> dict[str, str]:
        """Refuse an empty claim and a rate of damages without an overdue order."""
        errors = {}
        by_month = self.monthly_wage and (self.months or self.days)
        if not (by_month or (self.hourly_wage and self.hours) or self.other_due):
            errors["months"] = "请填写拖欠的月数、天数、小时数或者其他应发款项。"
        if self.additional_percent is not None and self.order != Order.OVERDUE:
            errors["additional_percent"] = "责令限期支付而逾期不支付的，才有加付的百分比。"
        return errors


@calculator(
    name="wage_arrears",
    title="拖欠工资与加付赔偿金",
    group="pay",
    question="单位拖欠工资，一共该付多少？能不能要求加付？",
)
def wage_arrears(given: Owed, regional: FigureTable) -> Result:
    """Yuan of wages owed: months, days, hours and other items, less what was paid.

    Additional damages of 50 to 100 % (parts `additional_least`, `additional_most`) only when the
    labour office ordered payment within a term and the term passed (劳动合同法第八十五条); before
    that they are nought. Parts of months at the daily wage unless told to go by calendar days.
    """
    workings = Workings(regional)
    due = _due(given, workings)
    owed = max(due - given.paid, Decimal(0))
    if given.paid:
        text = f"扣除已付的{yuan_text(given.paid)}，拖欠{yuan_text(owed)}。"
        workings.step(text, DUE_SOURCE)
    workings.part("due", "应发合计", due, "yuan")
    summary = f"拖欠劳动报酬{yuan_text(owed)}。" + _additional(given, owed, workings)
    if given.is_construction_migrant:
        text = "分包单位拖欠农民工工资的，由施工总承包单位先行清偿。"
        workings.step(text, "保障农民工工资支付条例第三十条第三款")
    workings.assume("填写的是应发数；单位负责举证工资支付情况。")
    return workings.result(owed, "yuan", summary)


def _due(given: Owed, workings: Workings) -> Decimal:
    due = given.monthly_wage * given.months
    if due:
        text = f"{number_text(given.months)}个月×{yuan_text(given.monthly_wage)}={yuan_text(due)}。"
        workings.step(text, DUE_SOURCE)
    due += _part_month(given, workings)
    if given.hourly_wage and given.hours:
        amount = given.hourly_wage * given.hours
        terms = f"{number_text(given.hours)}小时×{yuan_text(given.hourly_wage)}"
        workings.step(f"{terms}={yuan_text(amount)}。", DUE_SOURCE)
        due += amount
    if given.other_due:
        total = sum(given.other_due, Decimal(0))
        workings.step(f"其他应发款项合计{yuan_text(total)}。", DUE_SOURCE)
        due += total
    return due


def _part_month(given: Owed, workings: Workings) -> Decimal:
    if not (given.days and given.monthly_wage):
        return Decimal(0)
    if given.part_month_days is not None:
        amount = given.monthly_wage * given.days / given.part_month_days
        days = number_text(given.part_month_days)
        workings.assume(f"不满一个月的部分按自然日、每月{days}天折算。")
        source = DUE_SOURCE
    else:
        on = given.on or RULES_OF_TODAY
        amount = daily_wage(given.monthly_wage, workings, on=on) * given.days
        source = folding_source(workings, on=on)
    text = f"不满一个月的{number_text(given.days)}天计{yuan_text(amount)}。"
    workings.step(text, source)
    return amount


def _additional(given: Owed, owed: Decimal, workings: Workings) -> str:
    """Add the damages of article 85 as parts and return what the summary says of them."""
    if given.order != Order.OVERDUE:
        for code in ("additional_least", "additional_most"):
            workings.part(code, "加付赔偿金", Decimal(0), "yuan")
        workings.step(f"{given.order.label}，没有加付的赔偿金。", ADDITIONAL_SOURCE)
        text = "向劳动行政部门投诉，经责令限期支付而逾期不支付的，才另加付赔偿金。"
        workings.changes(text)
        return ""
    on = given.on or RULES_OF_TODAY
    least = workings.law("additional_damages_least_percent", on=on).value
    most = workings.law("additional_damages_most_percent", on=on).value
    if given.additional_percent is not None:
        if not least <= given.additional_percent <= most:
            text = f"应当在{number_text(least)}至{number_text(most)}之间。"
            raise InputErrors({"additional_percent": text})
        least = most = given.additional_percent
    low, high = owed * least / PERCENT, owed * most / PERCENT
    workings.part("additional_least", "加付赔偿金（最低）", low, "yuan")
    workings.part("additional_most", "加付赔偿金（最高）", high, "yuan")
    amount = yuan_text(low) if low == high else f"{yuan_text(low)}至{yuan_text(high)}"
    workings.step(f"责令限期支付而逾期不支付，加付赔偿金{amount}。", ADDITIONAL_SOURCE)
    return f"另加付赔偿金{amount}。"
