"""What is typed into addresses of lists that cannot be: an empty list or all, never a fault."""

import pytest
from django.urls import reverse

from gongyuan.people.choices import Role
from tests.organisations.factories import make_tree
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db
LISTS = ("quality_home", "visit_list", "complaint_list", "review_list", "draw_list")
QUERIES = (
    {"lawyer": "9" * 30, "unit": "9" * 30},
    {"lawyer": "x", "unit": "-1"},
    {"state": "nonsense", "overall": "5", "about": "nobody", "is_verified": "perhaps"},
    {"first": "2026-02-30", "last": "x", "by": "nobody"},
    {"finished_from": "20261301", "came_from": "x", "served_from": "99999999"},
    {"page": "-5"},
    {"page": "x"},
    {"draw": "9" * 30},
)


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_list_asked_for_what_cannot_be_still_answers(client, query):
    tree = make_tree()
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=tree.county).user)

    for name in LISTS:
        assert client.get(reverse(name), query).status_code == 200, name


@pytest.mark.parametrize(
    "name", ["complaint_detail", "visit_detail", "draw_detail", "review_detail", "inquiry_answer"]
)
def test_a_number_that_no_record_has_is_not_found(client, name):
    tree = make_tree()
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=tree.county).user)

    assert client.get(reverse(name, args=[10**30])).status_code == 404
