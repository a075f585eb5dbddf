from datetime import date
from decimal import Decimal

import pytest

from gongyuan.cases.choices import MoveOf, StageKind, StageResult
from gongyuan.cases.rules.handling import (
    ClaimAnswer,
    Conclusion,
    Filing,
    PastStage,
    conclusion_obstacles,
    conclusion_warnings,
    filing_obstacles,
)
from gongyuan.cases.rules.next_deadlines import (
    confirming_obstacles,
    deadlines_on_conclusion,
    deadlines_on_filing,
    deadlines_on_waiver,
    needs_second_person,
)

TODAY = date(2026, 7, 20)
WON = ClaimAnswer(
    claim_id=1, label="工资", outcome="supported", claimed=Decimal(100), awarded=Decimal(100)
)
LOST = ClaimAnswer(claim_id=1, label="工资", outcome="rejected", claimed=Decimal(100))


def _past(kind, concluded_on=date(2026, 7, 1), result="award"):
    return PastStage(kind=kind, filed_on=date(2026, 5, 1), concluded_on=concluded_on, result=result)


def _codes(deadlines):
    return {d.code: d.starts_on for d in deadlines}


@pytest.mark.parametrize(
    ("kind", "past", "field", "words"),
    [
        ("second_instance", [], "kind", "先登记一审"),
        ("second_instance", [_past("arbitration")], "kind", "先登记一审"),
        ("first_instance", [], "kind", "没有仲裁结果"),
        ("enforcement", [_past("negotiation", result="failed")], "kind", "可以申请执行"),
        ("first_instance", [_past("arbitration", None, "")], "kind", "还没有结果"),
    ],
)
def test_a_stage_before_its_predecessor_is_refused(kind, past, field, words):
    filing = Filing(kind=kind, filed_on=TODAY)

    assert words in filing_obstacles(filing, past, today=TODAY)[field][0]


def test_a_direct_suit_is_taken_with_its_ground():
    filing = Filing(kind="first_instance", filed_on=TODAY, note="持工资欠条，解释一第十五条")

    assert filing_obstacles(filing, [], today=TODAY) == {}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"filed_on": date(2026, 7, 21)}, "filed_on"),
        ({"filed_on": TODAY, "accepted_on": date(2026, 7, 19)}, "accepted_on"),
        ({"filed_on": date(2026, 7, 1), "accepted_on": date(2026, 7, 21)}, "accepted_on"),
    ],
)
def test_impossible_days_are_refused_beside_their_field(values, field):
    filing = Filing(kind="arbitration", **values)

    assert set(filing_obstacles(filing, [], today=TODAY)) == {field}


def test_a_suit_is_not_filed_before_the_award_was_received():
    filing = Filing(kind="first_instance", filed_on=date(2026, 6, 30))

    found = filing_obstacles(filing, [_past("arbitration")], today=TODAY)

    assert "2026-07-01" in found["filed_on"][0]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (ClaimAnswer(claim_id=1, label="工资", outcome="partly", awarded=Decimal("-1")), "负数"),
        (ClaimAnswer(claim_id=1, label="工资", outcome="partly", claimed=Decimal(9)), "请填写"),
        (ClaimAnswer(claim_id=1, label="工资", outcome="rejected", awarded=Decimal(5)), "没有支持"),
        (ClaimAnswer(claim_id=1, label="工资", outcome="pending"), "请选结果"),
    ],
)
def test_every_claim_is_answered_with_a_possible_amount(answer, words):
    conclusion = Conclusion(concluded_on=TODAY, result="judgment", answers=(answer,))

    found = conclusion_obstacles(
        conclusion, _past("first_instance", None, ""), accepted_on=None, today=TODAY
    )

    assert words in found["answers"][0]


def test_more_awarded_than_claimed_is_a_warning_not_a_refusal():
    more = ClaimAnswer(
        claim_id=1, label="工资", outcome="supported", claimed=Decimal(100), awarded=Decimal(101)
    )
    conclusion = Conclusion(concluded_on=TODAY, result="judgment", answers=(more,))

    assert "多于" in conclusion_warnings(conclusion)[0]
    assert not conclusion_obstacles(
        conclusion, _past("first_instance", None, ""), accepted_on=None, today=TODAY
    )


def test_an_award_says_whether_it_is_final_and_an_arbitration_knows_no_judgment():
    open_one = _past("arbitration", None, "")
    award = Conclusion(concluded_on=TODAY, result="award", answers=(WON,))
    judgment = Conclusion(concluded_on=TODAY, result="judgment", answers=(WON,))

    assert "finality" in conclusion_obstacles(award, open_one, accepted_on=None, today=TODAY)
    assert "result" in conclusion_obstacles(judgment, open_one, accepted_on=None, today=TODAY)


@pytest.mark.parametrize("finality", ["not_final", "mixed"])
def test_a_mixed_award_counts_as_not_final_so_the_employer_cannot_only_annul(finality):
    award = Conclusion(concluded_on=TODAY, result="award", answers=(WON,), finality=finality)

    assert _codes(deadlines_on_conclusion("arbitration", award)) == {"SUE_WORKER": TODAY}


def test_a_final_award_starts_suit_annulment_and_enforcement():
    award = Conclusion(
        concluded_on=TODAY,
        result="award",
        answers=(WON,),
        finality="final",
        performance_due_on=date(2026, 8, 1),
    )

    found = deadlines_on_conclusion("arbitration", award)

    assert _codes(found) == {
        "SUE_WORKER": TODAY,
        "REVOKE_EMPLOYER": TODAY,
        "EXEC_APPLY": date(2026, 8, 1),
    }
    assert {d.code: d.kept_by for d in found}["REVOKE_EMPLOYER"] == MoveOf.OUTSIDE


def test_nothing_is_enforced_where_nothing_was_won():
    lost = Conclusion(concluded_on=TODAY, result="judgment", answers=(LOST,))

    assert deadlines_on_conclusion("second_instance", lost) == []


def test_a_first_judgment_starts_the_appeal_and_a_second_one_enforcement():
    judgment = Conclusion(concluded_on=TODAY, result="judgment", answers=(WON,))

    assert _codes(deadlines_on_conclusion("first_instance", judgment)) == {"APPEAL": TODAY}
    assert _codes(deadlines_on_conclusion("second_instance", judgment)) == {"EXEC_APPLY": TODAY}


def test_a_mediation_has_two_clocks_from_two_starts():
    filed, accepted = date(2026, 3, 2), date(2026, 3, 3)

    assert _codes(deadlines_on_filing("mediation", filed, accepted)) == {
        "MED_TO_ARBITRATION": filed,
        "MED_END": accepted,
    }


def test_an_agreement_can_be_reviewed_or_confirmed():
    agreed = Conclusion(concluded_on=TODAY, result="settled", answers=(WON,))

    found = _codes(deadlines_on_conclusion(StageKind.MEDIATION, agreed))

    assert found == {"MED_ARB_REVIEW": TODAY, "MED_COURT_CONF": TODAY}
    failed = Conclusion(concluded_on=TODAY, result=StageResult.FAILED)
    assert deadlines_on_conclusion(StageKind.MEDIATION, failed) == []


def test_when_nobody_sues_the_award_takes_effect_after_the_last_day():
    found = deadlines_on_waiver("SUE_WORKER", due_on=TODAY, performance_due_on=None, has_award=True)

    assert _codes(found) == {"EXEC_APPLY": TODAY}
    assert (
        deadlines_on_waiver("EXEC_APPLY", due_on=TODAY, performance_due_on=None, has_award=True)
        == []
    )


def test_a_fatal_deadline_is_settled_by_two_persons():
    assert needs_second_person("SUE_WORKER")
    assert needs_second_person("INJ_REEXAM")
    assert not needs_second_person("MED_COURT_CONF")
    assert confirming_obstacles(is_own=True)
    assert not confirming_obstacles(is_own=False)
