"""One-off compensation at an unlawful employer (非法用工单位伤亡人员一次性赔偿办法)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.amounts import rounded_amount
from gongyuan.law.calculation import Result, Workings, needs, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.income import URBAN_INCOME, urban_income
from gongyuan.law.injuries import Grade, InjuryDay, grade_text
from gongyuan.law.inputs import InputErrors, Months, Yuan
from gongyuan.law.lookups import AVERAGE_WAGE, Asked, InRegion, known
from gongyuan.law.registry import calculator
from gongyuan.law.years_of_service import MONTHS_A_YEAR

AVERAGE_WAGE_YEAR = Asked(
    key="average_wage_year", label="上年度职工年平均工资", field="local_average_year_wage"
)
#: 150,000 a month; a year of it is far above every average.
YearWage = Annotated[Yuan, Field(le=10_000_000)]


class HurtUnlawfully(InRegion):
    """What is known of the injury or death at an unregistered employer, or of a child at work."""

    injured_on: InjuryDay = Field(title="受伤或者死亡日期")
    grade: Grade | None = Field(None, title="伤残等级", description="死亡的不填。")
    died: bool = Field(False, title="是否死亡")
    local_average_year_wage: YearWage | None = Field(
        None, title="统筹地区上年度职工年平均工资", description="不填则查参数表。"
    )
    local_average_wage: Yuan | None = Field(
        None, title="统筹地区上年度职工月平均工资", description="没有年平均工资时填写。"
    )
    urban_income: Yuan | None = Field(
        None, title="上一年度全国城镇居民人均可支配收入", description="死亡的使用；不填则查参数表。"
    )
    treatment_months: Months = Field(Decimal(0), title="鉴定前治疗的月数")

    def obstacles(self) -> dict[str, str]:
        """Refuse neither and both of a grade and a death."""
        if self.died and self.grade is not None:
            return {"grade": "死亡的，不填伤残等级。"}
        if not self.died and self.grade is None:
            return {"grade": "请填写伤残等级；死亡的请选择死亡。"}
        return {}


@calculator(
    name="unlawful_employer_injury",
    title="非法用工伤亡一次性赔偿",
    group="injury",
    question="单位没有营业执照或者用童工，受伤死亡怎么赔？",
    regional_keys=(AVERAGE_WAGE_YEAR.key, AVERAGE_WAGE.key, URBAN_INCOME),
)
def unlawful_employer_injury(given: HurtUnlawfully, regional: FigureTable) -> Result:
    """Yuan of one-off compensation: multiples of the yearly average wage, or of national income.

    非法用工单位伤亡人员一次性赔偿办法第四至六条. Refuses when the base is neither typed nor known.
    """
    workings = Workings(regional)
    amount = _for_death(given, workings) if given.died else _for_grade(given, workings)
    living = _living_costs(given, workings)
    total = rounded_amount(amount) + rounded_amount(living)
    workings.step(
        "全部费用由该单位支付，一次性赔偿标准不得低于工伤保险待遇。",
        "工伤保险条例第六十六条第一款",
    )
    workings.changes("治疗期间的医疗费、护理费、伙食补助费和交通费另由单位支付。")
    workings.changes("就赔偿数额发生争议的，按照劳动争议处理。")
    return workings.result(total, "yuan", f"一次性赔偿合计{yuan_text(total)}，由该单位支付。")


def _for_grade(given: HurtUnlawfully, workings: Workings) -> Decimal:
    base = _year_wage(given, workings)
    times = workings.law(f"unlawful_multiple_{given.grade}", on=given.injured_on)
    amount = base * times.value
    text = f"{grade_text(given.grade or 1)}伤残：上年度职工年平均工资{yuan_text(base)}"
    workings.step(f"{text}×{number_text(times.value)}={yuan_text(amount)}。", times.source)
    workings.part("base", "赔偿基数", base, "yuan_per_year")
    workings.part("compensation", "一次性赔偿金", amount, "yuan")
    return amount


def _for_death(given: HurtUnlawfully, workings: Workings) -> Decimal:
    income = urban_income(given.urban_income, workings, on=given.injured_on)
    once = workings.law("unlawful_death_multiple", on=given.injured_on)
    other = workings.law("unlawful_death_other_multiple", on=given.injured_on)
    for figure, code, label in (
        (once, "compensation", "一次性赔偿金"),
        (other, "other_compensation", "丧葬补助等其他赔偿金"),
    ):
        amount = income * figure.value
        text = f"{label}：{yuan_text(income)}×{number_text(figure.value)}={yuan_text(amount)}。"
        workings.step(text, figure.source)
        workings.part(code, label, amount, "yuan")
    return income * (once.value + other.value)


def _living_costs(given: HurtUnlawfully, workings: Workings) -> Decimal:
    """Return yuan of living costs during treatment: the monthly average wage (第四条)."""
    if not given.treatment_months:
        return Decimal(0)
    month = _year_wage(given, workings) / MONTHS_A_YEAR
    amount = month * given.treatment_months
    text = f"治疗期间生活费：月平均工资{yuan_text(month)}×{number_text(given.treatment_months)}个月"
    source = "非法用工单位伤亡人员一次性赔偿办法第四条"
    workings.step(f"{text}={yuan_text(amount)}。", source)
    workings.part("living_costs", "治疗期间生活费", rounded_amount(amount), "yuan")
    return amount


def _year_wage(given: HurtUnlawfully, workings: Workings) -> Decimal:
    """Return the yearly average wage in yuan, else twelve times the monthly one."""
    on = given.injured_on
    if given.local_average_year_wage is not None:
        return given.local_average_year_wage
    if given.local_average_wage is None and given.region is not None:
        if workings.regional.find(AVERAGE_WAGE_YEAR.key, region=given.region, on=on):
            return known(AVERAGE_WAGE_YEAR, given, workings, on=on) or Decimal(0)
        if workings.regional.find(AVERAGE_WAGE.key, region=given.region, on=on) is None:
            field, label = AVERAGE_WAGE_YEAR.field, AVERAGE_WAGE_YEAR.label
            raise needs(field, label, region=given.region, on=on)
    month = known(AVERAGE_WAGE, given, workings, on=on)
    if month is None:
        text = f"请填写{AVERAGE_WAGE_YEAR.label}，或者填写地区以查参数表。"
        raise InputErrors({AVERAGE_WAGE_YEAR.field: text})
    workings.assume("年平均工资按月平均工资的十二倍计算。")
    return month * MONTHS_A_YEAR
