from datetime import date

import pytest

from gongyuan.policy import rules
from gongyuan.policy.choices import Ground
from gongyuan.policy.facts import ApplicationFacts
from gongyuan.policy.loader import load_packs, shipped_paths
from gongyuan.policy.resolution import resolve
from tests.policy.applications import facts


@pytest.mark.parametrize(
    ("known", "refusal"),
    [
        ({"matter_scope": "outside"}, "MATTER_OUT_OF_SCOPE"),
        ({"matter_scope": "union_staff_duty"}, "SCOPE_NOT_OF_APPLICANT"),
        ({"matter_scope": "union_organisation_rights"}, "SCOPE_NOT_OF_APPLICANT"),
        (
            {"hardship_grounds": (), "has_severe_infringement_evidence": False},
            "CONDITIONS_NOT_MET",
        ),
    ],
)
def test_every_refusal_says_why_cites_a_clause_and_offers_something_else(place, known, refusal):
    _, policy = place

    decision = rules.eligibility(facts(**known), policy)

    assert (decision.outcome, decision.refusal) == ("refuse", refusal)
    assert decision.reasons[0].text.endswith("。")
    assert decision.reasons[0].clauses
    assert any("异议" in advice.text for advice in decision.advice)
    assert len(decision.advice) >= 2
    assert rules.materials(facts(**known), policy) == []
    assert rules.track(facts(**known), policy).kind == "normal"


@pytest.mark.parametrize(
    ("old", "new", "known", "refusal"),
    [
        (
            "worker: {covered: true",
            "worker: {covered: false",
            {},
            "APPLICANT_NOT_COVERED",
        ),
        (
            "    worker: {covered: true, clauses: [u2]}\n",
            "",
            {},
            "APPLICANT_NOT_COVERED",
        ),
        (
            "    litigation: {check: conditions, any_matter: false, "
            "reason: 申请代理诉讼的，须符合委托代理的申请条件。, clauses: [u10]}\n",
            "",
            {"aid_form": "litigation"},
            "FORM_NOT_COVERED",
        ),
    ],
)
def test_an_applicant_or_form_the_packs_do_not_cover_is_refused(altered, old, new, known, refusal):
    national = altered("national-2008.yaml", old, new)
    others = [path for path in shipped_paths() if path.name != national.name]
    policy = resolve(load_packs([national, *others]), "330122", date(2026, 3, 2))

    decision = rules.eligibility(facts(**known), policy)

    assert (decision.outcome, decision.refusal) == ("refuse", refusal)
    assert decision.reasons[0].clauses
    assert len(decision.advice) >= 2


def test_a_refused_wage_claim_is_shown_the_way_to_state_aid(nation):
    known = {"hardship_grounds": (), "has_severe_infringement_evidence": False}

    wages = rules.eligibility(facts(claims=("unpaid_wages",), **known), nation)
    severance = rules.eligibility(facts(claims=("economic_compensation",), **known), nation)

    assert any("政府法律援助" in advice.text for advice in wages.advice)
    assert not any("政府法律援助" in advice.text for advice in severance.advice)


@pytest.mark.parametrize("name", ["applicant_kind", "matter_scope", "aid_form"])
def test_a_fact_that_decides_everything_is_asked_first(nation, name):
    decision = rules.eligibility(facts(**{name: None}), nation)

    assert decision.outcome == "need_more_facts"
    assert [fact.field for fact in decision.missing] == [name]


def test_nothing_known_asks_for_three_facts_and_guesses_none(nation):
    decision = rules.eligibility(ApplicationFacts(), nation)

    assert decision.outcome == "need_more_facts"
    assert [fact.field for fact in decision.missing] == [
        "applicant_kind",
        "aid_form",
        "matter_scope",
    ]


def test_being_a_migrant_is_asked_only_where_it_could_spare_the_check(nation):
    wages = rules.eligibility(facts(is_migrant=None, claims=("unpaid_wages",)), nation)
    severance = rules.eligibility(facts(is_migrant=None), nation)

    assert wages.outcome == "need_more_facts"
    assert "is_migrant" in {fact.field for fact in wages.missing}
    assert severance.outcome == "hardship_check"
    assert "is_migrant" not in {fact.field for fact in severance.missing}


@pytest.mark.parametrize(
    ("known", "outcome"),
    [
        ({"days_to_limitation": 6}, "grant_first"),
        ({"days_to_limitation": 0}, "grant_first"),
        ({"days_to_limitation": 7}, "hardship_check"),
        ({"days_to_limitation": -1}, "hardship_check"),
        ({"is_emergency": True, "emergency_reason": "limitation_near"}, "grant_first"),
        ({"is_emergency": True, "emergency_reason": "preservation"}, "grant_first"),
        ({"is_emergency": True, "emergency_reason": "other"}, "hardship_check"),
        ({"is_emergency": False, "emergency_reason": "preservation"}, "hardship_check"),
    ],
)
def test_less_than_seven_days_or_a_preservation_lets_aid_go_first(place, known, outcome):
    _, policy = place

    decision = rules.eligibility(facts(**known), policy)

    assert decision.outcome == outcome
    if outcome == "grant_first":
        assert decision.grounds == (Ground.EMERGENCY_FIRST,)
        assert decision.missing
        papers = rules.materials(facts(**known), policy)
        assert papers
        assert all(paper.may_follow for paper in papers)


def test_an_emergency_does_not_help_what_is_refused(nation):
    known = facts(hardship_grounds=(), has_severe_infringement_evidence=False, days_to_limitation=2)

    assert rules.eligibility(known, nation).outcome == "refuse"


def test_an_emergency_of_an_entitled_worker_keeps_the_ground_and_lets_papers_follow(nation):
    known = facts(is_migrant=True, claims=("unpaid_wages",), days_to_limitation=2)

    decision = rules.eligibility(known, nation)

    assert (decision.outcome, decision.grounds) == ("grant", (Ground.MIGRANT_WAGE,))
    assert decision.papers_may_follow


def test_an_emergency_without_a_reason_asks_for_it(nation):
    decision = rules.eligibility(facts(is_emergency=True), nation)

    assert "emergency_reason" in {fact.field for fact in decision.missing}


def test_unanswered_supplement_is_a_deemed_withdrawal_and_not_a_refusal(nation):
    silence = rules.consequence(nation, "supplement_unanswered")
    refusal = rules.consequence(nation, "refused")

    assert (silence.result, silence.may_object, silence.may_reapply) == (
        "deemed_withdrawn",
        False,
        True,
    )
    assert silence.reason.clauses[0].citation == "法律援助法第四十三条第二款"
    assert refusal.may_object is True
