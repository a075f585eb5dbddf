"""The fast lane: how many were decided on the day they came, and how long half of them took."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from gongyuan.cases.choices import CaseState
from gongyuan.people.choices import Role
from gongyuan.portal.queries import LEAST_PUBLISHED, published_fast_lane
from gongyuan.reporting.queries.fast_lane import FastLane, fast_lane_of, fast_lanes
from tests.cases.factories import make_case
from tests.core.markup import Markup
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db
#: 09:00 in Beijing on a Monday.
CAME = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def tree():
    return make_tree()


def decided(unit, took: timedelta, came: datetime = CAME, **values):
    values = {"is_fast_track": True, "applied_at": came, "decided_at": came + took, **values}
    return make_case(unit=unit, state=CaseState.GRANTED, **values)


def test_a_day_is_a_day_in_beijing_and_not_twenty_four_hours(tree):
    decided(tree.county, timedelta(hours=14, minutes=59))
    decided(tree.county, timedelta(hours=15))

    found = fast_lane_of(tree.county, year=2026)

    assert (found.decided, found.same_day, found.percent) == (2, 1, 50)


def test_only_the_fast_lane_of_the_year_of_the_decision_counts(tree):
    decided(tree.county, timedelta(minutes=40))
    decided(tree.county, timedelta(minutes=40), is_fast_track=False)
    new_year = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
    decided(tree.county, timedelta(minutes=2), came=new_year)
    make_case(unit=tree.county, is_fast_track=True, applied_at=CAME)

    assert fast_lane_of(tree.county, year=2026).decided == 1
    assert fast_lane_of(tree.county, year=2027).same_day == 0


def test_half_were_decided_within_the_middle_time(tree):
    for hours in (1, 2, 9):
        decided(tree.township, timedelta(hours=hours))

    assert fast_lane_of(tree.county, year=2026).half_within == timedelta(hours=2)
    assert FastLane(unit=None, decided=0, same_day=0, half_within=None).percent is None


def test_a_superior_sees_its_units_one_by_one_and_no_strangers(tree):
    decided(tree.township, timedelta(hours=1))
    decided(tree.county, timedelta(days=3))
    decided(tree.other_county, timedelta(hours=1))
    decided(tree.prefecture, timedelta(hours=1))
    decided(tree.stranger, timedelta(hours=1))
    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.prefecture)

    found = {line.unit: (line.decided, line.same_day) for line in fast_lanes(head, year=2026)}

    assert found == {tree.county: (2, 1), tree.other_county: (1, 1), tree.prefecture: (1, 1)}


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_the_same_of_one_and_of_thirty(
    client, tree, count, django_assert_max_num_queries
):
    for minutes in range(count):
        decided(tree.county, timedelta(minutes=minutes + 1))
    client.force_login(make_post(role=Role.STATISTICIAN, unit=tree.prefecture).user)
    address = reverse("fast_lane") + "?year=2026"
    client.get(address)
    with django_assert_max_num_queries(6):
        page = client.get(address)
    assert Markup(page.text).faults() == []
    assert "100%" in page.text


def test_the_empty_page_and_a_year_without_one(client, tree):
    client.force_login(make_post(role=Role.STATISTICIAN, unit=tree.prefecture).user)

    assert "这一年没有快速通道的决定" in client.get(reverse("fast_lane")).text
    assert client.get(reverse("fast_lane") + "?year=1999").status_code == 404


def test_a_share_is_published_only_of_enough(tree):
    for _ in range(LEAST_PUBLISHED - 1):
        decided(tree.county, timedelta(hours=1))
    assert published_fast_lane(tree.county, today=CAME.date()) is None
    assert published_fast_lane(None, today=CAME.date()) is None

    decided(tree.county, timedelta(days=2))

    found = published_fast_lane(tree.county, today=CAME.date())
    assert (found.decided, found.percent) == (LEAST_PUBLISHED, 90)
