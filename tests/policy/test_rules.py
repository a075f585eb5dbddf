import json
from dataclasses import fields
from datetime import date
from itertools import product

import pytest

from gongyuan.policy import rules
from gongyuan.policy.choices import AidForm, ClaimKind, Ground
from gongyuan.policy.facts import ApplicationFacts, FactsError
from gongyuan.policy.loader import load_packs, shipped_paths
from gongyuan.policy.resolution import MissingRule, Resolved, resolve

REPRESENTATION = ("arbitration", "litigation")
WITHOUT_CHECK = ("consultation", "drafting", "mediation")
PLACES = ("henan", "jiangsu", "nation")
EXEMPTION_CLAUSE = {
    "henan": "豫工办〔2015〕28号二(三)",
    "jiangsu": "苏工发[2012]8号第9项",
    "nation": "法律援助法第四十二条第（三）项",
}


def facts(**known) -> ApplicationFacts:
    usual = {
        "applicant_kind": "worker",
        "matter_scope": "labour_dispute",
        "aid_form": "arbitration",
        "is_migrant": False,
        "claims": ("economic_compensation",),
    }
    return ApplicationFacts(**{**usual, **known})


@pytest.fixture(params=PLACES)
def place(request) -> tuple[str, Resolved]:
    return request.param, request.getfixturevalue(request.param)


def citations(reasons) -> set[str]:
    return {clause.citation for reason in reasons for clause in reason.clauses}


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


def test_a_union_organisation_shows_its_legal_person_and_no_identity_card(nation):
    known = facts(
        applicant_kind="union_organisation", matter_scope="union_organisation_rights", claims=None
    )

    asked = {paper.code for paper in rules.materials(known, nation)}

    assert "union_legal_person" in asked
    assert "identity" not in asked


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


def test_a_matter_of_the_open_scope_is_marked_as_needing_recognition(jiangsu):
    decision = rules.eligibility(
        facts(matter_scope="other_recognised", is_hardship_confirmed=True), jiangsu
    )

    assert decision.outcome == "grant"
    assert any("认定" in reason.text for reason in decision.reasons)


def test_a_self_declaration_replaces_the_hardship_certificate_since_the_law_of_2022(
    shipped, nation
):
    known = facts(is_hardship_confirmed=True)
    before = resolve(shipped, "222401", date(2021, 12, 31))

    old = {paper.code: paper for paper in rules.materials(known, before)}
    new = {paper.code: paper for paper in rules.materials(known, nation)}

    assert old["hardship_certificate"].may_be_declared is False
    assert new["hardship_certificate"].may_be_declared is True
    assert new["hardship_certificate"].clauses[1].citation == "法律援助法第四十一条第二款"


@pytest.mark.parametrize(
    ("region", "known", "kind", "deadline_set", "review_days"),
    [
        ("henan", {"is_migrant": True}, "fast", "same_day", 0),
        ("henan", {"is_migrant": True, "claims": ("unpaid_wages",)}, "fast", "same_day", 0),
        ("henan", {"hardship_grounds": ("registered_hardship",)}, "fast", "same_day", 0),
        ("henan", {"is_hardship_confirmed": True}, "fast", "same_day", 0),
        ("henan", {}, "normal", "normal", 7),
        ("henan", {"workers": 40}, "normal", "normal", 7),
        ("henan", {"is_migrant": True, "aid_form": "consultation"}, "normal", "normal", 7),
        ("jiangsu", {"workers": 9}, "normal", "normal", 7),
        ("jiangsu", {"workers": 10}, "fast", "normal", 7),
        ("jiangsu", {"is_migrant": True, "claims": ("unpaid_wages",)}, "fast", "normal", 7),
        ("jiangsu", {"is_migrant": True, "claims": ("work_injury",)}, "normal", "normal", 7),
        ("jiangsu", {"is_restructuring": True}, "fast", "normal", 7),
        ("nation", {"is_migrant": True, "claims": ("unpaid_wages",)}, "normal", "normal", 7),
        ("nation", {"workers": 40}, "normal", "normal", 7),
    ],
)
def test_track_and_review_deadline_follow_the_pack(
    request, region, known, kind, deadline_set, review_days
):
    policy = request.getfixturevalue(region)

    track = rules.track(facts(**known), policy)
    review = rules.deadlines(policy, track)["AID_REVIEW"]

    assert (track.kind, track.deadline_set) == (kind, deadline_set)
    assert (review.length, review.unit) == (review_days, "natural_day")
    assert bool(track.reasons) is (kind == "fast")
    assert review.source == (
        "豫工办〔2015〕28号二(三)" if review_days == 0 else "法律援助法第四十三条第一款"
    )


def test_the_same_day_track_is_not_promised_where_the_office_cannot_offer_it(altered):
    office = altered(
        "national-office.yaml",
        "{label: 本单位实行当日受理审查, value: 1",
        "{label: 本单位实行当日受理审查, value: 0",
    )
    others = [path for path in shipped_paths() if path.name != office.name]
    policy = resolve(load_packs([office, *others]), "410481", date(2026, 3, 2))

    assert rules.track(facts(is_migrant=True), policy).kind == "normal"


@pytest.mark.parametrize(
    ("region", "known", "major", "measures"),
    [
        ("henan", {"workers": 9}, False, []),
        (
            "henan",
            {"workers": 10},
            True,
            ["collective_discussion", "whole_process_tracking", "oversight"],
        ),
        (
            "henan",
            {"is_marked_major": True},
            True,
            ["collective_discussion", "whole_process_tracking", "oversight"],
        ),
        ("jiangsu", {"workers": 10}, True, ["leader_in_charge"]),
        ("nation", {"workers": 10}, True, []),
        ("nation", {"is_marked_major": True}, False, []),
        ("nation", {"workers": None}, False, []),
    ],
)
def test_ten_workers_make_a_case_major_and_the_pack_says_what_follows(
    request, region, known, major, measures
):
    gravity = rules.gravity(facts(**known), request.getfixturevalue(region))

    assert gravity.is_major is major
    assert [measure.code for measure in gravity.measures] == measures


def test_ten_comes_from_article_seven_of_the_arbitration_law(henan):
    number = rules.parameter(henan, "collective_workers")

    assert (number.value, number.is_verified) == (10, True)
    assert number.clauses[0].citation == "劳动争议调解仲裁法第七条"


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


def test_deadlines_of_the_law_are_named_by_code_and_article(nation):
    found = rules.deadlines(nation, rules.track(facts(), nation))

    assert {code: (d.length, d.source) for code, d in found.items()} == {
        "AID_REVIEW": (7, "法律援助法第四十三条第一款"),
        "AID_ASSIGN": (3, "法律援助法第四十三条第一款"),
        "AID_OBJECTION": (5, "法律援助法第四十九条第二款"),
    }


@pytest.mark.parametrize(
    "key",
    ["supplement_days", "lawyer_answer_days", "progress_interval_days", "objection_window_days"],
)
def test_the_offices_own_settings_are_shown_as_unverified(place, key):
    _, policy = place

    setting = rules.parameter(policy, key)

    assert setting.value > 0
    assert setting.is_verified is False
    assert setting.clauses[0].citation == "工会自定（待核）"


@pytest.mark.parametrize(
    ("form", "levels"),
    [
        ("consultation", ()),
        ("drafting", ()),
        ("mediation", ("officer",)),
        ("arbitration", ("officer", "head")),
        ("litigation", ("officer", "head")),
    ],
)
def test_representation_is_approved_by_officer_then_head(nation, form, levels):
    approval = rules.approval_levels(nation, form)

    assert (approval.levels, approval.is_verified) == (levels, False)


def test_terminations_are_the_eight_of_article_forty_eight(nation):
    found = rules.terminations(nation)

    assert len(found) == 8
    assert all(item.clauses[0].place.startswith("第四十八条") for item in found)


@pytest.mark.parametrize(
    "ask",
    [
        lambda policy: rules.parameter(policy, "no_such_number"),
        lambda policy: rules.approval_levels(policy, "no_such_form"),
        lambda policy: rules.consequence(policy, "no_such_event"),
    ],
)
def test_a_value_no_pack_gives_is_refused_and_never_guessed(nation, ask):
    with pytest.raises(MissingRule, match="no_such"):
        ask(nation)


def test_every_combination_of_facts_gets_an_answer_that_is_stable_json(place):
    _, policy = place
    unknown = (None, True, False)
    seen = set()
    for migrant, severe, confirmed, form, claim in product(
        unknown, unknown, unknown, AidForm.values, ClaimKind.values
    ):
        known = facts(
            is_migrant=migrant,
            has_severe_infringement_evidence=severe,
            is_hardship_confirmed=confirmed,
            aid_form=form,
            claims=(claim,),
        )
        answer = rules.eligibility(known, policy)
        seen.add(answer.outcome)
        assert bool(answer.missing) == (answer.outcome in {"hardship_check", "need_more_facts"})
        assert bool(answer.grounds) == (answer.outcome == "grant")
        assert answer.reasons
    assert seen == {"grant", "hardship_check", "need_more_facts", "refuse"}


def test_an_evaluation_survives_json_and_is_the_same_the_second_time(place):
    _, policy = place
    known = facts(is_migrant=True, claims=("unpaid_wages",), workers=12)

    first = rules.evaluate(known, policy).to_json()
    again = rules.evaluate(ApplicationFacts.from_json(known.to_json()), policy).to_json()

    assert json.loads(json.dumps(first)) == first == again
    assert first["decision"]["reasons"][0]["clauses"][0]["citation"]


@pytest.mark.parametrize("name", [field.name for field in fields(ApplicationFacts)])
def test_no_fact_takes_free_text_that_could_name_a_person(name):
    with pytest.raises(FactsError) as refused:
        ApplicationFacts.from_json({name: "王某某 410402199003070015"})

    assert list(refused.value.errors) == [name]
