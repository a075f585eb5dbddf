"""The first page: the same for everybody who has chosen nothing, and light."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_first_visit_asks_the_database_nothing_and_sets_no_cookie(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = Client().get(reverse("portal_home"))

    assert "工会免费帮您" in answer.content.decode()
    assert not answer.cookies


def test_the_kept_page_is_the_one_that_is_made_for_a_known_device():
    fresh = Client().get(reverse("portal_home")).content
    known = Client()
    known.cookies["other"] = "1"

    assert known.get(reverse("portal_home")).content == fresh


def test_large_text_is_remembered_without_a_token_and_shown_on_the_first_page():
    client = Client(enforce_csrf_checks=True)
    client.post(reverse("text_size"), {"size": "large", "back": "/"})

    assert 'data-size="large"' in client.get(reverse("portal_home")).content.decode()
    assert 'data-size="large"' not in Client().get(reverse("portal_home")).content.decode()
