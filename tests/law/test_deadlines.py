from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gongyuan.law.deadlines import (
    Override,
    Pause,
    Unit,
    add_months,
    deadline_table,
    due_at,
    due_on,
    extended,
    remaining,
)
from gongyuan.law.workdays import mainland_calendar

CALENDAR = mainland_calendar()
SAME_DAY = Override(0, Unit.NATURAL_DAY, "豫工办〔2015〕28号 二（三）")


def rule(code, on=date(2026, 9, 1), region="CN"):
    return deadline_table().rule(code, on=on, region=region)


def due(code, start, pauses=(), override=None):
    return due_on(rule(code, start), start, CALENDAR, pauses, override)


def test_t26_five_working_days_cross_the_national_holiday():
    assert due("ARB_ACCEPT", date(2026, 9, 28)).due_on == date(2026, 10, 10)


def test_t27_forty_five_natural_days_and_their_extension():
    assert due("ARB_AWARD", date(2026, 9, 1)).due_on == date(2026, 10, 16)

    longer = due_on(extended(rule("ARB_AWARD")), date(2026, 9, 1), CALENDAR)
    assert longer.due_on == date(2026, 11, 2)
    assert longer.rule.length == 60


def test_t34_joint_applications_after_a_mediated_agreement_roll_over():
    assert due("MED_ARB_REVIEW", date(2026, 4, 10)).due_on == date(2026, 4, 27)
    assert due("MED_COURT_CONF", date(2026, 4, 10)).due_on == date(2026, 5, 11)


def test_t35_mediation_has_two_starts_for_two_purposes():
    assert due("MED_END", date(2026, 3, 3)).due_on == date(2026, 3, 18)
    assert due("MED_TO_ARBITRATION", date(2026, 3, 2)).due_on == date(2026, 3, 17)


def test_t44_seven_days_of_review_roll_over_the_national_holiday():
    deadline = due("AID_REVIEW", date(2026, 9, 29))

    assert deadline.due_on == date(2026, 10, 8)
    assert [step.source for step in deadline.steps] == [
        "民法典第二百零一条第二款",
        "法律援助法第四十三条第一款",
        "民法典第二百零三条第一款",
    ]
    assert "2026年10月6日为国庆节，顺延至其后第一个工作日2026年10月8日。" in deadline.steps[2].text
    assert deadline.verified
    assert not deadline.is_provisional


def test_t45_assignment_and_mandate_after_the_holiday():
    assert due("AID_ASSIGN", date(2026, 9, 30)).due_on == date(2026, 10, 8)
    assert due("AID_RETAINER", date(2026, 10, 8)).due_on == date(2026, 10, 13)


def test_a_same_day_fast_track_is_due_on_the_day_itself():
    deadline = due("AID_REVIEW", date(2026, 9, 2), override=SAME_DAY)

    assert deadline.due_on == date(2026, 9, 2)
    assert deadline.rule.is_overridden
    assert deadline.source == SAME_DAY.source


def test_a_same_day_application_on_a_holiday_is_due_on_the_first_working_day():
    assert due("AID_REVIEW", date(2026, 10, 1), override=SAME_DAY).due_on == date(2026, 10, 8)


def test_a_last_day_on_a_make_up_saturday_does_not_roll_over():
    assert due("AID_REVIEW", date(2026, 10, 3)).due_on == date(2026, 10, 10)


def test_the_closing_file_has_thirty_days_and_is_marked_unverified():
    deadline = due("AID_DOSSIER", date(2026, 9, 1))

    assert deadline.due_on == date(2026, 10, 8)
    assert not deadline.verified


@pytest.mark.parametrize(
    ("began_on", "ended_on", "expected"),
    [
        (date(2026, 9, 3), date(2026, 9, 8), date(2026, 9, 14)),
        (date(2026, 9, 1), date(2026, 9, 4), date(2026, 9, 11)),
        (date(2026, 9, 3), date(2026, 9, 3), date(2026, 9, 8)),
        (date(2026, 9, 8), date(2026, 9, 10), date(2026, 9, 10)),
        (date(2026, 9, 9), date(2026, 9, 30), date(2026, 9, 8)),
        (date(2026, 8, 1), date(2026, 8, 20), date(2026, 9, 8)),
    ],
    ids=["inside", "from the start", "one day", "on the last day", "too late", "before"],
)
def test_days_of_the_supplement_are_not_counted(began_on, ended_on, expected):
    pause = Pause(began_on, ended_on, "supplement")

    assert due("AID_REVIEW", date(2026, 9, 1), [pause]).due_on == expected


def test_a_notice_on_the_rolled_over_last_day_still_stops_the_clock():
    pause = Pause(date(2026, 9, 14), date(2026, 9, 17), "supplement")

    assert due("AID_REVIEW", date(2026, 9, 5)).due_on == date(2026, 9, 14)
    assert due("AID_REVIEW", date(2026, 9, 5), [pause]).due_on == date(2026, 9, 17)


def test_working_days_used_up_before_a_pause_that_ends_on_a_saturday_fall_due_on_monday():
    in_working_days = replace(rule("AID_REVIEW"), unit=Unit.WORKING_DAY, length=5)
    start, last_day = date(2026, 8, 3), date(2026, 8, 10)
    pause = Pause(last_day, date(2026, 8, 15), "supplement")

    assert due_on(in_working_days, start, CALENDAR).due_on == last_day
    assert due_on(in_working_days, start, CALENDAR, [pause]).due_on == date(2026, 8, 17)


def test_working_days_are_provisional_from_the_first_unpublished_year_they_cross():
    in_working_days = replace(rule("AID_REVIEW"), unit=Unit.WORKING_DAY)
    next_but_one = CALENDAR.with_rows([], published_years=[2028])

    assert due_on(in_working_days, date(2027, 12, 29), next_but_one).is_provisional
    assert not due_on(rule("AID_REVIEW"), date(2027, 12, 29), next_but_one).is_provisional


def test_overlapping_pauses_are_counted_once():
    pauses = [
        Pause(date(2026, 9, 2), date(2026, 9, 7), "supplement"),
        Pause(date(2026, 9, 4), date(2026, 9, 9), "inquiry"),
    ]

    assert due("AID_REVIEW", date(2026, 9, 1), pauses).due_on == date(2026, 9, 15)


def test_a_pause_whose_article_is_unchecked_says_so():
    pause = Pause(date(2026, 9, 3), date(2026, 9, 8), "supplement")
    deadline = due("AID_REVIEW", date(2026, 9, 1), [pause])

    assert any("2012年" in text and "待核" in text for text in deadline.assumptions)
    assert "2026年9月4日至2026年9月8日不计入" in deadline.steps[2].text


def test_a_running_pause_makes_the_day_provisional():
    pause = Pause(date(2026, 9, 3), date(2026, 9, 8), "supplement", still_running=True)
    deadline = due("AID_REVIEW", date(2026, 9, 1), [pause])

    assert deadline.is_provisional
    assert "暂停每多一日，期限顺延一日。" in deadline.what_would_change


def test_a_running_pause_after_the_end_makes_nothing_provisional():
    pause = Pause(date(2026, 9, 20), date(2026, 9, 22), "supplement", still_running=True)

    assert not due("AID_REVIEW", date(2026, 9, 1), [pause]).is_provisional


def test_a_pause_the_article_does_not_know_is_refused():
    with pytest.raises(ValueError, match="没有“supplement”"):
        due(
            "AID_ASSIGN",
            date(2026, 9, 1),
            [Pause(date(2026, 9, 2), date(2026, 9, 3), "supplement")],
        )


def test_a_pause_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        due("AID_REVIEW", date(2026, 9, 1), [Pause(date(2026, 9, 5), date(2026, 9, 3), "inquiry")])


def test_a_deadline_into_an_unpublished_year_is_provisional_and_says_which():
    deadline = due("AID_REVIEW", date(2026, 12, 25))

    assert deadline.due_on == date(2027, 1, 4)
    assert deadline.is_provisional
    assert "2027年放假安排公布后重新计算。" in deadline.what_would_change


def test_natural_days_that_end_in_a_published_year_are_not_provisional():
    assert not due("AID_REVIEW", date(2026, 12, 21)).is_provisional


def test_a_length_known_from_memory_only_gives_no_day():
    deadline = due("AID_REPLACE", date(2026, 9, 1))

    assert deadline.due_on is None
    assert not deadline.verified
    assert deadline.assumptions == ("期限长度待核，暂不计算。",)


def test_a_length_the_law_leaves_to_the_office_is_computed_from_the_offices_own():
    notice = Override(10, Unit.NATURAL_DAY, "补正告知书")

    assert due("AID_SUPPLEMENT", date(2026, 9, 1)).due_on is None
    assert due("AID_SUPPLEMENT", date(2026, 9, 1), override=notice).due_on == date(2026, 9, 11)


def test_an_extension_may_not_exceed_the_law():
    with pytest.raises(ValueError, match="不能延长16日"):
        extended(rule("ARB_AWARD"), 16)
    with pytest.raises(ValueError, match="应写明"):
        extended(rule("MED_END"))
    with pytest.raises(ValueError, match="没有可以延长"):
        extended(rule("AID_REVIEW"))
    assert extended(rule("MED_END"), 10).length == 25


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_a_month_ends_on_its_corresponding_day_or_its_last(day, count, expected):
    assert add_months(day, count) == expected


def test_hours_run_at_once_and_end_in_beijing_time():
    received_at = datetime(2026, 9, 30, 17, 30, tzinfo=UTC)
    deadline = due_at(rule("CONSULT_WEB"), received_at)

    assert deadline.due_at == received_at + timedelta(hours=24)
    assert deadline.due_on == date(2026, 10, 2), "half past one in the morning in Beijing"


def test_hours_and_days_are_not_mixed_up():
    with pytest.raises(ValueError, match="以小时计算"):
        due("CONSULT_WEB", date(2026, 9, 1))
    with pytest.raises(ValueError, match="不以小时"):
        due_at(rule("AID_REVIEW"), datetime(2026, 9, 1, tzinfo=UTC))
    with pytest.raises(ValueError, match="time zone"):
        due_at(rule("CONSULT_WEB"), datetime(2026, 9, 1))  # noqa: DTZ001 the naive one is the point
    with pytest.raises(TypeError, match="not at an instant"):
        due_on(rule("AID_REVIEW"), datetime(2026, 9, 1, tzinfo=UTC), CALENDAR)


@pytest.mark.parametrize(
    ("today", "days", "working_days", "text"),
    [
        (date(2026, 9, 30), 8, 1, "还有8天"),
        (date(2026, 10, 7), 1, 1, "还有1天"),
        (date(2026, 10, 8), 0, 0, "今天"),
        (date(2026, 10, 9), -1, -1, "超1天"),
        (date(2026, 10, 12), -4, -3, "超4天"),
    ],
)
def test_what_remains_is_said_in_calendar_and_working_days(today, days, working_days, text):
    left = remaining(date(2026, 10, 8), today, CALENDAR)

    assert (left.days, left.working_days, left.text) == (days, working_days, text)
