from datetime import date

import pytest

from gongyuan.policy import rules
from gongyuan.policy.choices import ClaimKind, Ground
from gongyuan.policy.loader import load_packs, shipped_paths
from gongyuan.policy.resolution import resolve
from tests.policy.applications import citations, facts

REPRESENTATION = ("arbitration", "litigation")
WITHOUT_CHECK = ("consultation", "drafting", "mediation")
EXEMPTION_CLAUSE = {
    "henan": "豫工办〔2015〕28号二(三)",
    "jiangsu": "苏工发[2012]8号第9项",
    "nation": "法律援助法第四十二条第（三）项",
}


@pytest.mark.parametrize("form", REPRESENTATION)
@pytest.mark.parametrize(
    ("claim", "ground"),
    [
        ("unpaid_wages", Ground.MIGRANT_WAGE),
        ("overtime", Ground.MIGRANT_WAGE),
        ("work_injury", Ground.MIGRANT_INJURY),
    ],
)
def test_a_migrants_wage_or_injury_claim_is_granted_without_hardship_check(
    place, claim, ground, form
):
    name, policy = place

    decision = rules.eligibility(facts(is_migrant=True, claims=(claim,), aid_form=form), policy)

    assert (decision.outcome, decision.grounds) == ("grant", (ground,))
    assert not decision.missing
    first = decision.reasons[0].clauses[0]
    assert first.citation == EXEMPTION_CLAUSE[name]
    assert "法律援助法第四十二条第（三）项" in citations(decision.reasons)
    assert "工会法律援助办法第十条第二款" in citations(decision.reasons)
    asked = [
        paper.code for paper in rules.materials(facts(is_migrant=True, claims=(claim,)), policy)
    ]
    assert "hardship_certificate" not in asked
    assert "migrant_status" in asked


@pytest.mark.parametrize(
    "claim",
    sorted(set(ClaimKind.values) - {"unpaid_wages", "overtime", "work_injury"}),
)
def test_a_migrants_other_claims_go_the_way_of_the_hardship_check(place, claim):
    _, policy = place

    decision = rules.eligibility(facts(is_migrant=True, claims=(claim,)), policy)

    assert decision.outcome == "hardship_check"
    assert decision.grounds == ()
    assert {fact.field for fact in decision.missing} == {
        "hardship_grounds",
        "is_hardship_confirmed",
        "has_severe_infringement_evidence",
    }


def test_one_exempt_claim_among_others_spares_the_migrant_the_check(place):
    _, policy = place

    decision = rules.eligibility(
        facts(is_migrant=True, claims=("economic_compensation", "unpaid_wages")), policy
    )

    assert (decision.outcome, decision.grounds) == ("grant", (Ground.MIGRANT_WAGE,))


def test_a_local_workers_wage_claim_is_not_exempt(place):
    _, policy = place

    assert rules.eligibility(facts(claims=("unpaid_wages",)), policy).outcome == "hardship_check"


def test_severe_infringement_with_evidence_opens_representation_to_those_not_in_hardship(place):
    _, policy = place
    known = facts(hardship_grounds=(), has_severe_infringement_evidence=True)

    decision = rules.eligibility(known, policy)

    assert (decision.outcome, decision.grounds) == ("grant", (Ground.SEVERE_INFRINGEMENT,))
    assert citations(decision.reasons) == {"工会法律援助办法第十条第一款第（二）项"}
    asked = {paper.code for paper in rules.materials(known, policy)}
    assert "severe_infringement_evidence" in asked
    assert "hardship_certificate" not in asked


@pytest.mark.parametrize(
    ("known", "outcome", "grounds"),
    [
        ({"is_hardship_confirmed": True}, "grant", (Ground.HARDSHIP_STANDARD,)),
        ({"hardship_grounds": ("low_income",)}, "hardship_check", ()),
        ({"hardship_grounds": ("registered_hardship",)}, "hardship_check", ()),
        ({"hardship_grounds": ("social_assistance",)}, "grant", (Ground.EXEMPT_LAW42,)),
        ({"hardship_grounds": ("judicial_assistance",)}, "grant", (Ground.EXEMPT_LAW42,)),
        ({"hardship_grounds": ("preferential_treatment",)}, "grant", (Ground.EXEMPT_LAW42,)),
        ({"hardship_grounds": ("no_fixed_income_group",)}, "grant", (Ground.EXEMPT_LAW42,)),
        ({"hardship_grounds": ()}, "need_more_facts", ()),
        ({"is_hardship_confirmed": False}, "need_more_facts", ()),
        (
            {"hardship_grounds": (), "has_severe_infringement_evidence": False},
            "refuse",
            (),
        ),
        (
            {"is_hardship_confirmed": False, "has_severe_infringement_evidence": False},
            "refuse",
            (),
        ),
        (
            {"hardship_grounds": ("low_income",), "has_severe_infringement_evidence": False},
            "hardship_check",
            (),
        ),
        ({"has_severe_infringement_evidence": False}, "hardship_check", ()),
    ],
)
def test_hardship_and_severity_decide_representation(place, known, outcome, grounds):
    _, policy = place

    decision = rules.eligibility(facts(**known), policy)

    assert (decision.outcome, decision.grounds) == (outcome, grounds)


def test_who_says_there_is_no_hardship_is_asked_only_for_evidence_of_severity(nation):
    decision = rules.eligibility(facts(hardship_grounds=()), nation)

    assert [fact.field for fact in decision.missing] == ["has_severe_infringement_evidence"]


@pytest.mark.parametrize("form", WITHOUT_CHECK)
@pytest.mark.parametrize("migrant", [True, False, None])
def test_consultation_drafting_and_mediation_are_never_checked_for_hardship(place, form, migrant):
    _, policy = place
    known = facts(aid_form=form, is_migrant=migrant, hardship_grounds=(), claims=None)

    decision = rules.eligibility(known, policy)

    assert (decision.outcome, decision.grounds) == ("grant", (Ground.NO_CHECK_FORM,))
    assert rules.materials(known, policy) == []


@pytest.mark.parametrize(
    ("region", "form", "citation", "verified"),
    [
        ("jiangsu", "drafting", "苏工发[2012]8号第9项", True),
        ("jiangsu", "mediation", "苏工发[2012]8号第9项", True),
        ("henan", "consultation", "豫工办〔2015〕28号二(三)", True),
        ("nation", "mediation", "工会法律援助办法第十条（据条文推断）", False),
    ],
)
def test_the_source_of_no_check_is_named_and_an_inference_is_marked(
    request, region, form, citation, verified
):
    decision = rules.eligibility(facts(aid_form=form), request.getfixturevalue(region))

    assert citation in citations(decision.reasons)
    assert decision.reasons[0].is_verified is verified


def test_a_consultation_is_given_on_any_matter(place):
    _, policy = place

    decision = rules.eligibility(facts(aid_form="consultation", matter_scope=None), policy)

    assert decision.outcome == "grant"


@pytest.mark.parametrize(
    ("known", "ground"),
    [
        (
            {"applicant_kind": "union_staff", "matter_scope": "union_staff_duty"},
            Ground.UNION_STAFF_DUTY,
        ),
        (
            {
                "applicant_kind": "union_organisation",
                "matter_scope": "union_organisation_rights",
                "is_migrant": None,
                "claims": None,
            },
            Ground.UNION_ORG,
        ),
    ],
)
def test_union_staff_and_union_organisations_need_no_hardship(place, known, ground):
    _, policy = place

    decision = rules.eligibility(facts(**known), policy)

    assert (decision.outcome, decision.grounds) == ("grant", (ground,))


def test_a_pack_above_that_says_otherwise_is_not_cited_in_support(altered):
    law = altered(
        "national-2021.yaml",
        "when: {is_migrant: true, claims: [unpaid_wages, overtime]}",
        "when: {is_migrant: true, claims: [double_wage]}",
    )
    others = [path for path in shipped_paths() if path.name != law.name]
    policy = resolve(load_packs([law, *others]), "410481", date(2026, 3, 2))

    decision = rules.eligibility(facts(is_migrant=True, claims=("unpaid_wages",)), policy)

    assert citations(decision.reasons) == {
        "豫工办〔2015〕28号二(三)",
        "工会法律援助办法第十条第二款",
    }


def test_a_matter_of_the_open_scope_is_marked_as_needing_recognition(jiangsu):
    decision = rules.eligibility(
        facts(matter_scope="other_recognised", is_hardship_confirmed=True), jiangsu
    )

    assert decision.outcome == "grant"
    assert any("认定" in reason.text for reason in decision.reasons)
