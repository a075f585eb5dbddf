"""Signing in, the second factor and a number that is shown once, in a browser."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from gongyuan.people.choices import Role
from tests.organisations.factories import make_unit
from tests.people.factories import PASSWORD, make_post, make_worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sign_in(page, live_server):
    def go(post):
        page.goto(live_server.url + reverse("account_login"))
        page.get_by_label("账号").fill(post.user.username)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()

    cache.clear()
    yield go
    cache.clear()


def test_a_head_signs_in_and_sets_up_the_second_factor_by_picture(page, sign_in):
    sign_in(make_post(role=Role.LEGAL_HEAD, unit=make_unit(name="某县总工会")))
    page.get_by_role("link", name="现在设置").click()
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="确认").click()

    picture = page.get_by_role("img", name="动态口令二维码")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100


def test_a_number_is_shown_once_for_a_reason(page, live_server, sign_in):
    unit = make_unit(name="某县总工会")
    worker = make_worker(unit=unit, name="赵小兰")
    sign_in(make_post(role=Role.WINDOW_CLERK, unit=unit))
    page.goto(live_server.url + reverse("worker_detail", args=[worker.pk]))

    page.get_by_role("link", name=re.compile("显示.*身份证号")).click()
    page.get_by_label("理由").fill("核对仲裁申请书")
    page.get_by_role("button", name="查看", exact=True).click()

    page.get_by_text(worker.identity_number).wait_for()
    page.reload()
    assert page.get_by_text(worker.identity_number).count() == 0
