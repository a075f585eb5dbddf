"""Compensation for non-competition after the end of employment (竞业限制补偿)."""

from decimal import Decimal

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import EmploymentDay, Months, Yuan
from gongyuan.law.lookups import MINIMUM_WAGE, InRegion, required
from gongyuan.law.registry import calculator
from gongyuan.law.wages import RULES_OF_TODAY

NOT_AGREED_SOURCE = "法释〔2020〕26号第三十六条第一款"
FLOOR_SOURCE = "法释〔2020〕26号第三十六条第二款"
AGREED_SOURCE = "劳动合同法第二十三条第二款、法释〔2020〕26号第三十七条"
TERM_SOURCE = "劳动合同法第二十四条第二款"
RELEASE_SOURCE = "法释〔2020〕26号第三十九条第二款"
PERCENT = Decimal(100)


class Bound(InRegion):
    """A worker bound not to compete, and how long he kept to it."""

    ended_on: EmploymentDay = Field(title="劳动合同解除或者终止之日")
    monthly_wage: Yuan = Field(title="解除前十二个月平均工资")
    agreed_monthly: Yuan | None = Field(
        None, title="约定的每月补偿", description="没有约定的不填。"
    )
    agreed_months: Months = Field(title="约定的竞业限制月数")
    kept_months: Months | None = Field(
        None, title="已经履行的月数", description="不填则按整个期限计算。"
    )
    was_released: bool = Field(False, title="单位在限制期内提出解除竞业限制协议")
    paid: Yuan = Field(Decimal(0), title="已付的补偿")
    minimum_wage: Yuan | None = Field(
        None, title="履行地月最低工资标准", description="不填则查参数表。"
    )


@calculator(
    name="non_competition",
    title="竞业限制补偿",
    group="ending",
    question="离职后不能去同行，单位每月该补偿多少？",
    regional_keys=(MINIMUM_WAGE.key,),
)
def non_competition(given: Bound, regional: FigureTable) -> Result:
    """Yuan of compensation for the months kept, with what a release adds, less what was paid.

    Not agreed: 30 % of the average wage, at least the minimum wage (法释〔2020〕26号第三十六条).
    No more than two years bind (劳动合同法第二十四条); a release by the employer adds three
    months (第三十九条). Refuses when the minimum wage is needed and neither typed nor known.
    """
    workings = Workings(regional)
    monthly = _monthly(given, workings)
    months = _months(given, workings)
    amount = monthly * months
    terms = f"{number_text(months)}个月×{yuan_text(monthly)}"
    source = NOT_AGREED_SOURCE if given.agreed_monthly is None else AGREED_SOURCE
    workings.step(f"竞业限制补偿：{terms}={yuan_text(amount)}。", source)
    if given.was_released:
        more = workings.law("non_competition_release_months", on=RULES_OF_TODAY).value
        extra = monthly * more
        text = f"单位解除竞业限制协议，另付{number_text(more)}个月，计{yuan_text(extra)}。"
        workings.step(text, RELEASE_SOURCE)
        workings.part("release", "解除协议另付的补偿", extra, "yuan")
        amount += extra
    if given.paid:
        amount = max(amount - given.paid, Decimal(0))
        text = f"扣除已付的{yuan_text(given.paid)}，还应付{yuan_text(amount)}。"
        workings.step(text, source)
    workings.assume("劳动者知悉商业秘密并履行了竞业限制义务。")
    workings.changes("没有接触商业秘密的劳动者，竞业限制条款不生效，没有义务也没有补偿。")
    workings.changes("因单位原因连续未付补偿的，劳动者可以请求解除竞业限制约定。")
    return workings.result(amount, "yuan", f"应付竞业限制补偿{yuan_text(amount)}。")


def _monthly(given: Bound, workings: Workings) -> Decimal:
    """Return the monthly compensation: agreed, or the share of the wage with its floor."""
    if given.agreed_monthly is not None:
        monthly = given.agreed_monthly
        workings.step(f"约定每月补偿{yuan_text(monthly)}。", AGREED_SOURCE)
        workings.part("monthly", "每月补偿", monthly, "yuan_per_month")
        return monthly
    percent = workings.law("non_competition_percent", on=RULES_OF_TODAY).value
    share = given.monthly_wage * percent / PERCENT
    text = f"未约定补偿，按月平均工资的{number_text(percent)}%，即{yuan_text(share)}。"
    workings.step(text, NOT_AGREED_SOURCE)
    minimum = required(MINIMUM_WAGE, given, workings, on=given.ended_on)
    if share < minimum:
        text = f"低于履行地最低工资，按最低工资{yuan_text(minimum)}支付。"
        workings.step(text, FLOOR_SOURCE)
    monthly = max(share, minimum)
    workings.part("monthly", "每月补偿", monthly, "yuan_per_month")
    return monthly


def _months(given: Bound, workings: Workings) -> Decimal:
    """Return the months that are paid for: those kept, within the term, within two years."""
    most = workings.law("non_competition_most_months", on=given.ended_on).value
    term = min(given.agreed_months, most)
    if given.agreed_months > most:
        text = (
            f"约定{number_text(given.agreed_months)}个月，超过{number_text(most)}个月的部分无效。"
        )
        workings.step(text, TERM_SOURCE)
        workings.warn(text)
    months = term if given.kept_months is None else min(given.kept_months, term)
    if given.kept_months is None:
        workings.assume("整个竞业限制期限都已履行。")
    workings.part("months", "计付的月数", months, "month")
    return months
