"""The public pages in a real browser on a phone: accessible, narrow, the scripts at work."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import DraftPaper
from gongyuan.core.models import Notice
from tests.cases.factories import make_case
from tests.drafting.factories import text_of
from tests.e2e.finding import every
from tests.people.factories import identity_number, phone
from tests.portal.journey import STORY, make_places

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def _stored_in_the_test(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


def big_photo() -> bytes:
    out = BytesIO()
    Image.effect_noise((3000, 2000), 80).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def fits(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    page.set_viewport_size(PHONE)


def test_a_worker_applies_on_a_phone(
    page: Page, live_server, assert_accessible: Callable[[Page], None]
):
    tree = make_places()
    outside = []
    page.on(
        "request", lambda r: None if r.url.startswith(live_server.url) else outside.append(r.url)
    )
    page.set_viewport_size(PHONE)
    page.goto(live_server.url)
    page.get_by_role("link", name="我要申请").click()

    def on() -> None:
        page.get_by_role("button", name="下一步").click()

    on()
    expect(page.locator(".field-errors")).to_be_visible()
    page.get_by_label("干了活，钱没给够").check()
    on()
    page.get_by_label("欠我的工钱").check()
    on()
    page.get_by_label("欠我的工钱").fill("12000")
    on()
    page.get_by_label("说说是怎么回事").fill(STORY)
    on()
    page.get_by_label("您给谁干活").fill("东山路工地")
    on()
    for unit in ("试验省", "东山市", "临河县"):
        page.get_by_role("radio", name=unit).check()
        on()
    page.get_by_label("哪天开始干的").fill("2026年3月")
    page.get_by_role("radio", name="还在那里干").check()
    on()
    page.get_by_label("姓名").fill("试职工")
    page.get_by_label("身份证号").fill(identity_number())
    number = phone()
    page.get_by_label("手机号").fill(number)
    on()
    page.get_by_role("radio", name="是", exact=True).check()
    on()
    on()  # nobody applies with me
    page.get_by_role("link", name="身份证").click()
    photo = big_photo()
    page.get_by_label("从手机里选").set_input_files(
        {"name": "正面.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )
    with page.expect_request(lambda r: r.method == "POST") as sent:
        page.get_by_role("button", name="传上去").click()
    assert len(sent.value.post_data_buffer or b"") < len(photo) / 2
    expect(page.get_by_text("正面.jpg").first).to_be_visible()
    assert DraftPaper.objects.count() == 1
    fits(page)
    page.get_by_role("link", name="这样够了").click()
    on()
    for box in every(page.get_by_role("checkbox")):
        expect(box).not_to_be_checked()
        box.check()
    on()
    page.get_by_role("button", name="给我发短信").click()
    code = page.get_by_label("短信里的6位数字")
    expect(code).to_be_visible()
    code.fill(Notice.objects.latest("pk").body[3:9])
    page.get_by_role("button", name="发出申请").click()
    expect(page.get_by_role("heading", name="申请发出去了")).to_be_visible()
    page.locator(".receipt img").evaluate("image => image.decode()")
    assert_accessible(page)
    fits(page)
    assert outside == []
    assert number not in page.url
    assert tree.county.institutions.exists()


def test_the_status_page_is_reached_by_the_picture_of_the_receipt(page: Page, live_server):
    case = make_case(state=CaseState.HANDLING)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}{reverse('portal_track')}#{case.matter.code}")
    expect(page.get_by_label("查询码")).to_have_value(case.matter.code)
    assert "#" not in page.url

    page.get_by_label("手机号").fill(case.applicants.get().worker.phone)
    page.get_by_role("button", name="查", exact=True).click()

    expect(page.get_by_role("heading", name="律师正在为您办理")).to_be_visible()
    page.get_by_role("button", name="大字").click()
    fits(page)
    with page.expect_request("https://**"):
        page.get_by_role("link", name="快速离开").click()
    page.goto(f"{live_server.url}{reverse('portal_status', args=[case.pk])}")
    expect(page).to_have_url(f"{live_server.url}{reverse('portal_track')}")


def test_a_worker_computes_and_takes_a_document_along(
    page: Page, live_server, assert_accessible: Callable[[Page], None]
):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url)
    page.get_by_role("link", name="算一算").click()
    page.get_by_role("link", name="能拿多少经济补偿").click()
    page.get_by_role("button", name="算出来").click()
    expect(page.locator(".field-errors").first).to_be_visible()
    page.get_by_label("入职日期").fill("2020年3月1日")
    page.get_by_label("最后工作日").fill("20240630")
    page.get_by_label("解除前十二个月平均工资").fill("8000")
    page.get_by_role("button", name="算出来").click()
    expect(page.locator(".answer-figure")).to_contain_text("36,000.00")
    assert_accessible(page)
    fits(page)
    page.get_by_role("button", name="写进申请书、投诉书").click()

    def on() -> None:
        page.get_by_role("button", name="下一步").click()

    page.get_by_role("link", name="仲裁申请书").click()
    on()
    page.get_by_label("姓名").fill("试职工")
    on()
    page.get_by_label("单位名称").fill("试验建筑有限公司")
    on()
    page.get_by_label("事实和理由").fill(STORY)
    on()
    page.get_by_label("工资条").check()
    on()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 Word 文件").click()
    assert download.value.suggested_filename == "仲裁申请书.docx"
    text = text_of(Path(download.value.path()).read_bytes())
    assert "36,000.00元（人民币叁万陆仟元整）" in text
    assert STORY in text
    page.get_by_role("button", name="用完了，清掉我填的").click()
    expect(page.get_by_text("已经清掉了")).to_be_visible()
    assert "试职工" not in page.url
