"""The pictures of a station that everybody sees: put up, replaced, taken down."""

from datetime import date
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from gongyuan.core import files
from gongyuan.core.events import events_of
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused
from gongyuan.organisations.actions import show_pictures
from gongyuan.organisations.models import AidInstitution
from gongyuan.organisations.pictures import LONGEST_SIDE
from gongyuan.people.choices import Role
from tests.organisations.factories import make_institution, make_tree
from tests.organisations.network_factories import NOW
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def station(tree):
    return make_institution(unit=tree.county)


def picture(width=2000, height=1500, colour="white"):
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return SimpleUploadedFile("IMG_0001.jpg", out.getvalue(), content_type="image/jpeg")


def show(station, taken_down=(), **pictures):
    return show_pictures(
        institution=station,
        pictures=pictures,
        taken_down=taken_down,
        actor=make_actor(unit=station.unit),
        now=NOW,
    )


def test_a_picture_is_made_small_and_names_no_device(station):
    row = show(station, sign=picture())

    with Image.open(BytesIO(files.read(row.sign_photo))) as stored:
        assert max(stored.size) == LONGEST_SIDE
    assert (row.sign_photo.name, row.rules_photo) == ("统一标识.jpg", None)
    assert events_of(row).get().data == {"sign": "换上"}


def test_a_picture_replaced_or_taken_down_is_destroyed(station):
    first = show(station, sign=picture(), rules=picture()).sign_photo

    second = show(station, sign=picture(colour="red")).sign_photo
    show(station, taken_down=["sign", "rules"])

    station.refresh_from_db()
    assert (station.sign_photo, station.rules_photo) == (None, None)
    assert not File.objects.filter(pk__in=[first.pk, second.pk]).exists()
    assert events_of(station).order_by("pk").last().data == {"sign": "撤下", "rules": "撤下"}


def test_nothing_to_do_writes_nothing(station):
    show(station)

    assert not events_of(station).exists()


def test_what_is_no_picture_and_a_closed_station_are_refused(station):
    paper = SimpleUploadedFile("门牌.jpg", b"%PDF-1.4", content_type="image/jpeg")
    with pytest.raises(Refused, match="这里只能传照片"):
        show(station, sign=paper)
    AidInstitution.objects.filter(pk=station.pk).update(closed_on=date(2020, 1, 1))
    with pytest.raises(Refused, match="该机构已撤销"):
        show(station, sign=picture())

    assert not File.objects.exists()


def test_another_unions_station_is_not_found(tree, station):
    stranger = make_actor(unit=tree.other_county)
    with pytest.raises(AidInstitution.DoesNotExist):
        show_pictures(institution=station, pictures={"sign": picture()}, actor=stranger, now=NOW)


def test_pictures_are_changed_from_the_page_and_seen_there(client, tree, station):
    post = make_post(role=Role.LEGAL_OFFICER, unit=tree.county)
    client.force_login(post.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    page = reverse("institution_pictures", args=[station.pk])
    shown = reverse("institution_picture", args=[station.pk, "sign"])
    detail = reverse("institution_detail", args=[station.pk])
    assert client.get(shown).status_code == 404

    assert client.post(page, {"sign": picture()}).url == detail
    assert shown in client.get(detail).content.decode()
    assert client.get(shown).headers["Content-Type"] == "image/jpeg"
    assert "撤下现在统一标识的照片" in client.get(page).content.decode()
    client.post(page, {"sign_taken_down": "on"})

    assert client.get(shown).status_code == 404
    assert client.get(reverse("institution_picture", args=[station.pk, "head"])).status_code == 404
