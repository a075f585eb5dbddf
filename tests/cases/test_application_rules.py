"""The rules of applications and decisions on plain values."""

from datetime import date
from decimal import Decimal

import pytest

from gongyuan.cases.details import ClaimDetails, MissingItem, Opinion, Proposal
from gongyuan.cases.rules import application as rules
from gongyuan.cases.rules import decision

TODAY = date(2026, 6, 1)
PAPER = MissingItem(label="身份证", code="identity")


@pytest.mark.parametrize(
    ("told", "ok"),
    [
        ("工资没发", True),
        ("", False),
        ("。，！", False),
        ("干" * 20_000, True),
        ("干" * 20_001, False),
    ],
)
def test_facts_are_words_within_bounds(told, ok):
    assert (rules.facts_obstacles(told) == []) is ok


@pytest.mark.parametrize(
    ("first", "last", "ok"),
    [
        (None, None, True),
        (TODAY, None, True),
        (date(2026, 6, 2), None, False),
        (date(2026, 5, 1), date(2026, 5, 1), True),
        (date(2026, 5, 1), date(2026, 4, 30), False),
        (date(1949, 12, 31), None, False),
        (date(2026, 5, 1), date(2026, 12, 31), True),
    ],
)
def test_an_employment_begins_in_the_past_and_ends_after_it_began(first, last, ok):
    assert (rules.employment_obstacles(first, last, today=TODAY) == []) is ok


@pytest.mark.parametrize(
    ("claim", "ok"),
    [
        (ClaimDetails(kind="overtime"), True),
        (ClaimDetails(kind="overtime", amount=Decimal(0)), True),
        (ClaimDetails(kind="overtime", amount=Decimal("-0.01")), False),
        (ClaimDetails(kind="overtime", amount=Decimal("9999999999.99")), True),
        (ClaimDetails(kind="overtime", amount=Decimal("10000000000")), False),
        (ClaimDetails(kind="overtime", period_from=date(2026, 6, 2)), False),
        (ClaimDetails(kind="overtime", period_from=TODAY, period_to=TODAY), True),
        (ClaimDetails(kind="overtime", period_from=TODAY, period_to=date(2026, 5, 31)), False),
    ],
)
def test_a_claim_is_possible(claim, ok):
    assert (rules.claim_obstacles(claim, today=TODAY) == []) is ok


def test_the_sum_claimed_is_none_when_no_claim_names_an_amount():
    none = ClaimDetails(kind="labour_relation")

    assert rules.claimed_amount([none]) is None
    assert rules.claimed_amount([none, ClaimDetails(kind="overtime", amount=Decimal("1.50"))]) == (
        Decimal("1.50")
    )


@pytest.mark.parametrize(
    ("missing", "promised_on", "ok"),
    [([], None, True), (["身份证"], None, False), (["身份证"], TODAY, True),
     (["身份证"], date(2026, 5, 31), False)],
)  # fmt: skip
def test_what_is_missing_is_promised_for_a_day_to_come(missing, promised_on, ok):
    found = rules.acceptance_obstacles(missing, promised_on=promised_on, today=TODAY)

    assert (found == []) is ok


@pytest.mark.parametrize(
    ("items", "untold", "ok"),
    [([PAPER], [], True), ([], [], False), ([MissingItem(label=" ")], [], False),
     ([PAPER], ["证据"], False)],
)  # fmt: skip
def test_everything_is_told_at_once(items, untold, ok):
    assert (rules.supplement_obstacles(items, untold=untold) == []) is ok


def test_the_last_day_of_a_supplement_is_still_in_time():
    assert rules.lapse_obstacles(TODAY, today=TODAY)
    assert not rules.lapse_obstacles(date(2026, 5, 31), today=TODAY)


@pytest.mark.parametrize(
    ("proposed", "outcome", "reason", "ok"),
    [
        ("grant", "grant", "", True),
        ("grant", "refuse", "", False),
        ("grant", "refuse", "　", False),
        ("grant", "refuse", "证据不足", True),
        ("refuse", "grant", "", False),
        ("hardship_check", "grant", "", False),
        ("hardship_check", "grant", "本人承诺", True),
        ("need_more_facts", "grant", "就这样", False),
        ("need_more_facts", "refuse", "就这样", False),
    ],
)
def test_a_decision_follows_the_proposal_or_says_why_not(proposed, outcome, reason, ok):
    proposal = Proposal(outcome=proposed, missing=("争议属于哪一类事项",))

    found = decision.decision_obstacles(outcome, proposal, overrule_reason=reason)

    assert (found == []) is ok


def test_missing_facts_are_named():
    proposal = Proposal(outcome="need_more_facts", missing=("是否农民工",))

    (sentence,) = decision.decision_obstacles("grant", proposal, overrule_reason="")

    assert "是否农民工" in sentence


def test_an_interest_in_the_case_goes_before_everything_else():
    opinion = Opinion(outcome="grant", has_conflict=True)

    (sentence,) = decision.review_obstacles(opinion, Proposal(outcome="grant"))

    assert "回避" in sentence


@pytest.mark.parametrize(
    ("until", "reviewed", "text", "count"),
    [(TODAY, False, "有工牌", 0), (None, False, "有工牌", 0), (date(2026, 5, 31), False, "有", 1),
     (TODAY, True, "有", 1), (TODAY, False, " ", 1), (date(2026, 5, 31), True, "", 3)],
)  # fmt: skip
def test_an_objection_is_raised_once_in_time_and_in_words(until, reviewed, text, count):
    found = decision.objection_obstacles(
        today=TODAY, until=until, already_reviewed=reviewed, text=text
    )

    assert len(found) == count


def test_an_old_page_is_noticed_and_a_silent_one_is_not_blamed():
    assert decision.hurry_obstacles(1, 2)
    assert decision.hurry_obstacles(1, None)
    assert not decision.hurry_obstacles(2, 2)
    assert not decision.hurry_obstacles(None, 2)


def test_a_case_goes_to_another_unit_that_still_exists():
    assert decision.transfer_obstacles(1, 1, is_closed=False)
    assert decision.transfer_obstacles(1, 2, is_closed=True)
    assert not decision.transfer_obstacles(1, 2, is_closed=False)
