"""Signing in and the pages of people as a browser shows them: CSP, accessibility, both widths."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from gongyuan.people.choices import Role
from tests.organisations.factories import make_unit
from tests.people.factories import PASSWORD, make_employer, make_post, make_user, make_worker

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [(1366, 768), (390, 844)]


@pytest.fixture
def visit(page, live_server, assert_accessible):
    """Open an address, and judge what is shown: no error in the console, no broken rule."""
    complaints = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def go(name, *args):
        page.goto(live_server.url + reverse(name, args=args))
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            assert_accessible(page)
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"{name} is {wide}px too wide at {width}"
        assert complaints == []

    cache.clear()
    yield go
    cache.clear()


def sign_in(page, post):
    page.get_by_label("账号").fill(post.user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def test_a_head_signs_in_and_sets_up_the_second_factor_by_picture(page, visit):
    post = make_post(role=Role.LEGAL_HEAD, unit=make_unit(name="某县总工会"))
    visit("account_login")
    sign_in(page, post)
    page.get_by_role("link", name="现在设置").click()
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="确认").click()

    picture = page.get_by_role("img", name="动态口令二维码")
    assert picture.evaluate("image => image.naturalWidth") > 100
    visit("mfa_activate_totp")
    visit("my_account")
    visit("account_change_password")


def test_the_pages_of_workers_and_employers_stand(page, visit):
    unit = make_unit(name="某县总工会")
    worker = make_worker(
        unit=unit, name="赵小兰", address="某市某路1号", special_groups=("hardship",)
    )
    employer = make_employer(name="某市建筑劳务有限公司")
    post = make_post(role=Role.WINDOW_CLERK, unit=unit)
    visit("account_login")
    sign_in(page, post)
    for name in ("worker_list", "worker_new", "employer_list", "employer_new"):
        visit(name)
    visit("employer_detail", employer.pk)
    visit("worker_edit", worker.pk)
    visit("worker_detail", worker.pk)

    page.get_by_role("link", name=re.compile("显示.*身份证号")).click()
    page.get_by_label("理由").fill("核对仲裁申请书")
    page.get_by_role("button", name="查看", exact=True).click()

    page.get_by_text(worker.identity_number).wait_for()
    page.reload()
    assert page.get_by_text(worker.identity_number).count() == 0


def test_the_pages_of_accounts_stand(page, visit):
    unit = make_unit(name="某县总工会")
    colleague = make_post(unit=unit, user=make_user(name="钱工"))
    post = make_post(role=Role.SYSTEM_ADMIN, unit=unit)
    visit("account_login")
    sign_in(page, post)
    visit("staff_list")
    visit("staff_new")
    visit("staff_detail", colleague.user.pk)
    visit("staff_post_end", colleague.pk)
    visit("staff_password", colleague.user.pk)

    assert "钱工" in page.locator("main").inner_text()
