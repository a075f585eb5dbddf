from datetime import date

import pytest

from gongyuan.law.deadlines import (
    Override,
    OverrideRefused,
    Unit,
    deadline_table,
    due_on,
    override_obstacles,
)
from gongyuan.law.workdays import mainland_calendar

CALENDAR = mainland_calendar()


def rule(code, on=date(2026, 9, 1)):
    return deadline_table().rule(code, on=on)


def due(code, start, override=None):
    return due_on(rule(code, start), start, CALENDAR, override=override)


def test_a_longer_override_of_a_law_fixed_row_is_refused():
    henan = Override(10, Unit.NATURAL_DAY, "河南省法律援助条例")

    assert override_obstacles(rule("AID_REVIEW"), henan) == [
        "法律援助审查决定：10日（河南省法律援助条例）长于法定的7日（法律援助法第四十三条第一款）"
    ]
    with pytest.raises(OverrideRefused, match="长于法定"):
        due("AID_REVIEW", date(2026, 9, 1), override=henan)


def test_a_shorter_override_is_applied():
    shorter = Override(5, Unit.NATURAL_DAY, "江油市规定")

    assert due("AID_REVIEW", date(2026, 9, 1), override=shorter).due_on == date(2026, 9, 7)


def test_working_days_may_not_end_later_than_the_laws_own_day():
    pack = Override(5, Unit.WORKING_DAY, "某市办法")
    in_peace = due("AID_REVIEW", date(2026, 9, 6), override=pack)
    over_holiday = due("AID_REVIEW", date(2026, 9, 29), override=pack)

    assert in_peace.due_on == date(2026, 9, 11)
    assert over_holiday.due_on == date(2026, 10, 8)
    assert not over_holiday.rule.is_overridden
    assert "以法定期限为准" in over_holiday.steps[-1].text


def test_a_longer_override_is_applied_where_the_law_leaves_room():
    longer = Override(10, Unit.WORKING_DAY, "某市咨询办法")

    assert due("CONSULT_LETTER", date(2026, 9, 1), override=longer).due_on == date(2026, 9, 15)


@pytest.mark.parametrize(
    ("code", "override"),
    [
        ("SUE_WORKER", Override(10, Unit.NATURAL_DAY, "某办法")),
        ("AID_REVIEW", Override(24, Unit.HOUR, "某办法")),
        ("AID_REVIEW", Override(-1, Unit.NATURAL_DAY, "某办法")),
        ("AID_REVIEW", Override(8, Unit.WORKING_DAY, "某办法")),
        ("AID_REVIEW", Override(1, Unit.MONTH, "某办法")),
        ("MED_ACCEPT", Override(4, Unit.WORKING_DAY, "某办法")),
        ("PIA_KEEP", Override(2, Unit.YEAR, "某办法")),
    ],
)
def test_overrides_that_no_pack_may_make_are_refused(code, override):
    assert override_obstacles(rule(code), override)


def test_records_may_be_kept_longer_than_the_least():
    longer = Override(5, Unit.YEAR, "本会规定")

    assert due("PIA_KEEP", date(2026, 9, 1)).due_on == date(2029, 9, 1)
    assert due("PIA_KEEP", date(2026, 9, 1), override=longer).due_on == date(2031, 9, 1)
