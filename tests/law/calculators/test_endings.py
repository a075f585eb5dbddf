"""经济补偿, N+1, 2N: the dossier's cases by number, boundaries of years, cap and 2008."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyuan.law.calculators.economic_compensation import ARTICLES, UNPAID, Ground
from tests.law.calculators.computing import computed, refused

FIVE_YEARS = {"started_on": "2019-03-15", "ended_on": "2024-06-20", "monthly_wage": 8000}
#: 2008-03-01 to 2023-06-20 is 15 years, 3 months and 20 days: 15.5 months.
FIFTEEN = {"started_on": "2008-03-01", "ended_on": "2023-06-20"}
TWENTY_THREE = {"started_on": "2003-07-01", "ended_on": "2026-06-30", "monthly_wage": 6000}


def compensation(**facts):
    return computed("economic_compensation", **facts)


def damages(**facts):
    return computed("unlawful_termination", **facts)


def test_t04_a_wage_up_to_three_times_the_average_has_no_limit_of_years():
    result = compensation(**FIFTEEN, monthly_wage=20000, local_average_wage=7000)

    assert result.part("months") == Decimal("15.5")
    assert result.value == 310000


def test_above_three_times_the_average_both_base_and_years_are_capped():
    # 30000 > 21000: 21000 × 12
    result = compensation(**FIFTEEN, monthly_wage=30000, local_average_wage=7000)

    assert (result.part("months"), result.part("base")) == (12, 21000)
    assert result.value == 252000


@pytest.mark.parametrize(
    ("wage", "value"),
    [
        # exactly three times is not above it: 15.5 × 21000
        (21000, 325500),
        # a fen above is: 12 × 21000
        ("21000.01", 252000),
        ("20999.99", Decimal("325499.85")),
    ],
)
def test_exactly_three_times_is_not_above_three_times(wage, value):
    assert compensation(**FIFTEEN, monthly_wage=wage, local_average_wage=7000).value == value


def test_a_capped_wage_with_fewer_than_twelve_years_keeps_its_years():
    result = compensation(**FIVE_YEARS | {"monthly_wage": 30000}, local_average_wage=7000)

    assert result.value == Decimal("115500.00")


def test_t05_unlawful_termination_doubles_and_pays_no_compensation_beside_it():
    result = damages(**FIVE_YEARS, local_average_wage=7000)

    assert result.value == 88000
    assert any("不再支付经济补偿" in step.text for step in result.steps)


def test_t06_compensation_counts_from_2008_when_the_old_rules_paid_nothing():
    result = compensation(**TWENTY_THREE, ground="expired")

    assert result.part("months") == 19
    assert result.value == 114000
    assert any("2008年" in text for text in result.warnings)


def test_t06b_damages_count_from_the_first_day_of_work():
    assert damages(**TWENTY_THREE).value == 276000


def test_t07_the_minimum_wage_is_the_least_base():
    result = compensation(
        started_on="2024-07-01", ended_on="2026-06-30", monthly_wage=1900, minimum_wage=2200
    )

    assert result.value == 4400


def test_t09_notice_pay_is_the_wage_of_the_month_before():
    result = computed("notice_pay", **FIVE_YEARS, last_month_wage=7200, local_average_wage=7000)

    assert result.part("notice_pay") == 7200
    assert result.value == 51200


def test_with_thirty_days_of_notice_there_is_no_notice_pay():
    result = computed("notice_pay", **FIVE_YEARS, last_month_wage=7200, was_notified=True)

    assert result.value == 44000


def test_notice_pay_is_not_capped_where_the_base_is():
    # base 21000 × 5.5 + last month 40000
    facts = FIVE_YEARS | {"monthly_wage": 30000, "local_average_wage": 7000}

    assert computed("notice_pay", **facts, last_month_wage=40000).value == 155500


@pytest.mark.parametrize(
    ("ended_on", "months"),
    [
        # one day: half a month
        ("2023-01-01", "0.5"),
        # a day before six months, six months, six months and a day
        ("2023-06-29", "0.5"),
        ("2023-06-30", "1"),
        ("2023-07-01", "1"),
        # a day before the year, the year, the year and a day
        ("2023-12-30", "1"),
        ("2023-12-31", "1"),
        ("2024-01-01", "1.5"),
        ("2024-06-29", "1.5"),
        ("2024-06-30", "2"),
    ],
)
def test_parts_of_a_year_from_the_first_of_january_2023(ended_on, months):
    result = compensation(started_on="2023-01-01", ended_on=ended_on, monthly_wage=1000)

    assert result.part("months") == Decimal(months)


@pytest.mark.parametrize(
    ("started_on", "ended_on", "months"),
    [
        # from 31 August six months are full with the last day of February
        ("2023-08-31", "2024-02-28", "1"),
        ("2023-08-31", "2024-02-27", "0.5"),
        ("2022-08-31", "2023-02-27", "1"),
        # a leap day begins; the year is full on 27/28 February
        ("2024-02-29", "2025-02-27", "1"),
        ("2024-02-29", "2025-02-28", "1.5"),
    ],
)
def test_month_ends_and_leap_days_fill_months(started_on, ended_on, months):
    result = compensation(started_on=started_on, ended_on=ended_on, monthly_wage=1000)

    assert result.part("months") == Decimal(months)


@pytest.mark.parametrize(
    ("before", "value"),
    [
        # 2008-01-01..2015-08-29: 7 years 8 months → 8
        ({}, 8000),
        # 2007-03-01..2015-08-29: 8 years 5 months 29 days → 8.5
        ({"before_2008": "continuous"}, 8500),
        # 8 + 1 month fixed for 2007
        ({"before_2008": "months_given", "months_before_2008": 1}, 9000),
    ],
)
def test_the_time_before_2008_follows_what_the_old_rules_gave(before, value):
    facts = {"started_on": "2007-03-01", "ended_on": "2015-08-29", "monthly_wage": 1000}

    assert compensation(**facts, **before).value == value


def test_months_before_2008_and_their_choice_belong_together():
    facts = {"started_on": "2007-03-01", "ended_on": "2015-08-29", "monthly_wage": 1000}

    assert list(refused("economic_compensation", **facts, before_2008="months_given")) == [
        "months_before_2008"
    ]
    assert list(refused("economic_compensation", **facts, months_before_2008=1)) == ["before_2008"]


def test_an_end_before_2008_is_refused_beside_the_end():
    facts = {"started_on": "2000-01-01", "monthly_wage": 1000}

    assert list(refused("economic_compensation", **facts, ended_on="2007-12-31")) == ["ended_on"]
    assert list(refused("unlawful_termination", **facts, ended_on="2007-12-31")) == ["ended_on"]
    assert compensation(**facts, ended_on="2008-01-01").value == 500


@pytest.mark.parametrize("ground", list(Ground))
def test_every_ground_pays_or_not_by_its_article(ground):
    result = compensation(**FIVE_YEARS, ground=ground.value)

    assert result.value == (0 if ground in UNPAID else 44000)
    assert ARTICLES[ground] in result.articles


def test_compensation_paid_already_is_taken_off_the_damages():
    # 7960.73 × 13 × 2 − 95529 − 7361.10
    result = damages(
        started_on="2008-03-31",
        ended_on="2020-11-04",
        monthly_wage="7960.73",
        already_paid="102890.10",
    )

    assert result.value == Decimal("104088.88")
    assert result.part("due") == Decimal("206978.98")


def test_more_paid_than_due_leaves_nothing_and_no_debt():
    assert compensation(**FIVE_YEARS, already_paid=50000).value == 0


def test_a_region_without_figures_is_said_and_not_guessed():
    result = compensation(**FIVE_YEARS, region="410400")

    assert result.value == 44000
    assert {one.key for one in result.missing} == {"average_wage_month", "minimum_wage_month"}
    assert len(result.warnings) == 2


quick = settings(max_examples=60, deadline=None)
starts = st.dates(min_value=date(2000, 1, 1), max_value=date(2024, 12, 31))
lengths = st.integers(min_value=0, max_value=9000)
wages = st.decimals(min_value=0, max_value=100000, places=2)


@quick
@given(start=starts, days=lengths, more=lengths, wage=wages)
def test_longer_service_never_gives_less(start, days, more, wage):
    first = max(start + timedelta(days=days), date(2008, 1, 1))
    later = first + timedelta(days=more)
    facts = {"started_on": start.isoformat(), "monthly_wage": str(wage), "local_average_wage": 7000}

    for name in ("economic_compensation", "unlawful_termination"):
        shorter = computed(name, **facts, ended_on=first.isoformat()).value
        longer = computed(name, **facts, ended_on=later.isoformat()).value
        assert 0 <= shorter <= longer


@quick
@given(start=starts, wage=wages, more=wages)
def test_without_a_known_average_a_higher_wage_never_gives_less(start, wage, more):
    facts = {"started_on": start.isoformat(), "ended_on": "2026-01-01"}

    lower = compensation(**facts, monthly_wage=str(wage)).value
    higher = compensation(**facts, monthly_wage=str(min(wage + more, Decimal(10**8)))).value
    assert 0 <= lower <= higher


@quick
@given(start=starts, wage=st.integers(min_value=0, max_value=100000))
def test_damages_are_twice_the_compensation_of_continuous_service(start, wage):
    facts = {"started_on": start.isoformat(), "ended_on": "2026-01-01", "monthly_wage": str(wage)}

    whole = compensation(**facts, before_2008="continuous", local_average_wage=7000).value
    assert damages(**facts, local_average_wage=7000).value == 2 * whole
