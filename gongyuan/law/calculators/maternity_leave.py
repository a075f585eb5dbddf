"""Maternity leave (女职工劳动保护特别规定第七、八条)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import LATEST_DAY, Days, Labelled, Months
from gongyuan.law.lookups import Asked, InRegion, known
from gongyuan.law.registry import calculator
from gongyuan.law.results import written_date

#: 女职工劳动保护特别规定 took effect; leave before it was ninety days under another regulation.
RULES_SINCE = date(2012, 4, 28)
BONUS = Asked(key="maternity_bonus_days", label="生育奖励假天数", field="bonus_days")
SOURCE = "女职工劳动保护特别规定"

LeaveDay = Annotated[date, Field(ge=RULES_SINCE, le=LATEST_DAY, json_schema_extra={"unit": "date"})]
Babies = Annotated[int, Field(ge=1, le=10)]


class Occasion(Labelled):
    """Why the leave is taken."""

    BIRTH = "birth", "生育"
    MISCARRIAGE = "miscarriage", "流产"


class Mother(InRegion):
    """What is known of the birth or miscarriage."""

    occasion: Occasion = Field(Occasion.BIRTH, title="生育还是流产")
    first_day: LeaveDay = Field(title="产假第一天")
    difficult: bool = Field(False, title="是否难产")
    babies: Babies = Field(1, title="婴儿人数")
    pregnant_months: Months | None = Field(
        None, title="流产时怀孕的月数", description="流产的填写；满四个月的填4。"
    )
    bonus_days: Days | None = Field(
        None, title="当地生育奖励假天数", description="各省规定不同；不填则查参数表。"
    )
    insured: bool = Field(True, title="用人单位是否已参加生育保险")

    def obstacles(self) -> dict[str, str]:
        """Say what contradicts between a birth and a miscarriage."""
        if self.occasion == Occasion.BIRTH:
            if self.pregnant_months is not None:
                return {"pregnant_months": "生育的，不填怀孕月数。"}
            return {}
        errors = {}
        if self.pregnant_months is None:
            errors["pregnant_months"] = "流产的，请填写怀孕的月数。"
        if self.difficult:
            errors["difficult"] = "流产的，不填难产。"
        if self.babies > 1:
            errors["babies"] = "流产的，婴儿人数不填。"
        if self.bonus_days:
            errors["bonus_days"] = "生育奖励假只在生育时享受。"
        return errors


@calculator(
    name="maternity_leave",
    title="产假",
    group="leave",
    question="产假有多少天？休到哪一天？",
    regional_keys=(BONUS.key,),
)
def maternity_leave(given: Mother, regional: FigureTable) -> Result:
    """Calendar days of maternity leave, and its last day (女职工劳动保护特别规定第七条).

    Bonus leave of the province counts only when typed or in the table: it is never guessed.
    """
    workings = Workings(regional)
    if given.occasion == Occasion.BIRTH:
        days = _birth(given, workings) + _bonus(given, workings)
    else:
        days = _miscarriage(given, workings)
    last_day = given.first_day + timedelta(days=int(days) - 1)
    workings.part("last_day", "产假最后一日", last_day, "date")
    if given.insured:
        text = "产假期间的生育津贴，按用人单位上年度职工月平均工资由生育保险基金支付。"
    else:
        text = "用人单位没有参加生育保险的，按产假前工资由用人单位支付生育津贴。"
    workings.step(text, f"{SOURCE}第八条第一款")
    number = number_text(days)
    summary = f"产假共{number}天，自{written_date(given.first_day)}至{written_date(last_day)}。"
    return workings.result(days, "day", summary)


def _birth(given: Mother, workings: Workings) -> Decimal:
    on = given.first_day
    days = workings.law("maternity_days", on=on).value
    before = workings.law("maternity_days_before_birth", on=on).value
    text = f"生育享受{number_text(days)}天产假，其中产前可以休{number_text(before)}天。"
    workings.step(text, f"{SOURCE}第七条第一款")
    workings.part("before_birth", "产前可以休的天数", before, "day")
    if given.difficult:
        more = workings.law("maternity_days_difficult", on=on).value
        workings.step(f"难产增加{number_text(more)}天。", f"{SOURCE}第七条第一款")
        days += more
    if given.babies > 1:
        each = workings.law("maternity_days_each_more", on=on).value
        more = each * (given.babies - 1)
        text = f"多生育{given.babies - 1}个婴儿，每个增加{number_text(each)}天，"
        workings.step(f"{text}共{number_text(more)}天。", f"{SOURCE}第七条第一款")
        days += more
    return days


def _miscarriage(given: Mother, workings: Workings) -> Decimal:
    on = given.first_day
    line = workings.law("miscarriage_line_months", on=on).value
    is_late = (given.pregnant_months or Decimal(0)) >= line
    figure = workings.law(f"miscarriage_days_{'late' if is_late else 'early'}", on=on)
    side = "满" if is_late else "未满"
    text = f"怀孕{side}{number_text(line)}个月流产，享受{number_text(figure.value)}天产假。"
    workings.step(text, figure.source)
    return figure.value


def _bonus(given: Mother, workings: Workings) -> Decimal:
    bonus = known(BONUS, given, workings, on=given.first_day)
    if bonus is None:
        workings.assume("没有计入省级规定的生育奖励假。")
        workings.changes("各省另有生育奖励假（延长产假）的，按当地规定增加。")
        return Decimal(0)
    whole = bonus.to_integral_value()
    text = f"当地生育奖励假{number_text(whole)}天，依省、自治区、直辖市的规定增加。"
    workings.step(text, f"{SOURCE}第七条及当地人口与计划生育条例")
    workings.part("bonus", "生育奖励假", whole, "day")
    return whole
