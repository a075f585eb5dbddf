"""Two heads with the same case open, each in a browser of their own."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from gongyuan.cases.models import Decision
from tests.cases.factories import proposed
from tests.e2e.conftest import Seat
from tests.e2e.people import Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_heads_who_decide_at_once_one_is_told_who_decided(
    town: Town, seat: Callable[..., Seat]
):
    case = proposed(unit=town.county)
    pages = {}
    for head, outcome in (("head", "grant"), ("deputy", "refuse")):
        form = reverse("case_decision", args=[case.pk, outcome])
        pages[head] = seat().is_already(town.users[head]).open(form)
    pages["deputy"].get_by_label("告诉职工的话").fill("请先去劳动监察投诉。")
    pages["deputy"].get_by_label("不采纳建议的理由").fill("已经在监察立案。")

    for page in pages.values():
        page.locator("#work button[type=submit]").click(no_wait_after=True)
    for page in pages.values():
        expect(page.locator("#messages p, [data-error-summary]").first).to_be_visible()

    decision = Decision.objects.get(case=case)
    by = {"head": "陈主任", "deputy": "何副主任"}
    first = next(head for head, name in by.items() if name in decision.decided_by)
    second = pages[next(head for head in by if head != first)]
    expect(pages[first].locator("#messages")).to_contain_text("已")
    expect(second.locator("[data-error-summary]")).to_contain_text(by[first])
    expect(second.locator("[data-error-summary]")).to_contain_text("这次没有改动")
