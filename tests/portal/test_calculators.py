"""Every calculator as a page: asked, computed, explained; bad input is answered in its place."""

import json

import pytest
from django.urls import reverse

from gongyuan.law.figures import NO_FIGURES
from gongyuan.law.registry import calculators
from tests.core.markup import Markup
from tests.organisations.factories import make_unit
from tests.portal.test_apply import text_of

pytestmark = pytest.mark.django_db

ENDED = {
    "started_on": "2020年3月1日",
    "ended_on": "20240630",
    "monthly_wage": "8000",
}


def page(client, name="economic_compensation", data=None):
    address = reverse("portal_calculator", args=[name])
    answer = client.get(address) if data is None else client.post(address, data)
    assert answer.status_code == 200
    html = text_of(answer)
    assert Markup(html).faults() == []
    return html


def test_the_index_asks_in_the_workers_words_and_names_every_calculator(client):
    html = text_of(client.get(reverse("portal_calculators")))

    assert Markup(html).faults() == []
    for one in calculators().values():
        address = reverse("portal_calculator", args=[one.name])
        link = next(a for a in Markup(html).all("a") if a.attrs.get("href") == address)
        assert link.words() == f"{one.question}{one.title}"


def test_a_form_asks_what_the_input_asks(client):
    page_read = Markup(page(client))

    kind = calculators()["economic_compensation"].input
    words = page_read.all("main")[0].words()
    for name, info in kind.model_fields.items():
        # A place is picked by name; the input asks for its code.
        if name != "region":
            assert (info.title or "") in words
            assert (info.description or "") in words
    assert "干活的地方，不是老家" in words
    assert page_read.by_id("id_monthly_wage").attrs["inputmode"] == "decimal"


def test_the_answer_stands_large_with_steps_articles_and_what_would_change_it(client):
    html = page(client, data=ENDED)

    assert 'class="answer-figure">36,000.00' in html
    assert "劳动合同法第四十七条第一款" in html
    assert "什么会改变结果" in html
    assert "先当作这样" in html
    assert 'value="20240630"' in html  # what was typed stays


def test_no_value_is_in_an_address_and_nothing_is_stored_in_the_session(client):
    page(client, data=ENDED)

    assert client.session.is_empty() or not client.session.keys()
    html = page(client, data=ENDED)
    assert "8000" not in "".join(e.attrs.get("href", "") for e in Markup(html).all("a"))


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"started_on": "1994年12月31日"}, "started_on", "不能早于1995年1月1日"),
        ({"monthly_wage": "1000000000000"}, "monthly_wage", "数目过大"),
        ({"monthly_wage": "-1"}, "monthly_wage", "不能是负数"),
        ({"monthly_wage": "很多"}, "monthly_wage", "金额应为数字"),
        ({"ended_on": "2019年1月1日"}, "ended_on", "不能早于入职日期"),
        ({"ended_on": "2024年2月30日"}, "ended_on", "看不懂这个日期"),
        ({"ended_on": "2024年2月"}, "ended_on", "请写到哪一天"),
        ({"ended_on": ""}, "ended_on", "这一项还没有填"),
        ({"region-code": "41"}, "region", "六位行政区划代码"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(
    client, wrong, field, sentence
):
    html = page(client, data={**ENDED, **wrong})

    assert "answer-figure" not in html
    beside = html.partition(f'id="id_{field}_error"')[2].split("</ul>")[0]
    assert sentence in beside
    for value in {**ENDED, **wrong}.values():
        assert value in html


def test_a_region_is_picked_from_the_places_or_typed_and_a_missing_figure_is_said(client):
    make_unit(level="province", region_code="410000", name="河南省总工会")

    html = page(client, data={**ENDED, "region": "410000"})

    assert ">河南省</option>" in html
    assert "参数表" in html
    assert "36,000.00" in html


def test_a_calculator_that_is_not_there_does_not_exist(client):
    assert client.get(reverse("portal_calculator", args=["no_such"])).status_code == 404
    assert client.get(reverse("portal_calculator", args=["no_such"])).status_code == 404


def test_the_number_on_the_page_is_that_of_the_engine(client):
    given = {"started_on": "2010-01-01", "ended_on": "2024-06-30", "monthly_wage": "6543.21"}
    found = calculators()["economic_compensation"].run(given, NO_FIGURES)

    html = page(client, data=given)

    assert f"{found.value:,.2f}" in html
    hidden = Markup(html).all("input", name="given")[0].attrs["value"]
    assert json.loads(hidden) == given
