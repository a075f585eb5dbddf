"""Figures of a region that calculators ask for: typed by the worker, or found in the table."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import Field

from gongyuan.law.calculation import Workings, needs
from gongyuan.law.inputs import CalculatorInput, InputErrors, Region


class InRegion(CalculatorInput):
    """An input that may name the region whose figures are looked up."""

    region: Region | None = Field(
        None,
        title="地区（行政区划代码）",
        description="合同履行地的六位行政区划代码，如410400；用来查当地的参数。",
    )


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A regional figure a calculator asks for: its key, Chinese name, and the field to type it."""

    key: str
    label: str
    field: str


AVERAGE_WAGE = Asked(
    key="average_wage_month", label="上年度职工月平均工资", field="local_average_wage"
)
MINIMUM_WAGE = Asked(key="minimum_wage_month", label="月最低工资标准", field="minimum_wage")


def known(asked: Asked, given: InRegion, workings: Workings, *, on: date) -> Decimal | None:
    """Return what was typed, else the region's figure on a day, else None.

    A region without the figure is said in the result (missing, with a warning).
    """
    typed: Decimal | None = getattr(given, asked.field)
    if typed is not None or given.region is None:
        return typed
    found = workings.regional_figure(asked.key, asked.label, region=given.region, on=on)
    return None if found is None else found.value


def required(asked: Asked, given: InRegion, workings: Workings, *, on: date) -> Decimal:
    """Return what was typed, else the region's figure on a day.

    Refuses (InputErrors, beside the field to fill) when there is neither: it is never guessed.
    """
    if getattr(given, asked.field) is None and given.region is None:
        raise InputErrors({asked.field: f"请填写{asked.label}，或者填写地区以查参数表。"})
    found = known(asked, given, workings, on=on)
    if found is None:
        raise needs(asked.field, asked.label, region=given.region or "", on=on)
    return found
