"""Arrears, minimum wage, deductions, probation, stoppage, refused payment, non-competition."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyuan.law.figures import Figure, FigureTable
from tests.law.calculators.computing import computed, refused


def one_figure(key, value, unit="yuan_per_month", verified=True):
    return FigureTable(
        [
            Figure(
                key=key,
                label="甲",
                value=Decimal(value),
                unit=unit,
                source="某省通知",
                is_verified=verified,
                region="410000",
            )
        ]
    )


def additional(**facts):
    result = computed("wage_arrears", **facts)
    return result.part("additional_least"), result.part("additional_most")


@pytest.mark.parametrize(
    ("order", "least", "most"),
    [("not_ordered", 0, 0), ("term_running", 0, 0), ("overdue", 5000, 10000)],
)
def test_t38_additional_damages_need_an_order_that_was_not_heeded(order, least, most):
    assert additional(other_due=[10000], order=order) == (least, most)


def test_a_decided_percentage_of_additional_damages_lies_between_the_limits():
    facts = {"other_due": ["49728.80"], "order": "overdue"}

    assert additional(**facts, additional_percent=50) == (Decimal("24864.40"),) * 2
    assert additional(**facts, additional_percent=100) == (Decimal("49728.80"),) * 2
    assert list(refused("wage_arrears", **facts, additional_percent="49.99")) == [
        "additional_percent"
    ]
    early = facts | {"order": "term_running", "additional_percent": 50}
    assert list(refused("wage_arrears", **early)) == ["additional_percent"]


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        # 3000 × 2 + 3000 ÷ 21.75 × 6
        ({"monthly_wage": 3000, "months": 2, "days": 6}, "6827.59"),
        # 4500 × 2 + 4500 × 27 ÷ 30
        ({"monthly_wage": 4500, "months": 2, "days": 27, "part_month_days": 30}, "13050"),
        ({"monthly_wage": 3400, "months": "3.5", "paid": 3400}, "8500"),
        ({"hourly_wage": "7.53", "hours": 1968}, "14819.04"),
        ({"other_due": ["1036.36", 7200]}, "8236.36"),
        ({"monthly_wage": 1000, "months": 1, "paid": 1000}, "0"),
        ({"monthly_wage": 1000, "months": 1, "paid": "1000.01"}, "0"),
    ],
)
def test_wages_owed_are_added_up_and_payments_taken_off(facts, value):
    assert computed("wage_arrears", **facts).value == Decimal(value)


def test_an_empty_claim_is_refused():
    assert list(refused("wage_arrears", monthly_wage=5000)) == ["months"]
    assert list(refused("wage_arrears", months=5)) == ["months"]


def test_the_general_contractor_pays_first_for_migrant_workers_of_a_site():
    result = computed("wage_arrears", other_due=[1], is_construction_migrant=True)

    assert "保障农民工工资支付条例第三十条第三款" in result.articles


MINIMUM = {"on": "2026-01-01", "minimum_wage": 2200}


@pytest.mark.parametrize(
    ("paid", "short"),
    [
        ({"paid": 2200}, 0),
        ({"paid": "2199.99"}, "0.01"),
        ({"paid": 3000, "overtime_pay": 900}, 100),
    ],
)
def test_the_minimum_wage_is_compared_without_overtime(paid, short):
    assert computed("minimum_wage_comparison", **MINIMUM, **paid).value == Decimal(short)


def test_allowances_benefits_and_where_ruled_own_contributions_do_not_count():
    # 2800 − 200 − 100 − 400 = 2100
    facts = {"paid": 2800, "special_allowances": 200, "benefits": 100}

    assert computed("minimum_wage_comparison", **MINIMUM, **facts).value == 0
    with_own = computed("minimum_wage_comparison", **MINIMUM, **facts, own_contributions=400)
    assert with_own.value == 100


def test_part_time_work_compares_with_the_hourly_minimum():
    facts = {"on": "2026-01-01", "is_part_time": True, "minimum_wage_per_hour": 20}

    assert computed("minimum_wage_comparison", **facts, hours=60, paid=1100).value == 100
    assert list(refused("minimum_wage_comparison", **facts, paid=1100)) == ["hours"]


def test_without_a_minimum_wage_it_is_asked_for_beside_its_field():
    facts = {"on": "2026-01-01", "paid": 2000}

    assert list(refused("minimum_wage_comparison", **facts)) == ["minimum_wage"]
    errors = refused("minimum_wage_comparison", **facts, region="410400")
    assert "2026年1月的月最低工资标准" in errors["minimum_wage"]
    table = one_figure("minimum_wage_month", 2100, verified=False)
    found = computed("minimum_wage_comparison", table, **facts, region="410400")
    assert found.value == 100
    assert not found.is_verified
    assert "待核" in found.warnings[0]


def test_parts_above_the_whole_are_refused():
    facts = MINIMUM | {"paid": 100, "overtime_pay": 101}

    assert list(refused("minimum_wage_comparison", **facts)) == ["paid"]


@pytest.mark.parametrize(
    ("wage", "most"),
    [
        # 20 % of 3000 is 600, above the minimum are 800
        (3000, 600),
        # at 2750 both are 550
        (2750, 550),
        # 20 % of 2500 is 500, above the minimum are 300
        (2500, 300),
        (2200, 0),
        (2000, 0),
    ],
)
def test_a_deduction_is_a_fifth_at_most_and_leaves_the_minimum(wage, most):
    assert computed("deduction_cap", **MINIMUM, monthly_wage=wage).value == most


def test_a_deduction_ends_with_the_loss_and_an_excess_is_said():
    result = computed("deduction_cap", **MINIMUM, monthly_wage=3000, loss=1300, deducted=800)

    assert result.part("months") == 3
    assert result.part("excess") == 200
    assert computed("deduction_cap", **MINIMUM, monthly_wage=3000, loss=50).value == 50


PROBATION = {"started_on": "2025-01-01", "full_wage": 6000, "probation_wage": 4800}


@pytest.mark.parametrize(
    ("contract_until", "limit"),
    [
        ("2025-03-30", 0),
        ("2025-03-31", 1),
        ("2025-12-30", 1),
        ("2025-12-31", 2),
        ("2027-12-30", 2),
        ("2027-12-31", 6),
    ],
)
def test_the_limit_of_probation_by_the_length_of_the_contract(contract_until, limit):
    facts = PROBATION | {"contract_until": contract_until, "probation_until": "2025-01-31"}

    assert computed("probation", **facts).part("limit") == limit


@pytest.mark.parametrize(
    ("more", "limit"),
    [
        ({"term": "open_ended"}, 6),
        ({"term": "task"}, 0),
        ({"term": "open_ended", "is_second": True}, 0),
        ({"only_probation": True}, 0),
    ],
)
def test_the_limit_of_probation_by_the_kind_of_contract(more, limit):
    facts = PROBATION | {"probation_until": "2025-01-31"}

    assert computed("probation", **facts, **more).part("limit") == limit


@pytest.mark.parametrize(
    ("probation_until", "damages"),
    [
        # a contract of two years: two months end on 28 February
        ("2025-02-28", "0"),
        # 1 and 2 March 2025 were a weekend
        ("2025-03-02", "0"),
        ("2025-03-03", "275.86"),
        ("2025-03-31", "6000"),
        ("2025-06-30", "24000"),
    ],
)
def test_damages_for_probation_beyond_its_limit(probation_until, damages):
    facts = PROBATION | {"contract_until": "2026-12-31", "probation_until": probation_until}

    assert computed("probation", **facts).value == Decimal(damages)


@pytest.mark.parametrize(
    ("wage", "more", "short"),
    [
        (4800, {}, 0),
        ("4799.99", {}, "0.01"),
        # 80 % of the lowest wage of the post is the other measure
        (4000, {"lowest_wage_of_post": 5000}, 0),
        (4000, {"minimum_wage": 5000}, 1000),
    ],
)
def test_the_least_wage_of_probation(wage, more, short):
    facts = PROBATION | {"term": "open_ended", "probation_until": "2025-01-31"}
    result = computed("probation", **(facts | {"probation_wage": wage}), **more)

    assert result.part("wage_short") == Decimal(short)


def test_a_fixed_term_needs_its_end():
    facts = PROBATION | {"probation_until": "2025-01-31"}

    assert list(refused("probation", **facts)) == ["contract_until"]
    ending = facts | {"term": "open_ended", "contract_until": "2026-01-01"}
    assert list(refused("probation", **ending)) == ["contract_until"]


STOPPAGE = MINIMUM | {"monthly_wage": 5000}


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        ({"months": "0.5"}, 2500),
        ({"months": 1}, 5000),
        # 5000 + 2 × 2200 × 70 %
        ({"months": 3, "allowance_percent": 70}, 8080),
        ({"months": 3, "is_working": True}, 15000),
        ({"months": 3, "is_working": True, "working_wage": 2000}, 9400),
        # (1550 × 80 % − 1166) × 5
        (
            {
                "months": 5,
                "is_first_cycle_settled": True,
                "minimum_wage": 1550,
                "allowance_percent": 80,
                "paid": 5830,
            },
            370,
        ),
    ],
)
def test_a_stoppage_pays_one_cycle_in_full_and_then_less(facts, value):
    assert computed("stoppage_pay", **(STOPPAGE | facts)).value == value


def test_the_allowance_of_a_province_is_never_guessed():
    assert list(refused("stoppage_pay", **STOPPAGE, months=2)) == ["allowance_percent"]
    table = one_figure("stoppage_allowance_percent", 80, unit="percent")
    found = computed("stoppage_pay", table, **STOPPAGE, months=2, region="410400")
    assert found.value == 6760


BOUND = {"ended_on": "2026-01-01", "minimum_wage": 2200}


def test_t40_without_agreement_the_minimum_wage_is_the_least():
    result = computed("non_competition", **BOUND, monthly_wage=6000, agreed_months=1)

    assert result.part("monthly") == 2200
    assert result.value == 2200


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        # 30 % of 8000 is 2400; of 7333.33 a little below 2200
        ({"monthly_wage": 8000, "agreed_months": 12}, 28800),
        ({"monthly_wage": "7333.33", "agreed_months": 10}, 22000),
        # two years at most
        ({"monthly_wage": 10000, "agreed_months": 24}, 72000),
        ({"monthly_wage": 10000, "agreed_months": 25}, 72000),
        ({"monthly_wage": 10000, "agreed_months": 36, "kept_months": 30}, 72000),
        ({"monthly_wage": 10000, "agreed_months": 24, "kept_months": 6}, 18000),
        # released by the employer: three months more
        (
            {"monthly_wage": 10000, "agreed_months": 24, "kept_months": 6, "was_released": True},
            27000,
        ),
        (
            {"monthly_wage": 10000, "agreed_months": 12, "agreed_monthly": 5000, "paid": 10000},
            50000,
        ),
    ],
)
def test_compensation_for_non_competition(facts, value):
    assert computed("non_competition", **BOUND, **facts).value == value


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({"amount": "4999.99", "months": 3}, "below"),
        ({"amount": 5000, "months": 3}, "by_province"),
        ({"amount": 5000, "months": "2.99"}, "below"),
        ({"amount": "19999.99", "months": 3}, "by_province"),
        ({"amount": 20000, "months": 3}, "reached"),
        ({"amount": 6000, "months": 1, "people": 9, "total": 54000}, "below"),
        ({"amount": 3000, "months": 1, "people": 10, "total": "29999.99"}, "below"),
        ({"amount": 3000, "months": 1, "people": 10, "total": 30000}, "by_province"),
        ({"amount": 10000, "months": 1, "people": 10, "total": 100000}, "reached"),
        ({"amount": 6000, "months": 3, "threshold_one": 6000}, "reached"),
        ({"amount": 6000, "months": 3, "threshold_one": 10000}, "below"),
    ],
)
def test_the_amounts_of_refused_payment(facts, standing):
    assert computed("refused_payment", **facts).value == standing


def test_the_amount_alone_is_no_crime():
    unordered = computed("refused_payment", amount=20000, months=3)
    ordered = computed("refused_payment", amount=20000, months=3, was_ordered=True)

    assert any("还没有经有关部门责令支付" in step.text for step in unordered.steps)
    assert not any("还没有" in step.text for step in ordered.steps)
    assert "只供了解" in ordered.warnings[0]


yuan = st.integers(min_value=0, max_value=50000)


@settings(max_examples=60, deadline=None)
@given(wage=yuan, minimum=yuan, loss=yuan)
def test_a_deduction_never_breaks_either_limit(wage, minimum, loss):
    facts = {"on": "2026-01-01", "monthly_wage": wage, "minimum_wage": minimum, "loss": loss}
    most = computed("deduction_cap", **facts).value

    assert 0 <= most <= min(Decimal(wage) / 5, loss)
    assert most == 0 or wage - most >= minimum


@settings(max_examples=60, deadline=None)
@given(paid=yuan, more=yuan, minimum=yuan)
def test_who_is_paid_more_lacks_less(paid, more, minimum):
    facts = {"on": "2026-01-01", "minimum_wage": minimum}
    poorer = computed("minimum_wage_comparison", **facts, paid=paid).value
    richer = computed("minimum_wage_comparison", **facts, paid=paid + more).value

    assert 0 <= richer <= poorer <= minimum


@settings(max_examples=60, deadline=None)
@given(months=st.integers(0, 24), more=st.integers(0, 24), wage=yuan)
def test_longer_stoppages_and_bounds_never_give_less(months, more, wage):
    facts = STOPPAGE | {"allowance_percent": 70, "monthly_wage": wage}
    bound = BOUND | {"monthly_wage": wage, "agreed_months": 24}

    assert (
        computed("stoppage_pay", **facts, months=months).value
        <= computed("stoppage_pay", **facts, months=months + more).value
    )
    assert (
        computed("non_competition", **bound, kept_months=months).value
        <= computed("non_competition", **bound, kept_months=months + more).value
    )
