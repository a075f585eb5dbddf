"""Pay while the employer stands still (停工停产, 工资支付暂行规定第十二条)."""

from decimal import Decimal

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import EmploymentDay, Months, Yuan
from gongyuan.law.lookups import MINIMUM_WAGE, Asked, InRegion, required
from gongyuan.law.registry import calculator

SOURCE = "工资支付暂行规定第十二条"
PERCENT = Decimal(100)
ALLOWANCE = Asked(
    key="stoppage_allowance_percent",
    label="停工停产生活费占最低工资的百分比",
    field="allowance_percent",
)


class Standstill(InRegion):
    """A stoppage that is not the worker's doing."""

    on: EmploymentDay = Field(title="停工停产开始之日")
    months: Months = Field(title="停工停产的月数")
    cycle_months: Months = Field(
        Decimal(1), title="工资支付周期（月）", description="按月发工资的填1。"
    )
    is_first_cycle_settled: bool = Field(
        False, title="第一个工资支付周期已经足额支付", description="选后月数只填其后的月数。"
    )
    monthly_wage: Yuan = Field(title="合同约定的月工资")
    is_working: bool = Field(False, title="第一个周期后提供了正常劳动")
    working_wage: Yuan | None = Field(
        None, title="停工期间提供劳动的约定月工资", description="重新约定过的才填。"
    )
    allowance_percent: Decimal | None = Field(
        None,
        ge=0,
        le=100,
        title="生活费占最低工资的百分比",
        description="省级规定；不填则查参数表。",
    )
    minimum_wage: Yuan | None = Field(
        None, title="当地月最低工资标准", description="不填则查参数表。"
    )
    paid: Yuan = Field(Decimal(0), title="这段时间已付的数额")


@calculator(
    name="stoppage_pay",
    title="停工停产期间的工资与生活费",
    group="pay",
    question="单位停工停产，工资怎么发？",
    regional_keys=(MINIMUM_WAGE.key, ALLOWANCE.key),
)
def stoppage_pay(given: Standstill, regional: FigureTable) -> Result:
    """Yuan due for a stoppage: full wage for one pay cycle, then less (工资支付暂行规定第十二条).

    After the first cycle: with work the agreed wage, at least the minimum wage; without work the
    living allowance the province sets, a percentage of the minimum wage. Refuses when a figure
    that is needed is neither typed nor known.
    """
    workings = Workings(regional)
    first = Decimal(0) if given.is_first_cycle_settled else min(given.months, given.cycle_months)
    later = given.months - first
    due = first * given.monthly_wage
    if first:
        terms = f"{number_text(first)}个月×{yuan_text(given.monthly_wage)}"
        workings.step(f"第一个工资支付周期照发工资：{terms}={yuan_text(due)}。", SOURCE)
    if later:
        monthly = _later(given, workings)
        amount = later * monthly
        terms = f"{number_text(later)}个月×{yuan_text(monthly)}"
        workings.step(f"其后{terms}={yuan_text(amount)}。", SOURCE)
        workings.part("later_monthly", "其后每月的数额", monthly, "yuan_per_month")
        due += amount
    owed = max(due - given.paid, Decimal(0))
    if given.paid:
        text = f"扣除已付的{yuan_text(given.paid)}，还应付{yuan_text(owed)}。"
        workings.step(text, SOURCE)
    workings.part("due", "应付合计", due, "yuan")
    workings.assume("停工停产不是劳动者造成的。")
    workings.changes("当地或者集体合同规定高于以上数额的，从其规定。")
    return workings.result(owed, "yuan", f"停工停产期间还应付{yuan_text(owed)}。")


def _later(given: Standstill, workings: Workings) -> Decimal:
    """Return yuan a month after the first cycle."""
    minimum = required(MINIMUM_WAGE, given, workings, on=given.on)
    if given.is_working:
        agreed = given.monthly_wage if given.working_wage is None else given.working_wage
        text = f"提供了正常劳动，报酬不低于最低工资{yuan_text(minimum)}。"
        workings.step(text, SOURCE)
        return max(agreed, minimum)
    percent = required(ALLOWANCE, given, workings, on=given.on)
    amount = minimum * percent / PERCENT
    terms = f"{yuan_text(minimum)}×{number_text(percent)}%={yuan_text(amount)}"
    workings.step(f"没有提供劳动，按当地规定付生活费：{terms}。", f"{SOURCE}、当地工资支付规定")
    return amount
