"""The map of the network, the rosters of duty, the shared desk and the cover, in every size."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongyuan.duty.models import DutySwap
from gongyuan.duty.queries.periods import next_month
from gongyuan.lawyers.actions import certify
from gongyuan.organisations.choices import InstitutionKind, UnitLevel
from gongyuan.people.actions.cover import name_cover
from gongyuan.people.actions.shared_desk import open_desk, set_own_code
from gongyuan.people.choices import Role
from gongyuan.people.models import DeskSitting, Post
from gongyuan.people.queries import actor_in
from tests.duty.factories import add_staff, make_point, make_roster
from tests.e2e.conftest import Seat
from tests.e2e.people import Town
from tests.e2e.test_pages_in_three_shells import Inspector, see
from tests.lawyers.factories import make_lawyer, make_nomination, make_round
from tests.organisations.factories import make_institution, make_unit
from tests.organisations.network_factories import agreed, checked, entered, photograph
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

    page = see(officer, inspector, "organisation_coverage")
    see(officer, inspector, "coverage_targets")
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


def test_the_pages_of_stations_and_of_the_log_fit_and_are_accessible(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
) -> None:
    station = town.county.institutions.get()
    officer = seat().is_already(town.users["officer"])
    inspector = Inspector(officer.page, assert_accessible)
    today = timezone.localdate()
    check = checked(
        "sign", institution=station, on=today, now=timezone.now(), mend_by=today, sign=photograph()
    )
    record = entered(
        unit=town.county, subject="很长的主题" * 20, follow_ups=(agreed(town.county, "事" * 200),)
    )

    for name in ("station_standard", "station_activity", "coordination_list"):
        see(officer, inspector, name)
    see(officer, inspector, "institution_detail", station.pk)
    see(officer, inspector, "station_check", check.pk)
    see(officer, inspector, "station_check_sheet", station.pk)
    see(officer, inspector, "station_mending", check.items.get(code="sign").pk)
    see(officer, inspector, "coordination_record", record.pk)
    see(officer, inspector, "follow_up", record.follow_ups.get().pk)
    see(officer, inspector, "desk_worklist")
    page = see(officer, inspector, "station_check_entry", station.pk)
    page.get_by_role("button", name="登记检查").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    inspector.look()
    page = see(officer, inspector, "coordination_entry")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    inspector.look()
    assert officer.complaints == []


def test_rosters_fit_and_are_accessible(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
) -> None:
    now = timezone.now()
    institution = town.county.institutions.get()
    point = make_point(institution=institution, name="来访接待和12351热线合用的一楼大厅窗口")
    for username in ("window", "officer"):
        add_staff(point, name="", post=post_of(town, username))
    add_staff(point, name="阿卜杜拉·麦麦提·艾合买提江")
    month = next_month(timezone.localdate(now))
    roster = make_roster(point, month=month, now=now)
    officer = seat().is_already(town.users["officer"])
    inspector = Inspector(officer.page, assert_accessible)
    shift = roster.shifts.filter(member__user=town.users["officer"]).order_by("pk")[0]
    swap = DutySwap.objects.create(
        shift=shift,
        giver=shift.member,
        taker=point.members.get(user=town.users["window"]),
        proposed_at=now,
    )

    for name in ("duty_home", "duty_mine"):
        see(officer, inspector, name)
    see(officer, inspector, "duty_point", point.pk)
    see(officer, inspector, "duty_point_edit", point.pk)
    see(officer, inspector, "duty_member_new", point.pk)
    see(officer, inspector, "duty_roster", roster.pk)
    see(officer, inspector, "duty_sheet", roster.pk)
    see(officer, inspector, "duty_shift", shift.pk)
    see(officer, inspector, "duty_shift_change", shift.pk)
    see(officer, inspector, "duty_swap", swap.pk)
    see(officer, inspector, "institution_detail", institution.pk)
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


def test_a_cover_sees_both_lists_and_switches(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
) -> None:
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
    inspector = Inspector(officer.page, assert_accessible)

    see(officer, inspector, "my_account")
    see(officer, inspector, "desk_worklist")
    officer.page.get_by_role("button", name="切换去办").click()

    expect(officer.page.get_by_role("banner")).to_contain_text("李经办（代陈主任）")
    assert officer.complaints == []


def test_the_public_roster_and_a_round_fit_and_are_accessible(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
) -> None:
    today = timezone.localdate()
    lawyer = make_lawyer(
        unit=town.county,
        name="阿卜杜拉·麦麦提·艾合买提江",
        specialities=["wages", "injury", "collective"],
        languages=["朝鲜语", "维吾尔语"],
    )
    term = certify(
        term=lawyer.terms.get(), actor=actor_in(post_of(town, "officer")), now=timezone.now()
    )
    round = make_round(
        unit=town.county, opens_on=today, closes_on=today + timedelta(days=9), quota=3
    )
    nomination = make_nomination(round=round, county=town.county)
    officer = seat().is_already(town.users["officer"])
    inspector = Inspector(officer.page, assert_accessible)
    for name in ("lawyer_panel", "round_list", "contact_points", "firm_list"):
        see(officer, inspector, name)
    see(officer, inspector, "round_detail", round.pk)
    see(officer, inspector, "nomination_detail", nomination.pk)
    see(officer, inspector, "lawyer_detail", lawyer.pk)

    anybody = seat()
    inspector = Inspector(anybody.page, assert_accessible)
    see(anybody, inspector, "portal_roster")
    see(anybody, inspector, "portal_roster_members", town.county.pk)
    see(anybody, inspector, "portal_call", round.pk)
    see(anybody, inspector, "portal_come_forward", round.pk)
    page = anybody.open(reverse("portal_certificate"))
    page.get_by_label("聘书上的验证码").fill(term.check_code or "")
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.get_by_role("heading", name="聘书是真的")).to_be_visible()
    assert_accessible(page)
    assert officer.complaints == anybody.complaints == []
