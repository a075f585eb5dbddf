"""Counting stops where nobody reads on."""

import pytest
from django.utils import timezone

from gongyuan.core.counting import (
    capped_counts,
    counting_by_value,
    finding_columns,
    run_counts,
    select,
    shown_count,
)
from gongyuan.core.models import Notice
from tests.people.factories import make_user


def told(user, *links):
    now = timezone.now()
    rows = [
        Notice(channel="in_app", user_id=user.pk, created_at=now, body="新消息", link=link)
        for link in links
    ]
    Notice.objects.bulk_create(rows)
    return Notice.objects.filter(user_id=user.pk)


@pytest.mark.django_db
def test_counts_stop_one_beyond_the_most_and_cost_one_query(django_assert_num_queries):
    mine = told(make_user(), *(str(place) for place in range(5)))
    wanted = {"all": mine, "one": mine.filter(link="3"), "none": Notice.objects.none()}

    with django_assert_num_queries(1):
        assert capped_counts(wanted, most=2) == {"all": 3, "one": 1, "none": 0}
    assert capped_counts(wanted)["all"] == 5
    with django_assert_num_queries(0):
        assert capped_counts({"none": Notice.objects.none()}) == {"none": 0}


@pytest.mark.django_db
def test_values_are_counted_and_looked_for_by_one_statement_and_nothing_of_others():
    told(make_user(), "a", "b", "d")
    mine = told(make_user(), "a", "a", "c")
    columns = counting_by_value("links", mine, "link", ["c", "b", "a"])
    columns |= finding_columns({"c": mine.filter(link="c"), "d": mine.filter(link="d")})
    nothing = counting_by_value("none", Notice.objects.none(), "link", ["a"])

    assert run_counts(*select(columns)) == {"links": [1, 0, 2], "c": True, "d": False}
    assert run_counts(*select(nothing)) == {}


def test_a_count_beyond_the_most_is_shown_as_more():
    assert (shown_count(0), shown_count(999), shown_count(1000)) == ("0", "999", "999+")
