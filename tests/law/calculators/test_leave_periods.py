"""医疗期、产假、退休日期、失业保险金、高温津贴: cases from the articles, half at boundaries."""

from datetime import date, timedelta

import pytest

from tests.law.calculators.computing import computed, refused


def medical(years_here, *, earlier_months=0, days=0):
    """Compute for whole years in the unit up to the day before 2026-01-01, and some days more."""
    started_on = date(2026 - years_here, 1, 1) - timedelta(days=days)
    return computed(
        "medical_period",
        started_on=str(started_on),
        sick_from="2026-01-01",
        earlier_months=earlier_months,
    )


@pytest.mark.parametrize(
    ("years_here", "earlier_months", "months", "window"),
    [
        (1, 0, 3, 6),
        (5, 0, 6, 12),
        (9, 0, 6, 12),
        (5, 59, 6, 12),
        (5, 60, 9, 15),
        (4, 72, 6, 12),
        (10, 0, 12, 18),
        (15, 0, 18, 24),
        (20, 0, 24, 30),
    ],
)
def test_the_medical_period_follows_both_lengths_of_service(
    years_here, earlier_months, months, window
):
    result = medical(years_here, earlier_months=earlier_months)

    assert (result.value, result.part("window_months")) == (months, window)


@pytest.mark.parametrize(("years", "before", "after"), [(5, 3, 6), (10, 6, 12), (15, 12, 18)])
def test_a_day_less_than_whole_years_is_the_shorter_period(years, before, after):
    assert medical(years, days=-1).value == before
    assert medical(years).value == after


def test_the_window_and_a_continuous_sickness_end_on_corresponding_days():
    result = computed("medical_period", started_on="2024-02-01", sick_from="2024-08-31")

    # Three months from 31 August end with 29 November; six months with 27 February.
    assert result.part("full_end") == date(2024, 11, 29)
    assert result.part("window_end") == date(2025, 2, 27)


def test_sickness_before_the_employment_is_refused():
    errors = refused("medical_period", started_on="2024-02-02", sick_from="2024-02-01")

    assert list(errors) == ["sick_from"]


@pytest.mark.parametrize(
    ("given", "days", "last_day"),
    [
        ({}, 98, date(2026, 4, 8)),
        ({"difficult": True}, 113, date(2026, 4, 23)),
        ({"babies": 2}, 113, date(2026, 4, 23)),
        ({"babies": 3, "difficult": True}, 143, date(2026, 5, 23)),
        ({"bonus_days": 60}, 158, date(2026, 6, 7)),
        ({"occasion": "miscarriage", "pregnant_months": 3.99}, 15, date(2026, 1, 15)),
        ({"occasion": "miscarriage", "pregnant_months": 4}, 42, date(2026, 2, 11)),
    ],
)
def test_maternity_leave_from_new_year(given, days, last_day):
    result = computed("maternity_leave", first_day="2026-01-01", **given)

    assert (result.value, result.part("last_day")) == (days, last_day)


def test_ninety_eight_days_over_a_leap_day_end_a_day_earlier():
    assert computed("maternity_leave", first_day="2024-01-01").part("last_day") == date(2024, 4, 7)


def test_the_bonus_of_a_province_is_never_guessed():
    result = computed("maternity_leave", first_day="2026-01-01", region="410400")

    assert result.value == 98
    assert [one.key for one in result.missing] == ["maternity_bonus_days"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"occasion": "miscarriage"}, "pregnant_months"),
        ({"occasion": "miscarriage", "pregnant_months": 3, "babies": 2}, "babies"),
        ({"pregnant_months": 3}, "pregnant_months"),
        ({"first_day": "2012-04-27"}, "first_day"),
        ({"babies": 0}, "babies"),
    ],
)
def test_contradictions_of_a_leave_are_said_beside_the_field(given, field):
    assert list(refused("maternity_leave", **({"first_day": "2026-01-01"} | given))) == [field]


@pytest.mark.parametrize(
    ("born_on", "group", "day", "delay"),
    [
        # The last day of the old age, and the first of each delay.
        ("1964-12-31", "man", date(2024, 12, 31), 0),
        ("1965-01-01", "man", date(2025, 2, 1), 1),
        ("1965-04-30", "man", date(2025, 5, 30), 1),
        ("1965-05-01", "man", date(2025, 7, 1), 2),
        ("1965-08-31", "man", date(2025, 10, 31), 2),
        ("1976-08-31", "man", date(2039, 7, 31), 35),
        ("1976-09-01", "man", date(2039, 9, 1), 36),
        ("1990-09-01", "man", date(2053, 9, 1), 36),
        ("1969-12-31", "woman_55", date(2024, 12, 31), 0),
        ("1970-01-15", "woman_55", date(2025, 2, 15), 1),
        ("1981-09-01", "woman_55", date(2039, 9, 1), 36),
        ("1974-12-31", "woman_50", date(2024, 12, 31), 0),
        ("1975-01-31", "woman_50", date(2025, 2, 28), 1),
        ("1975-03-01", "woman_50", date(2025, 5, 1), 2),
        ("1984-10-31", "woman_50", date(2039, 9, 30), 59),
        ("1984-11-01", "woman_50", date(2039, 11, 1), 60),
        # Born on a leap day: sixty years and ten months.
        ("1968-02-29", "man", date(2028, 12, 29), 10),
    ],
)
def test_the_day_of_retirement_by_birth_and_group(born_on, group, day, delay):
    result = computed("retirement_date", born_on=born_on, group=group)

    assert (result.value, result.part("delay")) == (day, delay)
    assert result.is_verified is (delay == 0)


def test_going_early_stops_at_the_old_age_and_late_after_three_years():
    result = computed("retirement_date", born_on="1965-01-01", group="man")

    assert result.part("earliest") == date(2025, 1, 1)
    assert result.part("latest") == date(2028, 2, 1)


def test_going_early_by_three_whole_years_when_the_delay_is_longer():
    result = computed("retirement_date", born_on="1984-11-01", group="woman_50")

    assert result.part("earliest") == date(2036, 11, 1)


@pytest.mark.parametrize(
    ("born_on", "years"), [("1968-12-31", 15), ("1969-01-01", 15.5), ("1990-01-01", 20)]
)
def test_the_least_contribution_grows_from_2030_to_2039(born_on, years):
    result = computed("retirement_date", born_on=born_on, group="man")

    assert float(result.part("contribution_years_least")) == years


@pytest.mark.parametrize(
    ("months", "benefit"),
    [(11, 0), (12, 12), (59, 12), (60, 18), (119, 18), (120, 24), (400, 24)],
)
def test_unemployment_benefit_by_contribution(months, benefit):
    result = computed(
        "unemployment_benefit", registered_on="2026-01-05", contribution_months=months
    )

    assert result.value == benefit


def test_unused_months_are_added_up_to_twenty_four():
    given = {"registered_on": "2026-01-05", "contribution_months": 60}

    assert computed("unemployment_benefit", **given, unused_months=6).value == 24
    assert computed("unemployment_benefit", **given, unused_months=7).value == 24
    assert computed("unemployment_benefit", **given, unused_months=5).value == 23


def test_whoever_leaves_of_his_own_will_has_no_benefit():
    given = {"registered_on": "2026-01-05", "contribution_months": 60}

    assert computed("unemployment_benefit", **given, involuntary=False).value == 0


def test_the_yuan_of_unemployment_benefit_are_the_provinces():
    given = {"registered_on": "2026-01-05", "contribution_months": 60}

    assert computed("unemployment_benefit", **given, monthly_benefit=1800).part("total") == 32400
    missing = computed("unemployment_benefit", **given, region="410400").missing
    assert [one.key for one in missing] == ["unemployment_benefit_month"]


def hot(day, temperature, place="outdoors"):
    return {"day": day, "temperature": temperature, "place": place}


@pytest.mark.parametrize(
    ("one", "days"),
    [
        (hot("2026-07-01", 34.9), 0),
        (hot("2026-07-01", 35), 1),
        (hot("2026-07-01", 32.9, "indoors"), 0),
        (hot("2026-07-01", 33, "indoors"), 1),
    ],
)
def test_a_hot_day_begins_at_thirty_five_outdoors_and_thirty_three_indoors(one, days):
    result = computed("heat_allowance", days=[one], standard=200)

    assert result.part("days") == days
    assert result.value == 200 * days
    assert not result.is_verified


def test_heat_allowance_by_month_counts_each_month_once_and_by_day_each_day():
    days = [hot("2026-07-01", 36), hot("2026-07-02", 36), hot("2026-08-01", 36)]

    assert computed("heat_allowance", days=days, standard=200, paid=150).value == 250
    assert computed("heat_allowance", days=days, basis="day", standard=12).value == 36


def test_a_standard_of_a_province_that_is_unknown_is_asked_for():
    errors = refused("heat_allowance", days=[hot("2026-07-01", 36)], region="410400")

    assert list(errors) == ["standard"]


def test_a_day_is_given_once():
    errors = refused("heat_allowance", days=[hot("2026-07-01", 36)] * 2, standard=200)

    assert errors == {"days": "同一天只填一次。"}
