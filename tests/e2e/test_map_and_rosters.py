"""The map of the network, the shared desk, the cover, and a certificate that is checked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongyuan.lawyers.actions import certify
from gongyuan.organisations.choices import InstitutionKind, UnitLevel
from gongyuan.people.actions.cover import name_cover
from gongyuan.people.actions.shared_desk import open_desk, set_own_code
from gongyuan.people.choices import Role
from gongyuan.people.models import DeskSitting, Post
from gongyuan.people.queries import actor_in
from tests.e2e.conftest import Seat
from tests.e2e.people import Town
from tests.e2e.test_pages_in_three_shells import Inspector
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_institution, make_unit
from tests.people.factories import make_actor, make_post, make_user

pytestmark = pytest.mark.django_db(transaction=True)
Judge = Callable[[Page], None]
CODE = "271828"


def post_of(town: Town, username: str) -> Post:
    posts = Post.objects.select_related("user", "unit", "institution")
    return posts.get(user=town.users[username])


def grown(town: Town) -> None:
    """More of the province: cities with counties, some with a centre, and a long name."""
    for number in range(3):
        city = make_unit(level=UnitLevel.PREFECTURE, parent=town.province)
        for place in range(5):
            county = make_unit(parent=city, phone=f"0375-700{number}{place}00")
            if (number + place) % 3:
                make_institution(unit=county)
    make_unit(
        parent=town.city,
        name="平顶山高新技术产业开发区暨出口加工区总工会",
        short_name="平顶山高新技术产业开发区暨出口加工区",
    )
    town_of = make_unit(level=UnitLevel.TOWNSHIP, parent=town.county, name="朱兰街道总工会")
    make_institution(unit=town_of, kind=InstitutionKind.STATION)
    make_unit(level=UnitLevel.TOWNSHIP, parent=town.county, name="垭口街道总工会")


def test_the_map_leads_from_the_province_to_a_township_without_a_station(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
) -> None:
    grown(town)
    province = make_post(role=Role.LEGAL_OFFICER, unit=town.province).user
    officer = seat().is_already(province)
    inspector = Inspector(officer.page, assert_accessible)

    page = officer.open(reverse("coverage_targets"))
    page.get_by_label("哪一级工会").select_option(label="乡镇（街道）")
    page.get_by_label("要有的机构").select_option(label="法律援助工作站")
    page.get_by_label("组建率").fill("60")
    page.get_by_label("依据").fill("省总办公会议纪要")
    page.get_by_label("理由").fill("三年行动计划")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("目标已登记。")).to_be_visible()
    inspector.look()

    page = officer.open(reverse("organisation_coverage") + "?level=township&kind=station")
    page.locator(".tile", has_text="舞钢市").click()
    expect(page.get_by_text("50.0%", exact=True).first).to_be_visible()
    expect(page.get_by_text("还差 1 个")).to_be_visible()
    inspector.look()
    page.locator(".tile", has_text="垭口").click()
    expect(page.get_by_role("heading", name="垭口街道总工会", level=1)).to_be_visible()
    assert officer.complaints == []


def test_two_people_share_a_window_and_it_locks_between_them(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
) -> None:
    now = timezone.now()
    account = make_post(
        role=Role.WINDOW_CLERK,
        unit=town.county,
        institution=town.county.institutions.get(),
        user=make_user("desk", name="一楼窗口"),
    )
    admin = make_actor(role=Role.SYSTEM_ADMIN, unit=town.county)
    open_desk(post=account, name="一楼窗口", actor=admin, now=now)
    for username in ("window", "officer"):
        post = post_of(town, username)
        set_own_code(user=post.user, code=CODE, actor=actor_in(post), now=now)
    desk = seat()
    page = desk.sign_in("desk")

    for name in ("孙柜台，窗口工作人员", "李经办，法律部工作人员"):
        assert_accessible(page)
        page.get_by_label(name).check()
        page.locator("input[name=code]").fill(CODE)
        page.get_by_role("button", name="签到", exact=True).click()
        expect(page.get_by_role("banner")).to_contain_text(name[:3])
        assert_accessible(page)
        page.get_by_role("button", name="锁定").click()
        expect(page.get_by_text("窗口已锁定")).to_be_visible()
    page.go_back()
    desk.open(reverse("desk_worklist"))
    expect(page.get_by_text("窗口已锁定")).to_be_visible()

    assert [sitting.user.name for sitting in DeskSitting.objects.order_by("pk")] == [
        "孙柜台",
        "李经办",
    ]
    assert desk.complaints == []


def test_a_cover_switches_to_the_other_post(town: Town, seat: Callable[..., Seat]) -> None:
    now = timezone.now()
    head = post_of(town, "head")
    today = timezone.localdate(now)
    name_cover(
        post=head,
        cover=town.users["officer"],
        starts_on=today,
        ends_on=today + timedelta(days=2),
        actor=actor_in(head),
        now=now,
    )
    officer = seat().is_already(town.users["officer"])

    officer.open(reverse("desk_worklist"))
    officer.page.get_by_role("button", name="切换去办").click()

    expect(officer.page.get_by_role("banner")).to_contain_text("李经办（代陈主任）")
    assert officer.complaints == []


def test_anybody_checks_a_certificate(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
) -> None:
    term = certify(
        term=make_lawyer(unit=town.county).terms.get(),
        actor=actor_in(post_of(town, "officer")),
        now=timezone.now(),
    )
    anybody = seat()

    page = anybody.open(reverse("portal_certificate"))
    page.get_by_label("聘书上的验证码").fill(term.check_code or "")
    page.get_by_role("button", name="查", exact=True).click()

    expect(page.get_by_role("heading", name="聘书是真的")).to_be_visible()
    assert_accessible(page)
    assert anybody.complaints == []
