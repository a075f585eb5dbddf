"""法定期限: the worked cases of the dossier, every row of the table, refusals, truths."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyuan.law.deadline_table import DAY_BEFORE, Confidence, Unit, deadline_table
from gongyuan.law.figures import NO_FIGURES
from gongyuan.law.inputs import InputErrors
from gongyuan.law.registry import calculators
from gongyuan.law.workdays import mainland_calendar

CALENDAR = mainland_calendar()
ROWS = [row for row in deadline_table().rows if row.length is not None and row.unit != Unit.HOUR]
ROWS = [row for row in ROWS if row.region != "unidentified" and row.valid_to is None]
days = st.dates(min_value=date(2025, 7, 1), max_value=date(2031, 12, 31))
rows = st.sampled_from(ROWS)
quick = settings(max_examples=150, deadline=None)


def asked(code, started_on=None, **given):
    started = {} if started_on is None else {"started_on": started_on}
    return calculators()["deadline"].run({"code": code} | started | given, NO_FIGURES)


def last_day(code, started_on, **given):
    return asked(code, started_on, **given).value.isoformat()


def of(row, start, **given):
    place = {} if row.region == "CN" else {"region": row.region}
    return asked(row.code, start.isoformat(), **place, **given).value


def test_t26_five_working_days_cross_the_national_holiday():
    assert last_day("ARB_ACCEPT", "2026-09-28") == "2026-10-10"


def test_t27_forty_five_natural_days_and_fifteen_more():
    assert last_day("ARB_AWARD", "2026-09-01") == "2026-10-16"
    assert last_day("ARB_AWARD", "2026-09-01", is_extended=True) == "2026-11-02"


def test_t34_review_and_confirmation_of_an_agreement():
    assert last_day("MED_ARB_REVIEW", "2026-04-10") == "2026-04-27"
    assert last_day("MED_COURT_CONF", "2026-04-10") == "2026-05-11"


def test_t35_mediation_ends_from_acceptance_and_opens_arbitration_from_receipt():
    assert last_day("MED_END", "2026-03-03") == "2026-03-18"
    assert last_day("MED_TO_ARBITRATION", "2026-03-02") == "2026-03-17"


def test_t37_the_answer_to_an_opinion_is_due_after_fifteen_working_days():
    # 2 March 2026 is a Monday, no holiday follows: three weeks of five days.
    result = asked("SUP_OPINION_REPLY", "2026-03-02", region="330102", today="2026-03-20")

    assert result.value == date(2026, 3, 23)
    assert result.part("days_left") == 3, "a recommendation may not be sent yet"


def test_t44_review_of_an_application_rolls_over_the_national_holiday():
    assert last_day("AID_REVIEW", "2026-09-29") == "2026-10-08"


def test_t45_assignment_rolls_over_and_the_retainer_does_not():
    assert last_day("AID_ASSIGN", "2026-09-30") == "2026-10-08"
    assert last_day("AID_RETAINER", "2026-10-08") == "2026-10-13"


@pytest.mark.parametrize(
    ("code", "started_on", "expected"),
    [
        # Hearing on Monday 12 October: 10 (works), 9, 8 October, 30, 29 September.
        ("ARB_HEARING_NOTICE", "2026-10-12", "2026-09-29"),
        # Hearing on Thursday 12 March: 11, 10, 9 March.
        ("ARB_POSTPONE", "2026-03-12", "2026-03-09"),
        # 60 days from 2 March 2026 are 1 May, a holiday to the 5th.
        ("INJ_DECIDE", "2026-03-02", "2026-05-06"),
        ("INJ_SERVE", "2026-03-02", "2026-03-23"),
        ("INJ_REEXAM", "2026-03-02", "2026-03-17"),
        ("INJ_ASSESS_NOTICE", "2026-03-02", "2026-03-09"),
        # Two years, 29 February to 28 February 2026, a Saturday that is worked.
        ("EXEC_APPLY", "2024-02-29", "2026-02-28"),
        # Three months, no 31 November: 30 November 2026 is a Monday.
        ("EXEC_PRESERVED", "2026-08-31", "2026-11-30"),
        ("PAY_ORDER_ANSWER", "2026-03-02", "2026-03-17"),
        ("COURT_MED_DELEGATED", "2026-03-02", "2026-04-01"),
        ("ARB_MEDIATE", "2026-09-28", "2026-10-16"),
        ("INSPECTION_LIMIT", "2025-03-10", "2027-03-10"),
        ("NEGOTIATION_REPLY", "2026-09-30", "2026-10-08"),
        ("LIMIT_ARB_WAGE", "2024-08-31", "2025-09-01"),
    ],
)
def test_deadlines_counted_by_hand(code, started_on, expected):
    assert last_day(code, started_on) == expected


def test_a_pause_of_the_only_kind_needs_no_kind():
    pause = {"began_on": "2026-03-05", "ended_on": "2026-03-10"}

    assert last_day("INJ_DECIDE", "2026-03-02") == "2026-05-06"
    assert last_day("INJ_DECIDE", "2026-03-02", pauses=[pause]) == "2026-05-06"
    long = {"began_on": "2026-03-05", "ended_on": "2026-03-15"}
    assert last_day("INJ_DECIDE", "2026-03-02", pauses=[long]) == "2026-05-11"


def test_a_restart_counts_from_the_latest_event():
    assert last_day("ARB_AWARD", "2026-03-02", restarted_on="2026-03-20") == "2026-05-06"


def test_a_deadline_in_hours_wants_the_hour_and_gives_it():
    result = asked("CONSULT_WEB", started_at="2026-09-01T10:30")

    assert result.value == date(2026, 9, 2)
    assert result.part("due_at") == "2026-09-02 10:30"
    assert not result.is_verified


def test_an_instant_with_a_time_zone_is_told_in_beijing_time():
    result = asked("CONSULT_WEB", started_at="2026-09-01T20:30:00+00:00")

    assert result.part("due_at") == "2026-09-03 04:30"


def test_a_row_without_a_length_gives_no_day_until_the_office_gives_one():
    assert asked("AID_SUPPLEMENT", "2026-03-02").value is None
    assert last_day("AID_SUPPLEMENT", "2026-03-02", length=10) == "2026-03-12"


def test_a_length_known_from_memory_only_is_never_computed():
    result = asked("AID_REPLACE", "2026-03-02")

    assert result.value is None
    assert any("待核" in text for text in result.warnings)


def test_a_regional_row_holds_in_its_region():
    assert last_day("QD_PREP", "2026-09-01", region="370203") == "2026-09-10"


def test_what_is_left_is_told_for_today():
    result = asked("SUE_WORKER", "2026-03-02", today="2026-03-10")

    assert (result.part("days_left"), result.part("working_days_left")) == (7, 5)


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"code": "NO_SUCH", "started_on": "2026-03-02"}, "code", "AID_REVIEW"),
        ({"code": "AID_REVIEW"}, "started_on", "请填写起算事件的日期。"),
        ({"code": "QD_PREP", "started_on": "2026-03-02"}, "code", "核对地区和日期"),
        ({"code": "AID_REVIEW", "started_on": "2021-12-31"}, "code", "核对地区和日期"),
        ({"code": "CONSULT_WEB", "started_on": "2026-03-02"}, "started_at", "以小时计算"),
        (
            {"code": "APPEAL", "started_on": "2026-03-02", "is_extended": True},
            "extension",
            "没有可以延长的规定",
        ),
        (
            {"code": "ARB_AWARD", "started_on": "2026-03-02", "is_extended": True, "extension": 16},
            "extension",
            "不能延长16日",
        ),
        (
            {"code": "MED_END", "started_on": "2026-03-02", "is_extended": True},
            "extension",
            "应写明延长多少",
        ),
        ({"code": "APPEAL", "started_on": "2026-03-02", "extension": 3}, "extension", "不填"),
        ({"code": "APPEAL", "started_on": "2026-03-02", "length": 3}, "length", "不能另填"),
        (
            {
                "code": "APPEAL",
                "started_on": "2026-03-02",
                "pauses": [{"began_on": "2026-03-03", "ended_on": "2026-03-04"}],
            },
            "pauses",
            "没有不计入的期间",
        ),
        (
            {
                "code": "AID_REVIEW",
                "started_on": "2026-03-02",
                "pauses": [{"began_on": "2026-03-04", "ended_on": "2026-03-03", "kind": "inquiry"}],
            },
            "pauses.0.ended_on",
            "不能早于开始日期",
        ),
        (
            {"code": "APPEAL", "started_on": "2026-03-02", "today": "2026-03-01"},
            "today",
            "不能早于",
        ),
    ],
)
def test_every_bad_question_is_said_beside_its_field(given, field, sentence):
    with pytest.raises(InputErrors) as refused:
        calculators()["deadline"].run(given, NO_FIGURES)

    assert field in refused.value.errors
    assert sentence in refused.value.errors[field]


def test_every_row_of_the_table_can_be_asked_for():
    for row in deadline_table().rows:
        if row.region == "unidentified":
            continue
        on = (row.valid_to or date(2026, 3, 2)).isoformat()
        start = {"started_at": f"{on}T09:00"} if row.unit == Unit.HOUR else {"started_on": on}
        place = {} if row.region == "CN" else {"region": row.region}
        result = calculators()["deadline"].run({"code": row.code} | start | place, NO_FIGURES)
        assert (result.value is None) is (row.length is None), row.code
        assert row.confidence != Confidence.MEMORY or result.value is None


@quick
@given(row=rows, start=days)
def test_a_deadline_that_rolls_over_never_falls_on_a_day_off(row, start):
    end = of(row, start)

    if row.roll_over or row.unit == Unit.WORKING_DAY:
        assert CALENDAR.is_working_day(end)
    assert end < start if row.starts == DAY_BEFORE else end >= start


@quick
@given(row=rows, start=days, later=st.integers(1, 30))
def test_a_later_start_never_ends_earlier(row, start, later):
    assert of(row, start) <= of(row, start + timedelta(days=later))


@quick
@given(row=rows, start=days, later=st.integers(1, 30))
def test_a_restart_never_shortens(row, start, later):
    restarted = start + timedelta(days=later)

    assert of(row, start) <= of(row, start, restarted_on=restarted.isoformat())


@quick
@given(
    row=st.sampled_from([row for row in ROWS if row.pauses]),
    start=days,
    began=st.integers(0, 90),
    lasted=st.integers(0, 40),
)
def test_a_pause_never_shortens_nor_adds_more_than_it_lasts_and_the_roll_over(
    row, start, began, lasted
):
    first = start + timedelta(days=began)
    pause = {
        "began_on": first.isoformat(),
        "ended_on": (first + timedelta(days=lasted)).isoformat(),
        "kind": row.pauses[0].kind,
    }
    plain, paused = of(row, start), of(row, start, pauses=[pause])

    assert plain <= paused
    assert paused <= CALENDAR.next_working_day(plain + timedelta(days=lasted))
