"""The average wage of twelve months, for severance and for annual leave (实施条例第二十七条)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import CalculatorInput, Labelled, Yuan
from gongyuan.law.registry import calculator

SEVERANCE_SOURCE = "劳动合同法第四十七条第三款、劳动合同法实施条例第二十七条"
LEAVE_SOURCE = "企业职工带薪年休假实施办法第十一条第二款"
MONTHS_A_YEAR = 12
MonthCount = Annotated[int, Field(ge=1, le=MONTHS_A_YEAR)]


class Purpose(Labelled):
    """What the average is for: overtime pay counts in one and not in the other."""

    SEVERANCE = "severance", "经济补偿、赔偿金"
    ANNUAL_LEAVE = "annual_leave", "未休年休假工资"


class Earned(CalculatorInput):
    """What was earned in the last twelve months, or in all months when there were fewer."""

    purpose: Purpose = Field(Purpose.SEVERANCE, title="用于计算")
    wages: Annotated[tuple[Yuan, ...], Field(max_length=MONTHS_A_YEAR)] = Field(
        (),
        title="各月应得工资",
        description="解除或者终止前十二个月，逐月填写扣除社会保险费和个人所得税之前的数。",
    )
    total: Yuan | None = Field(
        None, title="应得工资合计", description="只知道合计数的，不填各月工资，填合计和月数。"
    )
    months: MonthCount | None = Field(
        None, title="实际工作的月数", description="不填则按所列月数；最多十二个月。"
    )
    annual_bonus: Yuan = Field(
        Decimal(0), title="全年奖金", description="没有计入各月工资的年终奖等。"
    )
    bonus_months: Annotated[int, Field(ge=0, le=MONTHS_A_YEAR)] | None = Field(
        None, title="奖金分摊到这段时间的月数", description="不填则按实际工作的月数。"
    )
    overtime_pay: Yuan = Field(
        Decimal(0), title="加班工资合计", description="这段时间应得的加班工资。"
    )
    includes_overtime: bool = Field(True, title="以上工资已含加班工资")

    def obstacles(self) -> dict[str, str]:
        """Refuse both or neither of list and total, more wages than months, too much overtime."""
        errors = {}
        if bool(self.wages) == (self.total is not None):
            errors["wages"] = "各月应得工资和应得工资合计填写一项。"
        if self.total is not None and self.months is None:
            errors["months"] = "填写合计的，还要填写月数。"
        if self.months is not None and len(self.wages) > self.months:
            errors["months"] = "月数少于所列工资的月数。"
        earned = sum(self.wages, self.total or Decimal(0))
        if self.includes_overtime and self.overtime_pay > earned:
            errors["overtime_pay"] = "加班工资不能多于应得工资合计。"
        return errors


@calculator(
    name="monthly_average_wage",
    title="前十二个月平均工资",
    group="pay",
    question="算经济补偿和年休假工资的月平均工资是多少？",
)
def monthly_average_wage(given: Earned, regional: FigureTable) -> Result:
    """Yuan a month: all pay earned in the months over their number (实施条例第二十七条).

    Bonuses of a year are spread over its months. For severance overtime pay counts as pay earned
    (practice differs by place, which is said); for annual leave it is taken out
    (企业职工带薪年休假实施办法第十一条).
    """
    workings = Workings(regional)
    months = given.months or len(given.wages)
    source = SEVERANCE_SOURCE if given.purpose == Purpose.SEVERANCE else LEAVE_SOURCE
    total = sum(given.wages, given.total or Decimal(0))
    workings.step(f"{months}个月应得工资合计{yuan_text(total)}。", source)
    total += _bonus(given, months, workings, source)
    total += _overtime(given, workings)
    average = total / months
    workings.step(f"{yuan_text(total)}÷{months}={yuan_text(average)}。", source)
    workings.part("total", "计入的工资总额", total, "yuan")
    workings.part("months", "月数", months, "month")
    if months < MONTHS_A_YEAR:
        workings.assume("工作不满十二个月，按实际工作的月数平均。")
    workings.assume("填写的是应得工资，不是扣除社会保险费和个人所得税后的实发数。")
    summary = f"月平均工资为{yuan_text(average)}。"
    return workings.result(average, "yuan_per_month", summary)


def _bonus(given: Earned, months: int, workings: Workings, source: str) -> Decimal:
    if not given.annual_bonus:
        return Decimal(0)
    share = months if given.bonus_months is None else given.bonus_months
    part = given.annual_bonus * share / MONTHS_A_YEAR
    text = f"全年奖金{yuan_text(given.annual_bonus)}分摊{number_text(Decimal(share))}个月，"
    workings.step(f"{text}计入{yuan_text(part)}。", source)
    return part


def _overtime(given: Earned, workings: Workings) -> Decimal:
    """Return what overtime adds to the pay stated, or takes from it."""
    pay = given.overtime_pay
    if given.purpose == Purpose.ANNUAL_LEAVE:
        if not (pay and given.includes_overtime):
            return Decimal(0)
        workings.step(f"剔除加班工资{yuan_text(pay)}。", LEAVE_SOURCE)
        return -pay
    if not pay:
        return Decimal(0)
    workings.changes("当地不把加班工资计入经济补偿基数的，月平均工资会低一些。")
    if given.includes_overtime:
        return Decimal(0)
    workings.step(f"加上加班工资{yuan_text(pay)}。", SEVERANCE_SOURCE)
    return pay
