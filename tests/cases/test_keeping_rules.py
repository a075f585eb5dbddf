from datetime import date

import pytest

from gongyuan.cases.rules.keeping import appending_obstacles, appraisal_obstacles, keep_until

TODAY = date(2036, 7, 1)


@pytest.mark.parametrize(
    ("sealed", "months", "until"),
    [
        (date(2026, 7, 20), 120, date(2036, 7, 20)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
    ],
)
def test_a_file_is_kept_so_many_calendar_months(sealed, months, until):
    assert keep_until(sealed, months) == until


def test_nothing_and_without_a_reason_is_not_appended():
    assert set(appending_obstacles([], " ")) == {"file", "reason"}
    assert appending_obstacles(["判决书"], "送达晚了") == {}


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, set()),
        ({"due_on": None}, {"outcome"}),
        ({"due_on": TODAY}, {"outcome"}),
        ({"outcome": "burn"}, {"outcome"}),
        ({"outcome": "keep_longer"}, {"keep_until"}),
        ({"outcome": "keep_longer", "until": TODAY}, {"keep_until"}),
        ({"outcome": "keep_longer", "until": date(2040, 1, 1)}, set()),
        ({"until": date(2040, 1, 1)}, {"keep_until"}),
        ({"note": " "}, {"note"}),
    ],
)
def test_a_file_is_appraised_when_its_time_is_over_with_reasons(given, fields):
    told = {"outcome": "no_longer", "until": None, "note": "甲、乙鉴定。"} | given
    due = told.pop("due_on", date(2036, 6, 30))
    outcome, until, note = told["outcome"], told["until"], told["note"]

    assert set(appraisal_obstacles(outcome, until, note, due_on=due, today=TODAY)) == fields
