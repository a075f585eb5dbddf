"""What each way may ask for, who must prove what: the articles as cases."""

from datetime import date
from decimal import Decimal

import pytest

from gongyuan.drafting import rules, tables
from gongyuan.drafting.choices import DraftKind, Prover
from gongyuan.drafting.details import Agreement, Claim
from gongyuan.law.registry import calculators
from gongyuan.policy.choices import ClaimKind
from tests.drafting.factories import make_draft

TODAY = date(2026, 11, 23)
AGREED = Agreement(made_by="调解委员会", made_on=date(2026, 9, 1), due_on=date(2026, 10, 1))


@pytest.mark.parametrize(
    ("kinds", "agreement", "is_open"),
    [
        ({"unpaid_wages"}, None, True),
        ({"unpaid_wages", "overtime"}, None, True),
        ({"economic_compensation"}, None, False),
        ({"economic_compensation", "work_injury", "unlawful_dismissal"}, AGREED, True),
        ({"labour_relation"}, AGREED, False),
        ({"social_insurance"}, AGREED, False),
    ],
)
def test_a_payment_order_is_for_arrears_and_for_what_was_agreed(kinds, agreement, is_open):
    assert (rules.payment_order_obstacles(kinds, agreement, today=TODAY) == []) is is_open


@pytest.mark.parametrize(
    ("due_on", "is_open"),
    [(date(2026, 11, 22), True), (date(2026, 11, 23), False), (date(2026, 8, 31), False)],
)
def test_the_agreed_day_must_have_passed_and_lie_after_the_agreement(due_on, is_open):
    agreement = Agreement(made_by="调解委员会", made_on=date(2026, 9, 1), due_on=due_on)

    found = rules.payment_order_obstacles({"unpaid_wages"}, agreement, today=TODAY)

    assert (found == []) is is_open


def test_labour_inspection_orders_wages_overtime_and_compensation_alone():
    assert rules.complaint_obstacles({"unpaid_wages", "overtime", "economic_compensation"}) == []
    for kind in ("work_injury", "double_wage", "unlawful_dismissal", "labour_relation"):
        assert "劳动合同法第八十五条" in rules.complaint_obstacles({kind})[0]


def test_a_document_needs_a_claim_and_where_it_is_about_money_its_amount():
    nothing = make_draft(claims=())
    no_amount = make_draft(
        DraftKind.PAYMENT_ORDER, claims=(Claim(text="支付拖欠的工资", kind="unpaid_wages"),)
    )

    assert rules.claim_obstacles(nothing, today=TODAY) == ["至少要有一项请求。"]
    assert rules.claim_obstacles(no_amount, today=TODAY) == ["每一项请求都要写明金额。"]
    assert rules.claim_obstacles(make_draft(), today=TODAY) == []


def test_the_total_leaves_out_what_is_not_money():
    claims = (
        Claim(text="甲", kind="other", amount=Decimal("0.10")),
        Claim(text="乙", kind="labour_relation"),
        Claim(text="丙", kind="other", amount=Decimal("0.20")),
    )

    assert rules.total_amount(claims) == Decimal("0.30")
    assert rules.total_amount(()) == 0


def test_there_is_a_copy_for_each_respondent():
    assert [rules.copies(number) for number in (1, 2, 5)] == [1, 2, 5]
    with pytest.raises(ValueError, match="respondent"):
        rules.copies(0)


def test_every_burden_has_its_source_and_every_claim_something_to_prove():
    for burden in tables.burdens():
        assert burden.source.endswith(("条", "款", "项"))
        assert burden.papers
    for kind in ClaimKind.values:
        assert tables.burdens_of({kind})
        assert tables.usual_papers({kind})


@pytest.mark.parametrize(
    ("fact", "kind", "prover"),
    [
        ("加班的事实", "overtime", Prover.WORKER),
        ("解除、终止劳动合同的事实和理由", "unlawful_dismissal", Prover.EMPLOYER),
        ("减少劳动报酬的决定有依据", "unpaid_wages", Prover.EMPLOYER),
        ("入职时间、工作年限", "economic_compensation", Prover.EMPLOYER),
        ("没有订立书面劳动合同有法定的免责情形", "double_wage", Prover.EMPLOYER),
        ("受到的伤害不是工伤", "work_injury", Prover.EMPLOYER),
        ("双方存在劳动关系", "labour_relation", Prover.WORKER),
    ],
)
def test_the_burden_lies_where_the_article_lays_it(fact, kind, prover):
    found = next(burden for burden in tables.burdens_of({kind}) if burden.fact == fact)

    assert found.prover == prover
    assert found.is_verified


def test_every_calculator_makes_a_claim_or_says_that_it_makes_none():
    table = tables._read("claims.yaml")
    assert {*table["calculators"], *table["no_claim"]} == set(calculators())
    assert not set(table["calculators"]) & set(table["no_claim"])
    for name in table["calculators"]:
        form = tables.claim_of(calculators()[name])
        assert form.kind in ClaimKind.values
        assert form.text.startswith(("支付", "补足"))
    assert tables.claim_of(calculators()["dispute_fees"]) is None


def test_every_kind_of_claim_has_its_words():
    assert all(tables.claim_text(kind) for kind in ClaimKind.values)
