"""Economic compensation N (劳动合同法第四十六、四十七、九十七条)."""

from decimal import Decimal

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import Labelled, Months
from gongyuan.law.registry import calculator
from gongyuan.law.severance import (
    CONTRACT_LAW_SINCE,
    REGIONAL_KEYS,
    YEARS_SOURCE,
    Ended,
    compensation_base,
    less_paid,
)

TRANSITION_SOURCE = "劳动合同法第九十七条第三款"


class Ground(Labelled):
    """Why the employment ended."""

    FORCED = "forced", "单位有违法情形，劳动者被迫解除"
    AGREED = "agreed", "单位提出，双方协商一致解除"
    NO_FAULT = "no_fault", "医疗期满、不能胜任或者情况重大变化，单位解除"
    LAY_OFF = "lay_off", "裁减人员"
    EXPIRED = "expired", "合同期满，单位不续或者降低条件续订"
    CLOSED = "closed", "单位破产、被吊销、关闭、撤销或者解散"
    TASK_DONE = "task_done", "以完成一定任务为期限的合同因任务完成终止"
    BETTER_OFFER_REFUSED = (
        "better_offer_refused",
        "合同期满，单位维持或者提高条件续订，劳动者不同意",
    )
    RESIGNED = "resigned", "劳动者主动辞职"
    MISCONDUCT = "misconduct", "劳动者有过失，单位依法解除"
    PART_TIME = "part_time", "非全日制用工终止"
    CONTRACT_DECLINED = "contract_declined", "用工一个月内劳动者拒签合同而终止"
    PUBLIC_POST = "public_post", "政府安排的公益性岗位终止"


ARTICLES = {
    Ground.FORCED: "劳动合同法第四十六条第（一）项",
    Ground.AGREED: "劳动合同法第四十六条第（二）项",
    Ground.NO_FAULT: "劳动合同法第四十六条第（三）项",
    Ground.LAY_OFF: "劳动合同法第四十六条第（四）项",
    Ground.EXPIRED: "劳动合同法第四十六条第（五）项",
    Ground.CLOSED: "劳动合同法第四十六条第（六）项",
    Ground.TASK_DONE: "劳动合同法实施条例第二十二条",
    Ground.BETTER_OFFER_REFUSED: "劳动合同法第四十六条第（五）项",
    Ground.RESIGNED: "劳动合同法第三十七条、第四十六条",
    Ground.MISCONDUCT: "劳动合同法第三十九条、第四十六条",
    Ground.PART_TIME: "劳动合同法第七十一条",
    Ground.CONTRACT_DECLINED: "劳动合同法实施条例第五条",
    Ground.PUBLIC_POST: "劳动合同法实施条例第十二条",
}
UNPAID = frozenset(
    {
        Ground.BETTER_OFFER_REFUSED,
        Ground.RESIGNED,
        Ground.MISCONDUCT,
        Ground.PART_TIME,
        Ground.CONTRACT_DECLINED,
        Ground.PUBLIC_POST,
    }
)


class EarlierService(Labelled):
    """How service before 2008 counts: the rules of its time decide, and they differ by ground."""

    NOT_COUNTED = "not_counted", "当时规定不用付，不计"
    CONTINUOUS = "continuous", "当时规定也应付，前后连续计算"
    MONTHS_GIVEN = "months_given", "当时规定也应付，按核定的月数另加"


class Compensated(Ended):
    """An employment that ended, with its ground and what is known of the time before 2008."""

    ground: Ground | None = Field(None, title="解除或者终止的原因")
    before_2008: EarlierService = Field(
        EarlierService.NOT_COUNTED,
        title="2008年前的工作年限",
        description="2008年1月1日前入职的才需要选择。",
    )
    months_before_2008: Months | None = Field(
        None, title="2008年前应付的月数", description="按当时规定核定的月数。"
    )

    def obstacles(self) -> dict[str, str]:
        """Refuse months of the time before 2008 without their choice, and the reverse."""
        errors = super().obstacles()
        is_asked = self.before_2008 == EarlierService.MONTHS_GIVEN
        if is_asked and self.months_before_2008 is None:
            errors["months_before_2008"] = "请填写按当时规定核定的月数。"
        if not is_asked and self.months_before_2008 is not None:
            errors["before_2008"] = "填写了2008年前的月数，请选择“按核定的月数另加”。"
        return errors


@calculator(
    name="economic_compensation",
    title="经济补偿（N）",
    group="ending",
    question="被解除或者终止劳动合同，能拿多少经济补偿？",
    regional_keys=REGIONAL_KEYS,
)
def economic_compensation(given: Compensated, regional: FigureTable) -> Result:
    """Yuan of economic compensation: months of service × base (劳动合同法第四十七条).

    Years before 2008 follow the rules of their time (第九十七条第三款): they are left out with a
    warning unless the input says that those rules paid too. Grounds that give no compensation
    (第四十六、七十一条, 实施条例第五、十二条) give nought.
    """
    workings = Workings(regional)
    if given.ground in UNPAID:
        return _nothing(given.ground, workings)
    if given.ground is not None:
        text = f"原因为“{given.ground.label}”，单位应当支付经济补偿。"
        workings.step(text, ARTICLES[given.ground])
    else:
        workings.assume("解除或者终止的原因属于应当支付经济补偿的情形。")
    amount = _amount(given, workings)
    workings.changes("属于违法解除或者终止的，应付赔偿金（经济补偿标准的二倍），不再付经济补偿。")
    left = less_paid(amount, given, workings, YEARS_SOURCE)
    return workings.result(left, "yuan", f"应得经济补偿{yuan_text(left)}。")


def _nothing(ground: Ground, workings: Workings) -> Result:
    workings.step(f"原因为“{ground.label}”，不用支付经济补偿。", ARTICLES[ground])
    if ground == Ground.RESIGNED:
        workings.changes("因拖欠工资、不缴社会保险费等单位违法情形而解除的，应当支付经济补偿。")
    workings.changes("原因不属实的，可能属于违法解除或者终止，应付赔偿金。")
    return workings.result(Decimal(0), "yuan", f"{ground.label}的，没有经济补偿。")


def _amount(given: Compensated, workings: Workings) -> Decimal:
    is_continuous = given.before_2008 == EarlierService.CONTINUOUS
    since = given.started_on if is_continuous else CONTRACT_LAW_SINCE
    months, base = compensation_base(given, workings, since=since)
    amount = months * base
    text = f"经济补偿：{number_text(months)}个月×{yuan_text(base)}={yuan_text(amount)}。"
    workings.step(text, YEARS_SOURCE)
    if given.started_on >= CONTRACT_LAW_SINCE and given.months_before_2008 is None:
        return amount
    return amount + _earlier(given, workings)


def _earlier(given: Compensated, workings: Workings) -> Decimal:
    """Return yuan for the time before 2008, and say how it was counted (第九十七条第三款)."""
    if given.months_before_2008 is not None:
        amount = given.months_before_2008 * given.monthly_wage
        months = number_text(given.months_before_2008)
        text = f"2008年前{months}个月×{yuan_text(given.monthly_wage)}={yuan_text(amount)}，另加。"
        workings.step(text, TRANSITION_SOURCE)
        workings.assume("2008年前的月数按本人平均工资计算，没有按三倍封顶。")
        return amount
    if given.before_2008 == EarlierService.CONTINUOUS:
        workings.step("2008年前按当时规定也应付，前后年限连续计算。", TRANSITION_SOURCE)
        workings.changes("当时规定对年限另有上限的，2008年前的年限从其规定。")
        return Decimal(0)
    workings.step("经济补偿年限自2008年1月1日起计算。", TRANSITION_SOURCE)
    workings.warn("2008年1月1日前的工作年限按当时的规定另行计算，未计入本结果。")
    workings.changes("当时规定也应支付经济补偿的，2008年前的年限另加。")
    return Decimal(0)
