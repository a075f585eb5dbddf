"""The medical period after sickness or an injury off work (企业职工患病或非因工负伤医疗期规定)."""

from datetime import timedelta
from decimal import Decimal

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import CalculatorInput, EmploymentDay, Months
from gongyuan.law.periods import add_months
from gongyuan.law.registry import calculator
from gongyuan.law.results import written_date
from gongyuan.law.years_of_service import MONTHS_A_YEAR, service

ONE_DAY = timedelta(days=1)
SOURCE = "企业职工患病或非因工负伤医疗期规定"
JUNIOR_STEPS, SENIOR_STEPS = 2, 5


class Sick(CalculatorInput):
    """What is known of the employment and the first day of sickness."""

    in_order = (("started_on", "sick_from"),)

    started_on: EmploymentDay = Field(title="入职本单位的日期")
    sick_from: EmploymentDay = Field(title="病休第一天")
    earlier_months: Months = Field(
        Decimal(0), title="入职本单位前的实际工作月数", description="曾在其他单位工作的累计月数。"
    )


@calculator(
    name="medical_period",
    title="医疗期",
    group="leave",
    question="生病或者非因工受伤，医疗期有几个月？",
)
def medical_period(given: Sick, regional: FigureTable) -> Result:
    """Months of the medical period and its window of cumulation (医疗期规定第三、四条).

    Years are counted up to the day before the first sick day; five years exactly belong to the
    longer period (民法典第一千二百五十九条: 以上 includes the number).
    """
    workings = Workings(regional)
    months = _months(given, workings)
    window = workings.law(f"medical_window_{number_text(months)}", on=given.sick_from)
    window_end = add_months(given.sick_from, int(window.value)) - ONE_DAY
    full_end = add_months(given.sick_from, int(months)) - ONE_DAY
    text = f"医疗期{number_text(months)}个月，按{number_text(window.value)}个月内累计病休时间计算，"
    workings.step(f"{text}即至{written_date(window_end)}。", f"{SOURCE}第四条")
    workings.step(
        "医疗期内不得因患病解除劳动合同。", f"{SOURCE}第二条、劳动合同法第四十二条第（三）项"
    )
    workings.part("window_months", "累计计算周期", window.value, "month")
    workings.part("window_end", "累计计算周期最后一日", window_end, "date")
    workings.part("full_end", "连续病休的医疗期最后一日", full_end, "date")
    workings.changes("间断病休的，在累计计算周期内逐次相加，满医疗期月数即届满。")
    workings.changes("当地对医疗期或者特殊疾病另有更长规定的，从其规定。")
    summary = f"医疗期{number_text(months)}个月，在{number_text(window.value)}个月内累计计算。"
    return workings.result(months, "month", summary)


def _months(given: Sick, workings: Workings) -> Decimal:
    last_day = max(given.sick_from - ONE_DAY, given.started_on)
    here = service(given.started_on, last_day)
    unit_years = Decimal(here.whole_months) / MONTHS_A_YEAR
    total_years = (here.whole_months + given.earlier_months) / MONTHS_A_YEAR
    line = workings.law("medical_senior_total_years", on=given.sick_from)
    is_senior = total_years >= line.value
    word, steps = ("senior", SENIOR_STEPS) if is_senior else ("junior", JUNIOR_STEPS)
    side = f"满{number_text(line.value)}年" if is_senior else f"不满{number_text(line.value)}年"
    for step in range(steps, 0, -1):
        from_years = workings.law(f"medical_{word}_years_{step}", on=given.sick_from)
        if unit_years >= from_years.value:
            break
    months = workings.law(f"medical_{word}_months_{step}", on=given.sick_from)
    text = f"病休前在本单位工作{here.text}，实际工作年限{side}，"
    workings.step(f"{text}医疗期为{number_text(months.value)}个月。", months.source)
    if unit_years == from_years.value or total_years == line.value:
        workings.assume("年限恰满界线的，归入较长的一档（“以上”包括本数）。")
    workings.part("service", "本单位工作年限", here.text, "choice")
    return months.value
