"""二倍工资: the window of eleven months, parts of months, limitation, exemptions."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.law.calculators.computing import computed, refused

UNSIGNED = {"started_on": "2024-01-10", "monthly_wage": 6000}


def double(**facts):
    return computed("double_wage", **facts)


def test_t11_at_most_eleven_months_and_then_an_open_ended_contract():
    result = double(**UNSIGNED, applied_on="2025-06-30")

    assert (result.part("from"), result.part("to")) == (date(2024, 2, 10), date(2025, 1, 9))
    assert result.value == 66000
    assert any("无固定期限" in text for text in result.what_would_change)


@pytest.mark.parametrize(
    ("ended_on", "value"),
    [
        # the first month is free: 10 January to 9 February
        ("2024-02-08", 0),
        ("2024-02-09", 0),
        # 10 to 12 February are Spring Festival, 10 to 17 are days off, 18 is a make-up day
        ("2024-02-10", 0),
        ("2024-02-17", 0),
        ("2024-02-18", Decimal("275.86")),
        # 18–24 February 6 (the 18th is worked), 26 February–1 March 5, 4–8 March 5: 16 days
        ("2024-03-08", Decimal("4413.79")),
        ("2024-03-09", 6000),
        # 10–31 December 2024 16, January 2, 3, 6, 7, 8: 21 days, 60000 + 5793.10
        ("2025-01-08", Decimal("65793.10")),
        ("2025-01-09", 66000),
        ("2025-01-10", 66000),
    ],
)
def test_the_window_at_its_boundaries(ended_on, value):
    assert double(**UNSIGNED, ended_on=ended_on).value == value


def test_the_part_of_a_month_is_paid_by_its_working_days():
    # window 4 April to 16 September 2014; the part 4–16 September has 8, Mid-Autumn was the 8th
    result = double(started_on="2014-03-04", ended_on="2014-09-16", monthly_wage=2777)

    assert result.part("rest_days") == 8
    assert result.value == Decimal("14906.43")


@pytest.mark.parametrize(
    ("practice", "value"),
    [
        # window 1 August to 27 October 2014; the part is October: 8 to 11 (the 11th is worked),
        # 13 to 17, 20 to 24 and 27, 15 days
        ({}, "12103.45"),
        # 2 × 4500 + 4500 × 27 ÷ 30
        ({"part_month": "calendar_days", "part_month_days": 30}, "13050"),
        ({"part_month": "whole"}, "13500"),
        ({"part_month": "left_out"}, "9000"),
    ],
)
def test_a_part_of_a_month_by_law_and_by_the_practices_before_it(practice, value):
    facts = {"started_on": "2014-07-01", "ended_on": "2014-10-27", "monthly_wage": 4500}

    assert double(**facts, **practice).value == Decimal(value)


def test_days_of_a_month_belong_to_the_practice_of_calendar_days():
    facts = UNSIGNED | {"ended_on": "2024-06-30"}

    for wrong in ({"part_month": "calendar_days"}, {"part_month_days": 30}):
        assert list(refused("double_wage", **facts, **wrong)) == ["part_month_days"]


def test_a_part_of_a_month_never_exceeds_the_month():
    # 1–30 December 2025 has 22 working days, more than the 21.75 of a month's pay
    facts = {"started_on": "2025-11-01", "ended_on": "2025-12-30", "monthly_wage": 6000}

    assert double(**facts).part("rest_days") == 22
    assert double(**facts).value == 6000


def test_signing_late_ends_the_window_the_day_before():
    # 10 February to 9 May: three months
    assert double(**UNSIGNED, signed_on="2024-05-10").value == 18000


def test_signing_within_the_first_month_leaves_nothing():
    assert double(**UNSIGNED, signed_on="2024-02-10").value == 0


def test_a_refused_open_ended_contract_has_no_first_month_and_no_limit():
    result = double(
        kind="open_ended_refused",
        started_on="2023-01-01",
        ended_on="2024-03-31",
        monthly_wage=19500,
    )

    assert result.value == 292500
    assert "劳动合同法第八十二条第二款" in result.articles


def test_those_at_work_before_2008_count_from_2008():
    result = double(started_on="2001-04-12", ended_on="2012-07-31", monthly_wage=1000)

    assert (result.part("from"), result.part("to")) == (date(2008, 2, 1), date(2008, 12, 31))
    assert result.value == 11000


def test_wages_of_single_months_are_added_as_they_are():
    result = double(
        started_on="2012-09-01", ended_on="2012-12-31", monthly_wage=0, wages=[3500, 6200]
    )

    assert result.value == 9700


def test_more_months_of_wages_than_the_window_has_are_refused():
    facts = {"started_on": "2012-09-01", "ended_on": "2012-12-31", "monthly_wage": 0}

    assert list(refused("double_wage", **facts, wages=[1] * 5)) == ["wages"]


@pytest.mark.parametrize(
    ("mode", "applied_on", "value"),
    [
        # the window is 10 February 2024 to 9 January 2025
        ("not_applied", "2030-01-01", 66000),
        ("from_last_day", "2026-01-09", 66000),
        ("from_last_day", "2026-01-10", 0),
        ("by_month", "2025-03-09", 66000),
        ("by_month", "2025-03-10", 60000),
        ("by_month", "2026-01-09", 6000),
        ("by_month", "2026-01-10", 0),
        ("by_day", "2025-02-10", 66000),
        ("by_day", "2025-03-10", 60000),
        ("by_day", "2026-01-10", 0),
    ],
)
def test_limitation_by_each_reading_the_day_before_and_after(mode, applied_on, value):
    assert double(**UNSIGNED, applied_on=applied_on, limitation_mode=mode).value == value


def test_without_a_reading_the_whole_is_given_and_the_readings_are_warned_of():
    result = double(**UNSIGNED, applied_on="2025-07-10")

    assert result.value == 66000
    # 10 July 2024 to 9 January 2025
    assert result.part("left_by_month") == 36000
    assert len(result.warnings) == 2


@pytest.mark.parametrize("exemption", ["force_majeure", "workers_fault", "continued_by_law"])
def test_what_the_employer_proves_excuses_it(exemption):
    result = double(**UNSIGNED, ended_on="2025-06-30", exemption=exemption)

    assert result.value == 0
    assert result.articles[0].startswith("法释〔2025〕12号第")


def test_a_window_without_an_end_and_limitation_without_a_day_are_refused():
    assert list(refused("double_wage", **UNSIGNED)) == ["ended_on"]
    facts = UNSIGNED | {"ended_on": "2024-06-30", "limitation_mode": "by_day"}
    assert list(refused("double_wage", **facts)) == ["applied_on"]


days = st.integers(min_value=0, max_value=800)


@pytest.mark.parametrize("start", ["2009-01-29", "2009-01-30", "2009-01-31", "2008-02-29"])
def test_work_begun_at_the_end_of_a_month_still_gives_eleven_months(start):
    result = double(started_on=start, monthly_wage=1000, ended_on="2012-12-31")

    assert result.value == 11_000


@settings(max_examples=80, deadline=None)
@example(start=date(2009, 1, 29), length=700, more=1, wage=1)
@given(
    start=st.dates(min_value=date(2009, 1, 1), max_value=date(2023, 12, 31)),
    length=days,
    more=days,
    wage=st.integers(min_value=0, max_value=100000),
)
def test_a_longer_time_never_gives_less_and_never_more_than_eleven_months(
    start, length, more, wage
):
    facts = {"started_on": start.isoformat(), "monthly_wage": wage}
    ends = [start + timedelta(days=length), start + timedelta(days=length + more)]

    shorter, longer = (double(**facts, ended_on=end.isoformat()).value for end in ends)
    assert 0 <= shorter <= longer <= 11 * wage


@settings(max_examples=60, deadline=None)
@given(
    applied=st.dates(min_value=date(2024, 2, 10), max_value=date(2027, 12, 31)),
    mode=st.sampled_from(["by_day", "by_month", "from_last_day"]),
)
def test_limitation_only_takes_away(applied, mode):
    facts = UNSIGNED | {"applied_on": applied.isoformat()}

    assert 0 <= double(**facts, limitation_mode=mode).value <= double(**facts).value
