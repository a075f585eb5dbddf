"""Signing in: password, second factor, lock-out, expiry, sessions."""

import base64
import hashlib
import hmac
import re
import struct
import time
from datetime import timedelta

import pytest
from allauth.account import views as allauth_views
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import timezone

from config.environment import DEMO_PASSWORD
from gongyuan.core.events import events_of
from gongyuan.desk.demo.network import PASSWORD as PASSWORD_OF_DEMO_DATA
from gongyuan.people import queries
from gongyuan.people.actions.accounts import set_own_password
from gongyuan.people.choices import Role
from tests.organisations.factories import make_unit
from tests.people.factories import PASSWORD, make_post, make_user

pytestmark = pytest.mark.django_db
HOME = "/people/account/"


@pytest.fixture(autouse=True)
def _empty_cache():
    """Limits are counted in the shared cache, which outlives a test's transaction."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _codes_hold_for_a_moment(settings):
    """Half a minute may end between the reckoning of a code and its arrival."""
    settings.MFA_TOTP_TOLERANCE = 1


def sign_in(client, username, password=PASSWORD):
    return client.post(f"/accounts/login/?next={HOME}", {"login": username, "password": password})


def totp(secret):
    """A code of RFC 6238, reckoned here by hand."""
    step = int(time.time() // 30)
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def confirm(client):
    """Security settings ask for the password once more."""
    client.post(reverse("account_reauthenticate") + f"?next={HOME}", {"password": PASSWORD})


def set_up_second_factor(client):
    confirm(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'class="strong">([A-Z2-7]+)<', page).group(1)
    answer = client.post(reverse("mfa_activate_totp"), {"code": totp(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


@pytest.mark.parametrize(
    ("role", "page"),
    [(Role.LAWYER, "lawyer_cases"), (Role.LEGAL_OFFICER, "desk_worklist")],
)
def test_everybody_starts_where_their_work_is(client, role, page):
    post = make_post(role=role)

    answer = client.post("/accounts/login/", {"login": post.user.username, "password": PASSWORD})

    assert answer["Location"] == reverse(page)


def test_a_person_signs_in_sees_the_own_account_and_the_sign_in_is_on_record(client):
    post = make_post(unit=make_unit(name="某县总工会"))

    answer = sign_in(client, post.user.username)
    page = client.get(HOME).content.decode()

    assert answer["Location"] == HOME
    assert "某县总工会·法律部工作人员" in page
    assert "这台" in page
    assert [e.code for e in events_of(post.user)] == ["people.user.sign_in"]


def test_a_wrong_password_and_an_unknown_account_get_the_same_words(client):
    user = make_user("known-name")

    wrong = sign_in(client, user.username, "wrong-password-indeed").content.decode()
    unknown = sign_in(client, "unknown-xx", "wrong-password-indeed").content.decode()

    assert "账号或者密码不对" in wrong
    strip = re.compile(r'value="[^"]*"|known-name|unknown-xx')
    assert strip.sub("", wrong) == strip.sub("", unknown)


def test_after_five_wrong_passwords_the_right_one_is_refused_too_from_any_address():
    user = make_user()
    for serial in range(5):
        sign_in(Client(REMOTE_ADDR=f"203.0.113.{serial}"), user.username, "wrong-password-indeed")

    page = sign_in(Client(REMOTE_ADDR="203.0.113.99"), user.username).content.decode()
    other = sign_in(Client(REMOTE_ADDR="203.0.113.99"), make_user().username)

    assert "密码试错太多次" in page
    assert other.status_code == 302


def test_one_address_trying_many_accounts_is_stopped_with_a_chinese_page():
    client = Client(REMOTE_ADDR="203.0.113.5")
    answers = [sign_in(client, f"nobody-{n}", "wrong-password-indeed") for n in range(31)]

    assert answers[29].status_code == 200
    assert answers[-1].status_code == 429
    assert "请求太多" in answers[-1].content.decode()


@pytest.mark.parametrize("why", ["closed", "expired"])
def test_closed_and_expired_accounts_neither_sign_in_nor_stay_signed_in(client, why):
    today = timezone.localdate()
    user = make_user(expires_on=today)
    assert sign_in(client, user.username).status_code == 302

    if why == "closed":
        user.is_active = False
    else:
        user.expires_on = today - timedelta(days=1)
    user.save()

    assert client.get(HOME)["Location"].startswith("/accounts/login/")
    assert sign_in(Client(), user.username)["Location"] == "/accounts/inactive/"
    assert "已经停用或者到期" in Client().get("/accounts/inactive/").content.decode()


def test_the_second_factor_is_set_up_by_picture_and_asked_at_the_next_sign_in(client):
    user = make_post(role=Role.LEGAL_HEAD).user
    sign_in(client, user.username)
    asked = client.get(reverse("mfa_activate_totp"))["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))
    assert "再输一次密码" in client.get(asked).content.decode()
    confirm(client)
    page = client.get(reverse("mfa_activate_totp"))
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert "img-src 'self' data:" in page["Content-Security-Policy"]

    secret = set_up_second_factor(client)
    codes = re.findall(
        r'class="strong">(\d{8})<', client.get(reverse("mfa_view_recovery_codes")).content.decode()
    )

    assert len(codes) == 10
    fresh = Client()
    assert sign_in(fresh, user.username)["Location"] == reverse("mfa_authenticate")
    assert fresh.get(HOME).status_code == 302
    wrong = fresh.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert "验证码不对" in wrong
    later = totp(secret)
    cache.clear()
    done = fresh.post(reverse("mfa_authenticate"), {"code": later})
    assert done["Location"] == HOME
    assert fresh.get(HOME).status_code == 200

    by_paper = Client()
    sign_in(by_paper, user.username)
    assert by_paper.post(reverse("mfa_authenticate"), {"code": codes[0]})["Location"] == HOME
    again = Client()
    sign_in(again, user.username)
    assert again.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 200


def test_the_shared_secret_lies_sealed_in_the_database(client):
    user = make_post(role=Role.LEGAL_HEAD).user
    sign_in(client, user.username)
    secret = set_up_second_factor(client)

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        (kept,) = cursor.fetchone()

    assert Authenticator.objects.filter(user=user).count() == 2
    assert secret not in kept


@pytest.mark.parametrize(
    ("role", "is_sent"),
    [
        (Role.LEGAL_HEAD, True),
        (Role.FINANCE_OFFICER, True),
        (Role.SYSTEM_ADMIN, True),
        (Role.WINDOW_CLERK, False),
    ],
)
def test_roles_with_power_set_up_the_second_factor_before_anything_else(
    client, settings, role, is_sent
):
    settings.SECOND_FACTOR_COMPULSORY = True
    post = make_post(role=role)
    sign_in(client, post.user.username)

    answer = client.get(reverse("worker_list"))

    sent = answer.status_code == 302 and answer["Location"] == reverse("mfa_activate_totp")
    assert sent is is_sent
    assert client.get(HOME).status_code == 200
    if is_sent:
        set_up_second_factor(client)
        assert client.get(reverse("worker_list")).status_code in (200, 403)
        gone = client.post(reverse("mfa_deactivate_totp")).content.decode()
        assert "不能关闭" in gone
        assert Authenticator.objects.filter(user=post.user, type="totp").exists()


def test_a_second_factor_taken_away_is_missed_at_the_next_page(client, settings):
    settings.SECOND_FACTOR_COMPULSORY = True
    post = make_post(role=Role.LEGAL_HEAD)
    client.force_login(post.user)
    factor = Authenticator.objects.create(user=post.user, type="totp", data={})
    assert client.get(reverse("worker_list")).status_code in (200, 403)

    factor.delete()

    assert client.get(reverse("worker_list"))["Location"] == reverse("mfa_activate_totp")


def test_an_account_is_read_with_its_posts_and_factor_in_one_query(django_assert_num_queries):
    post, other = make_post(role=Role.LEGAL_HEAD), make_post(role=Role.LEGAL_HEAD)
    Authenticator.objects.create(user=other.user, type="totp", data={})
    nobody = make_user()
    today = timezone.localdate()

    with django_assert_num_queries(1):
        found = queries.signed_in(post.user.pk, today=today)

    assert (found, found.held_posts, found.has_factor) == (post.user, [post], False)
    assert queries.signed_in(other.user.pk, today=today).has_factor
    assert queries.signed_in(nobody.pk, today=today).held_posts == []
    assert queries.signed_in(0, today=today) is None


def test_where_it_is_not_enforced_every_page_says_that_the_second_factor_is_missing(client):
    post = make_post(role=Role.LEGAL_HEAD)
    client.force_login(post.user)

    assert "必须设动态口令" in client.get(HOME).content.decode()


def test_an_initial_password_is_changed_before_anything_else_and_ends_other_sessions(client):
    post = make_post()
    post.user.must_change_password = True
    post.user.save()
    elsewhere = Client()
    sign_in(elsewhere, post.user.username)
    sign_in(client, post.user.username)
    change = reverse("account_change_password")
    assert client.get(reverse("worker_list"))["Location"] == change

    def answer(new, again):
        return client.post(change, {"oldpassword": PASSWORD, "password1": new, "password2": again})

    for new, words in [
        ("short", "密码至少12位"),
        ("password1234", "常见密码"),
        (f"{post.user.username}-12345", "太像"),
    ]:
        assert words in answer(new, new).content.decode()
    assert "不一样" in answer("a-long-enough-one", "a-long-enough-two").content.decode()
    assert answer("a-long-enough-one", "a-long-enough-one")["Location"] == HOME

    assert client.get(reverse("worker_list")).status_code == 200
    assert elsewhere.get(HOME)["Location"].startswith("/accounts/login/")
    post.user.refresh_from_db()
    assert post.user.check_password("a-long-enough-one")


def test_a_session_is_ended_from_another_device_and_nobody_ends_a_strangers(client):
    post = make_post()
    elsewhere, stranger = Client(HTTP_USER_AGENT="Mozilla (Android) Chrome/1"), Client()
    sign_in(elsewhere, post.user.username)
    sign_in(client, post.user.username)
    sign_in(stranger, make_post().user.username)
    page = client.get(HOME).content.decode()
    assert "安卓 Chrome" in page
    (ending,) = re.findall(r'action="(/people/account/sessions/\d+/end/)"', page)

    stranger.post(ending)
    assert elsewhere.get(HOME).status_code == 200
    client.post(ending)

    assert elsewhere.get(HOME).status_code == 302
    assert client.get(HOME).status_code == 200


def test_signing_out_needs_a_post(client):
    sign_in(client, make_post().user.username)

    assert client.get("/accounts/logout/").status_code == 405
    assert client.get(HOME).status_code == 200
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get(HOME).status_code == 302


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_reset_password", "account_set_password",
     "socialaccount_connections", "usersessions_list"],
)  # fmt: skip
def test_pages_of_allauth_that_are_not_ours_have_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)
    assert allauth_views.signup
    with pytest.raises(Resolver404):
        resolve("/accounts/signup/")


def test_switching_the_post_changes_what_one_may_do_and_is_on_record(client):
    user = make_user()
    first = make_post(user=user, role=Role.WINDOW_CLERK)
    second = make_post(user=user, role=Role.SYSTEM_ADMIN)
    strange = make_post()
    client.force_login(user)

    refused = client.post("/people/account/post/", {"post": strange.pk})
    nonsense = client.post("/people/account/post/", {"post": "x"})
    for post in (first, second):
        client.post("/people/account/post/", {"post": post.pk})
        assert client.session["post_id"] == post.pk

    assert refused.status_code == nonsense.status_code == 404
    assert "people.user.switch_post" in [e.code for e in events_of(user)]


def test_the_demo_accounts_are_shown_in_demo_mode_while_their_password_is_the_shown_one(
    client, settings
):
    make_post(user=make_user("head-of-demo", is_active=True), role=Role.LEGAL_HEAD)
    changed = make_post(user=make_user("changed-since"))
    set_own_password(user=changed.user, password="another-long-one", now=timezone.now())
    make_post(user=make_user("closed-one", is_active=False))

    assert "head-of-demo" not in client.get("/accounts/login/").content.decode()
    settings.DEMO, settings.DEMO_PASSWORD = True, "shown-in-demo-only"
    page = client.get("/accounts/login/").content.decode()

    assert "head-of-demo" in page
    assert "shown-in-demo-only" in page
    assert "changed-since" not in page
    assert "closed-one" not in page


def test_the_demo_data_gives_its_accounts_the_password_that_is_shown():
    assert PASSWORD_OF_DEMO_DATA == DEMO_PASSWORD
