"""Every page of the product, opened in a browser by those who may open it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser

from tests import world
from tests.e2e.crawl import NO_PAGE, open_route
from tests.e2e.everybody import Everybody, make_everybody
from tests.e2e.looks import Looker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
#: Making everybody and reading the frame of their pages once takes some seconds of each.
SHARDS = 4
#: Answers by which a route shows that it has no page: it takes POST alone, or it sends a file.
NOT_PAGES = {"405", "a file"}
#: Addresses that ask the same question, which stands in the title, on different ways.
ONE_PAGE = (
    {"portal_apply_question", "portal_check_question"},
    {
        f"portal_{way}place"
        for way in ("", "apply_", "check_", "ask_", "complaint_", "roster_", "stations_")
    },
    {"portal_complaint", "portal_case_complaint"},
    {"hand_over", "hand_over_reason"},
    {"applicant_sheet_new", "case_applicant_sheet"},
    {"case_registration", "case_registration_from_consultation"},
)


@pytest.fixture
def everybody(transactional_db: None) -> Everybody:
    cache.clear()
    return make_everybody()


@pytest.fixture
def looker(
    browser: Browser, browser_context_args: dict[str, Any], live_server: Any, everybody: Everybody
) -> Iterator[Looker]:
    looker = Looker(browser, browser_context_args, live_server.url)
    yield looker
    looker.close()


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_page_is_accessible_fits_and_says_what_is_missing(
    shard: int, everybody: Everybody, looker: Looker
) -> None:
    faults: list[str] = []
    titles: dict[str, set[str]] = {}
    for name, parts, view in part_of(shard):
        found, answers = open_route(everybody, name, parts, view)
        if "500" in answers or not (found or answers & NOT_PAGES):
            faults.append(f"{name}: {len(found)} open it, the others get {sorted(answers)}")
        for page in found:
            faults += looker.faults_of(page)
            titles.setdefault(page.title, set()).add(name)
    faults += [
        f"{title!r} is the title of {sorted(names)}"
        for title, names in titles.items()
        if not title or not any(names <= one for one in ONE_PAGE) and len(names) > 1
    ]

    print(f"{looker.looked_at} pages, {looker.refused} empty forms refused")
    assert not faults, "\n".join(faults)
    assert looker.looked_at > 20


def part_of(shard: int) -> list[tuple[str, list[str], Any]]:
    """The routes of a shard, by name, so that pages that could be taken for each other meet."""
    routes = sorted(
        (one for one in world.routes() if one[0] not in NO_PAGE), key=lambda one: one[0]
    )
    return [one for place, one in enumerate(routes) if place * SHARDS // len(routes) == shard]
