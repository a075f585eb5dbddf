"""Can I apply? The answer of the rules of the place, after as few questions as it takes."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from gongyuan.cases.models import Case
from tests.organisations.factories import make_institution, make_unit
from tests.portal.journey import Phone, make_places
from tests.portal.test_apply import text_of

pytestmark = pytest.mark.django_db

WAGES = {"what": {"what": "unpaid"}, "form": {"form": "arbitration"}}
OUTCOMES = [
    # place, answers, how many pages were asked after the place, what is said, the clause
    ("410000", {**WAGES, "migrant": {"migrant": "yes"}}, 3, "条件够", "豫工办"),
    ("320000", {"what": {"what": "unpaid"}, "form": {"form": "mediation"}}, 2, "条件够", "苏工发"),
    (
        "220000",
        {**WAGES, "migrant": {"migrant": "no"}, "hardship": {"hardship": ["social_assistance"]}},
        4,
        "条件够",
        "法律援助法",
    ),
    (
        "410000",
        {
            "what": {"what": "dismissed"},
            "form": {"form": "litigation"},
            "migrant": {"migrant": "no"},
            "hardship": {"hardship": ["none"]},
            "evidence": {"evidence": "no"},
        },
        4,
        "可能不够条件",
        "工会法律援助办法",
    ),
    (
        "320000",
        {
            "what": {"what": "other"},
            "related": {"related": "outside"},
            "form": {"form": "arbitration"},
        },
        3,
        "可能不够条件",
        "依据",
    ),
    (
        "220000",
        {
            **WAGES,
            "migrant": {"migrant": "no"},
            "hardship": {"hardship": ["low_income"]},
            "evidence": {"evidence": "no"},
        },
        5,
        "要看家里困难不困难",
        "依据",
    ),
]


def ask(device, answers):
    """Answer what is asked, page after page; how many pages there were."""
    asked = 0
    address = device.get("portal_check")["Location"]
    while address != reverse("portal_check_result"):
        slug = address.strip("/").split("/")[1]
        if slug == "place":
            address = device.pick("check")["Location"]
        else:
            asked += 1
            device.client.post(address, answers[slug])
        address = device.get("portal_check")["Location"]
    return asked


@pytest.mark.parametrize(("code", "answers", "pages", "heading", "clause"), OUTCOMES)
def test_the_answer_follows_the_rules_of_the_place(code, answers, pages, heading, clause):
    province = make_unit(level="province", region_code=code)
    make_institution(unit=province, name="试验援助中心")
    device = Phone(province)

    assert ask(device, answers) == pages

    html = text_of(device.get("portal_check_result"))
    assert heading in html
    assert clause in html
    assert "试验援助中心" in html
    assert not Case.objects.exists()


def test_a_refusal_says_what_can_be_done_instead_and_still_lets_apply():
    device = Phone(make_unit(level="province", region_code="410000"))
    ask(device, OUTCOMES[3][1])

    html = text_of(device.get("portal_check_result"))

    assert "仍可获得免费的法律咨询" in html
    assert "我还是要申请" in html


def test_what_was_answered_in_the_check_is_not_asked_again_when_applying():
    tree = make_places()
    device = Phone(tree.county)
    ask(device, {**WAGES, "migrant": {"migrant": "yes"}})

    assert device.get("portal_apply")["Location"] == reverse(
        "portal_apply_question", args=["claims"]
    )
    seen = []
    device.typed = {
        slug: seen.append(slug) or data if slug in ("what", "migrant") else data
        for slug, data in device.typed.items()
    }
    device.typed.pop("what")
    device.typed.pop("migrant")
    device.go_on()
    device.send()

    case = Case.objects.get()
    assert (case.unit, case.is_migrant, case.aid_form) == (tree.county, True, "arbitration")


def test_the_place_chosen_at_home_is_not_asked_again():
    tree = make_places()
    device = Phone(tree.county)
    assert device.pick("home")["Location"] == reverse("portal_home")

    home = text_of(device.get("portal_home"))
    assert "离您最近：临河县职工法律援助中心" in home
    assert "河街1号" in home
    assert device.get("portal_check")["Location"] == reverse("portal_check_question", args=["what"])


def test_who_does_not_know_the_county_stays_with_the_prefecture():
    tree = make_places()
    device = Phone(tree.county)
    top = device.client.post(reverse("portal_place"), {"unit": tree.province.pk})
    below = device.client.post(top["Location"], {"unit": tree.prefecture.pk})

    answer = device.client.post(below["Location"], {"unit": tree.prefecture.pk})

    assert answer["Location"] == reverse("portal_home")
    assert "离您最近" in text_of(device.get("portal_home"))


def test_home_names_nothing_that_is_not_there_and_is_light(django_assert_max_num_queries):
    device = Phone(make_unit())
    with django_assert_max_num_queries(3):
        answer = device.get("portal_home")

    html = text_of(answer)
    assert "tel:12351" in html
    assert len(answer.content) < 10_000
    weight = len(answer.content)
    for address in re.findall(r'(?:href|src)="(/[^"]*)"', html):
        if address.startswith("/static/"):
            weight += Path(finders.find(address.removeprefix("/static/"))).stat().st_size
        else:
            assert device.client.get(address).status_code in (200, 302)
    assert weight < 100_000


def test_a_question_that_is_not_asked_does_not_exist():
    device = Phone(make_unit())

    assert device.get("portal_check_question", "hardship").status_code == 404
    assert device.get("portal_check_question", "nonsense").status_code == 404
