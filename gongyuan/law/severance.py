"""Months of service and the monthly base of economic compensation (劳动合同法第四十七条).

Shared by economic compensation, notice pay and the damages of an unlawful termination.
"""

from datetime import date
from decimal import Decimal

from pydantic import Field

from gongyuan.law.calculation import Workings, number_text, yuan_text
from gongyuan.law.inputs import EmploymentDay, Yuan
from gongyuan.law.lookups import AVERAGE_WAGE, MINIMUM_WAGE, InRegion, known
from gongyuan.law.results import written_date
from gongyuan.law.years_of_service import compensation_months, service

CONTRACT_LAW_SINCE = date(2008, 1, 1)
REGIONAL_KEYS = (AVERAGE_WAGE.key, MINIMUM_WAGE.key)
WAGE_SOURCE = "劳动合同法第四十七条第三款、劳动合同法实施条例第二十七条"
YEARS_SOURCE = "劳动合同法第四十七条第一款"
CAP_SOURCE = "劳动合同法第四十七条第二款"


class Ended(InRegion):
    """What is known of an employment that ended, and the wage before its end."""

    in_order = (("started_on", "ended_on"),)

    started_on: EmploymentDay = Field(
        title="入职日期",
        description="非因本人原因被安排到新单位、原单位没有付过经济补偿的，填到原单位入职的日期。",
    )
    ended_on: EmploymentDay = Field(title="最后工作日", description="含当日。")
    monthly_wage: Yuan = Field(
        title="解除前十二个月平均工资",
        description="应得工资，含奖金、津贴和补贴；不满十二个月的按实际月数平均。",
    )
    local_average_wage: Yuan | None = Field(
        None,
        title="当地上年度职工月平均工资",
        description="设区的市或者直辖市公布的数；不填则查参数表。",
    )
    minimum_wage: Yuan | None = Field(
        None, title="当地月最低工资标准", description="不填则查参数表。"
    )
    already_paid: Yuan = Field(
        Decimal(0), title="单位已经支付的数额", description="为同一事由已付的，从应付数额中扣除。"
    )

    def obstacles(self) -> dict[str, str]:
        """Refuse an end before the contract law took effect."""
        if self.ended_on < CONTRACT_LAW_SINCE:
            text = "2008年1月1日（劳动合同法施行之日）前终止的，按当时规定核定，不在此计算。"
            return {"ended_on": text}
        return {}


def compensation_base(given: Ended, workings: Workings, *, since: date) -> tuple[Decimal, Decimal]:
    """Return months of wage and the monthly base in yuan (劳动合同法第四十七条).

    Service before `since` is not counted. The base is at least the minimum wage
    (实施条例第二十七条); above three times the local average it is capped, and only then the years.
    """
    months = _months(given, workings, max(given.started_on, since))
    base = at_least_minimum(given, workings)
    base, months = _capped(given, workings, base, months)
    workings.part("months", "支付月数", months, "month")
    workings.part("base", "月工资基数", base, "yuan_per_month")
    return months, base


def less_paid(amount: Decimal, given: Ended, workings: Workings, source: str) -> Decimal:
    """Take off what was paid already; never below nought. The step names `source`."""
    if not given.already_paid:
        return amount
    left = max(amount - given.already_paid, Decimal(0))
    workings.part("due", "应付总额", amount, "yuan")
    workings.step(f"扣除已付的{yuan_text(given.already_paid)}，还应付{yuan_text(left)}。", source)
    return left


def at_least_minimum(given: Ended, workings: Workings) -> Decimal:
    """Return the monthly wage, raised to the minimum wage (劳动合同法实施条例第二十七条)."""
    wage = given.monthly_wage
    workings.step(f"解除前十二个月平均应得工资为{yuan_text(wage)}。", WAGE_SOURCE)
    minimum = known(MINIMUM_WAGE, given, workings, on=given.ended_on)
    if minimum is None:
        workings.assume("月工资不低于当地最低工资标准。")
    elif wage < minimum:
        text = f"低于当地最低工资，按最低工资{yuan_text(minimum)}计算。"
        workings.step(text, "劳动合同法实施条例第二十七条")
        return minimum
    return wage


def _months(given: Ended, workings: Workings, first_day: date) -> Decimal:
    on = given.ended_on
    length = service(first_day, on)
    months = compensation_months(
        length,
        per_year=workings.law("compensation_month_per_year", on=on).value,
        short_part=workings.law("compensation_short_part", on=on).value,
        round_up_from=int(workings.law("compensation_half_year_months", on=on).value),
    )
    workings.part("service", "工作年限", length.text, "choice")
    period = f"{written_date(first_day)}至{written_date(on)}"
    text = f"{period}共{length.text}，折合{number_text(months)}个月工资。"
    workings.step(text, YEARS_SOURCE)
    return months


def _capped(
    given: Ended, workings: Workings, base: Decimal, months: Decimal
) -> tuple[Decimal, Decimal]:
    average = known(AVERAGE_WAGE, given, workings, on=given.ended_on)
    if average is None:
        workings.assume("月工资没有超过当地上年度职工月平均工资三倍。")
        return base, months
    multiple = workings.law("compensation_cap_multiple", on=given.ended_on).value
    most = average * multiple
    if base <= most:
        text = f"不超过当地月平均工资{number_text(multiple)}倍（{yuan_text(most)}），年限不封顶。"
        workings.step(text, CAP_SOURCE)
        return base, months
    years = workings.law("compensation_cap_years", on=given.ended_on).value
    text = f"超过当地月平均工资{number_text(multiple)}倍，基数按{yuan_text(most)}，"
    workings.step(f"{text}年限最多{number_text(years)}年。", CAP_SOURCE)
    return most, min(months, years)
