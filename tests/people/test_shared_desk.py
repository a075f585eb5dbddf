"""One terminal, several people: who has signed acts, nobody else and with no more than both may."""

import json
import logging
import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import events_of
from gongyuan.core.models import Event
from gongyuan.core.refusals import Refused
from gongyuan.organisations.queries.passed_on import then
from gongyuan.people import queries
from gongyuan.people.actions import shared_desk as actions
from gongyuan.people.capabilities import BY_ROLE
from gongyuan.people.choices import Role
from gongyuan.people.models import DeskSitting, SharedDesk, SigningCode, Worker
from gongyuan.people.queries import actor_in, desks
from gongyuan.reporting.queries.records import staff
from gongyuan.reporting.rules import Period
from tests.core.markup import Markup
from tests.organisations.factories import make_institution, make_unit
from tests.people.factories import PASSWORD, make_actor, make_post, make_user

pytestmark = pytest.mark.django_db
CODE, OTHER = "271828", "314159"


@pytest.fixture(autouse=True)
def _empty_cache():
    """Failed passwords are counted in the shared cache, which outlives a test's transaction."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def unit():
    return make_unit(name="某县总工会")


@pytest.fixture
def desk(unit):
    post = make_post(
        role=Role.WINDOW_CLERK,
        unit=unit,
        institution=make_institution(unit=unit),
        user=make_user("window-desk", name="一号窗口"),
    )
    admin = make_actor(role=Role.SYSTEM_ADMIN, unit=unit)
    return actions.open_desk(post=post, name="一号窗口", actor=admin, now=timezone.now())


def colleague(unit, name, *, code=CODE, role=Role.WINDOW_CLERK):
    post = make_post(role=role, unit=unit, user=make_user(name=name))
    if code:
        actions.set_own_code(user=post.user, code=code, actor=actor_in(post), now=timezone.now())
    return post


def window(client, desk):
    client.post(reverse("account_login"), {"login": desk.post.user.username, "password": PASSWORD})
    return client


def sign(client, post, code=CODE, **more):
    return client.post(reverse("desk_lock"), {"post": post.pk, "code": code, **more})


def test_until_somebody_signs_nothing_is_served_but_the_lock(client, unit, desk):
    colleague(unit, "甲")
    window(client, desk)

    for name in ("desk_worklist", "case_list", "worker_list", "my_account", "own_code"):
        answer = client.get(reverse(name))
        assert (answer.status_code, answer.url) == (302, reverse("desk_lock")), name
    page = client.get(reverse("desk_lock"))
    assert "窗口已锁定" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert client.post(reverse("worker_new"), {"name": "不该有"}).url == reverse("desk_lock")
    assert not Worker.objects.exists()


def test_whoever_signs_acts_in_the_own_name_and_post(client, unit, desk):
    post = colleague(unit, "甲一")
    window(client, desk)

    assert sign(client, post).url == reverse("desk_worklist")
    page = client.get(reverse("desk_worklist")).content.decode()
    client.post(
        reverse("worker_new"), {"name": "来访职工", "phone": "13900000001", "has_read": "on"}
    )

    assert "甲一" in page
    assert "锁定" in page
    event = Event.objects.get(code="people.worker.register")
    assert (event.actor_user_id, event.actor_post_id) == (post.user_id, post.pk)
    assert event.actor_name == "甲一"


def test_two_persons_one_after_another_are_each_named(client, unit, desk):
    one, two = colleague(unit, "甲一"), colleague(unit, "乙二", code=OTHER)
    window(client, desk)

    for post, code, phone in ((one, CODE, "13900000001"), (two, OTHER, "13900000002")):
        sign(client, post, code)
        client.post(reverse("worker_new"), {"name": "来访职工", "phone": phone})
        client.post(reverse("desk_locking"))
        assert client.get(reverse("desk_worklist")).url == reverse("desk_lock")

    names = Event.objects.filter(code="people.worker.register").order_by("pk")
    assert [event.actor_name for event in names] == ["甲一", "乙二"]
    told = [(event.code, event.actor_name) for event in events_of(desk).order_by("pk")]
    assert told[1:] == [
        ("people.shareddesk.sign", "甲一"),
        ("people.shareddesk.lock", "甲一"),
        ("people.shareddesk.sign", "乙二"),
        ("people.shareddesk.lock", "乙二"),
    ]


def test_signing_over_somebody_ends_that_sitting(client, unit, desk):
    one, two = colleague(unit, "甲一"), colleague(unit, "乙二", code=OTHER)
    window(client, desk)
    sign(client, one)

    sign(client, two, OTHER)

    first, second = DeskSitting.objects.order_by("pk")
    assert first.ended_at is not None
    assert (second.user, second.ended_at) == (two.user, None)


@pytest.mark.parametrize("role", [Role.LEGAL_HEAD, Role.LEGAL_OFFICER, Role.HOTLINE_AGENT])
def test_powers_are_never_more_than_both_the_persons_and_the_windows(unit, desk, role):
    post = colleague(unit, "甲", role=role)
    sitting = actions.sign_at_desk(
        desk=desk, post=post, code=CODE, actor=actor_in(post), now=timezone.now()
    )

    state = desks.at_desk(desk.post, sitting_id=sitting.pk, now=timezone.now())
    actor = desks.actor_at(state)

    both = BY_ROLE[role] & BY_ROLE[Role.WINDOW_CLERK]
    assert actor.capabilities == both
    assert (actor.user_id, actor.post_id, actor.unit_id) == (post.user_id, post.pk, unit.pk)
    assert not actor.is_in_own_right
    # The second factor that a head's own account needs is not asked of the window's.
    assert actor.role in (Role.WINDOW_CLERK, Role.HOTLINE_AGENT)


def test_a_head_decides_nothing_at_the_window(client, unit, desk):
    window(client, desk)
    sign(client, colleague(unit, "负责人", role=Role.LEGAL_HEAD))

    assert client.get(reverse("desk_worklist")).status_code == 200
    assert client.get(reverse("major_cases")).status_code == 403


def test_a_lawyer_on_duty_sees_the_own_cases_only(client, unit, desk):
    lawyer = colleague(unit, "值班律师", role=Role.LAWYER)
    window(client, desk)

    sign(client, lawyer)

    assert client.get(reverse("worker_list")).status_code == 403
    assert client.get(reverse("case_list")).status_code == 200


def test_without_a_sign_of_life_the_desk_locks_by_itself(client, unit, desk):
    window(client, desk)
    sign(client, colleague(unit, "甲"))
    assert client.get(reverse("desk_worklist")).status_code == 200

    long_ago = timezone.now() - timedelta(minutes=6)
    DeskSitting.objects.update(signed_at=long_ago, seen_at=long_ago)

    assert client.get(reverse("desk_worklist")).url == reverse("desk_lock")
    assert client.post(reverse("desk_life")).status_code == 409
    # Asking for the lock does not wake it either.
    client.get(reverse("desk_lock"))
    assert client.get(reverse("desk_worklist")).url == reverse("desk_lock")


def test_work_and_typing_keep_the_desk_open(client, unit, desk):
    window(client, desk)
    sign(client, colleague(unit, "甲"))

    for keep in (
        lambda: client.get(reverse("desk_worklist")),
        lambda: client.post(reverse("desk_life")),
    ):
        before = timezone.now() - timedelta(minutes=3)
        DeskSitting.objects.update(signed_at=before, seen_at=before)
        assert keep().status_code in (200, 204)
        assert DeskSitting.objects.get().seen_at > before


def test_a_page_that_asks_again_by_itself_keeps_nothing_open(client, unit, desk):
    window(client, desk)
    sign(client, colleague(unit, "甲"))
    before = timezone.now() - timedelta(minutes=3)
    DeskSitting.objects.update(signed_at=before, seen_at=before)

    client.get(reverse("desk_worklist"), headers={"HX-Request": "true"})

    assert DeskSitting.objects.get().seen_at == before


def test_a_wrong_code_is_counted_paused_and_recorded_without_the_code(client, unit, desk, caplog):
    caplog.set_level(logging.DEBUG)
    post = colleague(unit, "甲")
    window(client, desk)

    page = sign(client, post, "999888").content.decode()
    assert "还可以试4次" in page
    assert "999888" not in page
    for _ in range(4):
        page = sign(client, post, "999888").content.decode()
    assert "已暂停使用" in page
    right = sign(client, post).content.decode()
    assert "暂停使用到" in right
    assert not DeskSitting.objects.exists()

    events = list(Event.objects.filter(code="people.shareddesk.fail"))
    assert len(events) == 5
    assert {event.actor_name for event in events} == {"一号窗口"}
    everything = str([(e.note, e.data) for e in Event.objects.all()]) + caplog.text
    assert "999888" not in everything
    assert CODE not in everything

    SigningCode.objects.update(paused_until=timezone.now() - timedelta(seconds=1))
    assert sign(client, post).status_code == 302


def test_the_right_code_forgets_the_wrong_ones_before(client, unit, desk):
    post = colleague(unit, "甲")
    window(client, desk)
    for _ in range(4):
        sign(client, post, "999888")

    sign(client, post)
    client.post(reverse("desk_locking"))
    page = sign(client, post, "999888").content.decode()

    assert "还可以试4次" in page


def test_a_code_is_kept_as_a_hash_only(unit):
    post = colleague(unit, "甲")

    kept = SigningCode.objects.get(user=post.user)

    assert CODE not in kept.code_hash
    assert kept.code_hash.count("$") >= 2


def test_a_given_code_is_replaced_on_first_signing(client, unit, desk):
    post = colleague(unit, "甲", code="")
    admin = make_actor(role=Role.SYSTEM_ADMIN, unit=unit)
    window(client, desk)
    assert "还没有签到码" in sign(client, post).content.decode()
    given = actions.give_code(user=post.user, actor=admin, now=timezone.now()).code

    assert "签到码是6位数字" in sign(client, post, given).content.decode()
    same = sign(client, post, given, new_code=given).content.decode()
    assert "不一样" in same
    assert sign(client, post, given, new_code=OTHER).status_code == 302
    client.post(reverse("desk_locking"))
    assert sign(client, post, given).status_code == 200
    assert sign(client, post, OTHER).status_code == 302


def test_a_new_code_ends_what_the_old_one_opened(client, unit, desk):
    post = colleague(unit, "甲")
    window(client, desk)
    sign(client, post)

    admin = make_actor(role=Role.SYSTEM_ADMIN, unit=unit)
    actions.give_code(user=post.user, actor=admin, now=timezone.now())

    assert client.get(reverse("desk_worklist")).url == reverse("desk_lock")


@pytest.mark.parametrize("code", ["111111", "123456", "987654", "12345", "1234567", "12a456", ""])
def test_a_poor_code_is_refused(unit, code):
    post = colleague(unit, "甲", code="")
    with pytest.raises(Refused):
        actions.set_own_code(user=post.user, code=code, actor=actor_in(post), now=timezone.now())


def test_only_people_of_the_unit_with_a_fitting_post_may_sign(client, unit, desk):
    window(client, desk)
    closed = colleague(unit, "停用")
    type(closed.user).objects.filter(pk=closed.user_id).update(is_active=False)
    ended = colleague(unit, "离任")
    type(ended).objects.filter(pk=ended.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    for post in (
        closed,
        ended,
        colleague(make_unit(), "外单位"),
        colleague(unit, "管理员", role=Role.SYSTEM_ADMIN),
        colleague(unit, "财务", role=Role.FINANCE_OFFICER),
    ):
        assert sign(client, post).status_code == 200
        with pytest.raises(Refused, match="不能在这个窗口签到"):
            actions.sign_at_desk(
                desk=desk, post=post, code=CODE, actor=actor_in(post), now=timezone.now()
            )
    assert not DeskSitting.objects.exists()


def test_whoever_loses_the_post_or_the_account_is_locked_out_at_once(client, unit, desk):
    post = colleague(unit, "甲")
    window(client, desk)
    sign(client, post)

    type(post.user).objects.filter(pk=post.user_id).update(is_active=False)

    assert client.get(reverse("desk_worklist")).url == reverse("desk_lock")


def test_every_change_of_hands_makes_a_new_session_and_token(client, unit, desk):
    post = colleague(unit, "甲")
    window(client, desk)
    planted, token = client.session.session_key, client.cookies["csrftoken"].value

    sign(client, post)
    signed = client.session.session_key
    client.post(reverse("desk_locking"))

    assert len({planted, signed, client.session.session_key}) == 3
    assert client.cookies["csrftoken"].value != token
    for stale in (planted, signed):
        thief = Client()
        thief.cookies["sessionid"] = stale
        assert thief.get(reverse("desk_worklist")).url.startswith(reverse("account_login"))
    # The list of devices still knows this one.
    assert UserSession.objects.get().session_key == client.session.session_key


def test_nothing_of_one_persons_session_is_left_for_the_next(client, unit, desk):
    post = colleague(unit, "甲")
    window(client, desk)
    sign(client, post)
    session = client.session
    session["revealed"] = [1, "phone"]
    session.save()

    client.post(reverse("desk_locking"))

    assert "revealed" not in client.session
    assert client.get(reverse("desk_lock")).status_code == 200


def _left_alone(hours=1):
    before = timezone.now() - timedelta(hours=hours)
    DeskSitting.objects.update(signed_at=before, seen_at=before)


LONG = {"name": "王长表", "phone": "19900001234", "special_groups": ["hardship", "platform"]}


def test_a_form_sent_after_the_desk_had_locked_comes_back_to_whoever_wrote_it(client, unit, desk):
    post = colleague(unit, "甲")
    window(client, desk)
    sign(client, post)
    _left_alone()

    assert client.post(reverse("worker_new"), LONG).url == reverse("desk_lock")
    stored = repr(Session.objects.get(pk=client.session.session_key).get_decoded())
    assert "王长表" not in stored
    assert "19900001234" not in stored
    assert sign(client, post).url == reverse("desk_kept")
    page = client.get(reverse("desk_kept")).content.decode()

    assert Markup(page).faults() == []
    assert f'action="{reverse("worker_new")}"' in page
    sent = re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', page)
    again = [pair for pair in sent if pair[0] in LONG]
    assert sorted(again) == sorted(
        (name, one)
        for name, value in LONG.items()
        for one in (value if isinstance(value, list) else [value])
    )
    client.post(reverse("worker_new"), LONG)
    assert Worker.objects.get().name == "王长表"
    assert client.get(reverse("desk_kept")).url == reverse("desk_worklist")


def test_what_one_wrote_is_gone_when_another_signs(client, unit, desk):
    one, other = colleague(unit, "甲"), colleague(unit, "乙", code=OTHER)
    window(client, desk)
    sign(client, one)
    _left_alone()
    client.post(reverse("worker_new"), LONG)

    assert sign(client, other, OTHER).url == reverse("desk_worklist")
    assert client.get(reverse("desk_kept")).url == reverse("desk_worklist")
    assert sign(client, one).url == reverse("desk_worklist")
    assert not Worker.objects.exists()


def test_what_was_typed_when_the_desk_locked_is_put_back_on_its_page_once(client, unit, desk):
    post = colleague(unit, "甲")
    window(client, desk)
    sign(client, post)
    typed = [["csrfmiddlewaretoken", "x"], ["name", "王半"], ["special_groups", "platform"]]
    told = {"typed": json.dumps(typed), "typed_on": f"{reverse('worker_new')}?from=1"}

    assert client.post(reverse("desk_locking"), told).url == reverse("desk_lock")
    assert sign(client, post).url == told["typed_on"]
    page = client.get(told["typed_on"]).content.decode()
    assert f'data-typed="{reverse("desk_typed")}"' in page
    assert "data-typed" not in client.get(reverse("worker_list")).content.decode()
    fields = client.post(reverse("desk_typed")).json()["fields"]

    assert fields == typed[1:]
    assert client.post(reverse("desk_typed")).json()["fields"] == []


@pytest.mark.parametrize(
    "told",
    [
        {"typed": '[["name", "王"]]', "typed_on": "https://example.org/"},
        {"typed": '[["name", "王"]]', "typed_on": "//example.org/people/"},
        {"typed": '[["name", "王"]]', "typed_on": "/nothing/here/"},
        {"typed": "no json", "typed_on": "/people/workers/new/"},
        {"typed": '{"a": 1}', "typed_on": "/people/workers/new/"},
        {"typed": "[]", "typed_on": "/people/workers/new/"},
        {"typed": "[[1, 2, 3]]", "typed_on": "/people/workers/new/"},
    ],
)
def test_what_is_no_form_of_a_page_of_ours_is_not_kept(client, unit, desk, told):
    post = colleague(unit, "甲")
    window(client, desk)
    sign(client, post)

    client.post(reverse("desk_locking"), told)

    assert sign(client, post).url == reverse("desk_worklist")


def test_a_form_longer_than_any_of_an_office_is_not_kept(client, unit, desk):
    post = colleague(unit, "甲")
    window(client, desk)
    sign(client, post)
    _left_alone()

    client.post(reverse("worker_new"), {"name": "王" * 70_000})

    assert sign(client, post).url == reverse("desk_worklist")


@pytest.mark.parametrize("name", ["desk_lock", "desk_locking", "desk_life"])
def test_the_lock_believes_no_form_of_another_page(unit, desk, name):
    post = colleague(unit, "甲")
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.post.user)

    answer = client.post(reverse(name), {"post": post.pk, "code": CODE})

    assert answer.status_code == 403
    assert not DeskSitting.objects.exists()


def test_an_ordinary_account_has_no_lock(client, unit):
    client.force_login(colleague(unit, "甲").user)

    assert client.get(reverse("desk_lock")).status_code == 404
    assert client.post(reverse("desk_locking")).status_code == 404
    assert client.post(reverse("desk_life")).status_code == 404
    assert "锁定" not in client.get(reverse("desk_worklist")).content.decode()


def test_a_sitting_of_another_desk_opens_nothing(client, unit, desk):
    post = colleague(unit, "甲")
    other_post = make_post(
        role=Role.WINDOW_CLERK, unit=unit, institution=make_institution(unit=unit)
    )
    admin = make_actor(role=Role.SYSTEM_ADMIN, unit=unit)
    other = actions.open_desk(post=other_post, name="二号窗口", actor=admin, now=timezone.now())
    sitting = actions.sign_at_desk(
        desk=other, post=post, code=CODE, actor=actor_in(post), now=timezone.now()
    )
    window(client, desk)
    session = client.session
    session["sitting"] = sitting.pk
    session.save()

    assert client.get(reverse("desk_worklist")).url == reverse("desk_lock")


def test_a_desk_is_opened_by_an_administrator_on_a_fitting_account_only(unit):
    admin = make_actor(role=Role.SYSTEM_ADMIN, unit=unit)
    institution = make_institution(unit=unit)

    def open_desk(**values):
        post = make_post(unit=unit, **{"institution": institution, **values})
        return actions.open_desk(post=post, name="窗口", actor=admin, now=timezone.now())

    for role in (Role.LEGAL_HEAD, Role.LEGAL_OFFICER, Role.LAWYER):
        with pytest.raises(Refused, match="只能是窗口"):
            open_desk(role=role)
    with pytest.raises(Refused, match="没有所在机构"):
        open_desk(role=Role.WINDOW_CLERK, institution=None)
    busy = make_user()
    make_post(role=Role.LEGAL_OFFICER, unit=unit, user=busy)
    with pytest.raises(Refused, match="还有别的岗位"):
        open_desk(role=Role.WINDOW_CLERK, user=busy)
    desk = open_desk(role=Role.HOTLINE_AGENT)
    with pytest.raises(Refused, match="已经是共用窗口"):
        actions.open_desk(post=desk.post, name="又一个", actor=admin, now=timezone.now())
    stranger = make_actor(role=Role.SYSTEM_ADMIN)
    with pytest.raises(type(desk.post).DoesNotExist):
        actions.open_desk(post=desk.post, name="外", actor=stranger, now=timezone.now())


def test_a_closed_desk_has_no_powers_and_says_so(client, unit, desk):
    post = colleague(unit, "甲")
    window(client, desk)
    sign(client, post)
    admin = make_actor(role=Role.SYSTEM_ADMIN, unit=unit)

    with pytest.raises(Refused, match="理由"):
        actions.close_desk(desk=desk, note="", actor=admin, now=timezone.now())
    actions.close_desk(desk=desk, note="窗口合并", actor=admin, now=timezone.now())

    assert client.get(reverse("desk_worklist")).url == reverse("desk_lock")
    assert "已经停用" in sign(client, post).content.decode()
    with pytest.raises(Refused, match="已经停用"):
        actions.close_desk(desk=desk, note="再", actor=admin, now=timezone.now())


def test_the_account_of_a_desk_has_no_powers_by_any_other_way_in(unit, desk):
    user = desk.post.user

    actor = queries.actor_of(user, post_id=desk.post_id, today=timezone.localdate())

    assert actor.capabilities == frozenset()
    assert actor.unit_path == ""


def test_a_desk_costs_one_query_more_and_an_ordinary_account_none(client, unit, desk):
    plain = Client()
    post = colleague(unit, "甲")
    window(client, desk)
    sign(client, post)
    plain.force_login(post.user)
    address = reverse("desk_notices")
    client.get(address)
    plain.get(address)

    with CaptureQueriesContext(
        connection,
    ) as at_desk:
        client.get(address)
    with CaptureQueriesContext(connection) as ordinary:
        plain.get(address)

    assert len(at_desk) == len(ordinary) + 1


def test_the_page_locks_itself_with_and_without_scripts(client, unit, desk):
    window(client, desk)
    sign(client, colleague(unit, "甲"))

    page = client.get(reverse("desk_worklist")).content.decode()

    assert 'data-locks-after="300"' in page
    assert re.search(r'<noscript><meta http-equiv="refresh" content="300;url=/people/desk/">', page)


def test_an_administrator_tells_a_code_once(client, unit):
    post = colleague(unit, "甲", code="")
    client.force_login(make_post(role=Role.SYSTEM_ADMIN, unit=unit).user)
    address = reverse("staff_code", args=[post.user_id])

    told = client.post(address, follow=True).content.decode()
    again = client.get(address).content.decode()

    code = re.search(r'class="strong">(\d{6})<', told).group(1)
    assert code not in again
    assert SharedDesk.objects.count() == 0


def test_one_sets_the_own_code_after_giving_the_password_again(client, unit):
    post = colleague(unit, "甲", code="")
    client.post(reverse("account_login"), {"login": post.user.username, "password": PASSWORD})
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    address = reverse("own_code")

    assert client.get(address).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate") + f"?next={address}", {"password": PASSWORD})
    wrong = client.post(address, {"code": CODE, "again": OTHER}).content.decode()
    assert "不一样" in wrong
    assert client.post(address, {"code": CODE, "again": CODE}).status_code == 302
    assert SigningCode.objects.get(user=post.user).must_change is False


def test_the_account_of_a_desk_is_no_person_in_the_statistics(unit, desk):
    colleague(unit, "甲")
    today = timezone.localdate()

    counted = staff(unit.path, Period(year=today.year, as_at=today), then(today))

    assert [post.user.name for post in counted] == ["甲"]


def test_names_stand_by_pinyin_and_two_of_one_name_are_told_apart(client, unit, desk):
    first, second = colleague(unit, "许一"), colleague(unit, "阿二")
    twin = colleague(unit, "许一")
    for post, initials in ((first, "xy"), (second, "ae"), (twin, "xy")):
        type(post.user).objects.filter(pk=post.user_id).update(initials=initials)
    window(client, desk)

    page = client.get(reverse("desk_lock")).text

    assert page.index("阿二，") < page.index("许一（")
    for post in (first, twin):
        assert f"许一（{post.user.username}），" in page


def test_no_entry_of_the_rail_is_where_one_is_on_the_own_account(client, unit):
    client.force_login(colleague(unit, "甲", code="").user)

    assert 'aria-current="page"' in client.get(reverse("worker_list")).text
    assert 'aria-current="page"' not in client.get(reverse("my_account")).text
