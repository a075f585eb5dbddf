"""工作日: hand-counted on the calendars of 2025 to 2027, refusals, what is provisional."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyuan.law.figures import NO_FIGURES, FigureTable
from gongyuan.law.inputs import InputErrors
from gongyuan.law.registry import calculators
from gongyuan.law.workdays import CalendarRow, mainland_calendar

CALENDAR = mainland_calendar()
days = st.dates(min_value=date(2004, 1, 1), max_value=date(2034, 12, 31))
quick = settings(max_examples=100, deadline=None)


def asked(regional=NO_FIGURES, **given):
    return calculators()["working_days"].run(given, regional)


@pytest.mark.parametrize(
    ("started_on", "count", "expected"),
    [
        # T26: 29, 30 September, 8, 9 October, and Saturday the 10th, a make-up day.
        ("2026-09-28", 5, "2026-10-10"),
        # A start on a make-up Saturday is not counted either.
        ("2026-10-10", 1, "2026-10-12"),
        # The Friday before a weekend.
        ("2026-03-06", 1, "2026-03-09"),
        # Nought: the day itself, or the next working day when it rests.
        ("2026-09-30", 0, "2026-09-30"),
        ("2026-10-01", 0, "2026-10-08"),
        # 28, 29, 30 April, then 1 to 5 May off: 6 and 7 May 2026.
        ("2026-04-27", 5, "2026-05-07"),
        # New Year 2025 is a Wednesday: 31 December, 2 January.
        ("2024-12-30", 2, "2025-01-02"),
    ],
)
def test_the_nth_working_day_after_a_day(started_on, count, expected):
    assert asked(started_on=started_on, count=count).value == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("started_on", "ended_on", "expected"),
    [
        ("2026-09-28", "2026-10-10", 5),
        ("2026-09-30", "2026-10-07", 0),
        ("2026-09-30", "2026-10-08", 1),
        ("2026-10-08", "2026-10-08", 0),
        ("2025-12-31", "2026-12-31", 248),
    ],
)
def test_the_number_of_working_days_between_two_days(started_on, ended_on, expected):
    result = asked(started_on=started_on, ended_on=ended_on)

    assert result.value == expected
    assert result.unit == "working_day"


def test_the_days_off_and_the_make_up_days_on_the_way_are_told():
    texts = [step.text for step in asked(started_on="2026-09-28", count=5).steps]

    assert "其间放假的工作日：2026年10月1日至10月2日、2026年10月5日至10月7日。" in texts
    assert "其间上班的休息日（调休）：2026年10月10日。" in texts


def test_many_days_off_are_told_as_a_number():
    texts = [step.text for step in asked(started_on="2021-12-31", ended_on="2026-12-31").steps]

    assert any("共" in text and "天" in text for text in texts if "放假" in text)


def test_an_unpublished_year_is_said_to_be_provisional_and_a_published_one_not():
    provisional = asked(started_on="2026-12-28", count=10)

    assert "2027年的放假安排尚未公布，结果是暂定的。" in provisional.warnings
    assert asked(started_on="2026-09-28", count=5).warnings == ()


def test_a_year_that_an_office_has_entered_is_no_longer_provisional():
    row = CalendarRow(date(2027, 1, 4), False, "国务院办公厅通知", "元旦")
    table = FigureTable([], calendar=mainland_calendar([row], published_years=[2027]))

    result = asked(table, started_on="2026-12-31", count=1)

    assert result.value == date(2027, 1, 5)
    assert result.warnings == ()


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({}, "count", "请填写一项"),
        ({"count": 1, "ended_on": "2026-09-30"}, "ended_on", "只能填写一项"),
        ({"count": -1}, "count", "不能是负数。"),
        ({"count": 1001}, "count", "不能超过1,000"),
        ({"count": 1.5}, "count", "应当是整数。"),
        ({"ended_on": "2026-09-01"}, "ended_on", "不能早于起始日期"),
        ({"ended_on": "2032-01-01"}, "ended_on", "最多相距5年"),
        ({"ended_on": "明天"}, "ended_on", "不是有效的日期"),
        ({"started_on": "2003-12-31", "count": 1}, "started_on", "不能早于2004年1月1日"),
        ({"started_on": None, "count": 1}, "started_on", "不是有效的日期"),
    ],
)
def test_every_bad_question_is_said_beside_its_field(wrong, field, sentence):
    with pytest.raises(InputErrors) as refused:
        asked(**({"started_on": "2026-09-28"} | wrong))

    assert list(refused.value.errors) == [field]
    assert sentence in refused.value.errors[field]


@quick
@given(day=days, first=st.integers(1, 40), second=st.integers(0, 40))
def test_working_days_add_up(day, first, second):
    at_once = CALENDAR.add_working_days(day, first + second)

    assert CALENDAR.add_working_days(CALENDAR.add_working_days(day, first), second) == at_once


@quick
@given(day=days, first=st.integers(0, 60), second=st.integers(0, 60))
def test_the_working_days_of_two_stretches_add_up(day, first, second):
    middle = day + timedelta(days=first)
    end = middle + timedelta(days=second)

    whole = CALENDAR.working_days_between(day, end)
    assert whole == CALENDAR.working_days_between(day, middle) + CALENDAR.working_days_between(
        middle, end
    )


@quick
@given(day=days, count=st.integers(1, 40))
def test_counting_back_undoes_counting_forward_from_a_working_day(day, count):
    start = CALENDAR.next_working_day(day)

    assert CALENDAR.working_days_before(CALENDAR.add_working_days(start, count), count) == start


@quick
@given(day=days, count=st.integers(1, 40))
def test_a_day_counted_back_to_works_and_leaves_that_many_days(day, count):
    start = CALENDAR.working_days_before(day, count)

    assert CALENDAR.is_working_day(start)
    before_the_event = day - timedelta(days=1)
    assert CALENDAR.working_days_between(start - timedelta(days=1), before_the_event) == count
