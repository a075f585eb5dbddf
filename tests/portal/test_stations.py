"""Where a worker may go: the stations near, as the phone shows them."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongyuan.organisations.actions import show_pictures
from gongyuan.organisations.models import AidInstitution
from tests.organisations.factories import make_institution
from tests.organisations.network_factories import NOW
from tests.organisations.test_pictures import picture
from tests.people.factories import make_actor
from tests.portal.journey import make_places

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    return make_places()


def at(unit):
    """A phone whose owner has said where it is."""
    client = Client()
    page = reverse("portal_stations_place")
    answer = client.post(f"{page}?at={unit.parent_id}", {"unit": unit.pk})
    assert answer.url == reverse("portal_stations")
    return client


def seen(client):
    return client.get(reverse("portal_stations")).content.decode()


def test_who_has_not_said_where_is_asked_first(places):
    assert Client().get(reverse("portal_stations")).url == reverse("portal_stations_place")


def test_a_station_is_shown_with_all_one_needs_to_go_there(places):
    AidInstitution.objects.update(
        functions=["consultation", "registration"],
        longitude=Decimal("113.520000"),
        latitude=Decimal("33.300000"),
    )

    page = seen(at(places.county))

    for told in (
        "临河县职工法律援助中心",
        "河街1号",
        "周一至周五",
        'href="tel:0990-2000000"',
        "法律咨询、法人资格登记",
        "https://uri.amap.com/marker?position=113.520000%2C33.300000&amp;name=",
    ):
        assert told in page
    assert "试某某" not in page


def test_the_nearest_come_first_and_closed_ones_not_at_all(places):
    make_institution(unit=places.other_county, name="石桥县中心")
    make_institution(unit=places.township, name="柳镇工作站")
    make_institution(unit=places.stranger, name="邻省中心")
    make_institution(unit=places.county, name="旧站", closed_on=date(2020, 1, 1))

    page = seen(at(places.county))

    shown = [page.find(name) for name in ("临河县职工法律援助中心", "柳镇工作站", "石桥县中心")]
    assert shown == sorted(shown)
    assert -1 not in shown
    assert "旧站" not in page
    assert "邻省中心" not in page
    assert "地图" not in page


def test_everybody_sees_the_pictures_of_an_open_station(places):
    station = AidInstitution.objects.get()
    actor = make_actor(unit=places.county)
    show_pictures(institution=station, pictures={"rules": picture()}, actor=actor, now=NOW)
    shown = reverse("portal_station_picture", args=[station.pk, "rules"])

    answer = Client().get(shown)

    assert answer.headers["Content-Type"] == "image/jpeg"
    assert shown in seen(at(places.county))
    assert Client().get(shown.replace("rules", "sign")).status_code == 404
    AidInstitution.objects.update(closed_on=date(2020, 1, 1))
    assert Client().get(shown).status_code == 404


def test_where_there_is_none_one_is_told_what_to_do_instead(places):
    AidInstitution.objects.all().delete()

    page = seen(at(places.county))

    assert "还没有登记的法律援助站点" in page
    assert reverse("portal_apply") in page


def test_twenty_stations_cost_as_many_queries_as_one(places, django_assert_num_queries):
    client = at(places.county)
    with CaptureQueriesContext(connection) as few:
        seen(client)
    for _ in range(30):
        make_institution(unit=places.township)
    with django_assert_num_queries(len(few)):
        page = seen(client)
    assert page.count("box-title") == 20
