"""The pages of a sealed file, in every size: bound, appended to, appraised."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pypdf import PdfWriter

from gongyuan.cases.actions.archive import archive_case
from gongyuan.cases.actions.archive_book import bind_book
from gongyuan.cases.models import Archive, ArchiveBook, ArchiveSupplement
from gongyuan.people.queries import actor_in
from tests.cases.factories import make_case
from tests.cases.handling_factories import LATER, submitted_file
from tests.cases.keeping_factories import make_archive
from tests.e2e.conftest import Seat
from tests.e2e.people import Town
from tests.e2e.test_pages_in_three_shells import Inspector

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "劳动人事争议仲裁委员会补正裁定书及送达回证" * 5


def blank() -> bytes:
    out = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


def test_a_late_paper_is_appended_to_a_sealed_file(
    town: Town, seat: Callable[..., Seat], assert_accessible: Callable[[Page], None]
) -> None:
    case = submitted_file(unit=town.county, lawyer=town.lawyer)
    office = actor_in(town.users["officer"].posts.get())
    archive_case(case=case, excuses={}, actor=office, now=LATER)
    officer = seat().is_already(town.users["officer"])
    inspector = Inspector(officer.page, assert_accessible)
    page = officer.open(reverse("case_detail", args=[case.pk]))
    expect(page.get_by_text("正在做合订本")).to_be_visible()

    page.get_by_role("link", name="补入案卷").click()
    inspector.look()
    page.get_by_label("是什么材料").select_option("21")
    page.get_by_label("照片或文件").set_input_files(
        {"name": "补正裁定.pdf", "mimeType": "application/pdf", "buffer": blank()}
    )
    page.get_by_label("名称").fill(LONG)
    page.get_by_label("为什么封卷以后才补入").fill("裁定封卷后才送达。")
    page.get_by_role("button", name="补入并封卷").click()
    expect(page.get_by_text("已补入案卷")).to_be_visible()
    assert ArchiveSupplement.objects.get().papers.get().title == LONG[:120]

    bind_book(book=ArchiveBook.objects.get(), now=LATER)
    page = officer.open(reverse("case_detail", args=[case.pk]))
    expect(page.get_by_role("link", name="下载合订本 PDF")).to_be_visible()


def test_a_file_whose_time_is_over_is_appraised_from_the_list(
    town: Town, seat: Callable[..., Seat], assert_accessible: Callable[[Page], None]
) -> None:
    officer = seat().is_already(town.users["officer"])
    inspector = Inspector(officer.page, assert_accessible)
    page = officer.open(reverse("archives_due"))
    expect(page.get_by_text("没有待鉴定的案卷")).to_be_visible()
    case = make_case(unit=town.county, state="archived", applicant_label="名" * 40)
    make_archive(case, appraise_after=date(2026, 1, 1))

    page = officer.open(reverse("archives_due"))
    page.get_by_role("link", name="登记鉴定").click()
    inspector.look()
    page.get_by_label("不再保管").check()
    page.get_by_label("理由和参加鉴定的人").fill("甲、乙、丙三人鉴定。")
    page.get_by_role("button", name="登记").click()

    expect(page.get_by_text("系统不会自动删除案卷")).to_be_visible()
    assert page.url.endswith(reverse("archives_due"))
    assert Archive.objects.get(case=case).appraise_after is None
