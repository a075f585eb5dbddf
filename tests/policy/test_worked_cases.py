"""The worked cases of the field that are about policy, by their numbers."""

from datetime import date

import pytest

from gongyuan.law.deadlines import Override, Unit, deadline_table, due_on
from gongyuan.law.workdays import mainland_calendar
from gongyuan.policy import rules
from gongyuan.policy.choices import Ground
from gongyuan.policy.resolution import Resolved
from tests.policy.applications import citations, facts


def due(code: str, starts_on: date, policy: Resolved) -> date | None:
    """The last day of a deadline as the packs and the calendar give it."""
    given = rules.deadlines(policy, rules.track(facts(), policy)).get(code)
    asked = given and Override(given.length, Unit(given.unit), given.source, given.is_verified)
    rule = deadline_table().rule(code, on=starts_on, region="330122")
    return due_on(rule, starts_on, mainland_calendar(), (), asked).due_on


def test_t23_a_limitation_that_has_passed_never_refuses_aid(place):
    _, policy = place
    known = {"is_migrant": True, "claims": ("unpaid_wages",)}

    in_time = rules.eligibility(facts(**known, days_to_limitation=300), policy)
    late = rules.eligibility(facts(**known, days_to_limitation=-400), policy)

    assert late == in_time
    assert late.outcome == "grant"


def test_t29_a_migrants_economic_compensation_is_not_exempt_from_the_check(place):
    _, policy = place

    decision = rules.eligibility(facts(is_migrant=True, claims=("economic_compensation",)), policy)

    assert decision.outcome == "hardship_check"
    assert not decision.grounds
    assert "法律援助法第四十二条第（三）项" not in citations(decision.reasons)


def test_t30_severe_infringement_with_evidence_is_a_way_of_its_own(place):
    _, policy = place

    decision = rules.eligibility(
        facts(
            aid_form="arbitration",
            is_hardship_confirmed=False,
            has_severe_infringement_evidence=True,
        ),
        policy,
    )

    assert (decision.outcome, decision.grounds) == ("grant", (Ground.SEVERE_INFRINGEMENT,))
    assert citations(decision.reasons) == {"工会法律援助办法第十条第一款第（二）项"}


def test_t31_an_unanswered_supplement_is_a_withdrawal_without_objection(place):
    _, policy = place

    silence = rules.consequence(policy, "supplement_unanswered")

    assert silence.result == "deemed_withdrawn"
    assert not silence.may_object
    assert silence.may_reapply
    assert citations([silence.reason]) == {"法律援助法第四十三条第二款"}


def test_t44_seven_days_of_review_end_after_the_national_day(nation):
    assert due("AID_REVIEW", date(2026, 9, 29), nation) == date(2026, 10, 8)


def test_t45_assignment_and_mandate_roll_over_the_national_day(nation):
    assert due("AID_ASSIGN", date(2026, 9, 30), nation) == date(2026, 10, 8)
    assert due("AID_RETAINER", date(2026, 10, 8), nation) == date(2026, 10, 13)


@pytest.mark.parametrize(("confirmed", "is_reached"), [(1, False), (2, True), (3, True)])
def test_t47_two_confirmed_complaints_end_a_membership_in_pingdingshan(
    henan, confirmed, is_reached
):
    limit = rules.parameter(henan, "panel_complaints")

    assert (confirmed >= limit.value) is is_reached
    assert limit.clauses[0].citation == "平工文〔2016〕28号附件2第五条（六）"
    assert limit.is_verified
