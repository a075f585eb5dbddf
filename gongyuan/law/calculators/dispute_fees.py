"""What arbitration and court proceedings cost (调解仲裁法第五十三条、诉讼费用交纳办法)."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.amounts import rounded_amount
from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.injuries import PERCENT
from gongyuan.law.inputs import LATEST_DAY, CalculatorInput, Labelled, Yuan
from gongyuan.law.registry import calculator

#: 劳动争议调解仲裁法 took effect, and with it arbitration free of charge.
RULES_SINCE = date(2008, 5, 1)
FEES = "诉讼费用交纳办法"
STEPS = 9

FilingDay = Annotated[
    date, Field(ge=RULES_SINCE, le=LATEST_DAY, json_schema_extra={"unit": "date"})
]


class Stage(Labelled):
    """What is applied for."""

    ARBITRATION = "arbitration", "劳动人事争议仲裁"
    LAWSUIT = "lawsuit", "劳动争议起诉（一审、二审）"
    CIVIL = "civil", "劳务等按普通民事财产案件起诉"
    PAYMENT_ORDER = "payment_order", "申请支付令"
    SET_ASIDE = "set_aside", "申请撤销仲裁裁决"


class Filing(CalculatorInput):
    """What is filed, and for how much."""

    filed_on: FilingDay = Field(title="申请或者起诉日期")
    stage: Stage = Field(title="程序")
    amount: Yuan | None = Field(
        None, title="请求的金额", description="普通民事财产案件和支付令按金额计算，必填。"
    )
    halved: bool = Field(
        False, title="是否减半", description="调解结案、撤诉或者适用简易程序的减半。"
    )

    def obstacles(self) -> dict[str, str]:
        """Say what is missing or contradicts: the amount, and a half of what is not a court fee."""
        errors = {}
        if self.stage in (Stage.CIVIL, Stage.PAYMENT_ORDER) and self.amount is None:
            errors["amount"] = "请填写请求的金额。"
        if self.halved and self.stage not in (Stage.LAWSUIT, Stage.CIVIL):
            errors["halved"] = "只有起诉的案件受理费可以减半。"
        return errors


@calculator(
    name="dispute_fees",
    title="仲裁与诉讼费用",
    group="procedure",
    question="申请仲裁、打官司要交多少钱？",
)
def dispute_fees(given: Filing, regional: FigureTable) -> Result:
    """Yuan of the fee: arbitration none, a labour case ten, others by amount.

    劳动争议调解仲裁法第五十三条, 诉讼费用交纳办法第十三至十六条. One case pays once, whatever the
    number of claims in it.
    """
    workings = Workings(regional)
    fee = _fee(given, workings)
    if given.halved:
        divisor = workings.law("fee_halved_divisor", on=given.filed_on)
        fee = rounded_amount(fee / divisor.value)
        workings.step(f"减半交纳，{yuan_text(fee)}。", divisor.source)
    if given.stage != Stage.ARBITRATION:
        workings.changes("交纳确有困难的，可以申请缓交、减交或者免交；接受法律援助的应当准予缓交。")
        workings.changes("费用由败诉方负担；追索劳动报酬的案件可以不预交案件受理费。")
    text = f"{given.stage.label}：{yuan_text(fee)}。" if fee else f"{given.stage.label}不收费。"
    return workings.result(fee, "yuan", text)


def _fee(given: Filing, workings: Workings) -> Decimal:
    on, amount = given.filed_on, given.amount or Decimal(0)
    if given.stage == Stage.ARBITRATION:
        workings.step("劳动争议仲裁不收费。", "劳动争议调解仲裁法第五十三条")
        return Decimal(0)
    if given.stage == Stage.LAWSUIT:
        figure = workings.law("fee_labour_case", on=on)
        workings.step(f"劳动争议案件每件交纳{yuan_text(figure.value)}。", figure.source)
        return figure.value
    if given.stage == Stage.SET_ASIDE:
        figure = workings.law("fee_set_aside", on=on)
        workings.step(f"申请撤销仲裁裁决每件交纳{yuan_text(figure.value)}。", figure.source)
        return figure.value
    full = _property_fee(amount, workings, on)
    if given.stage == Stage.CIVIL:
        return full
    divisor = workings.law("fee_payment_order_divisor", on=on)
    fee = rounded_amount(full / divisor.value)
    text = f"申请支付令按财产案件受理费的1/{number_text(divisor.value)}交纳，{yuan_text(fee)}。"
    workings.step(text, divisor.source)
    return fee


def _property_fee(amount: Decimal, workings: Workings, on: date) -> Decimal:
    """Return the fee of a property case in yuan: a least fee, then a share of each band above."""
    fee = workings.law("fee_property_least", on=on).value
    words = [yuan_text(fee)]
    for step in range(1, STEPS + 1):
        low = workings.law(f"fee_property_from_{step}", on=on).value
        if amount <= low:
            break
        high = amount
        if step < STEPS:
            high = min(amount, workings.law(f"fee_property_from_{step + 1}", on=on).value)
        percent = workings.law(f"fee_property_percent_{step}", on=on).value
        fee += (high - low) * percent / PERCENT
        words.append(f"{yuan_text(high - low)}×{number_text(percent)}%")
    fee = rounded_amount(fee)
    text = f"财产案件按{yuan_text(amount)}分段累计：{'+'.join(words)}={yuan_text(fee)}。"
    workings.step(text, f"{FEES}第十三条第（一）项")
    return fee
