"""Pages of persons, workers and employers show what other domains know; search finds all."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.lawyers.choices import EngagementKind
from gongyuan.lawyers.models import FirmEngagement
from gongyuan.people.actions.employers import add_alias
from gongyuan.people.actor import system
from gongyuan.people.choices import Role
from gongyuan.people.queries.merges import worker_doubles
from tests.cases.factories import make_case
from tests.core.markup import Markup
from tests.lawyers.factories import make_firm
from tests.organisations.factories import make_tree
from tests.people.factories import (
    NOW,
    make_actor,
    make_certificate,
    make_employer,
    make_hours,
    make_post,
    make_user,
    make_volunteer,
    make_worker,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def officer(client, tree):
    post = make_post(role=Role.LEGAL_OFFICER, unit=tree.county)
    client.force_login(post.user)
    return post


def words(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert Markup(text).faults() == []
    return text


def test_a_members_page_shows_posts_certificates_and_hours_within_sight(client, tree, officer):
    user = make_user(name="冯一鸣")
    make_post(user=user, unit=tree.county, role=Role.WINDOW_CLERK, ends_on=date(2024, 1, 1))
    make_post(user=user, unit=tree.county, role=Role.LEGAL_OFFICER)
    make_post(user=user, unit=tree.other_county, role=Role.AUDITOR)
    make_certificate(user=user, number="调证88", valid_until=timezone.localdate())
    make_hours(volunteer=make_volunteer(unit=tree.county, user=user), confirmed_at=NOW)

    page = words(client, "member_detail", user.pk)

    assert "已免去" in page
    assert "调证88" in page
    assert "2 小时，1 次" in page
    assert "石桥" not in page


def test_people_of_other_units_are_not_found(client, tree, officer):
    stranger = make_post(unit=tree.other_county).user

    assert client.get(reverse("member_detail", args=[stranger.pk])).status_code == 404


def test_a_workers_page_holds_the_cases_in_sight_and_one_timeline(client, tree, officer):
    worker = make_worker(unit=tree.county)
    here = make_case(unit=tree.county, worker=worker)
    there = make_case(unit=tree.other_county, worker=worker)
    for case in (here, there):
        record_event(case, "cases.case.submit", actor=system(), now=NOW)

    page = words(client, "worker_detail", worker.pk)

    assert f"{here.number}</a>" in page
    assert f"{here.number} 提交申请" in page
    assert there.number not in page


def test_an_employers_page_holds_disputes_in_sight_aliases_and_conflicts(client, tree, officer):
    employer = make_employer(name="远大建筑公司")
    here = make_case(unit=tree.county, employer=employer)
    there = make_case(unit=tree.stranger, employer=employer)
    actor = make_actor(unit=tree.county)
    add_alias(employer=employer, name="远大一建", source="旧名", actor=actor, now=NOW)
    FirmEngagement.objects.create(
        firm=make_firm(name="顾问律所"), employer=employer,
        kind=EngagementKind.values[0], starts_on=date(2025, 1, 1),
    )  # fmt: skip

    page = words(client, "employer_detail", employer.pk)

    assert here.number in page
    assert there.number not in page
    assert "远大一建" in page
    assert "顾问律所" in page


def test_same_name_against_the_same_employer_is_a_hint(tree):
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)
    employer = make_employer()
    pair = [make_worker(unit=tree.county, name="田七", identity_number="") for _ in range(2)]
    other = make_worker(unit=tree.county, name="田七", identity_number="")
    for worker in pair:
        make_case(unit=tree.county, worker=worker, employer=employer)
    make_case(unit=tree.county, worker=other)

    (found,) = worker_doubles(officer)

    assert [found.first, found.second] == pair
    assert found.why == "姓名和用人单位相同"


def search(client, text):
    return client.post(reverse("desk_search"), {"q": text}).content.decode()


class TestSearch:
    def test_staff_and_volunteers_are_found_by_name_and_letters_within_sight(
        self, client, tree, officer
    ):
        for unit, name in ((tree.county, "单立人"), (tree.other_county, "单立远")):
            user = make_user(name=name, initials="sl" + ("r" if unit is tree.county else "y"))
            make_post(user=user, unit=unit)
            make_volunteer(unit=unit, name=f"{name}友", initials=user.initials + "y")

        for text in ("单立", "SL"):
            page = search(client, text)
            assert "单立人<" in page
            assert "单立人友<" in page
            assert "单立远" not in page

    def test_an_employer_is_found_by_its_code_and_by_another_name(self, client, tree, officer):
        employer = make_employer(name="宏图电子厂")
        actor = make_actor(unit=tree.county)
        add_alias(employer=employer, name="蓝海实业", source="旧名", actor=actor, now=NOW)

        for text in (employer.uscc, "蓝海", "lhsy", "宏图"):
            assert "宏图电子厂" in search(client, text), text

    def test_who_may_not_read_staff_finds_none(self, client, tree):
        client.force_login(make_post(role=Role.FINANCE_OFFICER, unit=tree.county).user)
        make_post(user=make_user(name="谢绝"), unit=tree.county)

        assert "谢绝<" not in search(client, "谢绝")


@pytest.mark.parametrize(
    "name",
    [
        "member_list", "certificate_list", "volunteer_list", "volunteer_hours_list",
        "worker_doubles", "employer_doubles", "merge_list", "volunteer_new",
    ],
)  # fmt: skip
def test_the_pages_stand_in_order_with_nothing_on_them(client, officer, name):
    assert words(client, name).count("<h1") == 1


def test_a_list_is_found_by_post_and_a_name_is_in_no_address(client, tree, officer):
    make_post(user=make_user(name="寻找谁"), unit=tree.county)
    make_post(user=make_user(name="不是他"), unit=tree.county)

    page = client.post(reverse("member_list"), {"q": "寻找"}).content.decode()

    assert "寻找谁" in page
    assert "不是他" not in page


def test_a_certificate_that_ends_today_is_still_good_and_tomorrow_not(client, tree, officer):
    user = make_post(unit=tree.county).user
    today = timezone.localdate()
    make_certificate(user=user, valid_until=today, warn_on=today)
    make_certificate(
        user=user, kind="public_lawyer", valid_until=today - timedelta(days=1), warn_on=today
    )

    page = words(client, "certificate_list")

    assert page.count("已到期</") == 1
