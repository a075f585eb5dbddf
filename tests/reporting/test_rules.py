from datetime import date
from decimal import Decimal

import pytest

from gongyuan.organisations.choices import UnitLevel
from gongyuan.reporting import rules
from gongyuan.reporting.choices import BY_CODE

WRONG = [
    ("union_funds", True, "-1", "不能小于0。"),
    ("union_funds", True, "0.001", "以元为单位，最多两位小数。"),
    ("union_funds", False, "1E10", "数字太大，请核对单位是不是元。"),
    ("union_funds", True, "NaN", "请填数字。"),
    ("union_funds", True, "Infinity", "请填数字。"),
    ("consultations", True, "1.5", "应为整数。"),
    ("subsidy", True, "3", "只能填1（是）或者2（否）。"),
    ("subsidy", True, "0", "只能填1（是）或者2（否）。"),
    ("subsidy", False, "1.5", "应为整数。"),
]
RIGHT = [
    ("union_funds", True, "0"),
    ("union_funds", True, "9999999999.99"),
    ("consultations", False, "1986"),
    ("subsidy", True, "2"),
    ("subsidy", False, "66"),
]


@pytest.mark.parametrize(("code", "is_own", "typed", "sentence"), WRONG)
def test_a_figure_that_cannot_stand_is_refused_with_a_sentence(code, is_own, typed, sentence):
    assert rules.figure_obstacles(BY_CODE[code], Decimal(typed), is_own=is_own) == [sentence]


@pytest.mark.parametrize(("code", "is_own", "typed"), RIGHT)
def test_a_figure_that_can_stand_is_not_refused(code, is_own, typed):
    assert rules.figure_obstacles(BY_CODE[code], Decimal(typed), is_own=is_own) == []


@pytest.mark.parametrize(
    ("level", "columns"),
    [
        ("nation", ["prefecture", "county", "township"]),
        ("province", ["prefecture", "county", "township"]),
        ("prefecture", ["prefecture", "county", "township"]),
        ("county", ["county", "township"]),
        ("township", ["township"]),
        ("primary", []),
    ],
)
def test_a_units_columns_are_its_own_level_and_those_below(level, columns):
    assert rules.columns_of(UnitLevel(level)) == columns


def test_a_year_can_be_submitted_from_the_first_day_of_the_next():
    last, first = date(2014, 12, 31), date(2015, 1, 1)

    assert rules.year_obstacles(rules.period_of(2014, today=last), today=last)
    assert not rules.year_obstacles(rules.period_of(2014, today=first), today=first)


def test_a_past_year_is_counted_on_its_last_day_and_the_running_one_today():
    assert rules.period_of(2014, today=date(2015, 5, 20)).as_at == date(2014, 12, 31)
    assert rules.period_of(2015, today=date(2015, 5, 20)).as_at == date(2015, 5, 20)


def test_a_roster_unlike_the_rows_of_institutions_stops_the_return():
    facts = rules.SubmissionFacts(missing=("是否有补贴",), institutions=3, roster=2)

    assert rules.submission_obstacles(facts) == [
        "“是否有补贴”还没有填。",
        "机构各行合计3个，名册有2个，请核对。",
    ]


def test_an_own_answer_is_kept_as_one_unit_with_or_one_without():
    subsidy = BY_CODE["subsidy"]

    assert rules.stored_figures(subsidy, Decimal(2), "", is_own=True) == {"yes": None, "no": 1}
    assert rules.stored_figures(subsidy, None, "", is_own=True) == {"yes": None, "no": None}
    assert rules.stored_figures(subsidy, Decimal(5), "yes", is_own=False) == {"yes": 5}
