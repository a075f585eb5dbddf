"""A hundred workers of one site at the window: their roll by Excel, one case, one register."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from gongyuan.cases.models import Case, DocumentBatch
from gongyuan.cases.tasks import write_document_batch
from gongyuan.core.files import XLSX
from gongyuan.people.models import Worker
from tests.cases.roll_factories import roll_rows, roll_workbook
from tests.e2e.conftest import PHONE, Seat
from tests.e2e.people import Town

pytestmark = pytest.mark.django_db(transaction=True)
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def upload(page: Page, rows: list[dict[str, Any]]) -> None:
    content = {"name": "工地名单.xlsx", "mimeType": XLSX, "buffer": roll_workbook(rows)}
    page.get_by_label("申请人名单（Excel）").set_input_files([content])


def the_roll_with_a_slip_is_sent_back(page: Page, rows: list[dict[str, Any]]) -> None:
    wrong = [dict(row) for row in rows]
    wrong[41]["手机号"] = "1990000"
    wrong[77]["身份证号"] = wrong[3]["身份证号"]
    upload(page, wrong)
    page.get_by_role("button", name="检查").click()
    expect(page.locator("#faults h2")).to_have_text("有 2 处要改，谁都没有导入")
    expect(page.locator("#faults tbody tr").first).to_contain_text("C 手机号")
    expect(page.locator("#faults")).to_contain_text("与第5行试工4是同一个人")
    assert not Worker.objects.exists()


def the_mended_roll_is_shown(page: Page, rows: list[dict[str, Any]]) -> None:
    upload(page, rows)
    page.get_by_role("button", name="重新检查").click()
    expect(page.locator("#preview h2")).to_have_text("100 人，请求合计 1,500,000.00 元")
    expect(page.locator("#preview")).to_contain_text("试工1、试工2、试工3、试工4、试工5")
    assert not Case.objects.exists()


def the_rest_is_typed(page: Page) -> None:
    page.get_by_role("link", name="用这份名单登记").click()
    page.get_by_label("用人单位名称").fill("试验市西岸建筑劳务有限公司")
    page.get_by_label("事实与理由").fill("三月到五月在同一工地做工，工资都没有发。")
    page.get_by_label("已告知并同意").check()
    page.get_by_role("button", name="登记").click()
    expect(page.locator("#messages")).to_contain_text("已登记 100 人，查询码 4104-")


def the_case_is_light_and_major(page: Page) -> None:
    expect(page.locator("#strip")).to_contain_text("100 人")
    expect(page.locator(".record-meta")).to_contain_text("集体争议")
    expect(page.locator(".record-meta")).to_contain_text("重大案件")
    expect(page.locator("#claims")).to_contain_text("1,500,000.00")
    expect(page.locator("#people")).to_contain_text("试工1")
    expect(page.locator("#people")).not_to_contain_text("试工60")


def everybody_is_on_the_roll(page: Page) -> None:
    page.get_by_role("link", name="全部 100 名申请人").click()
    expect(page.locator("tbody tr")).to_have_count(50)
    page.get_by_role("link", name="下一页").click()
    expect(page.locator("tbody tr").last).to_contain_text("试工100")


def each_gets_a_paper(page: Page) -> None:
    page.locator("#roll-papers summary").click()
    with page.expect_download() as signature_list:
        page.get_by_role("button", name="申请人签名册").click()
    assert signature_list.value.suggested_filename == "申请人签名册.docx"
    page.get_by_role("button", name="授权委托书").click()
    expect(page.locator("#batch")).to_contain_text("已做 0 份，共 100 份")
    write_document_batch(DocumentBatch.objects.get().pk)
    expect(page.locator("#batch")).to_contain_text("做好了，共 100 份")
    with page.expect_download() as archive:
        page.get_by_role("link", name="下载").click()
    assert archive.value.suggested_filename.endswith(".zip")


def test_a_hundred_workers_are_registered_by_their_roll(
    town: Town, seat: Callable[..., Seat], assert_accessible: Callable[[Page], None]
):
    rows = roll_rows(100, representatives=5)
    page = seat().is_already(town.users["window"]).open("/cases/new/")
    page.get_by_role("link", name="多人申请，导入 Excel 名单").click()
    assert_accessible(page)

    the_roll_with_a_slip_is_sent_back(page, rows)
    assert_accessible(page)
    the_mended_roll_is_shown(page, rows)
    assert_accessible(page)
    the_rest_is_typed(page)
    the_case_is_light_and_major(page)
    assert_accessible(page)
    everybody_is_on_the_roll(page)
    assert_accessible(page)
    each_gets_a_paper(page)

    case = Case.objects.get()
    assert (case.people_count, case.applicants.count()) == (100, 100)
    small = seat(size=PHONE).is_already(town.users["window"])
    for path in (f"/cases/{case.pk}/", f"/cases/{case.pk}/applicants/", "/cases/new/sheet/"):
        assert not small.open(path).evaluate(SIDEWAYS), path
