from datetime import date

import pytest

from gongyuan.law.limitation import (
    Interruption,
    LimitationFacts,
    Suspension,
    interruption_kinds,
    limitation,
)
from gongyuan.law.workdays import mainland_calendar

CALENDAR = mainland_calendar()


def at(today, **facts):
    values = {"known_on": None} | facts
    return limitation(LimitationFacts(**values), today=today, calendar=CALENDAR)


def test_t21_wages_of_2021_claimed_on_the_rolled_over_last_day_are_in_time():
    result = at(
        date(2025, 9, 1),
        known_on=date(2021, 12, 31),
        is_wage_claim=True,
        employment_ended_on=date(2024, 8, 31),
    )

    assert result.ends_on == date(2025, 9, 1)
    assert not result.is_expired
    assert result.left.text == "今天"
    assert any(step.source == "民法典第二百零三条第一款" for step in result.steps)


def test_t23_an_expired_claim_is_warned_about_and_never_refused():
    result = at(date(2026, 9, 1), known_on=date(2024, 3, 1))

    assert result.is_expired
    assert not result.is_urgent
    assert any("法释〔2025〕12号第二十条" in text for text in result.warnings)
    assert any("不得据此拒绝" in text for text in result.warnings)


def test_wages_know_no_limit_while_employed():
    result = at(date(2026, 9, 1), known_on=date(2019, 1, 1), is_wage_claim=True, is_employed=True)

    assert result.is_unlimited
    assert result.ends_on is None
    assert result.warnings == ()
    assert result.steps[0].source == "劳动争议调解仲裁法第二十七条第四款"


def test_other_claims_are_limited_even_while_employed():
    result = at(date(2026, 9, 1), known_on=date(2025, 10, 20), is_employed=True)

    assert result.ends_on == date(2026, 10, 20)
    assert not result.is_unlimited


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({}, "知道或者应当知道权利被侵害的日期"),
        ({"is_wage_claim": True, "known_on": date(2026, 1, 1)}, "劳动关系是否终止及终止日期"),
        ({"is_wage_claim": True, "is_employed": False}, "劳动关系终止日期"),
    ],
)
def test_missing_facts_are_named_and_never_guessed(facts, missing):
    result = at(date(2026, 9, 1), **facts)

    assert result.missing == (missing,)
    assert result.ends_on is None
    assert missing in result.warnings[0]


@pytest.mark.parametrize(
    ("today", "urgent", "expired"),
    [
        (date(2026, 9, 3), False, False),
        (date(2026, 9, 4), True, False),
        (date(2026, 9, 10), True, False),
        (date(2026, 9, 11), False, True),
    ],
)
def test_fewer_than_seven_days_left_is_urgent(today, urgent, expired):
    result = at(today, known_on=date(2025, 9, 10))

    assert result.ends_on == date(2026, 9, 10)
    assert (result.is_urgent, result.is_expired) == (urgent, expired)


def test_the_urgent_warning_says_what_may_be_done_and_by_which_article():
    (warning,) = at(date(2026, 9, 8), known_on=date(2025, 9, 10)).warnings

    assert "还有2天" in warning
    assert "可以先行提供法律援助" in warning
    assert "法律援助法第四十四条" in warning


def test_an_interruption_starts_the_year_anew():
    result = at(
        date(2026, 3, 1),
        known_on=date(2025, 1, 10),
        interruptions=(Interruption(date(2025, 12, 1), "complaint"),),
    )

    assert result.ends_on == date(2026, 12, 1)
    assert any("时效中断" in step.text for step in result.steps)


def test_interruptions_count_in_order_whatever_the_order_of_entry():
    result = at(
        date(2027, 1, 4),
        known_on=date(2024, 6, 3),
        interruptions=(
            Interruption(date(2026, 3, 2), "mediation"),
            Interruption(date(2025, 5, 6), "demand"),
        ),
    )

    assert result.ends_on == date(2027, 3, 2)


def test_an_interruption_after_the_end_revives_nothing_and_is_said():
    result = at(
        date(2026, 9, 1),
        known_on=date(2024, 6, 3),
        interruptions=(Interruption(date(2025, 6, 4), "demand"),),
    )

    assert result.ends_on == date(2025, 6, 3)
    assert any("已于2025年6月3日届满" in step.text for step in result.steps)


def test_an_interruption_still_to_come_or_before_the_start_changes_nothing():
    facts = {"known_on": date(2025, 6, 3)}
    plain = at(date(2025, 9, 1), **facts)
    future = at(
        date(2025, 9, 1), **facts, interruptions=(Interruption(date(2025, 10, 1), "demand"),)
    )
    before = at(
        date(2025, 9, 1), **facts, interruptions=(Interruption(date(2025, 1, 2), "demand"),)
    )

    assert plain.ends_on == future.ends_on == before.ends_on


def test_a_suspension_lets_the_year_stand_still():
    result = at(
        date(2026, 3, 1),
        known_on=date(2025, 4, 1),
        suspensions=(Suspension(date(2026, 1, 10), date(2026, 2, 9)),),
    )

    assert result.ends_on == date(2026, 5, 6)
    assert not result.is_provisional


def test_a_suspension_that_lasts_makes_the_end_provisional():
    result = at(
        date(2026, 2, 9),
        known_on=date(2025, 4, 1),
        suspensions=(Suspension(date(2026, 1, 10), None),),
    )

    assert result.ends_on == date(2026, 5, 6)
    assert result.is_provisional


def test_an_interruption_within_a_suspension_counts_the_rest_of_it_only():
    result = at(
        date(2026, 3, 2),
        known_on=date(2025, 4, 1),
        suspensions=(Suspension(date(2026, 1, 10), date(2026, 2, 9)),),
        interruptions=(Interruption(date(2026, 1, 30), "demand"),),
    )

    assert result.ends_on == date(2027, 2, 9)


def test_pay_that_fell_due_after_the_end_of_employment_is_pointed_out():
    result = at(
        date(2026, 3, 2),
        known_on=date(2025, 12, 31),
        is_wage_claim=True,
        employment_ended_on=date(2025, 9, 30),
    )

    assert result.ends_on == date(2026, 9, 30)
    assert any("起算日可能更晚" in text for text in result.what_would_change)


def test_an_unknown_kind_of_interruption_is_refused():
    with pytest.raises(ValueError, match="没有“dream”"):
        at(
            date(2026, 3, 2),
            known_on=date(2025, 12, 31),
            interruptions=(Interruption(date(2026, 1, 5), "dream"),),
        )


def test_every_kind_of_interruption_has_a_chinese_label():
    assert interruption_kinds()["demand"] == "向对方当事人主张权利"
    assert len(interruption_kinds()) == 9
