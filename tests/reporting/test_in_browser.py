"""The pages in a real browser, answered by the test client: no server, no committed data."""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route

from gongyuan.people.choices import Role
from tests.organisations.factories import make_institution, make_tree
from tests.people.factories import make_post
from tests.reporting.factories import YEAR, enter, make_return

SITE = "http://office.test"


@pytest.fixture
def tree(db):
    tree = make_tree()
    make_institution(unit=tree.prefecture)
    make_institution(unit=tree.county)
    enter(make_return(unit=tree.county), subsidy="2", union_funds="1200.50", consultations="9")
    return tree


class Office:
    """A browser that is shown what the client got; asked from the test's own side, because the
    browser tool's side would open a database connection of its own."""

    def __init__(self, page: Page, client: Client) -> None:
        self.page, self.client = page, client
        self.answers: dict[str, HttpResponse] = {}
        page.route("**/*", self._answer)

    def show(self, address: str) -> None:
        self.answers[address] = self.client.get(address)
        self.page.goto(SITE + address)

    def _answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            kind = mimetypes.guess_type(path)[0]
            route.fulfill(content_type=kind, body=Path(found).read_bytes())
            return
        got = self.answers[path]
        route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.content)


@pytest.fixture
def office(page: Page, client, tree) -> Office:
    post = make_post(unit=tree.prefecture, role=Role.LEGAL_HEAD)
    client.force_login(post.user)
    return Office(page, client)


def test_on_a_phone_the_table_scrolls_in_its_region_and_its_words_stay(office, tree):
    page = office.page
    page.set_viewport_size({"width": 390, "height": 844})
    office.show(reverse("return_table", args=[tree.prefecture.pk, YEAR]))

    assert page.evaluate("document.documentElement.scrollWidth") == 390
    region = page.locator(".return-scroll")
    assert region.evaluate("e => e.scrollWidth > e.clientWidth")
    region.evaluate("e => { e.scrollLeft = e.scrollWidth }")
    left = region.bounding_box()["x"]
    for words in (".return-wording >> nth=0", "thead th >> nth=1"):
        box = region.locator(words).bounding_box()
        assert abs(box["x"] - left) < 2
        # What is seen there is the heading itself, not what slid over it.
        seen = page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).innerText",
            [box["x"] + box["width"] - 12, box["y"] + box["height"] / 2],
        )
        assert seen == region.locator(words).inner_text()
    figures = region.locator("td").nth(2).bounding_box()
    assert figures["x"] + figures["width"] <= 390


def test_the_page_for_the_stamp_is_one_sheet_without_the_office_around_it(office, tree):
    page = office.page
    office.show(reverse("return_print", args=[tree.prefecture.pk, YEAR]))
    page.emulate_media(media="print")

    paper = page.pdf(prefer_css_page_size=True)

    assert paper.count(b"/Type /Page\n") == 1
    assert page.locator(".sheet-tools").first.is_hidden()
    assert page.locator(".masthead").is_hidden()
