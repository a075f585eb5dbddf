"""一裁终局、途径与案由、费用: worked cases of the dossier by number, boundaries, refusals."""

from decimal import Decimal

import pytest

from tests.law.calculators.computing import computed, refused


def award(*items, **given):
    listed = [{"kind": kind, "amount": amount} for kind, amount in items]
    return computed("final_award", **({"decided_on": "2026-05-05"} | given), items=listed)


def test_t25_each_item_alone_is_compared_not_the_sum():
    result = award(("wages", 23900), ("leave_pay", 23900), minimum_wage=2000)

    assert result.value == "final"
    assert result.part("item_1") is True
    assert result.part("item_2") is True


def test_t48_both_kinds_in_one_award_are_treated_as_not_final():
    result = award(("wages", 23900), ("relation", 0), minimum_wage=2000)

    assert result.value == "mixed"
    assert any("按照非终局裁决处理" in step.text for step in result.steps)
    assert "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第二十条" in result.articles


@pytest.mark.parametrize(
    ("amount", "value"),
    [(Decimal("23999.99"), "final"), (24000, "final"), (Decimal("24000.01"), "not_final")],
)
def test_exactly_twelve_months_are_final(amount, value):
    assert award(("damages", amount), minimum_wage=2000).value == value


def test_disputes_on_labour_standards_are_final_without_the_minimum_wage():
    assert award(("working_time", 0), ("insurance", 90000)).value == "final"


def test_a_relation_alone_is_not_final():
    assert award(("relation", 0)).value == "not_final"


def test_only_the_worker_may_sue_after_a_final_award():
    steps = " ".join(step.text for step in award(("wages", 1), minimum_wage=2000).steps)

    assert "15日内可以起诉；用人单位不能起诉，只能在30日内向中级人民法院申请撤销" in steps


def test_the_minimum_wage_is_asked_for_when_an_amount_is_tested():
    given = {"decided_on": "2026-05-05", "items": [{"kind": "wages", "amount": 1}]}

    assert list(refused("final_award", **given)) == ["minimum_wage"]
    assert list(refused("final_award", **given, region="620100")) == ["minimum_wage"]


def test_an_award_has_items_and_each_bad_one_is_named():
    assert refused("final_award", decided_on="2026-05-05", items=[]) == {"items": "至少要有一项。"}
    errors = refused(
        "final_award",
        decided_on="2026-05-05",
        items=[{"kind": "wages", "amount": 1}, {"kind": "wages", "amount": -1}],
        minimum_wage=2000,
    )
    assert errors == {"items.1.amount": "不能是负数。"}


def route(worker, *claims, arose_on="2026-08-01", **given):
    return computed("dispute_route", worker=worker, claims=list(claims), arose_on=arose_on, **given)


def test_t41_an_over_age_worker_arbitrates_wages_and_sues_for_compensation():
    result = route("over_age", "wages", "compensation", has_pension=True)

    assert result.part("wages_way") == "arbitration"
    assert result.part("wages_cause") == 208
    assert result.part("compensation_way") == "court"
    assert result.value == "mixed"
    assert any("工会依法给予支持和帮助" in step.text for step in result.steps)
    assert not result.is_verified


@pytest.mark.parametrize("claim", ["wages", "rest", "safety", "injury"])
def test_four_claims_of_over_age_workers_go_to_arbitration(claim):
    assert route("over_age", claim).value == "arbitration"


@pytest.mark.parametrize("claim", ["damages", "double_wage", "relation", "pension", "welfare"])
def test_other_claims_of_over_age_workers_go_to_court(claim):
    assert route("over_age", claim).value == "court"


@pytest.mark.parametrize(
    ("arose_on", "has_pension", "way"),
    [
        ("2026-07-01", True, "court"),
        # Between the end of the old rule and the new one: arbitration first.
        ("2026-06-30", True, "arbitration"),
        ("2025-09-01", True, "arbitration"),
        ("2025-08-31", True, "court"),
        ("2025-08-31", False, "arbitration"),
    ],
)
def test_over_age_compensation_by_the_day_the_dispute_arose(arose_on, has_pension, way):
    given = {"arose_on": arose_on, "has_pension": has_pension}

    assert route("over_age", "compensation", **given).value == way


@pytest.mark.parametrize(
    ("filed_on", "number"), [("2025-12-31", 186), ("2026-01-01", 205), ("2021-01-01", 186)]
)
def test_the_cause_follows_the_version_of_the_day_of_filing(filed_on, number):
    result = route("employee", "wages", arose_on="2021-01-01", filed_on=filed_on)

    assert result.part("wages_cause") == number
    assert result.part("wages_cause_name") == "劳动合同纠纷（追索劳动报酬纠纷）"


@pytest.mark.parametrize(
    ("worker", "claim", "number"),
    [
        ("employee", "injury", 206),
        ("employee", "welfare", 207),
        ("employee", "double_wage", 205),
        ("subcontract", "wages", 209),
        ("attached", "injury", 209),
        ("platform_employed", "relation", 214),
        ("platform_contract", "wages", 214),
        ("platform_employed", "injury", 215),
        ("platform_contract", "occupational", 216),
    ],
)
def test_causes_of_2025_by_how_the_person_works(worker, claim, number):
    assert route(worker, claim).part(f"{claim}_cause") == number


def test_a_platform_worker_without_a_labour_relation_goes_to_court():
    assert route("platform_contract", "wages").value == "court"
    assert route("platform_employed", "wages").value == "arbitration"


def test_the_contractor_does_not_answer_for_a_double_wage():
    assert any("一般不在其内" in text for text in route("subcontract", "double_wage").warnings)
    assert not any("一般不在其内" in text for text in route("subcontract", "wages").warnings)


def test_an_iou_for_wages_alone_opens_the_court():
    assert route("employee", "wages", paper="iou").value == "court"
    assert route("employee", "wages", "rest", paper="iou").value == "arbitration"


def test_contributions_in_arrears_are_for_the_agency():
    assert route("employee", "contributions").value == "agency"


def test_household_helpers_are_no_labour_dispute():
    result = route("household", "wages")

    assert result.value == "court"
    assert result.is_verified


def test_a_pension_contradicts_an_ordinary_employment():
    errors = refused(
        "dispute_route",
        worker="employee",
        claims=["wages"],
        arose_on="2026-08-01",
        has_pension=True,
    )

    assert list(errors) == ["has_pension"]


def fee(stage, **given):
    return computed("dispute_fees", filed_on="2026-05-05", stage=stage, **given).value


def test_arbitration_is_free_and_a_labour_case_costs_ten_yuan():
    assert fee("arbitration", amount=100000) == 0
    assert fee("lawsuit", amount=100000) == 10
    assert fee("lawsuit", amount=100000, halved=True) == 5
    assert fee("set_aside") == 400


@pytest.mark.parametrize(
    ("amount", "yuan"),
    [
        (0, 50),
        (10000, 50),
        (10001, Decimal("50.03")),
        # 50 + 90,000 × 2.5 %.
        (100000, 2300),
        # + 100,000 × 2 %, + 300,000 × 1.5 %, + 500,000 × 1 %, + 1,000,000 × 0.9 %.
        (200000, 4300),
        (500000, 8800),
        (1000000, 13800),
        (2000000, 22800),
        # + 3,000,000 × 0.8 %, + 5,000,000 × 0.7 %, + 10,000,000 × 0.6 %, + 1,000,000 × 0.5 %.
        (5000000, 46800),
        (10000000, 81800),
        (20000000, 141800),
        (21000000, 146800),
    ],
)
def test_a_property_case_is_charged_by_bands(amount, yuan):
    assert fee("civil", amount=amount) == yuan


def test_a_payment_order_costs_a_third_of_a_property_case():
    assert fee("payment_order", amount=10000) == Decimal("16.67")
    # (50 + 20,000 × 2.5 %) ÷ 3.
    assert fee("payment_order", amount=30000) == Decimal("183.33")


def test_an_amount_is_asked_for_where_the_fee_follows_it():
    errors = refused("dispute_fees", filed_on="2026-05-05", stage="civil")

    assert errors == {"amount": "请填写请求的金额。"}
