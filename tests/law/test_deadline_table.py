from datetime import date

import pytest
import yaml

from gongyuan.law.deadline_table import (
    Confidence,
    UnknownDeadline,
    deadline_table,
    load_deadlines,
)
from gongyuan.law.results import LawDataError

ROW = {
    "code": "X_TEST",
    "label": "测试期限",
    "length": 7,
    "unit": "natural_day",
    "starts": "next_day",
    "event": "收到申请",
    "roll_over": True,
    "sense": "latest",
    "override": "stricter",
    "source": "某法第一条",
    "region": "CN",
    "confidence": "F",
    "verified": True,
}


def load(*rows):
    return load_deadlines(yaml.safe_dump({"deadlines": list(rows)}), name="test.yaml")


def test_every_shipped_row_has_a_source_and_no_length_from_memory():
    for row in deadline_table().rows:
        assert row.source
        if row.confidence == Confidence.MEMORY:
            assert row.length is None
            assert not row.verified


@pytest.mark.parametrize(
    ("code", "length", "unit"),
    [
        ("AID_REVIEW", 7, "natural_day"),
        ("AID_ASSIGN", 3, "natural_day"),
        ("AID_RETAINER", 5, "natural_day"),
        ("AID_OBJECTION", 5, "natural_day"),
        ("AID_DOSSIER", 30, "natural_day"),
        ("AID_SUBSIDY", 30, "natural_day"),
        ("ARB_ACCEPT", 5, "working_day"),
        ("ARB_SERVE", 5, "working_day"),
        ("ARB_ANSWER", 10, "working_day"),
        ("ARB_AWARD", 45, "natural_day"),
        ("SUE_WORKER", 15, "natural_day"),
        ("REVOKE_EMPLOYER", 30, "natural_day"),
        ("LIMIT_ARB", 1, "year"),
        ("EXEC_APPLY", 2, "year"),
        ("INJ_EMPLOYER", 30, "natural_day"),
        ("INJ_WORKER", 1, "year"),
        ("CONSULT_WEB", 24, "hour"),
        ("AID_SUPPLEMENT", None, "natural_day"),
        ("AID_REPLACE", None, "working_day"),
        ("CONSULT_LETTER", 7, "working_day"),
        ("VOL_EXIT", 15, "working_day"),
        ("NEGOTIATION_REPLY", 5, "natural_day"),
        ("MED_ACCEPT", 3, "working_day"),
        ("MED_END", 15, "natural_day"),
        ("MED_TO_ARBITRATION", 15, "natural_day"),
        ("MED_ARB_REVIEW", 15, "natural_day"),
        ("MED_ARB_DECIDE", 5, "working_day"),
        ("MED_COURT_CONF", 30, "natural_day"),
        ("PAY_ORDER_NOTICE", 5, "natural_day"),
        ("PAY_ORDER_ISSUE", 15, "natural_day"),
        ("PAY_ORDER_ANSWER", 15, "natural_day"),
        ("ARB_ANSWER_SERVE", 5, "working_day"),
        ("ARB_PANEL", 5, "working_day"),
        ("ARB_HEARING_NOTICE", 5, "working_day"),
        ("ARB_POSTPONE", 3, "working_day"),
        ("ARB_MEDIATE", 10, "working_day"),
        ("APPEAL", 15, "natural_day"),
        ("COURT_FILE", 7, "natural_day"),
        ("APPEAL_TRIAL", 3, "month"),
        ("SMALL_CLAIM_TRIAL", 2, "month"),
        ("COURT_MED_DELEGATED", 30, "natural_day"),
        ("COURT_MED_ENTRUSTED", 15, "natural_day"),
        ("COURT_MED_SUMMARY", 7, "natural_day"),
        ("LIMIT_ARB_WAGE", 1, "year"),
        ("LIMIT_CIVIL_SERVANT", None, "natural_day"),
        ("EXEC_PRESERVED", 3, "month"),
        ("INJ_ACCEPT", 15, "natural_day"),
        ("INJ_DECIDE", 60, "natural_day"),
        ("INJ_DECIDE_CLEAR", 15, "natural_day"),
        ("INJ_SERVE", 20, "natural_day"),
        ("INJ_ASSESS_NOTICE", 5, "working_day"),
        ("INJ_ASSESS", 60, "natural_day"),
        ("INJ_ASSESS_SERVE", 15, "natural_day"),
        ("INJ_REEXAM", 15, "natural_day"),
        ("INSPECTION_LIMIT", 2, "year"),
        ("INSPECTION_END", 60, "working_day"),
        ("PIA_KEEP", 3, "year"),
        ("LOG_KEEP", 6, "month"),
    ],
)
def test_the_nations_rows_say_what_the_articles_say(code, length, unit):
    row = deadline_table().rule(code, on=date(2026, 9, 1))

    assert (row.length, row.unit) == (length, unit)


def test_an_old_article_holds_until_its_last_day_and_the_new_one_has_no_length_yet():
    table = deadline_table()

    assert table.rule("COMPLAINT_ACCEPT", on=date(2025, 6, 14)).length == 5
    assert table.rule("COMPLAINT_ACCEPT", on=date(2025, 6, 15)).length is None


def test_a_regional_row_holds_in_its_region_only():
    table = deadline_table()

    assert table.rule("SUP_OPINION_REPLY", on=date(2026, 9, 1), region="330102").length == 15
    with pytest.raises(UnknownDeadline, match="410400"):
        table.rule("SUP_OPINION_REPLY", on=date(2026, 9, 1), region="410400")
    with pytest.raises(UnknownDeadline):
        table.rule("SUP_DEPT_FILE", on=date(2026, 9, 1), region="410400")


def test_the_nearest_region_wins_over_the_nation():
    near = ROW | {"region": "410400", "length": 3}
    table = load(ROW, near)

    assert table.rule("X_TEST", on=date(2026, 1, 1), region="410402").length == 3
    assert table.rule("X_TEST", on=date(2026, 1, 1), region="220102").length == 7


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"unit": "fortnight"}, "列 unit 的值 fortnight"),
        ({"length": -1}, "不小于零"),
        ({"length": "7"}, "不小于零"),
        ({"length": True}, "不小于零"),
        ({"length": None}, "override: open"),
        ({"confidence": "M"}, "仅凭记忆"),
        ({"confidence": "M", "length": None, "override": "open"}, "verified 应为 false"),
        ({"roll_over": "yes"}, "列 roll_over 应为 true 或 false"),
        ({"source": ""}, "列 source 应为文字"),
        ({"region": 410400}, "列 region 应为文字"),
        ({"lenght": 7}, "不认识的列 lenght"),
        ({"valid_from": "2022"}, "列 valid_from 应为日期"),
        ({"valid_from": date(2022, 1, 1), "valid_to": date(2021, 1, 1)}, "valid_to 早于"),
        ({"pauses": [{"kind": "x"}]}, "列 pauses 的每一项"),
        ({"unit": "hour"}, "starts: instant"),
        ({"starts": "someday"}, "列 starts 的值 someday 不认识"),
        ({"starts": "day_before"}, "往前计算的期限"),
        ({"starts": "day_before", "roll_over": False, "unit": "month"}, "往前计算的期限"),
        ({"starts": "day_before", "roll_over": False, "length": 0}, "往前计算的期限"),
    ],
)
def test_a_wrong_row_is_refused_with_file_row_and_reason(change, reason):
    with pytest.raises(LawDataError) as error:
        load(ROW | {"code": "X_FIRST"}, ROW | change)

    assert "test.yaml：第2行（X_TEST）" in str(error.value)
    assert reason in str(error.value)


def test_every_wrong_row_is_named_at_once():
    with pytest.raises(LawDataError) as error:
        load(ROW | {"unit": "x"}, "nonsense", ROW | {"sense": "y"})

    assert len(str(error.value).splitlines()) == 3


def test_a_missing_column_is_named():
    row = {key: value for key, value in ROW.items() if key != "source"}

    with pytest.raises(LawDataError, match="缺少列 source"):
        load(row)


def test_two_rows_in_force_at_once_are_refused():
    with pytest.raises(LawDataError, match="两行同时有效"):
        load(ROW | {"valid_to": date(2026, 1, 1)}, ROW | {"valid_from": date(2026, 1, 1)})


@pytest.mark.parametrize("text", ["", "deadlines: []", "- 1", "deadlines: {a: [}"])
def test_a_file_without_rows_is_refused(text):
    with pytest.raises(LawDataError, match=r"test\.yaml"):
        load_deadlines(text, name="test.yaml")
