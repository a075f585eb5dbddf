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
from tests.organisations.factories import make_unit
from tests.people.factories import make_post
from tests.policy.test_views import MIGRANT

SITE = "http://office.test"


class Office:
    """A browser that is shown what the client got; asked from the test's own side, because the
    browser tool's side would open a database connection of its own."""

    def __init__(self, page: Page, client: Client) -> None:
        self.page, self.client = page, client
        self.answers: dict[str, HttpResponse] = {}
        page.route("**/*", self._answer)

    def show(self, address: str, query: dict[str, str | list[str]]) -> None:
        self.answers[address] = self.client.get(address, query)
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
def office(page: Page, client, settings, db) -> Office:
    settings.SECOND_FACTOR_COMPULSORY = False
    unit = make_unit(level="province", region_code="410000")
    client.force_login(make_post(unit=unit, role=Role.LEGAL_HEAD).user)
    return Office(page, client)


#: Pages that show more when they are asked something.
PAGES = [
    ("policy_differences", {"left": "henan-2015@1", "right": "jiangsu-2012@1"}),
    ("policy_simulator", MIGRANT),
    ("case_policy_comparison", {"left": "henan-2015@1", "right": "jiangsu-2012@1"}),
]


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize(("name", "query"), PAGES, ids=[name for name, _ in PAGES])
def test_an_answer_fits_the_screen_and_can_be_read_by_everybody(
    office, assert_accessible, name, query, width
):
    page = office.page
    page.set_viewport_size({"width": width, "height": 844})

    office.show(reverse(name), query)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert_accessible(page)
