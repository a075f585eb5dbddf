"""How much of a month's wage may be deducted for a loss (工资支付暂行规定第十六条)."""

from decimal import ROUND_CEILING, Decimal

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import EmploymentDay, Yuan
from gongyuan.law.lookups import MINIMUM_WAGE, InRegion, required
from gongyuan.law.registry import calculator

SOURCE = "工资支付暂行规定第十六条"
PERCENT = Decimal(100)


class Deduction(InRegion):
    """A wage of which the employer keeps a part for a loss."""

    on: EmploymentDay = Field(title="工资所属月份", description="填该月中的任一天。")
    monthly_wage: Yuan = Field(title="当月工资")
    loss: Yuan | None = Field(
        None, title="应当赔偿的损失", description="劳动者本人原因造成并按合同约定应赔的数额。"
    )
    deducted: Yuan | None = Field(None, title="单位实际扣除的数额")
    minimum_wage: Yuan | None = Field(
        None, title="当地月最低工资标准", description="不填则查参数表。"
    )


@calculator(
    name="deduction_cap",
    title="扣工资赔偿损失的限额",
    group="pay",
    question="单位要我赔损失，每月最多能扣多少工资？",
    regional_keys=(MINIMUM_WAGE.key,),
)
def deduction_cap(given: Deduction, regional: FigureTable) -> Result:
    """Yuan that may be deducted a month: at most 20 % and never below the minimum wage.

    Only for a loss the worker caused and the contract lets him bear (工资支付暂行规定第十六条).
    Never more than the loss. Refuses when the minimum wage is neither typed nor known.
    """
    workings = Workings(regional)
    share = workings.law("deduction_most_percent", on=given.on).value
    minimum = required(MINIMUM_WAGE, given, workings, on=given.on)
    by_share = given.monthly_wage * share / PERCENT
    above = max(given.monthly_wage - minimum, Decimal(0))
    most = min(by_share, above)
    workings.step(f"不超过当月工资的{number_text(share)}%，即{yuan_text(by_share)}。", SOURCE)
    text = f"扣除后不低于最低工资{yuan_text(minimum)}，即最多扣{yuan_text(above)}。"
    workings.step(text, SOURCE)
    if given.loss is not None:
        most = min(most, given.loss)
        _months(given.loss, most, workings)
    _excess(given.deducted, most, workings)
    workings.part("left", "扣除后的工资", given.monthly_wage - most, "yuan")
    workings.assume("损失由劳动者本人原因造成，且劳动合同约定了赔偿。")
    workings.changes("劳动者没有过错或者合同没有约定赔偿的，不得扣除。")
    return workings.result(most, "yuan", f"每月最多可以扣{yuan_text(most)}。")


def _months(loss: Decimal, most: Decimal, workings: Workings) -> None:
    if most:
        months = (loss / most).to_integral_value(ROUND_CEILING)
        workings.part("months", "扣完所需的月数", months, "month")


def _excess(deducted: Decimal | None, most: Decimal, workings: Workings) -> None:
    if deducted is None:
        return
    excess = max(deducted - most, Decimal(0))
    workings.part("excess", "多扣的数额", excess, "yuan")
    if excess:
        text = f"实际扣了{yuan_text(deducted)}，多扣{yuan_text(excess)}，应当返还。"
        workings.step(text, f"{SOURCE}、劳动法第五十条")
        workings.warn(text)
