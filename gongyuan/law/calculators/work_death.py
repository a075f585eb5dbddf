"""Benefits after a death at work (工伤保险条例第三十九条)."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.income import URBAN_INCOME, urban_income
from gongyuan.law.injuries import PERCENT, InjuryDay, own_wage
from gongyuan.law.inputs import Labelled, Yuan
from gongyuan.law.lookups import AVERAGE_WAGE, InRegion, known
from gongyuan.law.registry import calculator

People = Annotated[int, Field(ge=0, le=20, json_schema_extra={"unit": "people"})]


class Circumstance(Labelled):
    """When the worker died."""

    AT_WORK = "at_work", "因工死亡"
    IN_SUSPENSION = "in_suspension", "停工留薪期内因工伤死亡"
    AFTER_SUSPENSION = "after_suspension", "一级至四级伤残，停工留薪期满后死亡"


class Deceased(InRegion):
    """What is known of the death, the wage and the dependants."""

    in_order = (("injured_on", "died_on"),)

    died_on: InjuryDay = Field(title="死亡日期")
    injured_on: InjuryDay | None = Field(
        None, title="工伤发生日期", description="与死亡日期不在同一天的填写。"
    )
    circumstance: Circumstance = Field(Circumstance.AT_WORK, title="死亡的情形")
    insured: bool = Field(True, title="用人单位是否已参加工伤保险")
    urban_income: Yuan | None = Field(
        None, title="上一年度全国城镇居民人均可支配收入", description="不填则查参数表。"
    )
    local_average_wage: Yuan | None = Field(
        None, title="统筹地区上年度职工月平均工资", description="不填则查参数表。"
    )
    monthly_wage: Yuan | None = Field(
        None,
        title="死者工伤前十二个月平均月缴费工资",
        description="计算供养亲属抚恤金用；没有供养亲属的可不填。",
    )
    spouse: bool = Field(False, title="有无符合条件的供养配偶")
    spouse_alone: bool = Field(False, title="该配偶是否为孤寡老人")
    other_relatives: People = Field(0, title="其他供养亲属人数", description="不含孤寡老人、孤儿。")
    lone_relatives: People = Field(0, title="孤寡老人或者孤儿人数", description="不含配偶。")

    def obstacles(self) -> dict[str, str]:
        """Say what contradicts: dependants need the wage; a lone spouse is a spouse."""
        errors = {}
        if self.monthly_wage is None and self.dependants:
            errors["monthly_wage"] = "有供养亲属的，请填写死者工伤前的月工资。"
        if self.spouse_alone and not self.spouse:
            errors["spouse_alone"] = "没有供养配偶的，不填这一项。"
        return errors

    @property
    def dependants(self) -> int:
        """Return how many dependants there are."""
        return int(self.spouse) + self.other_relatives + self.lone_relatives


@calculator(
    name="work_death",
    title="工亡待遇",
    group="injury",
    question="家人因工死亡，能领取哪些待遇？",
    regional_keys=(AVERAGE_WAGE.key, URBAN_INCOME),
)
def work_death(given: Deceased, regional: FigureTable) -> Result:
    """Yuan payable at once: funeral and fatality benefit; the monthly pension is a part.

    工伤保险条例第三十九条. The fatality benefit takes the national income of the year before the
    injury (实施社会保险法若干规定第十一条); refuses when that is neither known nor typed.
    """
    workings = Workings(regional)
    lump = Decimal(0)
    if given.circumstance == Circumstance.AFTER_SUSPENSION:
        text = "一级至四级伤残职工停工留薪期满后死亡的，领取丧葬补助金和供养亲属抚恤金，"
        workings.step(f"{text}没有一次性工亡补助金。", "工伤保险条例第三十九条第三款")
    else:
        lump = _fatality_benefit(given, workings)
    average = known(AVERAGE_WAGE, given, workings, on=given.died_on)
    total = lump + _funeral(given, workings, average)
    pension = _pension(given, workings, average)
    _payer(given, workings)
    monthly = f"；供养亲属抚恤金每月共{yuan_text(pension)}" if pension else ""
    return workings.result(total, "yuan", f"一次性待遇合计{yuan_text(total)}{monthly}。")


def _fatality_benefit(given: Deceased, workings: Workings) -> Decimal:
    on = given.injured_on or given.died_on
    income = urban_income(given.urban_income, workings, on=on)
    times = workings.law("death_income_multiple", on=on)
    amount = income * times.value
    text = f"一次性工亡补助金：上一年度全国城镇居民人均可支配收入{yuan_text(income)}"
    workings.step(f"{text}×{number_text(times.value)}={yuan_text(amount)}。", times.source)
    workings.part("fatality_benefit", "一次性工亡补助金", amount, "yuan")
    workings.assume(f"以工伤发生的{on.year}年确定上一年度（实施社会保险法若干规定第十一条）。")
    return amount


def _funeral(given: Deceased, workings: Workings, average: Decimal | None) -> Decimal:
    if average is None:
        workings.warn("没有填写统筹地区上年度职工月平均工资，丧葬补助金未计入合计。")
        return Decimal(0)
    months = workings.law("death_funeral_months", on=given.died_on)
    amount = average * months.value
    text = f"丧葬补助金：{yuan_text(average)}×{number_text(months.value)}个月={yuan_text(amount)}。"
    workings.step(text, months.source)
    workings.part("funeral", "丧葬补助金", amount, "yuan")
    return amount


def _pension(given: Deceased, workings: Workings, average: Decimal | None) -> Decimal:
    """Return yuan a month for all dependants, at most the wage (第三十九条第一款第（二）项)."""
    if not given.dependants or given.monthly_wage is None:
        workings.changes("有生前供养的无劳动能力亲属的，另按月领取供养亲属抚恤金。")
        return Decimal(0)
    on = given.died_on
    wage = own_wage(given.monthly_wage, average, workings, on=given.injured_on or on)
    percent = _percent(given, workings, on)
    wanted = wage * percent / PERCENT
    source = workings.law("dependant_other_percent", on=on).source
    text = f"供养亲属抚恤金：{given.dependants}人合计为本人工资{yuan_text(wage)}的"
    workings.step(f"{text}{number_text(percent)}%，即每月{yuan_text(wanted)}。", source)
    amount = min(wanted, wage)
    if wanted > wage:
        workings.step(f"各亲属之和不高于死者生前工资，按每月{yuan_text(wage)}核定。", source)
        workings.assume("超过生前工资的，各亲属按比例减少。")
    workings.part("pension", "供养亲属抚恤金合计", amount, "yuan_per_month")
    workings.part("dependants", "供养亲属人数", given.dependants, "people")
    workings.changes("亲属丧失供养条件（成年、再就业、死亡等）后停发，标准由当地适时调整。")
    return amount


def _percent(given: Deceased, workings: Workings, on: date) -> Decimal:
    spouse = workings.law("dependant_spouse_percent", on=on).value
    other = workings.law("dependant_other_percent", on=on).value
    extra = workings.law("dependant_alone_extra_percent", on=on).value
    return (
        spouse * given.spouse
        + extra * given.spouse_alone
        + other * (given.other_relatives + given.lone_relatives)
        + extra * given.lone_relatives
    )


def _payer(given: Deceased, workings: Workings) -> None:
    payer = "工伤保险基金" if given.insured else "用人单位"
    source = "第三十九条第一款" if given.insured else "第六十二条第二款"
    workings.step(f"以上由{payer}支付。", f"工伤保险条例{source}")
    workings.part("payer", "支付方", payer, "choice")
    if not given.insured:
        workings.warn("用人单位不支付的，可以申请工伤保险基金先行支付（社会保险法第四十一条）。")
