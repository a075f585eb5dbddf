"""Information on the crime of refusing to pay wages (拒不支付劳动报酬罪的数额标准)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import EmploymentDay, Labelled, Months, Yuan
from gongyuan.law.lookups import Asked, InRegion, known
from gongyuan.law.registry import calculator
from gongyuan.law.wages import RULES_OF_TODAY

INTERPRETATION = "最高人民法院关于审理拒不支付劳动报酬刑事案件适用法律若干问题的解释"
AMOUNT_SOURCE = f"{INTERPRETATION}第三条"
ORDER_SOURCE = f"{INTERPRETATION}第四条"
THRESHOLD_ONE = Asked(
    key="refused_payment_threshold_one",
    label="拒不支付一名劳动者报酬的数额标准",
    field="threshold_one",
)
THRESHOLD_GROUP = Asked(
    key="refused_payment_threshold_group",
    label="拒不支付多名劳动者报酬的累计数额标准",
    field="threshold_group",
)


class Refusal(InRegion):
    """Wages that are refused to one or to several workers."""

    people: Annotated[int, Field(ge=1, le=100_000)] = Field(1, title="被拖欠的人数")
    amount: Yuan = Field(
        title="拖欠数额最多的一人的数额", description="只有一人的，填本人被拖欠的数额。"
    )
    months: Months = Field(title="该人被拖欠的月数")
    total: Yuan | None = Field(None, title="全部被拖欠人的合计数额")
    was_ordered: bool = Field(
        False, title="有关部门已经书面责令支付，逾期仍不支付", description="含依法张贴送达。"
    )
    on: EmploymentDay | None = Field(None, title="时间", description="不填则按现行规定。")
    threshold_one: Yuan | None = Field(
        None, title="本省一人的数额标准", description="高级人民法院确定；不填则查参数表。"
    )
    threshold_group: Yuan | None = Field(
        None, title="本省十人以上的累计数额标准", description="同上。"
    )

    def obstacles(self) -> dict[str, str]:
        """Refuse a total below the single amount."""
        if self.total is not None and self.total < self.amount:
            return {"total": "合计数额不能少于其中一人的数额。"}
        return {}


class Standing(Labelled):
    """Where an amount stands against the thresholds."""

    BELOW = "below", "未达到数额标准"
    BY_PROVINCE = "by_province", "在法定幅度内，看本省标准"
    REACHED = "reached", "达到数额标准"


RANK = (Standing.BELOW, Standing.BY_PROVINCE, Standing.REACHED)


@dataclass(frozen=True, kw_only=True)
class _Measure:
    """One of the two thresholds: its figures, the province's own, and what is measured."""

    label: str
    prefix: str
    asked: Asked
    amount: Decimal
    is_met: bool


@calculator(
    name="refused_payment",
    title="拒不支付劳动报酬罪的数额标准",
    group="pay",
    question="老板欠薪不给，够不够追究刑事责任？",
    regional_keys=(THRESHOLD_ONE.key, THRESHOLD_GROUP.key),
)
def refused_payment(given: Refusal, regional: FigureTable) -> Result:
    """Tell whether wages refused reach the amount of 刑法第二百七十六条之一 (a code of `Standing`).

    One worker, three months and more, within 5,000 to 20,000 yuan as the province sets it; or ten
    workers and more with 30,000 to 100,000 in all (解释第三条). The amount alone is no crime: an
    order of the authorities must have passed unheeded (第四条). Information, no judgment.
    """
    workings = Workings(regional)
    on = given.on or RULES_OF_TODAY
    months = workings.law("refused_payment_one_worker_months", on=on).value
    people = workings.law("refused_payment_group_people", on=on).value
    one = _Measure(
        label=f"一名劳动者{number_text(months)}个月以上",
        prefix="refused_payment_one_worker",
        asked=THRESHOLD_ONE,
        amount=given.amount,
        is_met=given.months >= months,
    )
    group = _Measure(
        label=f"{number_text(people)}名以上劳动者累计",
        prefix="refused_payment_group",
        asked=THRESHOLD_GROUP,
        amount=given.total if given.total is not None else given.amount,
        is_met=given.people >= people,
    )
    standings = [_standing(measure, given, workings) for measure in (one, group)]
    best = max(standings, key=RANK.index)
    _order(given, best, workings)
    workings.assume("单位有能力支付而不支付，或者以转移财产、逃匿等方法逃避支付。")
    workings.warn("本结果只供了解，是否构成犯罪由公安机关、检察机关和人民法院认定。")
    return workings.result(best, "choice", f"{best.label}。")


def _standing(measure: _Measure, given: Refusal, workings: Workings) -> Standing:
    if not measure.is_met:
        workings.step(f"不符合“{measure.label}”的条件。", AMOUNT_SOURCE)
        return Standing.BELOW
    on = given.on or RULES_OF_TODAY
    least = workings.law(f"{measure.prefix}_least", on=on).value
    most = workings.law(f"{measure.prefix}_most", on=on).value
    own = known(measure.asked, given, workings, on=on)
    if own is not None:
        least = most = min(max(own, least), most)
    limits = yuan_text(least) if least == most else f"{yuan_text(least)}至{yuan_text(most)}"
    standing = _against(measure.amount, least, most)
    text = f"{measure.label}的标准为{limits}，拖欠{yuan_text(measure.amount)}，{standing.label}。"
    workings.step(text, AMOUNT_SOURCE)
    return standing


def _against(amount: Decimal, least: Decimal, most: Decimal) -> Standing:
    if amount >= most:
        return Standing.REACHED
    return Standing.BY_PROVINCE if amount >= least else Standing.BELOW


def _order(given: Refusal, best: Standing, workings: Workings) -> None:
    if given.was_ordered:
        workings.step("有关部门责令支付后逾期仍不支付。", ORDER_SOURCE)
        return
    workings.step("还没有经有关部门责令支付，不能追究刑事责任。", ORDER_SOURCE)
    if best != Standing.BELOW:
        workings.changes("先向人力资源社会保障部门投诉，经书面责令仍不支付的，可以移送公安机关。")
