"""What the team's year shows on the page of a lawyer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gongyuan.people.choices import Role
from gongyuan.people.models import User
from tests.panel.factories import City, make_city, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return make_city()


def test_the_page_of_a_lawyer_leads_to_the_ledgers_and_the_own_union_to_the_examination(
    city, client
):
    today = timezone.localdate()
    running = member(
        city, starts_on=today - timedelta(days=30), ends_on=today + timedelta(days=300)
    )
    over = member(
        city,
        lawyer=running.lawyer,
        starts_on=today - timedelta(days=400),
        ends_on=today - timedelta(days=31),
    )
    seen = {}
    for actor in (city.head, city.officer, city.justice):
        client.force_login(User.objects.get(pk=actor.user_id))
        page = client.get(reverse("lawyer_detail", args=[running.lawyer_id])).text
        assert "年度台账" in page
        seen[actor.role] = [
            term for term in (running, over) if reverse("conduct_new", args=[term.pk]) in page
        ]

    assert seen == {
        Role.LEGAL_HEAD: [running],
        Role.LEGAL_OFFICER: [running],
        Role.JUSTICE_OFFICER: [],
    }
