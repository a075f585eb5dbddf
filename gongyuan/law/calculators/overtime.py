"""Overtime pay, by kinds of hours or by dated days (劳动法第四十四条)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import CalculatorInput, EmploymentDay, Hours, InputErrors, Labelled, Yuan
from gongyuan.law.overtime_days import WorkedDay, classified, is_known
from gongyuan.law.registry import calculator
from gongyuan.law.wages import RULES_OF_TODAY, folding_source, hourly_wage

PERCENT = Decimal(100)


class WorkingTime(Labelled):
    """The system of working time."""

    STANDARD = "standard", "标准工时制"
    COMPREHENSIVE = "comprehensive", "综合计算工时制（经批准）"
    FLEXIBLE = "flexible", "不定时工时制（经批准）"


class Overtime(CalculatorInput):
    """Hours worked beyond the normal time, and the wage they are paid by."""

    monthly_wage: Yuan | None = Field(
        None,
        title="加班工资的月基数",
        description="劳动合同约定的正常工作时间月工资；填了小时工资的不用填。",
    )
    hourly_wage: Yuan | None = Field(
        None, title="小时工资", description="按小时计酬或者小时工资已经确定的才填。"
    )
    weekday_hours: Hours = Field(Decimal(0), title="延长工作时间的小时数")
    rest_day_hours: Hours = Field(
        Decimal(0), title="休息日工作的小时数", description="已经补休的不填。"
    )
    holiday_hours: Hours = Field(Decimal(0), title="法定休假日工作的小时数")
    on: EmploymentDay | None = Field(
        None, title="加班所属时间", description="不填则按现行规定折算。"
    )
    worked: Annotated[tuple[WorkedDay, ...], Field(max_length=1500)] = Field(
        (), title="逐日工作记录", description="填写日期和当日工作总时数，按日历分类。"
    )
    working_time: WorkingTime = Field(WorkingTime.STANDARD, title="工时制度")
    holiday_pay_includes_wage: bool = Field(
        False,
        title="法定休假日的三倍包含已付的正常工资",
        description="当地这样计算的才选；选后另付二倍。",
    )
    already_paid: Yuan = Field(Decimal(0), title="已付的加班工资")

    def obstacles(self) -> dict[str, str]:
        """Refuse a missing base, and days whose statutory holidays are not kept."""
        errors = {}
        if self.monthly_wage is None and self.hourly_wage is None:
            errors["monthly_wage"] = "请填写加班工资的月基数或者小时工资。"
        seen = set()
        for index, one in enumerate(self.worked):
            if not is_known(one.day):
                errors[f"worked.{index}.day"] = "没有收录这一年的法定休假日，请按种类填写小时数。"
            elif one.day in seen:
                errors[f"worked.{index}.day"] = "这一天填写了两次。"
            seen.add(one.day)
        return errors


@dataclass(frozen=True)
class _Kind:
    """One of the three kinds of overtime: its field, name, and figure."""

    code: str
    label: str
    key: str


KINDS = (
    _Kind("weekday", "延长工作时间", "overtime_weekday_percent"),
    _Kind("rest_day", "休息日工作", "overtime_rest_day_percent"),
    _Kind("holiday", "法定休假日工作", "overtime_holiday_percent"),
)


@calculator(
    name="overtime",
    title="加班工资",
    group="pay",
    question="加班费应该付多少？",
)
def overtime(given: Overtime, regional: FigureTable) -> Result:
    """Yuan of overtime pay: hours × hourly wage × 150, 200 or 300 % (劳动法第四十四条).

    Dated days are classified by the calendar: make-up days are normal days, the 13 statutory
    days are paid triple, the other days off of a holiday double, and on normal days only hours
    beyond eight count. 综合工时: beyond the total at 150 %, statutory days at 300 %; 不定时: none
    (工资支付暂行规定第十三条).
    """
    workings = Workings(regional)
    if given.working_time == WorkingTime.FLEXIBLE:
        return _flexible(workings)
    hours = _hours(given, workings)
    amount = Decimal(0)
    for kind in KINDS:
        amount += _paid(kind, hours[kind.code], given, workings)
    if given.already_paid:
        left = max(amount - given.already_paid, Decimal(0))
        workings.part("due", "应付总额", amount, "yuan")
        text = f"扣除已付的{yuan_text(given.already_paid)}，还应付{yuan_text(left)}。"
        workings.step(text, "劳动法第四十四条")
        amount = left
    workings.assume("正常工作时间的工资已经支付，加班由单位安排。")
    workings.changes("休息日加班已经安排补休的，不付该部分加班工资。")
    return workings.result(amount, "yuan", f"应付加班工资{yuan_text(amount)}。")


def _flexible(workings: Workings) -> Result:
    source = "工资支付暂行规定第十三条第四款"
    workings.step("实行不定时工时制的，不执行加班工资的规定。", source)
    workings.changes("不定时工时制没有经劳动行政部门批准的，按标准工时制计算。")
    workings.changes("有的地方规定不定时工时制在法定休假日工作也付三倍，请核对当地规定。")
    return workings.result(Decimal(0), "yuan", "不定时工时制没有加班工资。")


def _hours(given: Overtime, workings: Workings) -> dict[str, Decimal]:
    hours = {
        "weekday": given.weekday_hours,
        "rest_day": given.rest_day_hours,
        "holiday": given.holiday_hours,
    }
    for kind, number in classified(given.worked, workings).items():
        hours[kind] += number
    if given.working_time == WorkingTime.COMPREHENSIVE:
        hours["weekday"] += hours["rest_day"]
        hours["rest_day"] = Decimal(0)
        text = "综合计算工时制下，休息日工作并入总时数，超出部分按延长工作时间计算。"
        workings.step(text, "工资支付暂行规定第十三条第三款")
        workings.assume("填写的时数是综合计算周期内超出法定标准工作时间的部分。")
    return hours


def _hourly(given: Overtime, workings: Workings) -> tuple[Decimal, str]:
    if given.hourly_wage is not None:
        return given.hourly_wage, "劳动法第四十四条"
    if given.monthly_wage is None:
        raise InputErrors({"monthly_wage": "请填写加班工资的月基数或者小时工资。"})
    on = given.on or (given.worked[-1].day if given.worked else RULES_OF_TODAY)
    return hourly_wage(given.monthly_wage, workings, on=on), folding_source(workings, on=on)


def _paid(kind: _Kind, hours: Decimal, given: Overtime, workings: Workings) -> Decimal:
    workings.part(f"{kind.code}_hours", f"{kind.label}小时数", hours, "hour")
    if not hours:
        return Decimal(0)
    hourly, source = _hourly(given, workings)
    rate = workings.law(kind.key, on=given.on or RULES_OF_TODAY)
    percent = rate.value
    if kind.code == "holiday" and given.holiday_pay_includes_wage:
        percent -= PERCENT
        workings.assume("法定休假日的正常工资已付，按当地做法另付二倍。")
    amount = hours * hourly * percent / PERCENT
    terms = f"{number_text(hours)}小时×{yuan_text(hourly)}×{number_text(percent)}%"
    workings.step(f"{kind.label}：{terms}={yuan_text(amount)}。", f"{rate.source}、{source}")
    workings.part(f"{kind.code}_pay", f"{kind.label}的加班工资", amount, "yuan")
    return amount
