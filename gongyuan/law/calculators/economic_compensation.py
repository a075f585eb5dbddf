"""Economic compensation N, N+1 and 2N (劳动合同法第四十、四十六、四十七、八十七条)."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import CalculatorInput, EmploymentDay, Region, Yuan
from gongyuan.law.registry import calculator
from gongyuan.law.results import written_date
from gongyuan.law.years_of_service import compensation_months, service

CONTRACT_LAW_SINCE = date(2008, 1, 1)
AVERAGE_WAGE, MINIMUM_WAGE = "average_wage_month", "minimum_wage_month"
WAGE_SOURCE = "劳动合同法第四十七条第三款、劳动合同法实施条例第二十七条"
CAP_SOURCE = "劳动合同法第四十七条第二款"


class Ended(CalculatorInput):
    """What is known of an employment that ended, and the wage before its end."""

    in_order = (("started_on", "ended_on"),)

    started_on: EmploymentDay = Field(title="入职日期")
    ended_on: EmploymentDay = Field(title="最后工作日", description="含当日。")
    monthly_wage: Yuan = Field(
        title="解除前十二个月平均工资",
        description="应得工资，含奖金、津贴和补贴；不满十二个月的按实际月数平均。",
    )
    region: Region | None = None
    local_average_wage: Yuan | None = Field(
        None,
        title="当地上年度职工月平均工资",
        description="设区的市或者直辖市公布的数；不填则查参数表。",
    )
    minimum_wage: Yuan | None = Field(
        None, title="当地月最低工资标准", description="不填则查参数表。"
    )


@calculator(
    name="economic_compensation",
    title="经济补偿（N）",
    group="ending",
    question="被解除或者终止劳动合同，能拿多少经济补偿？",
    regional_keys=(AVERAGE_WAGE, MINIMUM_WAGE),
)
def economic_compensation(given: Ended, regional: FigureTable) -> Result:
    """Yuan of economic compensation: months of service × base (劳动合同法第四十七条).

    Years before 2008 follow the rules of their time and are left out with a warning (第九十七条
    第三款). The base is at least the minimum wage (实施条例第二十七条); above three times the local
    average it is capped, and only then the years too.
    """
    workings = Workings(regional)
    months, base = compensation_base(given, workings, since=CONTRACT_LAW_SINCE)
    amount = months * base
    workings.step(
        f"经济补偿：{number_text(months)}个月×{yuan_text(base)}={yuan_text(amount)}。",
        "劳动合同法第四十七条第一款",
    )
    workings.changes("属于违法解除或者终止的，应付赔偿金（经济补偿标准的二倍），不再付经济补偿。")
    return workings.result(amount, "yuan", f"应得经济补偿{yuan_text(amount)}。")


def compensation_base(given: Ended, workings: Workings, *, since: date) -> tuple[Decimal, Decimal]:
    """Return months of wage and the monthly base in yuan (劳动合同法第四十七条).

    `since`: service before this day is not counted here.
    """
    months = _months(given, workings, max(given.started_on, since))
    if given.started_on < since:
        workings.warn("2008年1月1日前的工作年限按当时的规定另行计算，未计入本结果。")
        workings.changes("当时规定也应支付经济补偿的，2008年前的年限另加。")
    base = _at_least_minimum(given, workings)
    base, months = _capped(given, workings, base, months)
    workings.part("months", "支付月数", months, "month")
    workings.part("base", "月工资基数", base, "yuan_per_month")
    return months, base


def _months(given: Ended, workings: Workings, first_day: date) -> Decimal:
    on = given.ended_on
    if on < first_day:
        return Decimal(0)
    length = service(first_day, on)
    per_year = workings.law("compensation_month_per_year", on=on).value
    months = compensation_months(
        length,
        per_year=per_year,
        short_part=workings.law("compensation_short_part", on=on).value,
        round_up_from=int(workings.law("compensation_half_year_months", on=on).value),
    )
    workings.part("service", "工作年限", length.text, "choice")
    workings.step(
        f"{written_date(first_day)}至{written_date(on)}共{length.text}，折合{number_text(months)}个月工资。",
        "劳动合同法第四十七条第一款",
    )
    return months


def _at_least_minimum(given: Ended, workings: Workings) -> Decimal:
    wage = given.monthly_wage
    workings.step(f"解除前十二个月平均应得工资为{yuan_text(wage)}。", WAGE_SOURCE)
    minimum = _asked(given.minimum_wage, given, workings, MINIMUM_WAGE, "月最低工资标准")
    if minimum is not None and wage < minimum:
        workings.step(
            f"低于当地最低工资，按最低工资{yuan_text(minimum)}计算。",
            "劳动合同法实施条例第二十七条",
        )
        return minimum
    return wage


def _capped(
    given: Ended, workings: Workings, base: Decimal, months: Decimal
) -> tuple[Decimal, Decimal]:
    label = "上年度职工月平均工资"
    average = _asked(given.local_average_wage, given, workings, AVERAGE_WAGE, label)
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


def _asked(
    typed: Decimal | None, given: Ended, workings: Workings, key: str, label: str
) -> Decimal | None:
    """Return what was typed, else the region's figure, else None (said in the result)."""
    if typed is not None or given.region is None:
        return typed
    found = workings.regional_figure(key, label, region=given.region, on=given.ended_on)
    return None if found is None else found.value
