"""仲裁时效: worked cases of the dossier, boundaries, what stops it, truths for any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyuan.law.figures import NO_FIGURES
from gongyuan.law.inputs import InputErrors
from gongyuan.law.limitation import interruption_kinds
from gongyuan.law.registry import calculators
from gongyuan.law.workdays import mainland_calendar

CALENDAR = mainland_calendar()
days = st.dates(min_value=date(2010, 1, 1), max_value=date(2030, 12, 31))
gaps = st.integers(0, 800)
quick = settings(max_examples=150, deadline=None)


def asked(today, **given):
    return calculators()["limitation"].run({"today": today} | given, NO_FIGURES)


def test_t21_wages_of_2021_are_in_time_on_the_rolled_over_last_day():
    result = asked(
        "2025-09-01",
        known_on="2021-12-31",
        is_wage_claim=True,
        employment_ended_on="2024-08-31",
    )

    assert result.value == date(2025, 9, 1)
    assert result.part("days_left") == 0
    assert result.part("urgent") is True
    assert result.part("expired") is False
    assert "请先申请，手续后补" in result.summary


def test_t23_an_expired_claim_is_warned_about_and_never_refused():
    result = asked("2026-09-01", known_on="2024-03-01")

    assert result.part("expired") is True
    assert any("法释〔2025〕12号第二十条" in text for text in result.warnings)
    assert "仍可申请" in result.summary


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        ("2025-03-10", "2026-03-10"),
        # Leap day: no 29 February 2025, hence the 28th, a Friday.
        ("2024-02-29", "2025-02-28"),
        # 10 October 2026 is a Saturday that is worked: no roll-over.
        ("2025-10-10", "2026-10-10"),
        # 1 October 2026 begins a holiday to the 7th.
        ("2025-10-01", "2026-10-08"),
        # 31 January 2026 is a Saturday.
        ("2025-01-31", "2026-02-02"),
    ],
)
def test_one_year_from_knowledge_counted_by_hand(known_on, expected):
    assert asked("2025-12-01", known_on=known_on).value == date.fromisoformat(expected)


def test_wages_know_no_limit_while_employed_and_a_year_from_the_end():
    employed = asked("2026-03-02", known_on="2019-01-01", is_wage_claim=True, is_employed=True)
    ended = asked("2026-03-02", is_wage_claim=True, employment_ended_on="2025-12-31")

    assert (employed.value, employed.part("unlimited")) == (None, True)
    assert ended.value == date(2026, 12, 31)


def test_an_employment_that_ends_tomorrow_still_lasts():
    result = asked("2026-03-02", is_wage_claim=True, employment_ended_on="2026-03-03")

    assert result.part("unlimited") is True


@pytest.mark.parametrize(
    ("today", "urgent"), [("2026-03-03", False), ("2026-03-04", True), ("2026-03-10", True)]
)
def test_fewer_than_seven_days_left_means_act_first(today, urgent):
    assert asked(today, known_on="2025-03-10").part("urgent") is urgent


def test_a_complaint_in_time_starts_the_year_anew_and_one_too_late_does_not():
    in_time = [{"on": "2026-03-10", "kind": "complaint"}]
    too_late = [{"on": "2026-03-11", "kind": "complaint"}]

    first = asked("2026-04-01", known_on="2025-03-10", interruptions=in_time)
    second = asked("2026-04-01", known_on="2025-03-10", interruptions=too_late)

    assert first.value == date(2027, 3, 10)
    assert second.value == date(2026, 3, 10)


def test_a_suspension_lets_the_year_stand_still():
    span = [{"began_on": "2026-01-10", "ended_on": "2026-02-09"}]

    assert asked("2026-03-02", known_on="2025-04-01", suspensions=span).value == date(2026, 5, 6)


def test_what_stops_it_now_is_told_with_the_proof_to_keep():
    result = asked("2026-03-08", known_on="2025-03-10")
    ways = [part for part in result.parts if part.code.startswith("way_")]

    assert ways[0].label == "现在可以：申请仲裁"
    assert len(ways) == 8
    for way in ways:
        assert "保留：" in way.value
        assert "依据：" in way.value


def test_nothing_stops_a_limitation_that_has_passed():
    result = asked("2026-03-11", known_on="2025-03-10")

    assert not [part for part in result.parts if part.code.startswith("way_")]


def test_a_missing_day_is_named_and_the_ways_are_still_told():
    result = asked("2026-03-08")

    assert result.value is None
    assert "知道或者应当知道权利被侵害的日期" in result.warnings[0]
    assert result.part("way_1")


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"known_on": "2026-03-03"}, "today", "不能早于"),
        ({"known_on": "1994-12-31"}, "known_on", "不能早于1995年1月1日"),
        (
            {"is_employed": True, "employment_ended_on": "2026-03-01"},
            "is_employed",
            "不能同时是在职",
        ),
        (
            {"interruptions": [{"on": "2026-03-03", "kind": "demand"}]},
            "interruptions.0.on",
            "还没有发生",
        ),
        (
            {"interruptions": [{"on": "2026-03-01", "kind": "dream"}]},
            "interruptions.0.kind",
            "只能是",
        ),
        (
            {"suspensions": [{"began_on": "2026-02-02", "ended_on": "2026-02-01"}]},
            "suspensions.0.ended_on",
            "不能早于开始日期",
        ),
        ({"suspensions": [{"began_on": "2026-03-03"}]}, "suspensions.0.began_on", "还没有发生"),
        ({"today": None}, "today", "不是有效的日期"),
    ],
)
def test_every_bad_fact_is_said_beside_its_field(wrong, field, sentence):
    with pytest.raises(InputErrors) as refused:
        asked(**({"today": "2026-03-02"} | wrong))

    assert field in refused.value.errors
    assert sentence in refused.value.errors[field]


def shifted(day, gap):
    return (day + timedelta(days=gap)).isoformat()


@quick
@given(known=days, gap=gaps, kind=st.sampled_from(sorted(interruption_kinds())))
def test_an_interruption_never_shortens(known, gap, kind):
    today = shifted(known, 900)
    event = {"on": shifted(known, gap), "kind": kind}

    plain = asked(today, known_on=known.isoformat())
    interrupted = asked(today, known_on=known.isoformat(), interruptions=[event])

    assert plain.value <= interrupted.value


@quick
@given(known=days, began=gaps, lasted=st.integers(0, 200))
def test_a_suspension_never_shortens(known, began, lasted):
    today = shifted(known, 1100)
    span = {"began_on": shifted(known, began), "ended_on": shifted(known, began + lasted)}

    plain = asked(today, known_on=known.isoformat())
    suspended = asked(today, known_on=known.isoformat(), suspensions=[span])

    assert plain.value <= suspended.value


@quick
@given(known=days, later=st.integers(0, 400))
def test_later_knowledge_never_ends_earlier_and_the_end_is_a_working_day(known, later):
    today = shifted(known, 400)

    first = asked(today, known_on=known.isoformat())
    second = asked(today, known_on=shifted(known, later))

    assert first.value <= second.value
    assert CALENDAR.is_working_day(first.value)


@quick
@given(known=days, gap=gaps)
def test_what_is_left_urgent_and_expired_never_contradict_each_other(known, gap):
    result = asked(shifted(known, gap), known_on=known.isoformat())
    left = result.part("days_left")

    assert result.part("expired") is (left < 0)
    assert result.part("urgent") is (0 <= left < 7)
