"""What the tests of entered calendars and figures begin with."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gongyuan.organisations.choices import UnitLevel
from gongyuan.people.choices import Role
from gongyuan.policy import in_force
from gongyuan.policy.actions.entries import NewFigure
from gongyuan.policy.holiday_rows import TypedDay, read_rows
from gongyuan.policy.parameter_files import shipped_table
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor

NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"
#: Invented: the true notice of 2027 is not out. Statutory days as computed, the rest made up.
ROWS_2027 = """2027-01-01至2027-01-03 休 元旦
2027-02-05至2027-02-12 休 春节
2027-02-14 班 春节调休
2027-02-20 班 春节调休
4月5日 休 清明节
2027-05-01至2027-05-05 休 劳动节
2027-05-08 班 劳动节调休
2027-06-09 休 端午节
2027-09-15 休 中秋节
2027-10-01至2027-10-07 休 国庆节
2027-10-09，班，国庆节调休"""


@pytest.fixture
def put_back() -> Iterator[None]:
    """Afterwards this process works with the shipped calendar and figures again."""
    yield
    in_force._keep(in_force.InForce((0, 0), shipped_table()))


def days_of(text: str = ROWS_2027, year: int = 2027) -> list[TypedDay]:
    days, faults = read_rows(text, year=year)
    assert faults == []
    return days


def make_province(*, region_code: str = "410000") -> Any:
    return make_unit(level=UnitLevel.PROVINCE, region_code=region_code)


def provincial(*, role: str = Role.LEGAL_HEAD, region_code: str = "410000") -> Any:
    return make_actor(role=role, unit=make_province(region_code=region_code))


def new_figure(**values: Any) -> NewFigure:
    usual = {
        "key": "minimum_wage_month",
        "region": "410000",
        "value": Decimal(2200),
        "valid_from": date(2026, 1, 1),
        "valid_to": None,
        "source": "豫人社〔2025〕测试号",
        "is_verified": True,
        "reason": "按新标准执行",
    }
    return NewFigure(**(usual | values))
