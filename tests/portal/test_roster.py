"""平工文〔2016〕28号 附件2 第六条: 成员的信息以及人员增减信息公开，接受监督."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongyuan.core import files
from gongyuan.lawyers.actions import certify
from gongyuan.lawyers.choices import EndGround, RoundState, SupervisingBody
from gongyuan.lawyers.models import ContactPoint, Nomination, SupervisionPhone
from gongyuan.organisations.choices import UnitLevel
from gongyuan.people.queries import last_demo_code
from tests.core.markup import Markup
from tests.lawyers.factories import (
    NOW,
    make_firm,
    make_lawyer,
    make_nomination,
    make_round,
    make_term,
)
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_actor, phone
from tests.portal.journey import Phone, make_places

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_unit(level=UnitLevel.PREFECTURE, name="东河市总工会")


def _page(client, unit, **asked):
    return client.get(reverse("portal_roster_members", args=[unit.pk]), asked)


def _day(days):
    return timezone.localdate() + timedelta(days=days)


def test_the_roster_names_the_members_and_never_a_phone(client, city):
    lawyer = make_lawyer(
        unit=city,
        name="试公开",
        phone=phone(),
        office_phone="0990-7654321",
        specialities=["wages"],
        languages=["朝鲜语"],
    )
    SupervisionPhone.objects.create(
        unit=city,
        body=SupervisingBody.UNION_BODY,
        name="东河市总工会",
        phone="0990-3799618",
        starts_on=date(2020, 1, 1),
    )

    page = _page(client, city)

    for text in ("试公开", lawyer.firm.name, "劳动报酬", "朝鲜语", "0990-3799618"):
        assert text in page.text
    for secret in (lawyer.phone, "0990-7654321", lawyer.licence_number):
        assert secret not in page.text
    assert Markup(page.text).faults() == []
    assert "东河市总工会" in client.get(reverse("portal_roster")).text


def test_the_teams_near_the_chosen_place_come_first_and_no_list_is_of_every_county():
    tree = make_places()
    village = make_unit(level=UnitLevel.TOWNSHIP, parent=tree.county)
    far = make_unit(parent=make_unit(level=UnitLevel.PREFECTURE, parent=tree.province))
    for unit in (tree.prefecture, tree.county, far, village):
        make_lawyer(unit=unit)
    device = Phone(tree.county)

    def listed():
        links = Markup(device.get("portal_roster").text).all("a", css="choice")
        return [link.attrs["href"] for link in links]

    def addresses(*units):
        return [reverse("portal_roster_members", args=[unit.pk]) for unit in units]

    assert listed() == addresses(tree.prefecture)
    assert device.pick("roster")["Location"] == reverse("portal_roster")
    assert listed() == addresses(tree.county, tree.prefecture, village)


def test_sixty_members_make_a_page_under_fifty_kilobytes_in_the_same_queries(client, city):
    make_lawyer(unit=city, specialities=["wages", "injury"])
    with CaptureQueriesContext(connection) as one:
        _page(client, city)
    for _ in range(59):
        make_lawyer(unit=city, specialities=["wages", "injury"])

    with CaptureQueriesContext(connection) as sixty:
        page = _page(client, city)

    assert len(sixty) == len(one)
    assert page.text.count("聘期 ") == 60
    assert len(page.content) < 50_000


def test_additions_and_removals_are_told_with_their_days(client, city):
    came = make_lawyer(unit=city, has_term=False, name="试新来")
    make_term(lawyer=came, unit=city, starts_on=_day(-10), ends_on=_day(300))
    renewed = make_lawyer(unit=city, has_term=False, name="试续聘")
    make_term(lawyer=renewed, unit=city, starts_on=_day(-400), ends_on=_day(-40))
    make_term(lawyer=renewed, unit=city, starts_on=_day(-39), ends_on=_day(300))
    left = make_lawyer(unit=city, has_term=False, name="试离开")
    make_term(
        lawyer=left,
        unit=city,
        starts_on=_day(-400),
        ends_on=_day(-6),
        agreed_until=_day(100),
        end_ground=EndGround.DISQUALIFIED,
        end_note="两次投诉属实",
    )

    text = _page(client, city).text

    assert f"{_day(-10)} 增加：试新来" in text
    assert f"{_day(-5)} 减少：试离开" in text
    assert text.count("试续聘") == text.count("试续聘的照片") + 1
    assert "投诉" not in text.split("人员增减")[1].split("监督电话")[0]


def test_members_are_found_by_county_and_by_contact_point(client):
    tree = make_tree()
    at_home = make_lawyer(
        unit=tree.prefecture, name="试本县", home_unit=tree.county, home_path=tree.county.path
    )
    bound = make_lawyer(unit=tree.prefecture, name="试联系")
    ContactPoint.objects.create(
        lawyer=bound, unit=tree.county, unit_path=tree.county.path, starts_on=date(2021, 1, 1)
    )
    make_lawyer(unit=tree.prefecture, name="试外县")

    found = _page(client, tree.prefecture, county=tree.county.pk).text

    assert at_home.name in found
    assert bound.name in found
    assert "试外县" not in found
    assert _page(client, tree.prefecture, county="x").status_code == 200


def test_a_photo_is_served_only_with_consent_and_while_in_the_team(client, city):
    stored = files.store_bytes(b"\xff\xd8x", name="x.jpg", kind=files.JPEG, by="", now=NOW)
    lawyer = make_lawyer(unit=city, photo=stored)
    url = reverse("portal_photo", args=[city.pk, lawyer.pk])

    assert client.get(url).status_code == 404
    assert url not in _page(client, city).text
    lawyer.photo_consent_on = date(2026, 1, 1)
    lawyer.save()
    assert client.get(url).status_code == 200
    assert url in _page(client, city).text
    lawyer.terms.update(ends_on=_day(-1))
    assert client.get(url).status_code == 404


def test_a_certificate_is_verified_by_its_code_and_a_wrong_one_is_not(client, city):
    lawyer = make_lawyer(unit=city, name="试聘书", phone=phone())
    term = certify(term=lawyer.terms.get(), actor=make_actor(unit=city), now=NOW)
    url = reverse("portal_certificate")

    typed = term.check_code.lower().replace("-", " ")
    page = client.get(url, {"code": typed})
    assert "聘书是真的，现在：在聘" in page.text
    assert term.number in page.text
    assert lawyer.licence_number not in page.text
    assert Markup(page.text).faults() == []
    assert "没有这份聘书" in client.get(url, {"code": "AAAA-BBBB-CCCC"}).text
    assert "没有这份聘书" in client.get(url, {"code": "<script>"}).text
    assert "还没有填" in client.get(url, {"code": ""}).text

    term.suspended_on = _day(-1)
    term.save()
    assert "现在：暂停" in client.get(url, {"code": term.check_code}).text


def test_a_draft_and_a_cancelled_round_are_nobodys_business(client, city):
    for state in (RoundState.PREPARED, RoundState.CANCELLED):
        round = make_round(unit=city, state=state)
        assert client.get(reverse("portal_call", args=[round.pk])).status_code == 404


def test_candidates_are_public_from_the_notice_on(client, city):
    round = make_round(
        unit=city,
        state=RoundState.ANNOUNCED,
        notice_from=date(2026, 6, 2),
        notice_until=date(2026, 6, 9),
    )
    shown = make_nomination(round=round, state="in_notice", name="试公示")
    make_nomination(round=round, state="not_passed", name="试落选")

    page = client.get(reverse("portal_call", args=[round.pk]))

    assert "试公示" in page.text
    assert shown.licence_number not in page.text
    assert "试落选" not in page.text
    assert Markup(page.text).faults() == []


def test_a_lawyer_comes_forward_once_the_phone_is_proven(client, city, settings):
    settings.DEMO = True
    round = make_round(unit=city, opens_on=_day(-3), closes_on=_day(3))
    firm, number = make_firm(name="试验明理律师事务所"), phone()
    url = reverse("portal_come_forward", args=[round.pk])
    typed = {
        "name": "试自荐",
        "firm_name": firm.name,
        "licence_number": "14104201510123456",
        "county": city.pk,
        "specialities": ["wages"],
        "phone": number,
    }
    assert Markup(client.get(url).text).faults() == []
    assert "没有登记这家律所" in client.post(url, typed | {"firm_name": "没有的所"}).text
    client.post(url, typed | {"send_code": "1"})
    code = last_demo_code(number)
    assert "自愿" in client.post(url, typed | {"code": code}).text
    assert not Nomination.objects.exists()

    done = client.post(url, typed | {"code": code, "has_consented": "on"})

    assert done.url == reverse("portal_come_forward_done", args=[round.pk])
    assert "收到您的报名" in client.get(done.url).text
    nomination = Nomination.objects.get()
    assert (nomination.state, nomination.way) == ("at_firm", "self_named")


def test_nobody_comes_forward_after_the_last_day(client, city):
    round = make_round(unit=city, opens_on=_day(-9), closes_on=_day(-1))

    page = client.get(reverse("portal_come_forward", args=[round.pk]))

    assert "现在不能报名" in page.text
    assert "我要报名" not in client.get(reverse("portal_call", args=[round.pk])).text
