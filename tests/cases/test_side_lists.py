"""Lists beside the cases: what was handed up and who helps elsewhere, page by page."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongyuan.cases.choices.major import CollaborationState
from gongyuan.cases.models import HandUp
from gongyuan.cases.queries.collaboration import PAGE
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case
from tests.cases.major_factories import collaborating, handed_up
from tests.organisations.factories import make_tree
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def tree(client):
    found = make_tree()
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=found.county).user)
    return found


def received(tree, count):
    """So many that wait for the county, sent by its township."""
    for number in range(count):
        row = handed_up(tree.township)
        HandUp.objects.filter(pk=row.pk).update(
            applicant_label=f"试甲{row.pk}", due_on=NOW.date() + timedelta(days=number % 7)
        )


def helped(tree, count):
    for _ in range(count):
        case = make_case(unit=tree.county)
        collaborating(case, tree.stranger, state=CollaborationState.AT_WORK, accepted_at=NOW)


def opened(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as sent:
        answer = client.get(url)
    assert answer.status_code == 200
    return answer.text, len(sent)


def all_pages(client, url, pattern):
    """What matches on every page, following each page's link to the next."""
    found, address = [], url
    while address:
        text, _ = opened(client, address)
        found.append(re.findall(pattern, text))
        following = re.search(r'href="([^"]*)" rel="next"', text)
        address = following and urljoin(address, unescape(following[1]))
    return found


@pytest.mark.parametrize("filled", [received, helped])
def test_a_list_costs_the_same_with_one_row_and_with_thirty(client, tree, filled):
    url = reverse("hand_up_list" if filled is received else "collaboration_list")
    counts = []
    for more in (1, 29):
        filled(tree, more)
        counts.append(opened(client, url)[1])

    assert counts[0] == counts[1] <= MOST


@pytest.mark.parametrize("query", ["", "?year=2026"])
def test_more_collaborations_than_a_page_holds_are_all_found(client, tree, query):
    helped(tree, PAGE + 3)
    url = reverse("collaboration_list")

    pages = all_pages(client, url + query, r'href="/cases/collaborations/(\d+)/"')

    assert [len(page) for page in pages] == [PAGE, 3]
    assert len({number for page in pages for number in page}) == PAGE + 3


def test_more_hand_ups_than_a_page_holds_are_all_found_and_counted(client, tree):
    received(tree, PAGE + 3)
    url = reverse("hand_up_list")

    pages = all_pages(client, url, r"试甲(\d+)")

    assert [len(page) for page in pages] == [PAGE, 3]
    assert len({number for page in pages for number in page}) == PAGE + 3
    assert f"等我们接收 {PAGE + 3}" in opened(client, url)[0]


def test_a_station_finds_all_it_has_sent_the_latest_first(client, tree):
    received(tree, PAGE + 3)
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=tree.township).user)

    pages = all_pages(client, reverse("hand_up_list"), r"试甲(\d+)")

    numbers = [int(number) for page in pages for number in page]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == PAGE + 3
