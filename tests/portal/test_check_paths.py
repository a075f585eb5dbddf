"""Every way through the self-check: how long it is, where it ends, and what it hands on."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from gongyuan.cases.models import Case
from gongyuan.policy.choices import Outcome
from gongyuan.portal import queries, questions
from gongyuan.portal.choices import FORM_WORDS, RELATED_WORDS, Trouble
from gongyuan.portal.questions import Place
from tests.core.markup import Markup
from tests.organisations.factories import make_institution, make_unit
from tests.portal.journey import Phone
from tests.portal.test_apply import text_of

MOST = 8
TODAY = date(2026, 11, 23)
REGIONS = ("220000", "320000", "410000", "410400")
#: Every answer of each question, as the draft keeps it.
ANSWERS: dict[str, list[dict[str, Any]]] = {
    "place": [{"place": 1}],
    "what": [{"what": str(one)} for one in Trouble],
    "related": [{"related": str(one)} for one in RELATED_WORDS],
    "form": [{"form": one} for one in FORM_WORDS],
    "migrant": [{"migrant": True}, {"migrant": False}],
    "hardship": [
        {"hardship": []},
        {"hardship": ["low_income"]},
        {"hardship": ["social_assistance"]},
    ],
    "evidence": [{"evidence": True}, {"evidence": False}, {"evidence": None}],
}
FLOW = "check"


def ways(place: Place, answers: dict[str, Any]) -> Iterator[tuple[list[str], dict[str, Any]]]:
    """Every way from here to the answer: what was asked, and what was answered."""
    following = questions.next_open(FLOW, answers, place)
    if following is None:
        yield answers["done"], answers
        return
    for answer in ANSWERS[following.slug]:
        done = [*answers.get("done", []), following.slug]
        yield from ways(place, {**answers, **answer, "done": done})


@pytest.fixture(scope="module")
def every_way():
    return [
        (region, asked, answers)
        for region in REGIONS
        for asked, answers in ways(Place(region_code=region, today=TODAY), {})
    ]


def test_no_way_asks_more_than_eight_questions_or_one_twice(every_way):
    assert len(every_way) > 200
    for _, asked, _ in every_way:
        assert len(asked) <= MOST
        assert len(set(asked)) == len(asked)
    assert len(questions.CHECK) <= MOST


def test_every_way_ends_in_an_answer_with_a_reason(every_way):
    outcomes = Counter()
    for region, _, answers in every_way:
        decision = queries.judged(answers, region_code=region, today=TODAY).decision
        assert decision.reasons, answers
        is_unsure = "evidence" in answers["done"] and answers["evidence"] is None
        assert decision.outcome != Outcome.NEED_MORE_FACTS or is_unsure, answers
        outcomes[decision.outcome] += 1
    assert {Outcome.GRANT, Outcome.REFUSE, Outcome.HARDSHIP_CHECK} <= set(outcomes)


def test_every_early_exit_is_taken(every_way):
    """After each question that can settle it, some way ends at once and is settled."""
    last_of_settled = {
        asked[-1]
        for region, asked, answers in every_way
        if questions.is_decided(queries.judged(answers, region_code=region, today=TODAY))
    }

    assert last_of_settled == {"form", "migrant", "hardship", "evidence"}


def test_nothing_is_asked_that_could_not_change_the_answer(every_way):
    for region, asked, answers in every_way:
        for slug in ("migrant", "hardship", "evidence"):
            if slug not in asked:
                continue
            before = {**answers, "done": asked[: asked.index(slug)]}
            later = [s for s in ("migrant", "hardship", "evidence") if s not in before["done"]]
            for name in later:
                before.pop(name, None)
            found = queries.judged(before, region_code=region, today=TODAY)
            assert not questions.is_decided(found), (region, asked)


CHOSEN = [
    {"what": {"what": "unpaid"}, "form": {"form": "arbitration"}, "migrant": {"migrant": "yes"}},
    {
        "what": {"what": "other"},
        "related": {"related": "labour_related_rights"},
        "form": {"form": "litigation"},
        "migrant": {"migrant": "no"},
        "hardship": {"hardship": ["social_assistance"]},
        "evidence": {"evidence": "yes"},
    },
    {"what": {"what": "injured"}, "form": {"form": "mediation"}},
]


@pytest.mark.django_db
@pytest.mark.parametrize("answers", CHOSEN)
def test_the_button_starts_an_application_with_everything_answered(answers):
    province = make_unit(level="province", region_code="410000")
    make_institution(unit=province, address="政一街1号", phone="0371-0000001", hours="周一至周五")
    device = Phone(province)
    address, seen = device.get("portal_check")["Location"], []
    while address != reverse("portal_check_result"):
        slug = address.strip("/").split("/")[1]
        seen.append(slug)
        if slug == "place":
            device.pick(FLOW)
        else:
            page = text_of(device.client.get(address))
            assert f"第 {len(seen)} 题，最多 {len(questions.CHECK)} 题" in page
            assert device.client.post(address, answers[slug]).status_code == 302
        address = device.get("portal_check")["Location"]
    result = text_of(device.get("portal_check_result"))
    for told in ("政一街1号", "0371-0000001", "周一至周五", "要准备的材料", "依据"):
        assert told in result
    assert Markup(result).faults() == []
    link = next(e for e in Markup(result).all("a") if "现在就申请" in e.words())
    asked_again = []
    device.typed = {**device.typed, **answers}

    address = device.client.get(link.attrs["href"])["Location"]
    while address != reverse("portal_apply_answers"):
        slug = address.strip("/").split("/")[1]
        asked_again.append(slug)
        if slug == "claims":
            boxes = Markup(text_of(device.client.get(address))).all("input", type="checkbox")
            ticked = [box.attrs["value"] for box in boxes if "checked" in box.attrs]
            assert len(ticked) == 1
            device.typed["claims"] = {"claims": ticked}
        device.typed["amounts"] = {}
        device.client.post(address, device.typed[slug])
        address = device.get("portal_apply")["Location"]

    assert not set(asked_again) & set(seen)
    device.send()
    case = Case.objects.get()
    assert (case.aid_form, case.unit) == (answers["form"]["form"], province)
