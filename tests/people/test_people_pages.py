"""Pages of persons, workers and employers show what other domains know; search finds all."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from gongyuan.core.events import events_of, record_event
from gongyuan.lawyers.choices import EngagementKind
from gongyuan.lawyers.models import FirmEngagement
from gongyuan.people.actions.employers import add_alias
from gongyuan.people.actor import system
from gongyuan.people.choices import Role
from gongyuan.people.models import SharedDesk, User
from gongyuan.people.queries.merges import worker_doubles
from tests.cases.factories import make_case
from tests.core.markup import Markup
from tests.lawyers.factories import make_firm
from tests.organisations.factories import make_institution, make_tree
from tests.people.desk_factories import desk_records
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

    def test_an_institution_is_found_by_name_and_letters_within_sight(self, client, tree, officer):
        station = make_institution(unit=tree.county, name="柳镇职工法律援助站", kind="station")
        make_institution(unit=tree.other_county, name="柳河职工法律援助站", kind="station")
        make_institution(unit=tree.county, name="旧站", closed_on=date(2020, 1, 1))

        for text in ("柳镇", "援助站", "lzzg", "ZZG"):
            page = search(client, text)
            assert f"{station.name}<" in page, text
            assert "柳河" not in page
        assert "旧站<" not in search(client, "旧站")
        station.name = "杨湾职工法律援助站"
        station.save(update_fields=["name"])
        assert f"{station.name}<" in search(client, "yw")

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


def listed(client, **asked):
    answer = client.get(reverse("member_list"), asked)
    return [member.name for member in answer.context["page"].object_list]


def test_people_are_listed_by_role_time_and_valid_certificate(client, tree, officer):
    today = timezone.localdate()
    both = make_user(name="白调解", initials="btj")
    make_post(user=both, unit=tree.county, role=Role.WINDOW_CLERK, employment="part_time")
    make_post(user=both, unit=tree.county, role=Role.MEDIATOR)
    make_certificate(user=both, number="调证9", valid_until=today)
    late = make_post(
        user=make_user(name="安过期", initials="agq"), unit=tree.county, role=Role.MEDIATOR
    ).user
    make_certificate(user=late, valid_until=today - timedelta(days=1))
    make_post(user=make_user(name="陈律师", initials="cls"), unit=tree.county, role=Role.LAWYER)
    gone = make_user(name="丁离任", initials="dlr")
    make_post(user=gone, unit=tree.county, role=Role.MEDIATOR, ends_on=today - timedelta(days=1))

    client.post(reverse("member_export"), {"role": Role.MEDIATOR})
    book = client.post(reverse("member_export"), {"certificate": "mediator"})

    assert listed(client, role=Role.MEDIATOR) == ["安过期", "白调解"]
    assert listed(client, role=Role.MEDIATOR, with_former="on") == ["安过期", "白调解", "丁离任"]
    assert listed(client, certificate="mediator") == ["白调解"]
    assert listed(client, employment="part_time") == ["白调解"]
    assert "陈律师" not in listed(client, employment="full_time")
    sent = client.post(reverse("member_list"), {"q": " ", "role": Role.MEDIATOR})
    assert sent.url == f"{reverse('member_list')}?role=mediator"
    page = words(client, "member_list")
    assert "志愿律师，专职" not in page
    assert "共 4 人" in page
    heading, *rows = (
        CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
    )
    assert {dict(zip(heading, row, strict=True))["角色"] for row in rows} == {
        "调解员", "窗口工作人员",
    }  # fmt: skip
    assert "调证9" in rows[0][-1]
    assert [event.code for event in events_of(tree.county)] == ["people.user.export"] * 2


def test_of_many_with_one_name_the_list_says_that_it_is_cut(client, tree, officer):
    for _ in range(51):
        make_post(user=make_user(name="张同名"), unit=tree.county)

    page = client.post(reverse("member_list"), {"q": "张同"}).content.decode()

    assert "共 51 人" in page
    assert "只列前 50 人" in page


def test_the_account_of_a_shared_desk_is_nobody(client, tree, officer):
    desk = SharedDesk.objects.get(pk=desk_records(tree.county)["desk_id"])
    User.objects.filter(pk=desk.post.user_id).update(name="一楼窗口")

    assert "一楼窗口" not in words(client, "member_list")
    assert "一楼窗口" not in search(client, "一楼")


def test_certificates_that_end_say_whose_they_are_and_go_by_kind(client, tree, officer):
    today = timezone.localdate()
    user = make_post(unit=tree.county, role=Role.MEDIATOR, user=make_user(name="白调解")).user
    make_certificate(user=user, valid_until=today, warn_on=today)

    mediators = client.get(reverse("certificate_list"), {"kind": "mediator"}).content.decode()
    arbitrators = client.get(reverse("certificate_list"), {"kind": "part_time_arbitrator"})

    assert "临河县总工会·调解员" in mediators
    assert "没有快到期的证书" in arbitrators.content.decode()


def test_volunteers_are_found_by_kind_and_by_name_out_of_every_address(client, tree, officer):
    make_volunteer(unit=tree.county, name="高学生", kind="student")
    make_volunteer(unit=tree.county, name="白律师", kind="lawyer")

    students = client.get(reverse("volunteer_list"), {"kind": "student"}).content.decode()
    named = client.post(reverse("volunteer_list"), {"q": "白", "year": "2026"}).content.decode()
    none = client.post(reverse("volunteer_list"), {"q": "无此人"}).content.decode()

    assert ("高学生" in students, "白律师" in students) == (True, False)
    assert ("高学生" in named, "白律师" in named) == (False, True)
    assert "没有查到" in none


def test_a_certificate_that_ends_today_is_still_good_and_tomorrow_not(client, tree, officer):
    user = make_post(unit=tree.county).user
    today = timezone.localdate()
    make_certificate(user=user, valid_until=today, warn_on=today)
    make_certificate(
        user=user, kind="public_lawyer", valid_until=today - timedelta(days=1), warn_on=today
    )

    page = words(client, "certificate_list")

    assert page.count("已到期</") == 1
