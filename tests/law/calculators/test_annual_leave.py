"""年休假: days by service, parts of a year, pay for days not taken."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.calculators.computing import computed, refused

#: 6525 ÷ 21.75 = 300 yuan a day.
WAGE = {"year": 2025, "monthly_wage": 6525}


def leave(**facts):
    return computed("annual_leave", **(WAGE | facts))


def test_t15_five_days_not_taken_are_paid_twice_more():
    assert leave(accumulated_years=3).value == 3000


def test_t15_with_the_normal_wage_unpaid_too_it_is_three_times():
    assert leave(accumulated_years=3, normal_wage_paid=False).value == 4500


def test_t17_joining_on_15_september_leaves_one_day():
    # 108 ÷ 365 × 5 = 1.48
    result = leave(year=2026, accumulated_years=3, joined_on="2026-09-15")

    assert result.part("entitled") == 1
    assert result.value == 600


@pytest.mark.parametrize(
    ("years", "days"),
    [
        ("0", 0),
        ("0.99", 0),
        ("1", 5),
        ("9.99", 5),
        ("10", 10),
        ("19.99", 10),
        ("20", 15),
        ("45", 15),
    ],
)
def test_days_by_accumulated_service_at_each_boundary(years, days):
    assert leave(accumulated_years=years).part("unused") == days


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({"joined_on": "2025-01-01"}, 5),
        # 364 ÷ 365 × 5 = 4.99
        ({"joined_on": "2025-01-02"}, 4),
        # 73 ÷ 365 × 5 = 1 exactly: from 20 October
        ({"joined_on": "2025-10-20"}, 1),
        ({"joined_on": "2025-10-21"}, 0),
        ({"left_on": "2025-12-31"}, 5),
        # 1 January to 14 March: 73 days
        ({"left_on": "2025-03-14"}, 1),
        ({"left_on": "2025-03-13"}, 0),
        # 20 October to 31 December less a day
        ({"joined_on": "2025-10-20", "left_on": "2025-12-30"}, 0),
        # a leap year gives no more than the whole
        ({"year": 2024, "joined_on": "2024-01-01"}, 5),
        ({"year": 2024, "joined_on": "2024-01-02"}, 5),
        ({"year": 2024, "joined_on": "2024-01-03"}, 4),
    ],
)
def test_a_year_joined_or_left_gives_its_whole_days_only(facts, days):
    assert leave(accumulated_years=3, **facts).part("unused") == days


@pytest.mark.parametrize(
    ("left_on", "taken", "days"),
    [
        # 181 ÷ 365 × 15 = 7.44; 7.44 − 2 = 5.44
        ("2025-06-30", 2, 5),
        # 6.94 after half a day
        ("2025-06-30", "0.5", 6),
        # more than the share was taken: nothing is owed and nothing taken back
        ("2025-06-30", 8, 0),
        ("2025-06-30", 15, 0),
    ],
)
def test_on_leaving_days_taken_come_off_before_the_part_is_dropped(left_on, taken, days):
    result = leave(accumulated_years=25, left_on=left_on, taken_days=taken)

    assert result.part("unused") == days


def test_half_days_of_a_whole_year_stay_half_days():
    # 4.5 × 300 × 200 %
    assert leave(accumulated_years=3, taken_days="0.5").value == 2700


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({"accumulated_years": 5, "sick_months": "1.99"}, 5),
        ({"accumulated_years": 5, "sick_months": 2}, 0),
        ({"accumulated_years": 10, "sick_months": "2.99"}, 10),
        ({"accumulated_years": 10, "sick_months": 3}, 0),
        ({"accumulated_years": 20, "sick_months": "3.99"}, 15),
        ({"accumulated_years": 20, "sick_months": 4}, 0),
        ({"accumulated_years": 5, "paid_personal_days": 19}, 5),
        ({"accumulated_years": 5, "paid_personal_days": 20}, 0),
        ({"accumulated_years": 5, "has_long_holidays": True}, 0),
        ({"accumulated_years": 5, "has_twelve_months": False}, 0),
    ],
)
def test_the_cases_without_leave_in_a_year(facts, days):
    assert leave(**facts).part("unused") == days


def test_an_own_written_waiver_leaves_the_normal_wage_only():
    assert leave(accumulated_years=3, own_written_waiver=True).value == 0
    unpaid = leave(accumulated_years=3, own_written_waiver=True, normal_wage_paid=False)
    assert unpaid.value == 1500
    assert "企业职工带薪年休假实施办法第十条第二款" in unpaid.articles


def test_more_days_by_contract_win_and_fewer_do_not():
    assert leave(accumulated_years=3, agreed_days=12).part("unused") == 12
    assert leave(accumulated_years=3, agreed_days=4).part("unused") == 5


def test_days_that_are_settled_are_taken_as_they_are():
    # 3800 ÷ 21.75 × 5.5 × 2
    result = leave(monthly_wage=3800, unused_days="5.5")

    assert result.value == Decimal("1921.84")


def test_other_years_and_missing_service_are_refused_beside_their_fields():
    assert list(refused("annual_leave", **WAGE)) == ["accumulated_years"]
    other = WAGE | {"accumulated_years": 3, "joined_on": "2024-12-31"}
    assert list(refused("annual_leave", **other)) == ["joined_on"]
    crossing = WAGE | {"accumulated_years": 3, "joined_on": "2025-06-02", "left_on": "2025-06-01"}
    assert list(refused("annual_leave", **crossing)) == ["left_on"]
    assert list(refused("annual_leave", **(WAGE | {"year": 2007, "accumulated_years": 3}))) == [
        "year"
    ]


@settings(max_examples=80, deadline=None)
@given(
    years=st.integers(min_value=0, max_value=40),
    offset=st.integers(min_value=0, max_value=364),
    more=st.integers(min_value=0, max_value=364),
    taken=st.integers(min_value=0, max_value=16),
)
def test_staying_longer_in_a_year_never_gives_less(years, offset, more, taken):
    first = date(2025, 1, 1) + timedelta(days=min(offset, 364))
    later = min(first + timedelta(days=more), date(2025, 12, 31))
    facts = {"accumulated_years": years, "taken_days": taken}

    shorter = leave(**facts, left_on=first.isoformat()).value
    longer = leave(**facts, left_on=later.isoformat()).value
    whole = leave(**facts).value
    assert 0 <= shorter <= longer <= whole
