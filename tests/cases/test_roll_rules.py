"""Months × yuan, representatives, and who may still join: pure functions, tried on their edges."""

from datetime import date
from decimal import Decimal

import pytest

from gongyuan.cases.choices import CaseState
from gongyuan.cases.rules import roll as rules

LIMITS = rules.RepresentativeLimits(collective_from=10, least=3, most=5, clause="第六十三条")


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 3, 1), date(2026, 5, 31), 3),
        (date(2026, 3, 15), date(2026, 4, 14), 1),
        (date(2025, 12, 1), date(2026, 2, 28), 3),
        (date(2026, 3, 1), date(2026, 5, 30), None),
        (date(2026, 3, 1), date(2026, 3, 1), None),
        (date(2026, 1, 31), date(2026, 2, 27), 1),
    ],
)
def test_whole_months_are_counted_to_the_day_before_the_corresponding_one(first, last, months):
    assert rules.whole_months(first, last) == months


@pytest.mark.parametrize(
    ("kind", "months", "monthly", "amount"),
    [
        ("unpaid_wages", "3", "5000", "15000.00"),
        ("unpaid_wages", "2.5", "3333.33", "8333.33"),
        ("double_wage", "11", "4000", "44000.00"),
        ("unpaid_wages", "0", "5000", "0.00"),
    ],
)
def test_an_amount_is_months_times_yuan_to_the_fen(kind, months, monthly, amount):
    found = rules.reckoned_amount(kind, months=Decimal(months), monthly_amount=Decimal(monthly))

    assert str(found) == amount


def test_wages_owed_come_with_the_workings_of_the_calculator():
    result = rules.reckoned_claim("unpaid_wages", months=Decimal(3), monthly_amount=Decimal(5000))

    assert result.calculator == "wage_arrears"
    assert "劳动合同法第三十条第一款" in result.articles
    other = rules.reckoned_claim("overtime", months=Decimal(3), monthly_amount=Decimal(5000))
    assert other is None


@pytest.mark.parametrize(
    ("count", "people", "aid_form", "is_right"),
    [
        (3, 10, "arbitration", True),
        (5, 500, "arbitration", True),
        (2, 10, "arbitration", False),
        (6, 10, "arbitration", False),
        (1, 9, "arbitration", True),
        (2, 10, "litigation", True),
        (0, 10, "arbitration", True),
        (4, 3, "arbitration", False),
    ],
)
def test_the_limits_are_those_of_arbitration_and_of_a_collective(count, people, aid_form, is_right):
    found = rules.representative_obstacles(count, people=people, aid_form=aid_form, limits=LIMITS)

    assert (found == []) is is_right


def test_every_state_says_whether_the_roll_may_change():
    open_to_all = {s for s in CaseState if not rules.change_obstacles(s, may_review=False)}
    open_to_reviewers = {s for s in CaseState if not rules.change_obstacles(s, may_review=True)}

    assert open_to_all == rules.BEFORE_DECISION
    assert open_to_reviewers - open_to_all == {
        CaseState.GRANTED,
        CaseState.ASSIGNED,
        CaseState.MANDATING,
        CaseState.HANDLING,
        CaseState.SUSPENDED,
    }
