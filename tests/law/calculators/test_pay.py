"""Daily and average wage, overtime: the dossier's cases by number and boundaries."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyuan.law.workdays import mainland_calendar, statutory_days
from tests.law.calculators.computing import computed, refused

#: 4350 ÷ 21.75 ÷ 8 = 25 yuan an hour.
BASE = {"monthly_wage": 4350}


def overtime(**facts):
    return computed("overtime", **facts)


def on_day(day, hours=8, **more):
    return overtime(**BASE, worked=[{"day": day, "hours": hours, **more}])


def test_t12_the_three_rates():
    result = overtime(**BASE, weekday_hours=10, rest_day_hours=8, holiday_hours=8)

    assert [result.part(f"{kind}_pay") for kind in ("weekday", "rest_day", "holiday")] == [
        375,
        400,
        600,
    ]
    assert result.value == 1375


def test_t13_a_day_is_a_month_over_21_75_and_not_20_67():
    result = computed("daily_wage", monthly_wage=6525)

    assert result.value == 300
    assert result.part("hourly") == Decimal("37.5")
    assert result.articles == ("人社部发〔2025〕2号第二条",)


def test_the_notice_of_2008_folds_wages_until_2024():
    assert computed("daily_wage", monthly_wage=6525, on="2024-12-31").articles == (
        "劳社部发〔2008〕3号第二条",
    )
    assert computed("daily_wage", monthly_wage=6525, on="2025-01-01").articles == (
        "人社部发〔2025〕2号第二条",
    )


def test_a_time_without_a_kept_rule_is_refused_in_words():
    errors = refused("daily_wage", monthly_wage=6525, on="2007-12-31")

    assert errors == {"": "没有收录2007年12月31日适用的月计薪天数，不能计算。"}


@pytest.mark.parametrize(
    ("day", "kind", "value"),
    [
        # T14: eve of Spring Festival, fourth day (only a day off), make-up Saturday
        ("2026-02-16", "holiday", 600),
        ("2026-02-20", "rest_day", 400),
        ("2026-02-14", "weekday", 0),
        # T14b: the second of May is statutory since 2025, the third is not
        ("2026-05-02", "holiday", 600),
        ("2026-05-03", "rest_day", 400),
        ("2026-05-09", "weekday", 0),
        # before 2025 the eve and the second of May were days off by arrangement or not at all
        ("2024-05-02", "rest_day", 400),
        ("2024-05-01", "holiday", 600),
        ("2023-01-21", "rest_day", 400),
        ("2024-02-09", "weekday", 0),
        # National Day: three days triple, the fourth double
        ("2026-10-03", "holiday", 600),
        ("2026-10-04", "rest_day", 400),
        ("2026-10-10", "weekday", 0),
        # a statutory day on a weekend stays triple; the day off for it is double
        ("2026-04-05", "holiday", 600),
        ("2026-04-06", "rest_day", 400),
        ("2026-09-05", "rest_day", 400),
        ("2026-09-07", "weekday", 0),
    ],
)
def test_t14_days_are_classified_by_the_calendar(day, kind, value):
    result = on_day(day)

    assert result.value == value
    assert result.part(f"{kind}_hours") == (8 if value else 0)


def test_all_of_t14_in_one_list():
    days = ("2026-02-16", "2026-02-20", "2026-02-14")

    assert overtime(**BASE, worked=[{"day": day, "hours": 8} for day in days]).value == 1000


@pytest.mark.parametrize(("hours", "value"), [("8", 0), ("8.5", "18.75"), ("11", "112.50")])
def test_on_a_normal_day_only_hours_beyond_eight_count(hours, value):
    assert on_day("2026-09-07", hours=hours).value == Decimal(value)


def test_time_off_in_lieu_replaces_pay_on_rest_days_but_not_on_holidays():
    assert on_day("2026-09-05", has_time_off=True).value == 0
    assert on_day("2026-10-01", has_time_off=True).value == 600


def test_the_own_week_of_an_employer_wins_over_saturday_and_sunday():
    assert on_day("2026-09-05", is_rest_day=False).value == 0
    assert on_day("2026-09-07", is_rest_day=True).value == 400
    assert on_day("2026-10-01", is_rest_day=False).value == 600


def test_more_than_36_hours_a_month_is_warned_of():
    days = [f"2026-09-{day:02d}" for day in (1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16)]
    at_limit = overtime(**BASE, worked=[{"day": day, "hours": 11} for day in days])
    above = overtime(**BASE, worked=[{"day": day, "hours": "11.01"} for day in days])

    assert at_limit.part("weekday_hours") == 36
    assert at_limit.warnings == ()
    assert "2026年9月" in above.warnings[0]


def test_a_year_without_published_arrangement_is_said_to_be_provisional():
    result = on_day("2029-05-02")

    assert result.value == 600
    assert any("暂定" in text for text in result.assumptions)


def test_years_of_days_are_summed_and_not_told_one_by_one():
    first = date(2020, 1, 1)
    worked = [
        {"day": (first + timedelta(days=index)).isoformat(), "hours": 9} for index in range(1500)
    ]
    result = overtime(**BASE, worked=worked)

    assert len(result.steps) == 3
    assert result.part("weekday_hours") == sum(
        mainland_calendar().is_working_day(first + timedelta(days=index)) for index in range(1500)
    )


def test_mid_autumn_on_national_day_is_warned_of():
    # 1 October 2020 was both; the days off went on to the 8th
    assert "中秋节与国庆节" in on_day("2020-10-04").warnings[0]
    assert on_day("2020-10-01").warnings == ()
    assert on_day("2019-10-04").warnings == ()


def test_days_before_2014_and_days_given_twice_are_refused_at_their_place():
    worked = [{"day": "2013-10-01", "hours": 8}, {"day": "2026-10-01", "hours": 8}]

    assert list(refused("overtime", **BASE, worked=worked)) == ["worked.0.day"]
    twice = [{"day": "2026-10-01", "hours": 8}] * 2
    assert list(refused("overtime", **BASE, worked=twice)) == ["worked.1.day"]
    long = [{"day": "2026-10-01", "hours": 25}]
    assert list(refused("overtime", **BASE, worked=long)) == ["worked.0.hours"]
    assert list(refused("overtime", weekday_hours=1)) == ["monthly_wage"]


@pytest.mark.parametrize(
    ("working_time", "value"),
    [
        ("standard", 1375),
        # (10 + 8) × 25 × 150 % + 8 × 25 × 300 %
        ("comprehensive", 1275),
        ("flexible", 0),
    ],
)
def test_the_system_of_working_time(working_time, value):
    hours = {"weekday_hours": 10, "rest_day_hours": 8, "holiday_hours": 8}

    assert overtime(**BASE, **hours, working_time=working_time).value == value


def test_the_triple_of_a_holiday_may_hold_the_wage_already_paid_by_local_practice():
    facts = {"holiday_hours": 32, "monthly_wage": "1730.40"}

    assert overtime(**facts).value == Decimal("954.70")
    assert overtime(**facts, holiday_pay_includes_wage=True).value == Decimal("636.47")


def test_a_given_hourly_wage_is_taken_as_it_is_and_payments_are_taken_off():
    # 13.45 × 1.5 × 386 − 7000
    facts = {"hourly_wage": "13.45", "weekday_hours": 386}

    assert overtime(**facts).value == Decimal("7787.55")
    assert overtime(**facts, already_paid=7000).value == Decimal("787.55")
    assert overtime(**facts, already_paid=8000).value == 0


def test_the_average_spreads_a_bonus_and_holds_overtime():
    # (11708.30 × 12 + 11000 × 2 ÷ 12 + 2883.22) ÷ 12
    result = computed(
        "monthly_average_wage",
        wages=["11708.30"] * 12,
        annual_bonus=11000,
        bonus_months=2,
        overtime_pay="2883.22",
        includes_overtime=False,
    )

    assert result.value == Decimal("12101.35")


def test_fewer_than_twelve_months_are_averaged_over_their_number():
    result = computed("monthly_average_wage", wages=[5000, 6000, 7000])

    assert result.value == 6000
    assert result.part("months") == 3


def test_for_annual_leave_overtime_is_taken_out():
    # (12 × 7000 − 5700) ÷ 12
    facts = {"wages": [7000] * 12, "overtime_pay": 5700}

    assert computed("monthly_average_wage", purpose="annual_leave", **facts).value == 6525
    assert computed("monthly_average_wage", **facts).value == 7000
    apart = facts | {"includes_overtime": False}
    assert computed("monthly_average_wage", purpose="annual_leave", **apart).value == 7000
    assert computed("monthly_average_wage", **apart).value == 7475


def test_a_total_needs_its_months():
    assert computed("monthly_average_wage", total=30481, months=12).value == Decimal("2540.08")
    assert list(refused("monthly_average_wage", total=30481)) == ["months"]
    assert list(refused("monthly_average_wage")) == ["wages"]
    assert list(refused("monthly_average_wage", wages=[1], total=1, months=1)) == ["wages"]
    assert list(refused("monthly_average_wage", wages=[1, 2], months=1)) == ["months"]
    assert list(refused("monthly_average_wage", wages=[1], overtime_pay=2)) == ["overtime_pay"]
    assert list(refused("monthly_average_wage", wages=[1] * 13)) == ["wages"]


hours = st.integers(min_value=0, max_value=200)
quick = settings(max_examples=60, deadline=None)


@quick
@given(wage=st.integers(min_value=0, max_value=50000), first=hours, second=hours, more=hours)
def test_more_hours_and_dearer_hours_never_give_less(wage, first, second, more):
    less = overtime(monthly_wage=wage, weekday_hours=first, rest_day_hours=second).value
    longer = overtime(monthly_wage=wage, weekday_hours=first + more, rest_day_hours=second).value
    dearer = overtime(monthly_wage=wage, weekday_hours=first, holiday_hours=second).value

    assert 0 <= less <= longer
    assert less <= dearer


@quick
@given(offset=st.integers(min_value=0, max_value=5000), number=st.integers(1, 24))
def test_a_day_is_exactly_one_kind(offset, number):
    day = date(2014, 1, 1) + timedelta(days=offset)
    result = on_day(day.isoformat(), hours=number)
    kinds = {kind: result.part(f"{kind}_hours") for kind in ("weekday", "rest_day", "holiday")}

    if day in statutory_days(day.year):
        assert kinds == {"weekday": 0, "rest_day": 0, "holiday": number}
    elif mainland_calendar().is_working_day(day):
        assert kinds == {"weekday": max(number - 8, 0), "rest_day": 0, "holiday": 0}
    else:
        assert kinds == {"weekday": 0, "rest_day": number, "holiday": 0}


@pytest.mark.parametrize("year", range(2014, 2041))
def test_every_year_has_its_number_of_statutory_days(year):
    # 11 days to 2024, 13 since; one fewer when Mid-Autumn falls on 1 to 3 October
    expected = 11 if year < 2025 else 13
    if year in (2020, 2028, 2031, 2039):
        expected -= 1

    assert len(statutory_days(year)) == expected
