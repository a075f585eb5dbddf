from datetime import date
from decimal import Decimal

import pytest

from gongyuan.cases.choices import MoveOf
from gongyuan.cases.rules.catalogue import (
    ITEMS,
    Path,
    archiving_obstacles,
    check_rows,
    required_items,
)
from gongyuan.cases.rules.closing import (
    OpenDeadline,
    amount_warnings,
    closing_day,
    is_performed,
    is_right,
)
from gongyuan.cases.rules.handling import PastStage

FULL = Path(was_accepted=True, was_decided=True, was_assigned=True, has_mandate=True)


def _deadline(code, kept_by):
    return OpenDeadline(code=code, label=code, due_on=date(2026, 7, 1), kept_by=kept_by)


@pytest.mark.parametrize(
    ("code", "kept_by", "blocks"),
    [
        ("SUE_WORKER", MoveOf.LAWYER, True),
        ("SUE_WORKER", MoveOf.OFFICE, True),
        ("LIMIT_ARB", MoveOf.WORKER, True),
        ("REVOKE_EMPLOYER", MoveOf.OUTSIDE, False),
        ("AID_RETAINER", MoveOf.LAWYER, False),
        ("PROGRESS", MoveOf.LAWYER, False),
    ],
)
def test_only_the_workers_rights_keep_a_case_open(code, kept_by, blocks):
    assert is_right(_deadline(code, kept_by)) is blocks


def test_a_case_closes_on_the_day_of_its_last_document():
    stages = [
        PastStage(kind="arbitration", filed_on=date(2026, 1, 1), concluded_on=date(2026, 3, 2)),
        PastStage(kind="first_instance", filed_on=date(2026, 3, 9), concluded_on=date(2026, 6, 8)),
    ]

    assert closing_day(stages) == date(2026, 6, 8)
    assert closing_day([PastStage(kind="arbitration", filed_on=date(2026, 1, 1))]) is None


def test_more_recovered_than_awarded_is_a_warning():
    assert amount_warnings(Decimal(101), Decimal(100))
    assert amount_warnings(Decimal(1), None)
    assert not amount_warnings(Decimal(100), Decimal(100))


def test_nothing_is_left_to_enforce_once_all_has_come():
    assert is_performed(Decimal(100), Decimal(100))
    assert not is_performed(Decimal(99), Decimal(100))
    assert not is_performed(None, Decimal(100))


@pytest.mark.parametrize(
    ("stages", "more"),
    [
        ((("arbitration", "award"),), {"15", "21"}),
        ((("mediation", "settled"),), {"14"}),
        ((("mediation", "failed"),), set()),
        ((("negotiation", "performed"),), set()),
        ((("first_instance", "judgment"), ("enforcement", "performed")), {"15", "21", "22"}),
    ],
)
def test_the_way_a_case_went_says_what_its_file_needs(stages, more):
    path = Path(**{**FULL.__dict__, "stages": stages})

    assert set(required_items(path)) == {"05", "08", "10", "11", "12"} | more


def test_an_oral_application_and_a_termination_leave_papers_of_their_own():
    assert {"04", "24"} <= set(required_items(Path(is_oral=True, was_terminated=True)))


def test_a_missing_item_is_named_with_its_reason_until_it_is_accounted_for():
    rows = check_rows(Path(was_closed=True), [("05", "身份证")])

    assert archiving_obstacles(rows, excused=[]) == [
        "缺“结案报告表”（已经结案），请退回补卷，或者写明缺件原因。"
    ]
    assert archiving_obstacles(rows, excused=["25"]) == []


def test_the_catalogue_has_its_29_items_in_order():
    assert [item.code for item in ITEMS] == [f"{number:02d}" for number in range(1, 30)]
