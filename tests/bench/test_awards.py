"""The bench of awards: formulas are read, our calculators run, differences are explained."""

import re
from decimal import Decimal

import pytest

from bench.awards import line_of
from bench.formulas import terms_of, total


def row(claim_type, formula, printed, **more):
    return {
        "case_id": "X-1",
        "doc": "X",
        "claim_type": claim_type,
        "formula": formula,
        "computed": printed,
        "awarded_or_printed": printed,
        "start": None,
        "end": None,
        "monthly_wage": None,
        "months_or_N_used": None,
        "days_used": None,
        "expectation": "match",
        "note": "",
        "check_strength": "independent",
    } | more


SERVED = {"start": "2020-01-01", "end": "2022-03-31", "monthly_wage": 5000}


def line(claim_type, formula, printed, **more):
    return line_of(row(claim_type, formula, printed, **more), [])


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("3000/2+6200", "7700"),
        ("4350/21.75*(2*3+1*2)-100", "1500"),
        ("(1500-1450)+(1600-1440)", "210"),
        ("24000/12*6", "12000"),
    ],
)
def test_a_formula_is_read_into_terms_of_the_same_sum(formula, value):
    assert total(terms_of(formula)) == Decimal(value)


@pytest.mark.parametrize("formula", ["__import__('os')", "2**9", "a*2", "1/(2*3)"])
def test_anything_but_a_sum_of_numbers_is_refused(formula):
    with pytest.raises(ValueError, match=re.escape(formula)):
        terms_of(formula)


@pytest.mark.parametrize(
    ("claim_type", "formula", "printed", "more"),
    [
        ("economic_compensation_N", "5000*2.5", 12500, SERVED),
        ("unlawful_termination_2N", "5000*2.5*2-1000", 24000, SERVED),
        (
            "unlawful_termination_2N",
            "5000*1.5*2",
            15000,
            {"monthly_wage": 5000, "months_or_N_used": 1.5},
        ),
        ("annual_leave", "4350/21.75*5*2", 2000, {"days_used": 5}),
        ("annual_leave", "4350/21.75*5*3", 3000, {"days_used": 5}),
        ("unpaid_wage", "4350*2+4350/21.75*3-500", 8800, {}),
        ("unpaid_wage", "3100/31*10", 1000, {}),
        ("overtime_holiday_300", "4350/21.75*4*3", 2400, {}),
        ("overtime_holiday_300", "4350/21.75*4*2", 1600, {}),
        ("overtime_holiday_300", "(4350*2+8700)/21.75*3", 2400, {}),
        ("overtime_weekday_150", "20*1.5*100", 3000, {}),
        ("overtime_mixed", "4350/21.75/8*(10*2+20*1.5)-50", 1200, {}),
        ("min_wage_gap", "(1500-1450)+(1600-1440)", 210, {}),
        ("standby_living_allowance", "(2000*0.8-1500)*3", 300, {}),
        ("injury_disability_lump", "5000*0.6*9", 27000, {}),
        ("injury_suspension_pay", "3000*4-2000", 10000, {}),
        ("work_death_funeral", "60000/12*6", 30000, {}),
        (
            "double_wage_no_contract",
            "4000*2",
            8000,
            {"start": "2024-01-10", "end": "2024-04-09", "monthly_wage": 4000},
        ),
    ],
)
def test_inputs_out_of_a_formula_give_its_sum_by_our_calculators(
    claim_type, formula, printed, more
):
    assert line(claim_type, formula, printed, **more).is_equal


def test_days_decide_and_the_months_of_the_court_explain():
    found = line("economic_compensation_N", "5000*2", 10000, **SERVED, months_or_N_used=2)

    assert found.ours == 12500
    assert not found.is_equal
    assert found.is_near
    assert "the court took 2 months" in found.why


def test_a_printed_result_is_never_taken_for_an_input():
    found = line("double_wage_no_contract", "28708", 28708, months_or_N_used=11)

    assert found.ours is None
    assert not found.is_equal


def test_a_claim_without_calculator_is_not_equal():
    assert not line("lawyer_fee_prorated", "1/2*3", 1.5).is_equal


def test_a_difference_that_nothing_explains_is_said():
    assert "UNEXPLAINED" in line("annual_leave", "4350/21.75*5*2", 9999, days_used=5).why
