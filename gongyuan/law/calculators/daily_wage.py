"""A month's wage by the day and by the hour (人社部发〔2025〕2号)."""

from pydantic import Field

from gongyuan.law import wages
from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import CalculatorInput, EmploymentDay, Yuan
from gongyuan.law.registry import calculator


class MonthlyWage(CalculatorInput):
    """A month's wage to be folded."""

    monthly_wage: Yuan = Field(title="月工资")
    on: EmploymentDay | None = Field(
        None, title="工资所属时间", description="不填则按现行规定折算。"
    )


@calculator(
    name="daily_wage",
    title="日工资与小时工资",
    group="pay",
    question="月工资折合每天、每小时多少钱？",
)
def daily_wage(given: MonthlyWage, regional: FigureTable) -> Result:
    """Yuan a day: the month's wage over the paid days; the hour is an eighth of it.

    The paid days count the statutory holidays (劳动法第五十一条); the 20.67 working days of a month
    measure time only and fold no wage (人社部发〔2025〕2号).
    """
    workings = Workings(regional)
    on = given.on or wages.RULES_OF_TODAY
    days = workings.law("paid_days_per_month", on=on)
    hours = wages.hours_a_day(workings, on=on)
    day = wages.daily_wage(given.monthly_wage, workings, on=on)
    hour = wages.hourly_wage(given.monthly_wage, workings, on=on)
    text = f"{yuan_text(given.monthly_wage)}÷{number_text(days.value)}={yuan_text(day)}。"
    workings.step(f"日工资：{text}", days.source)
    workings.step(f"小时工资：日工资÷{number_text(hours)}={yuan_text(hour)}。", days.source)
    workings.part("hourly", "小时工资", hour, "yuan_per_hour")
    workings.assume("月工资是当月正常工作时间的工资。")
    summary = f"日工资{yuan_text(day)}，小时工资{yuan_text(hour)}。"
    return workings.result(day, "yuan_per_day", summary)
