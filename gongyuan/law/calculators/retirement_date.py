"""The day of retirement under the gradual delay (国务院关于渐进式延迟法定退休年龄的办法)."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import BirthDay, CalculatorInput, Labelled
from gongyuan.law.periods import add_months
from gongyuan.law.registry import calculator
from gongyuan.law.results import written_date
from gongyuan.law.years_of_service import MONTHS_A_YEAR

REFORM_SINCE = date(2025, 1, 1)
LAST_BIRTH = date(2020, 12, 31)
OLD_SOURCE = "全国人大常委会关于实施渐进式延迟法定退休年龄的决定第一条"
SOURCE = "国务院关于渐进式延迟法定退休年龄的办法"

Born = Annotated[BirthDay, Field(le=LAST_BIRTH)]
Years = Annotated[Decimal, Field(ge=0, le=70, decimal_places=2, json_schema_extra={"unit": "year"})]


class Group(Labelled):
    """The three groups of the decision."""

    MAN = "man", "男职工"
    WOMAN_55 = "woman_55", "原法定退休年龄五十五周岁的女职工"
    WOMAN_50 = "woman_50", "原法定退休年龄五十周岁的女职工"


class Retiring(CalculatorInput):
    """Who asks."""

    born_on: Born = Field(title="出生日期")
    group: Group = Field(title="职工类别")
    contribution_years: Years | None = Field(
        None, title="到退休时的累计缴费年限", description="填写后核对能否按月领取养老金。"
    )


@calculator(
    name="retirement_date",
    title="退休日期",
    group="days",
    question="延迟退休后，什么时候到法定退休年龄？",
)
def retirement_date(given: Retiring, regional: FigureTable) -> Result:
    """Return the day the statutory age is reached, with the earliest and the latest possible one.

    Who reached the old age before 2025 is not delayed. Later ones are delayed one month for every
    four (two) months or part of them since January 2025, up to three (five) years (第一条).
    """
    workings = Workings(regional)
    old_years = workings.law(f"retirement_old_age_{given.group}", on=REFORM_SINCE).value
    old_day = add_months(given.born_on, int(old_years) * MONTHS_A_YEAR)
    text = f"{given.group.label}，原法定退休年龄{number_text(old_years)}周岁，"
    workings.step(f"{text}{written_date(old_day)}达到。", OLD_SOURCE)
    workings.part("old_day", "达到原法定退休年龄之日", old_day, "date")
    if old_day < REFORM_SINCE:
        workings.step("2025年1月1日前已经达到，不延迟。", f"{SOURCE}第一条")
        workings.part("delay", "延迟月数", 0, "month")
        return workings.result(old_day, "date", f"法定退休日期为{written_date(old_day)}。")
    delay = _delay(given, workings, old_day)
    day = add_months(given.born_on, int(old_years) * MONTHS_A_YEAR + delay)
    age = f"{number_text(old_years + delay // MONTHS_A_YEAR)}周岁"
    rest = delay % MONTHS_A_YEAR
    age += f"{rest}个月" if rest else ""
    workings.step(
        f"延迟{delay}个月，法定退休年龄为{age}，{written_date(day)}达到。", f"{SOURCE}第一条"
    )
    workings.part("delay", "延迟月数", delay, "month")
    workings.part("age", "法定退休年龄", age, "choice")
    _flexible(given, workings, old_day, day)
    _contribution(given, workings, day)
    workings.changes("特殊工种、高海拔地区工作等可以申请提前退休的，另按规定办理（第八条）。")
    return workings.result(day, "date", f"法定退休日期为{written_date(day)}，即{age}。")


def _delay(given: Retiring, workings: Workings, old_day: date) -> int:
    """Return the months of delay: the first group one month, then one more for each step."""
    step = int(workings.law(f"retirement_step_months_{given.group}", on=REFORM_SINCE).value)
    first = int(workings.law("retirement_first_delay_months", on=REFORM_SINCE).value)
    new_age = workings.law(f"retirement_new_age_{given.group}", on=REFORM_SINCE).value
    old_age = workings.law(f"retirement_old_age_{given.group}", on=REFORM_SINCE).value
    most = int(new_age - old_age) * MONTHS_A_YEAR
    passed = (old_day.year - REFORM_SINCE.year) * MONTHS_A_YEAR + old_day.month - REFORM_SINCE.month
    workings.step(f"自2025年1月起每{step}个月延迟1个月，最多延迟{most}个月。", f"{SOURCE}第一条")
    workings.warn("延迟月数由条文推导，请与办法附件的对照表核对（待核）。")
    return min(passed // step + first, most)


def _flexible(given: Retiring, workings: Workings, old_day: date, day: date) -> None:
    years = workings.law("retirement_flexible_years", on=REFORM_SINCE).value
    months = int(years) * MONTHS_A_YEAR
    earliest = max(add_months(day, -months), old_day)
    latest = add_months(day, months)
    text = (
        f"达到最低缴费年限的，可以自愿提前至{written_date(earliest)}（最长{number_text(years)}年，"
    )
    workings.step(f"{text}不早于原法定退休年龄）。", f"{SOURCE}第三条")
    text = f"与所在单位协商一致的，可以延迟至{written_date(latest)}；"
    workings.step(f"{text}单位不得强制选择退休年龄。", f"{SOURCE}第三条")
    workings.part("earliest", "弹性提前退休的最早日期", earliest, "date")
    workings.part("latest", "弹性延迟退休的最晚日期", latest, "date")


def _contribution(given: Retiring, workings: Workings, day: date) -> None:
    least = workings.law("contribution_years_least", on=day)
    text = f"{day.year}年按月领取基本养老金的最低缴费年限为{number_text(least.value)}年。"
    workings.step(text, least.source)
    workings.part("contribution_years_least", "最低缴费年限", least.value, "year")
    if given.contribution_years is not None and given.contribution_years < least.value:
        text = "累计缴费不满最低缴费年限，不能弹性提前退休；"
        workings.warn(f"{text}可以延长缴费或者一次性缴费达到年限（第二条）。")
