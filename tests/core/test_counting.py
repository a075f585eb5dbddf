"""Counting stops where nobody reads on."""

import pytest
from django.utils import timezone

from gongyuan.core.counting import capped_counts, shown_count
from gongyuan.core.models import Notice
from tests.people.factories import make_user


@pytest.mark.django_db
def test_counts_stop_one_beyond_the_most_and_cost_one_query(django_assert_num_queries):
    user = make_user()
    now = timezone.now()
    notices = [
        Notice(channel="in_app", user_id=user.pk, created_at=now, body="新消息", link=str(place))
        for place in range(5)
    ]
    Notice.objects.bulk_create(notices)
    mine = Notice.objects.filter(user_id=user.pk)
    wanted = {"all": mine, "one": mine.filter(link="3"), "none": Notice.objects.none()}

    with django_assert_num_queries(1):
        assert capped_counts(wanted, most=2) == {"all": 3, "one": 1, "none": 0}
    assert capped_counts(wanted)["all"] == 5
    with django_assert_num_queries(0):
        assert capped_counts({"none": Notice.objects.none()}) == {"none": 0}


def test_a_count_beyond_the_most_is_shown_as_more():
    assert (shown_count(0), shown_count(999), shown_count(1000)) == ("0", "999", "999+")
