"""The disposable income of the nation's townspeople, on which benefits after a death are based."""

from datetime import date
from decimal import Decimal

from gongyuan.law.calculation import Workings
from gongyuan.law.figures import NATION, statutory_figures
from gongyuan.law.inputs import InputErrors

URBAN_INCOME = "national_urban_income"
LABEL = "上一年度全国城镇居民人均可支配收入"


def urban_income(typed: Decimal | None, workings: Workings, *, on: date) -> Decimal:
    """Return yuan a year: national urban disposable income of the year before `on`.

    What was typed comes first, then the table of the office, then the shipped statistics. Refuses
    (InputErrors, beside the field `urban_income`) a year that none of them has.
    """
    if typed is not None:
        return typed
    if workings.regional.find(URBAN_INCOME, region=NATION, on=on) is not None:
        found = workings.regional_figure(URBAN_INCOME, LABEL, region=NATION, on=on)
        if found is not None:
            return found.value
    if statutory_figures().find(URBAN_INCOME, on=on) is None:
        text = f"参数表没有{on.year - 1}年的全国城镇居民人均可支配收入，请填写后再计算。"
        raise InputErrors({"urban_income": text})
    return workings.law(URBAN_INCOME, on=on).value
