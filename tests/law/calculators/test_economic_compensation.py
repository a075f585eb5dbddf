"""经济补偿: worked cases of the dossier by number, boundaries, refusals."""

from decimal import Decimal

import pytest

from gongyuan.law.figures import NO_FIGURES
from gongyuan.law.inputs import InputErrors
from gongyuan.law.registry import calculators


def computed(name, **given):
    return calculators()[name].run(given, NO_FIGURES)


def test_t01_five_years_three_months_are_five_and_a_half_months():
    result = computed(
        "economic_compensation",
        started_on="2019-03-15",
        ended_on="2024-06-20",
        monthly_wage=8000,
        local_average_wage=7000,
    )

    assert result.value == Decimal("44000.00")
    assert result.part("months") == Decimal("5.5")
    assert "劳动合同法第四十七条第一款" in result.articles


def test_t02_six_months_exactly_count_as_a_year():
    result = computed(
        "economic_compensation",
        started_on="2023-01-01",
        ended_on="2023-06-30",
        monthly_wage=6000,
    )

    assert result.value == 6000


def test_an_end_before_the_start_is_said_beside_the_end():
    with pytest.raises(InputErrors) as refused:
        computed(
            "economic_compensation",
            started_on="2024-01-01",
            ended_on="2023-01-01",
            monthly_wage=1,
        )

    assert refused.value.errors == {"ended_on": "最后工作日不能早于入职日期。"}


def test_every_fault_is_told_at_once():
    with pytest.raises(InputErrors) as refused:
        computed(
            "economic_compensation",
            started_on="2024-01-01",
            ended_on="2023-01-01",
            monthly_wage="八千",
        )

    assert refused.value.errors == {
        "ended_on": "最后工作日不能早于入职日期。",
        "monthly_wage": "应当是数字。",
    }


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("started_on", "1994-12-31", "不能早于1995年1月1日"),
        ("monthly_wage", 1e12, "数目过大"),
        ("monthly_wage", -1, "不能是负数。"),
        ("monthly_wage", "八千", "应当是数字。"),
        ("monthly_wage", 1.234, "最多两位小数。"),
        ("monthly_wage", None, "应当是数字。"),
        ("ended_on", "2024-02-30", "不是有效的日期"),
        ("region", "河南", "应当是六位行政区划代码"),
        ("colour", "red", "没有这一项。"),
    ],
)
def test_every_bad_field_is_said_in_words(field, value, sentence):
    given = {"started_on": "2020-01-01", "ended_on": "2024-01-01", "monthly_wage": 5000}

    with pytest.raises(InputErrors) as refused:
        computed("economic_compensation", **(given | {field: value}))

    assert list(refused.value.errors) == [field]
    assert sentence in refused.value.errors[field]
