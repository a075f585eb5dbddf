"""Truths of injuries, deaths, leaves and retirement, searched for exceptions."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from gongyuan.law.periods import add_months
from tests.law.calculators.computing import computed

quick = settings(max_examples=80, deadline=None)
yuan = st.decimals(min_value=0, max_value=200_000, places=2, allow_nan=False)
grades = st.integers(min_value=1, max_value=10)
few = st.integers(min_value=0, max_value=6)
births = st.dates(min_value=date(1950, 1, 1), max_value=date(2010, 12, 31))
OLD_AGE = {"man": 60, "woman_55": 55, "woman_50": 50}
NEW_AGE = {"man": 63, "woman_55": 58, "woman_50": 55}
groups = st.sampled_from(sorted(OLD_AGE))


def injury(grade, wage, average=None, **more):
    return computed(
        "work_injury",
        injured_on="2026-01-05",
        grade=grade,
        monthly_wage=wage,
        local_average_wage=average,
        **more,
    )


@quick
@given(grade=st.integers(min_value=2, max_value=10), wage=yuan, average=yuan)
def test_a_graver_injury_never_brings_less(grade, wage, average):
    assert injury(grade - 1, wage, average).value >= injury(grade, wage, average).value >= 0


@quick
@given(grade=grades, low=yuan, high=yuan, average=yuan)
def test_a_higher_wage_never_brings_less(grade, low, high, average):
    low, high = sorted((low, high))

    assert injury(grade, low, average).value <= injury(grade, high, average).value


@quick
@given(grade=st.integers(min_value=1, max_value=6), wage=yuan, minimum=yuan)
def test_an_allowance_is_never_below_the_minimum_wage(grade, wage, minimum):
    assert injury(grade, wage, minimum_wage=minimum).part("allowance") >= minimum


@quick
@given(
    grade=grades,
    wage=yuan,
    paid=yuan,
    months=st.integers(min_value=0, max_value=24),
    insured=st.booleans(),
)
def test_fund_and_employer_pay_the_whole_and_never_less_than_nothing(
    grade, wage, paid, months, insured
):
    result = injury(grade, wage, suspension_months=months, suspension_paid=paid, insured=insured)
    fund, employer = result.part("fund_total"), result.part("employer_total")

    assert fund + employer == result.value
    assert min(fund, employer) >= 0
    assert insured or fund == 0


@quick
@given(
    wage=yuan,
    average=st.none() | yuan,
    spouse=st.booleans(),
    others=few,
    alone=few,
)
def test_dependants_together_never_get_more_than_the_wage(wage, average, spouse, others, alone):
    result = computed(
        "work_death",
        died_on="2026-05-01",
        monthly_wage=wage,
        local_average_wage=average,
        spouse=spouse,
        other_relatives=others,
        lone_relatives=alone,
    )
    own = wage
    if average is not None:
        own = min(max(wage, average * Decimal("0.6")), average * 3)
    pension = result.part("pension") if spouse or others or alone else Decimal(0)

    assert 0 <= pension <= own


@quick
@given(born_on=births, group=groups)
def test_nobody_retires_before_the_old_age_or_after_the_new_one(born_on, group):
    result = computed("retirement_date", born_on=str(born_on), group=group)

    assert add_months(born_on, OLD_AGE[group] * 12) <= result.value
    assert result.value <= add_months(born_on, NEW_AGE[group] * 12)


@quick
@given(born_on=births, days=st.integers(min_value=0, max_value=400), group=groups)
def test_whoever_is_born_later_is_not_delayed_less(born_on, days, group):
    later = born_on + timedelta(days=days)
    first = computed("retirement_date", born_on=str(born_on), group=group)
    second = computed("retirement_date", born_on=str(later), group=group)

    assert first.part("delay") <= second.part("delay")


@quick
@given(born_on=st.dates(date(1975, 1, 1), date(2010, 12, 31)), group=groups)
def test_flexible_days_stand_around_the_day_of_retirement(born_on, group):
    result = computed("retirement_date", born_on=str(born_on), group=group)

    assert result.part("old_day") <= result.part("earliest") <= result.value
    assert result.value < result.part("latest")


@quick
@given(
    here=st.integers(min_value=0, max_value=400),
    more=st.integers(min_value=0, max_value=100),
    before=st.integers(min_value=0, max_value=300),
)
def test_a_longer_service_never_shortens_the_medical_period(here, more, before):
    sick_from = date(2026, 1, 1)

    def months(count):
        started_on = add_months(sick_from, -count)
        given_ = {"started_on": str(max(started_on, date(1995, 1, 1))), "sick_from": "2026-01-01"}
        return computed("medical_period", **given_, earlier_months=before).value

    assert 3 <= months(here) <= months(here + more) <= 24


@quick
@given(low=yuan, high=yuan, halved=st.booleans())
def test_a_larger_claim_never_costs_less_and_never_nothing(low, high, halved):
    low, high = sorted((low, high))

    def fee(amount):
        given_ = {"filed_on": "2026-05-05", "stage": "civil", "halved": halved}
        return computed("dispute_fees", **given_, amount=amount).value

    assert 25 <= fee(low) <= fee(high)


@quick
@given(
    amounts=st.lists(yuan, min_size=1, max_size=6),
    minimum=st.decimals(min_value=1, max_value=5000, places=2),
)
def test_an_award_is_final_exactly_when_each_item_is_within_twelve_months(amounts, minimum):
    result = computed(
        "final_award",
        decided_on="2026-05-05",
        minimum_wage=minimum,
        items=[{"kind": "wages", "amount": amount} for amount in amounts],
    )

    assert (result.value == "final") == (max(amounts) <= minimum * 12)
