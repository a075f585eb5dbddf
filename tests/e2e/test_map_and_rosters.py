"""The rosters of duty, the shared desk and the cover, in every size."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongyuan.duty.models import DutySwap
from gongyuan.duty.queries.periods import next_month
from gongyuan.people.actions.cover import name_cover
from gongyuan.people.actions.shared_desk import open_desk, set_own_code
from gongyuan.people.choices import Role
from gongyuan.people.models import DeskSitting, Post
from gongyuan.people.queries import actor_in
from tests.duty.factories import add_staff, make_point, make_roster
from tests.e2e.conftest import Seat
from tests.e2e.people import Town
from tests.e2e.test_pages_in_three_shells import Inspector, see
from tests.people.factories import make_actor, make_post, make_user

pytestmark = pytest.mark.django_db(transaction=True)
Judge = Callable[[Page], None]
CODE = "271828"


def post_of(town: Town, username: str) -> Post:
    posts = Post.objects.select_related("user", "unit", "institution")
    return posts.get(user=town.users[username])


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
