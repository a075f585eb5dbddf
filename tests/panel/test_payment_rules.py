"""What may be written down as paid, decided without a database (附件1 二)."""

from datetime import date
from decimal import Decimal

import pytest

from gongyuan.panel.rules import payment as rules

TODAY, START = date(2026, 6, 1), date(2025, 5, 20)
OWED = Decimal("1000.00")


def stipend(**values):
    known = {"name": "周试明", "starts_on": START, "owed": OWED, "source": "附件1二"}
    return rules.Stipend(**{**known, "is_paid": False, **values})


def wrong(*rows, **values):
    known = {"paid_on": TODAY, "voucher": "记-1", "why": "", "today": TODAY}
    return rules.stipend_obstacles(rows, **{**known, **values})


def test_stipends_of_the_rule_and_another_amount_with_its_reason_are_written_down():
    assert wrong(stipend(), stipend(yuan=OWED)) == {}
    assert wrong(stipend(yuan=Decimal("500")), why="按季度先发一半") == {}
    assert wrong(stipend(), paid_on=START) == {}


@pytest.mark.parametrize(
    ("row", "values", "field", "said"),
    [
        ({}, {"paid_on": date(2026, 6, 2)}, "paid_on", "还没有到"),
        ({}, {"paid_on": date(2025, 5, 19)}, "", "早于聘期开始（2025-05-20）"),
        ({}, {"voucher": "  "}, "voucher", "凭证号"),
        (
            {"owed": None, "source": "当地政策没有规定"},
            {},
            "",
            "周试明没有工作补贴：当地政策没有规定",
        ),
        ({"is_paid": True}, {}, "", "已经登记过"),
        ({"yuan": Decimal("999.99")}, {}, "why", "周试明等1人的金额与规定不同"),
        ({"yuan": Decimal("999.99")}, {"why": " "}, "why", "请写明理由"),
        ({"yuan": Decimal("0")}, {"why": "不发"}, "", "应大于零"),
        ({"yuan": Decimal("-1")}, {"why": "退回"}, "", "应大于零"),
    ],
)
def test_a_stipend_is_refused_with_the_reason_beside_its_field(row, values, field, said):
    found = (
        wrong(stipend(), stipend(**row), **values)
        if "yuan" in row
        else wrong(stipend(**row), **values)
    )

    assert list(found) == [field]
    assert said in found[field][0]


def test_nobody_ticked_is_nothing_to_write_down_and_every_fault_is_told_at_once():
    assert list(wrong()) == ["terms"]
    found = wrong(stipend(is_paid=True), stipend(name="吴试清", owed=None, source="没有规定"))
    assert [sentence[:3] for sentence in found[""]] == ["周试明", "吴试清"]


def subsidy(**values):
    known = {
        "closed_on": date(2026, 5, 1),
        "is_lawyers": True,
        "is_known": False,
        "yuan": Decimal("800"),
        "paid_on": TODAY,
        "voucher": "记-2",
        "source": "市司法局办案补贴标准",
    }
    return rules.case_subsidy_obstacles(rules.CaseSubsidy(**{**known, **values}), today=TODAY)


def test_a_case_that_was_closed_by_its_lawyer_may_be_paid_from_that_day():
    assert subsidy() == subsidy(paid_on=date(2026, 5, 1)) == {}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"closed_on": None}, ""),
        ({"is_lawyers": False}, "lawyer"),
        ({"is_known": True}, "voucher"),
        ({"voucher": ""}, "voucher"),
        ({"yuan": Decimal("0")}, "yuan"),
        ({"paid_on": date(2026, 6, 2)}, "paid_on"),
        ({"paid_on": date(2026, 4, 30)}, "paid_on"),
        ({"source": " "}, "source"),
    ],
)
def test_a_case_subsidy_is_refused_beside_its_field(values, field):
    assert list(subsidy(**values)) == [field]
