import jsonschema
import pytest

from gongyuan.policy.facts import QUESTIONS, ApplicationFacts, FactsError, json_schema

WHOLE = {
    "applicant_kind": "worker",
    "matter_scope": "labour_dispute",
    "claims": ["unpaid_wages", "other"],
    "aid_form": "arbitration",
    "is_migrant": True,
    "hardship_grounds": [],
    "is_hardship_confirmed": None,
    "has_severe_infringement_evidence": False,
    "is_emergency": True,
    "emergency_reason": "preservation",
    "days_to_limitation": -3,
    "workers": 12,
    "is_restructuring": False,
    "is_marked_major": None,
}


def test_facts_survive_json():
    facts = ApplicationFacts.from_json(WHOLE)

    assert facts.to_json() == WHOLE
    assert ApplicationFacts.from_json(facts.to_json()) == facts


def test_the_order_and_repetition_of_claims_make_no_difference():
    one = ApplicationFacts(claims=("other", "unpaid_wages", "other"))
    two = ApplicationFacts(claims=("unpaid_wages", "other"))

    assert one == two
    assert one.claims == ("unpaid_wages", "other")


def test_unknown_and_none_are_two_things():
    assert ApplicationFacts().hardship_grounds is None
    assert ApplicationFacts(hardship_grounds=()).to_json()["hardship_grounds"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("applicant_kind", "boss"),
        ("applicant_kind", 3),
        ("claims", "unpaid_wages"),
        ("claims", ["gold"]),
        ("claims", [["unpaid_wages"]]),
        ("is_migrant", "yes"),
        ("is_migrant", 1),
        ("workers", 0),
        ("workers", -1),
        ("workers", 10**9),
        ("workers", 2.5),
        ("workers", True),
        ("days_to_limitation", "6"),
        ("name", "某人"),
    ],
)
def test_a_bad_fact_is_refused_beside_its_field_in_a_sentence(name, value):
    with pytest.raises(FactsError) as refused:
        ApplicationFacts.from_json({"aid_form": "arbitration", name: value})

    assert list(refused.value.errors) == [name]
    assert refused.value.errors[name].endswith("。")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({name: value}, json_schema())


@pytest.mark.parametrize("data", [None, [], "worker", 7])
def test_facts_that_are_no_object_are_refused(data):
    with pytest.raises(FactsError):
        ApplicationFacts.from_json(data)


def test_bad_facts_are_refused_in_code_too():
    with pytest.raises(FactsError):
        ApplicationFacts(aid_form="prayer")


def test_the_schema_accepts_what_the_product_writes_and_asks_about_every_fact():
    schema = json_schema()

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(WHOLE, schema)
    jsonschema.validate(ApplicationFacts().to_json(), schema)
    assert set(schema["properties"]) == set(ApplicationFacts().to_json()) == set(QUESTIONS)
