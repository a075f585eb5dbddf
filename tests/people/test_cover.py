"""Whose work is done by whom while they are away: for those days, on record, without chains."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.feeds import make_feed
from gongyuan.cases.choices import CaseState, MoveOf
from gongyuan.core.events import events_of
from gongyuan.core.models import Event, Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.actions import cover as actions
from gongyuan.people.choices import COVERABLE_ROLES, Role
from gongyuan.people.models import AbsenceCover, Post, User
from gongyuan.people.queries import actor_in, actor_of
from gongyuan.people.queries.posts import covered_posts
from tests.cases.factories import make_case
from tests.organisations.factories import make_unit
from tests.people.factories import make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def today(now):
    return timezone.localdate(now)


@pytest.fixture
def unit():
    return make_unit(name="某县总工会")


def post_of(unit, name, role=Role.LEGAL_OFFICER):
    return make_post(role=role, unit=unit, user=make_user(name=name))


def name_cover(absent, cover, now, *, first=0, last=0, actor=None):
    today = timezone.localdate(now)
    return actions.name_cover(
        post=absent,
        cover=cover.user,
        starts_on=today + timedelta(days=first),
        ends_on=today + timedelta(days=last),
        reason="休假",
        actor=actor or actor_in(absent),
        now=now,
    )


def test_the_cover_acts_in_the_own_name_for_the_absent_with_the_powers_of_that_post_alone(
    unit, now, today
):
    head, clerk = post_of(unit, "负责人", Role.LEGAL_HEAD), post_of(unit, "窗口", Role.WINDOW_CLERK)
    made = name_cover(head, clerk, now)

    actor = actor_of(clerk.user, post_id=head.pk, today=today)

    assert actor.name == "窗口（代负责人）"
    assert actor.capabilities == actor_in(head).capabilities
    assert (actor.user_id, actor.post_id, actor.covers_user_id) == (
        clerk.user_id,
        head.pk,
        head.user_id,
    )
    # In the own post nothing has changed.
    assert actor_of(clerk.user, post_id=None, today=today) == actor_in(clerk)
    assert [e.code for e in events_of(made)] == ["people.absencecover.name"]
    assert "请你" in Notice.objects.get(user_id=clerk.user_id).body


def test_it_begins_and_ends_by_itself(unit, now, today):
    head, clerk = post_of(unit, "负责人", Role.LEGAL_HEAD), post_of(unit, "窗口", Role.WINDOW_CLERK)
    name_cover(head, clerk, now, first=1, last=3)

    found = [
        bool(covered_posts(clerk.user, today=today + timedelta(days=step))) for step in range(5)
    ]

    assert found == [False, True, True, True, False]
    later = actor_of(clerk.user, post_id=head.pk, today=today + timedelta(days=4))
    assert later == actor_in(clerk)


def test_what_the_cover_does_is_on_record_with_both_names(client, unit, now):
    head, clerk = (
        post_of(unit, "何主任", Role.LEGAL_OFFICER),
        post_of(unit, "许春", Role.WINDOW_CLERK),
    )
    name_cover(head, clerk, now)
    client.force_login(clerk.user)

    client.post(reverse("switch_post"), {"post": head.pk})
    client.post(reverse("worker_new"), {"name": "来访职工", "phone": "13900000001"})

    event = Event.objects.get(code="people.worker.register")
    assert event.actor_name == "许春（代何主任）"
    assert (event.actor_user_id, event.actor_post_id) == (clerk.user_id, head.pk)
    assert event.actor_office == "某县总工会·法律部工作人员"
    assert "许春（代何主任）" in client.get(reverse("desk_worklist")).content.decode()


def test_the_worklist_of_the_cover_shows_both_lists_with_their_deadlines(client, unit, now, today):
    head, clerk = post_of(unit, "何主任", Role.LEGAL_HEAD), post_of(unit, "许春", Role.WINDOW_CLERK)
    for_head = make_case(unit=unit, state=CaseState.AWAITING_DECISION, move_of=MoveOf.HEAD)
    for_clerk = make_case(unit=unit, state=CaseState.SUBMITTED, move_of=MoveOf.OFFICE)
    client.force_login(clerk.user)
    before = client.get(reverse("desk_worklist")).content.decode()
    name_cover(head, clerk, now)

    after = client.get(reverse("desk_worklist")).content.decode()

    assert for_clerk.application_number in before
    assert for_head.application_number not in before
    assert "代何主任" not in before
    assert "代何主任：要办 2 件" in after
    assert for_head.application_number in after
    client.force_login(head.user)
    assert "代班" in client.get(reverse("desk_worklist")).content.decode()


def test_both_pages_say_who_covers_whom(client, unit, now):
    head, clerk = post_of(unit, "何主任", Role.LEGAL_HEAD), post_of(unit, "许春", Role.WINDOW_CLERK)
    name_cover(head, clerk, now, first=0, last=2)

    client.force_login(head.user)
    own = client.get(reverse("my_account")).content.decode()
    client.force_login(clerk.user)
    covers = client.get(reverse("my_account")).content.decode()

    assert "许春代你" in own
    assert "你代何主任" in covers
    assert "切换到这里" in covers


def test_a_cover_is_ended_early_by_the_absent_only_and_at_once(client, unit, now, today):
    head, clerk = post_of(unit, "何主任", Role.LEGAL_HEAD), post_of(unit, "许春", Role.WINDOW_CLERK)
    made = name_cover(head, clerk, now, last=5)
    client.force_login(clerk.user)
    client.post(reverse("switch_post"), {"post": head.pk})

    assert client.post(reverse("cover_end", args=[made.pk])).status_code == 404
    with pytest.raises(AbsenceCover.DoesNotExist):
        actions.end_cover(cover=made, actor=actor_in(clerk), now=now)
    actions.end_cover(cover=made, actor=actor_in(head), now=now)

    assert covered_posts(clerk.user, today=today) == []
    assert "（代" not in client.get(reverse("desk_worklist")).content.decode()
    with pytest.raises(Refused, match="已经结束"):
        actions.end_cover(cover=made, actor=actor_in(head), now=now)


@pytest.mark.parametrize("role", sorted(set(Role) - COVERABLE_ROLES - {Role.WORKER}))
def test_posts_whose_powers_no_colleague_may_hold_are_not_covered(unit, now, role):
    absent, clerk = post_of(unit, "某人", role), post_of(unit, "许春", Role.WINDOW_CLERK)

    with pytest.raises(Refused, match="不能由同事代班"):
        name_cover(absent, clerk, now)


def test_the_cover_is_of_the_same_unit_in_a_fitting_post_for_all_of_the_days(unit, now, today):
    head = post_of(unit, "何主任", Role.LEGAL_HEAD)
    leaving = post_of(unit, "将离任")
    Post.objects.filter(pk=leaving.pk).update(ends_on=today + timedelta(days=2))

    for cover in (
        post_of(make_unit(), "外单位"),
        post_of(make_unit(parent=unit), "下级"),
        post_of(unit, "管理员", Role.SYSTEM_ADMIN),
        post_of(unit, "律师", Role.LAWYER),
        leaving,
    ):
        with pytest.raises(Refused, match="本单位任"):
            name_cover(head, cover, now, last=3)
    with pytest.raises(Refused, match="自己"):
        name_cover(head, head, now)
    name_cover(head, leaving, now, last=2)


def test_a_closed_account_covers_nobody(unit, now):
    head, gone = post_of(unit, "何主任", Role.LEGAL_HEAD), post_of(unit, "停用")
    User.objects.filter(pk=gone.user_id).update(is_active=False)

    with pytest.raises(Refused, match="停用"):
        name_cover(head, gone, now)


def test_covers_are_not_chained_in_either_direction_and_not_doubled(unit, now):
    first, second, third = (post_of(unit, name) for name in ("甲", "乙", "丙"))
    name_cover(first, second, now, last=5)

    with pytest.raises(Refused, match="第三个人"):
        name_cover(second, third, now, first=2, last=3)
    with pytest.raises(Refused, match="自己也请了人"):
        name_cover(third, first, now, first=5, last=6)
    with pytest.raises(Refused, match="已经请了人"):
        name_cover(first, third, now, first=1, last=1)
    name_cover(second, third, now, first=6, last=8)


def test_who_covers_names_nobody_in_the_absents_place(unit, now, today):
    first, second, third = (post_of(unit, name) for name in ("甲", "乙", "丙"))
    name_cover(first, second, now, last=5)
    acting = actor_of(second.user, post_id=first.pk, today=today)

    with pytest.raises(Refused, match="自己的账号"):
        name_cover(first, third, now, first=6, last=7, actor=acting)
    with pytest.raises(Refused, match="自己的账号"):
        name_cover(first, third, now, first=6, last=7, actor=actor_in(second))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(2, 1, "早于第一日"), (-1, 1, "已经过去"), (0, 60, "最长60天")],
)
def test_days_that_make_no_sense_are_refused(unit, now, first, last, said):
    head, clerk = post_of(unit, "何主任", Role.LEGAL_HEAD), post_of(unit, "许春", Role.WINDOW_CLERK)

    with pytest.raises(Refused, match=said):
        name_cover(head, clerk, now, first=first, last=last)

    assert not AbsenceCover.objects.exists()


def test_a_post_that_has_ended_is_not_covered_and_gives_nothing_any_more(unit, now, today):
    head, clerk = post_of(unit, "何主任", Role.LEGAL_HEAD), post_of(unit, "许春", Role.WINDOW_CLERK)
    name_cover(head, clerk, now, last=9)
    assert covered_posts(clerk.user, today=today) == [head]

    Post.objects.filter(pk=head.pk).update(ends_on=today - timedelta(days=1))

    assert covered_posts(clerk.user, today=today) == []
    with pytest.raises(Refused, match="不在任"):
        name_cover(head, clerk, now, first=20, last=21)


def test_a_cover_who_leaves_the_unit_covers_no_longer(unit, now, today):
    head, clerk = post_of(unit, "何主任", Role.LEGAL_HEAD), post_of(unit, "许春", Role.WINDOW_CLERK)
    name_cover(head, clerk, now, last=9)
    make_post(role=Role.LEGAL_OFFICER, user=clerk.user)

    Post.objects.filter(pk=clerk.pk).update(ends_on=today - timedelta(days=1))

    assert covered_posts(clerk.user, today=today) == []


def test_nothing_that_lasts_is_given_to_a_cover(unit, now, today):
    head, clerk = post_of(unit, "何主任", Role.LEGAL_HEAD), post_of(unit, "许春", Role.WINDOW_CLERK)
    name_cover(head, clerk, now)

    with pytest.raises(Refused, match="订阅"):
        make_feed(actor=actor_of(clerk.user, post_id=head.pk, today=today), now=now)


def test_a_post_not_covered_is_not_switched_to(client, unit):
    head, clerk = post_of(unit, "何主任", Role.LEGAL_HEAD), post_of(unit, "许春", Role.WINDOW_CLERK)
    client.force_login(clerk.user)

    assert client.post(reverse("switch_post"), {"post": head.pk}).status_code == 404
    assert client.get(reverse("cover_new", args=[head.pk])).status_code == 404


def test_the_form_names_a_colleague_and_keeps_what_was_typed_wrong(client, unit, today):
    head, clerk = post_of(unit, "何主任", Role.LEGAL_HEAD), post_of(unit, "许春", Role.WINDOW_CLERK)
    client.force_login(head.user)
    address = reverse("cover_new", args=[head.pk])
    day = today.isoformat()

    wrong = client.post(address, {"cover": clerk.user_id, "starts_on": day, "ends_on": "20200101"})
    right = client.post(address, {"cover": clerk.user_id, "starts_on": day, "ends_on": day})

    assert "早于第一日" in wrong.content.decode()
    assert right.status_code == 302
    assert AbsenceCover.objects.get().cover == clerk.user


def test_covering_costs_whoever_covers_nobody_no_query(client, unit, now):
    clerk, head = post_of(unit, "许春", Role.WINDOW_CLERK), post_of(unit, "何主任", Role.LEGAL_HEAD)
    client.force_login(clerk.user)
    address = reverse("desk_notices")
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)

    name_cover(head, clerk, now)
    with CaptureQueriesContext(connection) as after:
        client.get(address)

    assert len(after) == len(before) + 1
