"""From a result to a claim: what is asked of the employer, and not what the fund pays."""

from decimal import Decimal
from typing import Any

import pytest
import yaml

from gongyuan.drafting import tables, telling
from gongyuan.law.registry import calculators
from gongyuan.policy.parameter_files import shipped_table
from tests.source import PACKAGE

EXAMPLES: dict[str, Any] = yaml.safe_load(
    (PACKAGE / "law" / "data" / "examples.yaml").read_text(encoding="utf-8")
)
CLAIMS = [name for name, one in calculators().items() if tables.claim_of(one)]


def claim(name: str, **changes: Any):
    return telling.computed_claim(name, {**EXAMPLES[name], **changes}, shipped_table())


@pytest.mark.parametrize("name", CLAIMS)
def test_every_calculator_that_makes_a_claim_makes_it_of_an_uninsured_employer(name):
    uninsured = {"insured": False} if "insured" in EXAMPLES[name] else {}
    if name in ("work_death", "work_injury"):
        uninsured = {"insured": False}

    found = claim(name, **uninsured)

    assert found.amount > 0
    assert found.amount == found.amount.quantize(Decimal("0.01"))
    assert found.result.steps


def test_of_an_insured_employer_only_its_own_part_is_asked():
    whole, own = claim("work_injury", insured=False), claim("work_injury", insured=True)

    assert own.amount == Decimal("120000.00")
    assert whole.amount > own.amount
    assert claim("work_death", insured=True) is None


@pytest.mark.parametrize("name", sorted(set(calculators()) - set(CLAIMS)))
def test_what_nobody_asks_of_an_employer_is_no_claim(name):
    assert claim(name) is None


def test_an_input_that_cannot_be_makes_no_claim():
    assert telling.computed_claim("economic_compensation", {"x": 1}, shipped_table()) is None
    assert telling.computed_claim("economic_compensation", [], shipped_table()) is None
    assert telling.computed_claim("nothing", {}, shipped_table()) is None


def test_a_paper_proves_what_the_table_says_of_it():
    told = {
        "claims": [{"kind": "overtime", "amount": "100.00", "text": ""}],
        "evidence": [{"title": "排班表"}],
    }

    draft = telling.draft_of("claim_list", told, shipped_table())

    assert draft.evidence[0].proves == "加班的事实"
    assert draft.claims[0].text == "支付加班工资"
