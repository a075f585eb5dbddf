"""A phone that runs no scripts: everything a worker needs still works."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from gongyuan.cases.models import Case
from tests.e2e.conftest import PHONE, Seat
from tests.e2e.people import Town
from tests.e2e.worker import apply, follow

pytestmark = pytest.mark.django_db(transaction=True)
PDF = {"name": "工资条.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 payslip"}


def test_a_worker_applies_and_follows_without_scripts(town: Town, seat: Callable[..., Seat]):
    code = apply(seat(PHONE, java_script_enabled=False).open("/"))

    page = seat(PHONE, java_script_enabled=False).open("/")
    follow(page, code)
    expect(page.get_by_text("您提交了申请")).to_be_visible()
    page.get_by_role("button", name="大字").click()
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    page.get_by_role("link", name="再交材料").click()
    page.get_by_label("与申请事项有关的材料").check()
    page.get_by_label("从手机里选").set_input_files(PDF)
    page.get_by_role("button", name="传上去").click()
    expect(page.locator("#messages")).to_have_text("收到了，谢谢您。")
    expect(page.get_by_label("办到哪一步")).to_contain_text("收到一份材料")
    expect(page.get_by_text("还可以补交")).to_be_visible()
    expect(page.get_by_text("劳动合同、工资记录")).to_have_count(0)
    assert Case.objects.get().papers.get().title
