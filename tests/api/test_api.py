"""The machine interface: the same numbers and decisions as the pages, refused in words."""

import json

import pytest
from django.core.cache import cache
from django.urls import reverse

from gongyuan.api import views
from gongyuan.law.figures import NO_FIGURES
from gongyuan.law.registry import calculators
from gongyuan.policy.asking import answer, answer_json, read_asked
from gongyuan.policy.registry import current_packs

pytestmark = pytest.mark.django_db

ENDED = {"started_on": "2020-03-01", "ended_on": "2024-06-30", "monthly_wage": 8000}
FACTS = {
    "applicant_kind": "worker",
    "matter_scope": "labour_dispute",
    "claims": ["unpaid_wages"],
    "aid_form": "arbitration",
    "is_migrant": True,
}


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet():
    cache.clear()


def compute(client, data, name="economic_compensation"):
    body = data if isinstance(data, str) else json.dumps(data)
    address = reverse("api:calculation", args=[name])
    return client.post(address, body, content_type="application/json")


def test_the_list_names_every_calculator(client):
    lines = client.get(reverse("api:calculator_list")).json()

    assert [line["name"] for line in lines] == list(calculators())
    assert all(line["question"] and line["title"] for line in lines)


def test_a_schema_is_that_of_the_input(client):
    found = client.get(reverse("api:calculator_schema", args=["economic_compensation"])).json()

    assert found == calculators()["economic_compensation"].input.model_json_schema()


def test_a_result_is_that_of_the_engine(client):
    got = compute(client, ENDED)

    assert got.status_code == 200
    assert got.json() == calculators()["economic_compensation"].run(ENDED, NO_FIGURES).to_json()
    assert got.json()["value"] == 36000


@pytest.mark.parametrize(
    ("data", "status", "field", "sentence"),
    [
        ({**ENDED, "started_on": "1994-12-31"}, 422, "started_on", "1995年1月1日"),
        ({**ENDED, "monthly_wage": 1e12}, 422, "monthly_wage", "数目过大"),
        ({**ENDED, "ended_on": "2019-01-01"}, 422, "ended_on", "不能早于"),
        ({**ENDED, "nonsense": 1}, 422, "nonsense", "没有这一项"),
        ({}, 422, "started_on", "请填写这一项"),
        ([1], 422, "", "JSON 对象"),
        ("{", 400, "", "不是正确的 JSON"),
        ('{"monthly_wage": NaN}', 400, "", "不是正确的 JSON"),
        ("[" * 20000, 400, "", "不是正确的 JSON"),
        ('{"x": "' + "a" * views.MOST_BYTES + '"}', 413, "", "最多64 KB"),
    ],
)
def test_what_cannot_be_computed_is_refused_field_by_field(client, data, status, field, sentence):
    got = compute(client, data)

    assert got.status_code == status
    assert sentence in got.json()["error"][field]


def test_a_calculator_that_is_not_there_is_404_in_words(client):
    got = compute(client, ENDED, name="no_such")

    assert (got.status_code, got.json()) == (404, {"error": {"": "没有这个计算器。"}})
    assert client.get("/api/law/calculators/no_such/schema").status_code == 404


def test_policy_decides_as_on_the_pages(client):
    asked = {"region": "410000", "date": "2026-03-02", "facts": FACTS}

    got = client.post(reverse("api:decide"), json.dumps(asked), content_type="application/json")

    read = read_asked(asked, region_code="", on=None)
    assert got.status_code == 200
    assert got.json() == json.loads(json.dumps(answer_json(answer(read, current_packs()))))
    assert got.json()["outcome"] == "grant"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"region": "41", "facts": FACTS}, "region"),
        ({"region": "410000", "date": "2026-02-30", "facts": FACTS}, "date"),
        ({"facts": {"claims": ["stolen"]}}, "claims"),
        ({"facts": {"nonsense": 1}}, "nonsense"),
    ],
)
def test_policy_refuses_bad_facts_by_name(client, asked, field):
    got = client.post(reverse("api:decide"), json.dumps(asked), content_type="application/json")

    assert got.status_code == 422
    assert got.json()["error"][field]


def test_who_asks_too_often_waits_and_another_does_not(client):
    most = int(views.RATE.partition("/")[0])
    address = reverse("api:calculator_list")
    for _ in range(most):
        assert client.get(address).status_code == 200

    refused = client.get(address)

    assert refused.status_code == 429
    assert "太快" in refused.json()["error"][""]
    assert int(refused["Retry-After"]) >= 1
    assert client.get(address, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_the_description_names_every_error_and_needs_no_scripts(client):
    told = client.get(reverse("api:openapi-json")).json()

    compute_told = told["paths"]["/api/law/calculators/{name}"]["post"]
    assert {"200", "400", "404", "413", "422", "429"} <= set(compute_told["responses"])
    assert compute_told["requestBody"]["required"]
    assert client.get("/api/docs").status_code == 404


def test_no_token_is_asked_for_because_nobody_is_known_here():
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)

    assert compute(strict, ENDED).status_code == 200
