"""Accounts: asked for by a unit, granted by another person; what ends ends at once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.core.work import work_lines
from gongyuan.organisations.choices import UnitLevel
from gongyuan.people.actions import account_requests as actions
from gongyuan.people.actions.staff import appoint_to_post, end_post
from gongyuan.people.choices import AccountRequestState, Role
from gongyuan.people.details import CertificateDetails, PostDetails, RequestDetails
from gongyuan.people.models import AccountRequest, Certificate, Post, User
from gongyuan.people.queries import unused_accounts
from gongyuan.people.queries.work import awaiting
from gongyuan.people.tasks import announce_endings_of_people, close_sessions_of_ended_posts
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.people.factories import (
    NOW,
    PASSWORD,
    make_actor,
    make_certificate,
    make_post,
    make_request,
    make_user,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def head(tree):
    return make_actor(role=Role.LEGAL_HEAD, unit=tree.county)


@pytest.fixture
def admin(tree):
    return make_actor(role=Role.SYSTEM_ADMIN, unit=tree.county)


def wanted(unit, **values):
    given = {
        "submission_key": uuid4(), "unit": unit, "name": "冯新", "role": Role.LEGAL_OFFICER,
        "starts_on": TODAY, "reason": "接替调走的同事", **values,
    }  # fmt: skip
    return RequestDetails(**given)


def ask(unit, actor, **values):
    return actions.ask_for_account(request=wanted(unit, **values), actor=actor, now=NOW)


class TestAsking:
    def test_a_request_sent_twice_is_one_and_tells_whoever_keeps_the_accounts(
        self, tree, head, admin
    ):
        told = wanted(tree.county)

        row = actions.ask_for_account(request=told, actor=head, now=NOW)
        again = actions.ask_for_account(request=told, actor=head, now=NOW)
        (line,) = work_lines(awaiting(admin, today=TODAY))

        assert row == again
        assert list(Notice.objects.values_list("user_id", flat=True)) == [admin.user_id]
        assert line.route == "account_request_detail"

    def test_without_an_own_administrator_the_nearest_above_is_told(self, tree, head):
        near = make_actor(role=Role.SYSTEM_ADMIN, unit=tree.prefecture)
        make_actor(role=Role.SYSTEM_ADMIN, unit=tree.province)
        make_actor(role=Role.SYSTEM_ADMIN, unit=tree.other_county)

        ask(tree.county, head)

        assert list(Notice.objects.values_list("user_id", flat=True)) == [near.user_id]

    def test_a_township_window_asks_for_its_own_station_and_a_county_window_does_not(self, tree):
        station = make_actor(role=Role.WINDOW_CLERK, unit=tree.township)
        window = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)

        assert ask(tree.township, station, role=Role.WINDOW_CLERK).unit == tree.township
        with pytest.raises(Refused, match="负责人申请"):
            ask(tree.county, window)

    def test_a_head_asks_for_units_below_and_not_for_others(self, tree, head):
        assert ask(tree.township, head).unit == tree.township
        with pytest.raises(ObjectDoesNotExist):
            ask(tree.other_county, head)

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"name": " "}, "name"),
            ({"reason": ""}, "reason"),
            ({"role": Role.LAWYER}, "role"),
            ({"expires_on": TODAY - timedelta(days=1)}, "expires_on"),
            ({"starts_on": TODAY + timedelta(days=9), "expires_on": TODAY}, "expires_on"),
        ],
    )
    def test_what_cannot_be_granted_is_not_asked(self, tree, head, change, field):
        with pytest.raises(Refused) as refused:
            ask(tree.county, head, **change)

        assert refused.value.field == field

    def test_a_mediator_without_a_valid_certificate_is_not_asked_for_in_vain(self, tree, head):
        paper = {"kind": "", "number": "调9", "issuer": "某厅", "issued_on": date(2020, 1, 1)}
        over = CertificateDetails(**paper, valid_until=date(2026, 5, 1))
        mediator = {"role": Role.MEDIATOR, "name": "冯持证"}

        for told, why in ((None, "没有登记这种证书"), (over, "到期")):
            with pytest.raises(Refused, match=why) as refused:
                ask(tree.county, head, certificate=told, **mediator)
            assert refused.value.field == "certificate_number"
        holder = make_post(unit=tree.county, user=make_user(name="冯持证")).user
        make_certificate(user=holder)
        assert ask(tree.county, head, **mediator).role == Role.MEDIATOR


class TestDeciding:
    def test_granting_opens_the_account_and_tells_who_asked(self, tree, head, admin):
        row = ask(tree.county, head, expires_on=TODAY + timedelta(days=60))

        opened = actions.grant_request(row=row, username="fengxin", actor=admin, now=NOW)
        row.refresh_from_db()

        assert row.state == AccountRequestState.PROVIDED
        assert row.user == opened.user
        assert opened.user.check_password(opened.password)
        assert opened.user.expires_on == TODAY + timedelta(days=60)
        assert opened.user.initials == "fx"
        assert opened.user.posts.get().role == Role.LEGAL_OFFICER
        assert Notice.objects.filter(user_id=head.user_id).count() == 1
        with pytest.raises(Refused):
            actions.grant_request(row=row, username="fengxin2", actor=admin, now=NOW)

    def test_a_person_with_an_account_is_only_appointed(self, tree, head, admin):
        known = make_post(role=Role.WINDOW_CLERK, unit=tree.county).user
        row = ask(tree.county, head)

        made = actions.grant_request(
            row=row, username=known.username, has_account=True, actor=admin, now=NOW
        )

        assert made is None
        assert known.posts.filter(role=Role.LEGAL_OFFICER).exists()
        with pytest.raises(Refused, match="没有这个账号"):
            actions.grant_request(
                row=ask(tree.county, head), username="nobody", has_account=True,
                actor=admin, now=NOW,
            )  # fmt: skip

    def test_nobody_grants_the_own_request_or_account(self, tree, head, admin):
        own = make_request(unit=tree.county, asked_by_user_id=admin.user_id)
        name = User.objects.get(pk=admin.user_id).username

        with pytest.raises(Refused, match="自己提出的申请"):
            actions.grant_request(row=own, username="someone", actor=admin, now=NOW)
        with pytest.raises(Refused, match="自己的账号"):
            actions.grant_request(
                row=ask(tree.county, head), username=name, has_account=True, actor=admin, now=NOW
            )

    def test_who_keeps_or_looks_over_the_accounts_is_for_the_unit_above(self, tree, head, admin):
        above = make_actor(role=Role.SYSTEM_ADMIN, unit=tree.prefecture)
        row = ask(tree.county, head, role=Role.AUDITOR)

        with pytest.raises(Refused, match="上级单位的系统管理员"):
            actions.grant_request(row=row, username="shenji", actor=admin, now=NOW)
        assert actions.grant_request(row=row, username="shenji", actor=above, now=NOW)

    def test_an_administrator_of_another_unit_does_not_find_the_request(self, tree, head):
        other = make_actor(role=Role.SYSTEM_ADMIN, unit=tree.other_county)

        with pytest.raises(ObjectDoesNotExist):
            actions.refuse_request(row=ask(tree.county, head), note="不", actor=other, now=NOW)

    def test_a_refusal_says_why_and_a_taken_name_changes_nothing(self, tree, head, admin):
        row = ask(tree.county, head)

        with pytest.raises(Refused, match="已经有人用了"):
            actions.grant_request(row=row, username=make_user().username, actor=admin, now=NOW)
        with pytest.raises(Refused, match="理由"):
            actions.refuse_request(row=row, note=" ", actor=admin, now=NOW)
        actions.refuse_request(row=row, note="编制已满", actor=admin, now=NOW)
        row.refresh_from_db()

        assert (row.state, row.answer) == (AccountRequestState.DENIED, "编制已满")
        assert not User.objects.filter(name="冯新").exists()

    def test_only_who_asked_takes_a_request_back(self, tree, head):
        row = ask(tree.county, head)
        colleague = make_actor(role=Role.LEGAL_HEAD, unit=tree.county)

        with pytest.raises(Refused, match="自己的申请"):
            actions.withdraw_request(row=row, actor=colleague, now=NOW)
        actions.withdraw_request(row=row, actor=head, now=NOW)

        assert [e.code for e in events_of(row).order_by("pk")] == [
            "people.accountrequest.ask",
            "people.accountrequest.withdraw",
        ]

    def test_a_mediator_is_granted_with_the_certificate_told(self, tree, head, admin):
        paper = CertificateDetails(kind="", number="调9", issuer="某厅", issued_on=date(2025, 1, 1))
        bare = make_request(unit=tree.county, role=Role.MEDIATOR)
        row = ask(tree.county, head, role=Role.MEDIATOR, certificate=paper)

        with pytest.raises(Refused, match="上岗"):
            actions.grant_request(row=bare, username="tiaojie1", actor=admin, now=NOW)
        opened = actions.grant_request(row=row, username="tiaojie2", actor=admin, now=NOW)

        assert Certificate.objects.get(user=opened.user).number == "调9"

    def test_a_temporary_post_of_somebody_who_has_an_account_ends_with_its_last_day(
        self, tree, head, admin
    ):
        colleague = make_post(unit=tree.county, user=make_user(name="冯新")).user
        row = ask(tree.county, head, role=Role.HOTLINE_AGENT, expires_on=TODAY + timedelta(days=90))

        actions.grant_request(
            row=row, username=colleague.username, has_account=True, actor=admin, now=NOW
        )

        colleague.refresh_from_db()
        assert colleague.posts.get(role=Role.HOTLINE_AGENT).ends_on == row.expires_on
        assert colleague.expires_on is None


class TestEnding:
    def test_who_loses_the_last_post_is_signed_out_at_once(self, tree, admin):
        post = make_post(unit=tree.county)
        browser = Client()
        browser.post("/accounts/login/", {"login": post.user.username, "password": PASSWORD})
        assert browser.get(reverse("my_account")).status_code == 200
        now = timezone.now()
        yesterday = timezone.localdate(now) - timedelta(days=1)

        end_post(post=post, ends_on=yesterday, note="调走", actor=admin, now=now)

        assert not UserSession.objects.filter(user=post.user).exists()
        assert browser.get(reverse("my_account")).status_code == 302
        assert "people.user.close_sessions" in {e.code for e in events_of(post.user)}

    def test_who_ends_with_the_day_is_signed_out_after_it_and_others_stay(self, tree, admin):
        today = timezone.localdate()
        ended, staying = make_post(unit=tree.county), make_post(unit=tree.county)
        for post in (ended, staying):
            Client().post("/accounts/login/", {"login": post.user.username, "password": PASSWORD})
        end_post(post=ended, ends_on=today, note="到期", actor=admin, now=timezone.now())
        assert UserSession.objects.filter(user=ended.user).exists()

        Post.objects.filter(pk=ended.pk).update(ends_on=today - timedelta(days=1))
        close_sessions_of_ended_posts(0)

        assert not UserSession.objects.filter(user=ended.user).exists()
        assert UserSession.objects.filter(user=staying.user).exists()

    def test_the_end_of_a_temporary_account_is_told_once_and_in_time(self, tree, admin):
        today = timezone.localdate()
        soon = make_post(unit=tree.county, user=make_user(expires_on=today + timedelta(days=7)))
        make_post(unit=tree.county, user=make_user(expires_on=today + timedelta(days=8)))

        announce_endings_of_people(0)
        announce_endings_of_people(0)

        told = Notice.objects.filter(once_key__startswith="account-end-")
        assert sorted(told.values_list("user_id", flat=True)) == sorted(
            {soon.user_id, admin.user_id}
        )

    def test_accounts_nobody_uses_are_listed_longest_first(self, tree, admin):
        used = {0: None, 89: "recent", 90: None, 200: "old"}
        now = timezone.now()
        names = []
        for days in used:
            user = make_post(unit=tree.county).user
            at = now - timedelta(days=days)
            User.objects.filter(pk=user.pk).update(last_login=at, created_at=at)
            names.append(user.pk)
        never = make_post(unit=tree.county).user
        User.objects.filter(pk=never.pk).update(created_at=now - timedelta(days=150))
        make_post(unit=tree.other_county)

        rows = unused_accounts(admin, days=100, today=timezone.localdate(now))

        assert [row.pk for row in rows] == [names[3], never.pk]

    def test_an_administrator_is_appointed_from_above_only(self, tree, admin):
        user = make_user()
        post = PostDetails(unit=tree.county, role=Role.SYSTEM_ADMIN, starts_on=TODAY)

        with pytest.raises(Refused, match="上级单位的系统管理员"):
            appoint_to_post(user=user, post=post, actor=admin, now=NOW)
        above = make_actor(role=Role.SYSTEM_ADMIN, unit=tree.prefecture)
        assert appoint_to_post(user=user, post=post, actor=above, now=NOW)

    def test_at_the_very_top_an_administrator_appoints_a_second(self):
        top = make_unit(level=UnitLevel.PROVINCE)
        first = make_actor(role=Role.SYSTEM_ADMIN, unit=top)
        post = PostDetails(unit=top, role=Role.SYSTEM_ADMIN, starts_on=TODAY)

        assert appoint_to_post(user=make_user(), post=post, actor=first, now=NOW)


class TestPages:
    def test_a_head_asks_and_an_administrator_grants_on_the_pages(
        self, client, tree, head, admin, settings
    ):
        settings.SECOND_FACTOR_COMPULSORY = False
        client.force_login(User.objects.get(pk=head.user_id))
        form = client.get(reverse("account_request_new")).context["form"]
        told = {
            "submission_key": form["submission_key"].value(), "name": "冯新", "unit": "",
            "role": "window_clerk", "employment": "full_time", "starts_on": "20260601",
            "reason": "新进人员",
        }  # fmt: skip
        make_user("fengxin")
        window = make_institution(unit=tree.county, name="临河县职工法律援助中心窗口")
        first = client.post(reverse("account_request_new"), told)
        second = client.post(reverse("account_request_new"), told)
        row = AccountRequest.objects.get()
        client.force_login(User.objects.get(pk=admin.user_id))

        page = reverse("account_request_grant", args=[row.pk])
        form = client.get(page).context["form"]
        wrong = client.post(page, {"username": "fx1", "institution": "车站"}).context["form"]
        answer = client.post(page, {"username": "fx1", "institution": "窗口"})
        once = client.get(answer["Location"]).content.decode()
        twice = client.get(answer["Location"]).content.decode()

        assert first["Location"] == second["Location"]
        assert "只显示这一次" in once
        assert "只显示这一次" not in twice
        assert form["username"].value() == "fengxin2"
        assert "临河县职工法律援助中心窗口" in wrong.errors["institution"][0]
        assert Post.objects.get(user__username="fx1").institution == window

    def test_half_a_certificate_is_asked_for_in_full(self, client, tree, head, settings):
        settings.SECOND_FACTOR_COMPULSORY = False
        client.force_login(User.objects.get(pk=head.user_id))

        page = client.post(
            reverse("account_request_new"),
            {"submission_key": str(uuid4()), "name": "冯新", "role": "mediator",
             "employment": "full_time", "starts_on": "20260601", "reason": "新进",
             "certificate_number": "调1"},
        ).content.decode()  # fmt: skip

        assert "填了证书编号，这一项也要填" in page
        assert not AccountRequest.objects.exists()

    def test_the_lists_ask_as_much_for_thirty_as_for_one(self, client, tree, admin, settings):
        settings.SECOND_FACTOR_COMPULSORY = False
        client.force_login(User.objects.get(pk=admin.user_id))

        def count(name):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse(name)).status_code == 200
            return len(asked)

        names = ("account_request_list", "staff_unused")
        old = timezone.now() - timedelta(days=400)

        def one_more():
            make_request(unit=tree.county)
            user = make_post(unit=tree.county).user
            User.objects.filter(pk=user.pk).update(created_at=old)

        one_more()
        before = [count(name) for name in names]
        for _ in range(29):
            one_more()

        assert [count(name) for name in names] == before
