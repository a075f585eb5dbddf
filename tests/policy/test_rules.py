import json
from dataclasses import fields
from datetime import date
from itertools import product

import pytest

from gongyuan.policy import rules
from gongyuan.policy.choices import AidForm, ClaimKind
from gongyuan.policy.facts import ApplicationFacts, FactsError
from gongyuan.policy.loader import load_packs, shipped_paths
from gongyuan.policy.resolution import MissingRule, resolve
from tests.policy.applications import facts


def test_a_union_organisation_shows_its_legal_person_and_no_identity_card(nation):
    known = facts(
        applicant_kind="union_organisation", matter_scope="union_organisation_rights", claims=None
    )

    asked = {paper.code for paper in rules.materials(known, nation)}

    assert "union_legal_person" in asked
    assert "identity" not in asked


def test_a_self_declaration_replaces_the_hardship_certificate_since_the_law_of_2022(
    shipped, nation
):
    known = facts(is_hardship_confirmed=True)
    before = resolve(shipped, "330122", date(2021, 12, 31))

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
            ["collective_discussion", "whole_process_tracking", "oversight", "lawyer_report"],
        ),
        (
            "henan",
            {"is_marked_major": True},
            True,
            ["collective_discussion", "whole_process_tracking", "oversight", "lawyer_report"],
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


def test_who_mediates_in_henan_holds_a_certificate_and_elsewhere_it_is_the_offices_own_rule(
    nation, henan
):
    here = rules.duty_certificates(henan, "mediation")
    there = rules.duty_certificates(nation, "mediation")

    assert here.certificates == there.certificates == ("mediator",)
    assert "豫工文〔2020〕40号三(二)2" in here.source
    assert here.is_verified
    assert not there.is_verified


def test_a_duty_no_pack_speaks_of_asks_for_nothing(nation):
    assert rules.duty_certificates(nation, "counselling") is None
