"""Whether a month's wage reaches the minimum wage (最低工资规定第十二条)."""

from decimal import Decimal

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import EmploymentDay, Hours, Yuan
from gongyuan.law.lookups import MINIMUM_WAGE, Asked, InRegion, required
from gongyuan.law.registry import calculator

SOURCE = "最低工资规定第十二条第一款"
MINIMUM_WAGE_HOUR = Asked(
    key="minimum_wage_hour", label="小时最低工资标准", field="minimum_wage_per_hour"
)


class PaidWage(InRegion):
    """What was paid for one month, and what of it does not count."""

    on: EmploymentDay = Field(title="工资所属月份", description="填该月中的任一天。")
    paid: Yuan = Field(title="该月应发工资合计")
    overtime_pay: Yuan = Field(Decimal(0), title="其中：加班工资")
    special_allowances: Yuan = Field(
        Decimal(0),
        title="其中：特殊条件下的津贴",
        description="中班、夜班、高温、低温、井下、有毒有害等津贴。",
    )
    benefits: Yuan = Field(Decimal(0), title="其中：法定福利待遇")
    own_contributions: Yuan = Field(
        Decimal(0),
        title="其中：个人缴纳的社会保险费和住房公积金",
        description="当地规定最低工资不含个人缴费的才填。",
    )
    is_part_time: bool = Field(False, title="非全日制用工")
    hours: Hours | None = Field(
        None, title="该月工作小时数", description="非全日制用工填写，按小时最低工资比较。"
    )
    minimum_wage: Yuan | None = Field(
        None, title="当地月最低工资标准", description="不填则查参数表。"
    )
    minimum_wage_per_hour: Yuan | None = Field(
        None, title="当地小时最低工资标准", description="非全日制用工用；不填则查参数表。"
    )

    def obstacles(self) -> dict[str, str]:
        """Refuse parts above the whole, and part-time work without hours."""
        errors = {}
        if self.taken_out > self.paid:
            errors["paid"] = "其中各项之和不能超过应发工资合计。"
        if self.is_part_time and self.hours is None:
            errors["hours"] = "非全日制用工请填写工作小时数。"
        return errors

    @property
    def taken_out(self) -> Decimal:
        """Return the parts that do not count, in yuan."""
        parts = (self.overtime_pay, self.special_allowances, self.benefits)
        return sum(parts, self.own_contributions)


@calculator(
    name="minimum_wage_comparison",
    title="最低工资比较",
    group="pay",
    question="我的工资有没有低于最低工资？",
    regional_keys=(MINIMUM_WAGE.key, MINIMUM_WAGE_HOUR.key),
)
def minimum_wage_comparison(given: PaidWage, regional: FigureTable) -> Result:
    """Yuan short of the minimum wage of a month, nought when it is reached.

    Overtime pay, allowances for special conditions and statutory benefits are taken out first
    (最低工资规定第十二条); whether own contributions count is for the place to say. Part-time work
    compares with the hourly minimum. Refuses when the minimum is neither typed nor known.
    """
    workings = Workings(regional)
    minimum = _minimum(given, workings)
    counted = given.paid - given.taken_out
    if given.taken_out:
        text = f"应发{yuan_text(given.paid)}，剔除不计入的{yuan_text(given.taken_out)}，"
        workings.step(f"{text}可比较的工资为{yuan_text(counted)}。", SOURCE)
    short = max(minimum - counted, Decimal(0))
    workings.part("counted", "可比较的工资", counted, "yuan")
    workings.part("minimum", "最低工资", minimum, "yuan")
    workings.assume("该月提供了正常劳动。")
    if given.own_contributions:
        workings.assume("当地的最低工资标准不含个人缴纳的社会保险费和住房公积金。")
    else:
        workings.changes("当地的最低工资标准不含个人缴费的，个人缴费也要剔除。")
    if not short:
        workings.step(f"不低于最低工资{yuan_text(minimum)}。", "劳动法第四十八条第二款")
        return workings.result(short, "yuan", "没有低于最低工资标准。")
    workings.step(f"低于最低工资，差额{yuan_text(short)}。", "劳动法第四十八条第二款")
    workings.changes("劳动行政部门责令限期补足而逾期不补的，还应加付赔偿金。")
    return workings.result(short, "yuan", f"低于最低工资，应补差额{yuan_text(short)}。")


def _minimum(given: PaidWage, workings: Workings) -> Decimal:
    if given.is_part_time and given.hours is not None:
        hourly = required(MINIMUM_WAGE_HOUR, given, workings, on=given.on)
        amount = hourly * given.hours
        terms = f"{yuan_text(hourly)}×{number_text(given.hours)}小时"
        workings.step(f"小时最低工资：{terms}={yuan_text(amount)}。", "劳动合同法第七十二条第一款")
        return amount
    return required(MINIMUM_WAGE, given, workings, on=given.on)
