"""The main pages as they are used: accessible, narrow enough, nothing in the console."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongyuan.cases.choices import CaseState
from gongyuan.people.choices import Role
from tests.cases.factories import granted, make_case, proposed
from tests.cases.handling_factories import closed, conclude, stage, submitted_file
from tests.e2e.conftest import PHONE, WIDE, Seat
from tests.e2e.people import Town
from tests.e2e.worker import follow
from tests.people.factories import make_post, make_worker

pytestmark = pytest.mark.django_db(transaction=True)
Judge = Callable[[Page], None]
LARGE = "size => { document.documentElement.dataset.size = size; }"
UNFOLD = "document.querySelectorAll('details').forEach((d) => { d.open = true; })"
WIDER = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility() && !e.closest(".table-scroll, .visually-hidden, .skip-link"))
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
  .map((e) => e.outerHTML.slice(0, 100)).slice(0, 3)"""


class Inspector:
    """Looks at a page in every size; in large text also at 320 pixels, and in the dark."""

    def __init__(self, page: Page, assert_accessible: Judge) -> None:
        self.page, self.assert_accessible = page, assert_accessible

    def look(self) -> None:
        for size in (WIDE, PHONE):
            self.page.set_viewport_size(size)  # type: ignore[arg-type] # a plain dict
            self.assert_accessible(self.page)
        for text in ("normal", "large"):
            self.page.evaluate(LARGE, text)
            self.page.set_viewport_size({"width": 320, "height": 640})
            self._fits(text)
        self.page.set_viewport_size(PHONE)  # type: ignore[arg-type] # a plain dict
        self.page.emulate_media(color_scheme="dark")
        self.assert_accessible(self.page)
        self.page.emulate_media(color_scheme="light")
        self.page.evaluate(LARGE, "normal")

    def _fits(self, text: str) -> None:
        for unfolded in (False, True):
            if unfolded:
                self.page.evaluate(UNFOLD)
            width = self.page.evaluate("document.documentElement.scrollWidth")
            wider = self.page.evaluate(WIDER) if width > 320 else []
            assert width <= 320, f"{self.page.url} in {text} text: {width} {wider}"


def see(seat: Seat, inspector: Inspector, name: str, *args: Any, query: str = "") -> Page:
    page = seat.open(reverse(name, args=args) + query)
    inspector.look()
    return page


def test_the_office(town: Town, seat: Callable[..., Seat], assert_accessible: Judge):
    county = town.county
    head = seat().is_already(town.users["head"])
    inspector = Inspector(head.page, assert_accessible)
    waiting = proposed(unit=county)
    handled = make_case(unit=county, state=CaseState.HANDLING, lawyer=town.lawyer)
    conclude(stage(handled))
    worker = make_worker(unit=county, address="试验路2号")

    for name in ("desk_worklist", "case_list", "organisation_tree"):
        see(head, inspector, name)
    for case in (waiting, handled, submitted_file(unit=county, lawyer=town.lawyer)):
        see(head, inspector, "case_detail", case.pk)
    see(head, inspector, "case_decision", waiting.pk, "refuse")
    see(head, inspector, "case_assignment", granted(unit=county).pk)
    see(head, inspector, "return_table", county.pk, timezone.localdate().year)
    see(head, inspector, "unit_detail", county.pk)
    page = see(head, inspector, "worker_reveal", worker.pk, query="?item=identity_number")
    page.get_by_label("理由").fill("核对仲裁申请书")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.get_by_text(worker.identity_number)).to_be_visible()
    inspector.look()
    page = head.open(reverse("case_registration"))
    page.get_by_label("身份证号").fill("110101199001011234")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    inspector.look()
    desk = seat().is_already(make_post(role=Role.SYSTEM_ADMIN, unit=town.city).user)
    inspector = Inspector(desk.page, assert_accessible)
    see(desk, inspector, "staff_list")
    see(desk, inspector, "staff_detail", town.users["officer"].pk)


def test_the_portal(town: Town, seat: Callable[..., Seat], assert_accessible: Judge):
    phone = seat(PHONE)
    inspector = Inspector(phone.page, assert_accessible)
    case = make_case(unit=town.county, state=CaseState.HANDLING, lawyer=town.lawyer)

    see(phone, inspector, "portal_home")
    phone.page.get_by_role("link", name="我要申请").click()
    phone.page.get_by_role("button", name="下一步").click()
    expect(phone.page.locator(".field-errors")).to_be_visible()
    inspector.look()
    follow(phone.open("/"), case.matter.code, number=case.applicants.get().worker.phone)
    phone.page.wait_for_url("**/my/*/")
    inspector.look()
    phone.page.get_by_role("link", name="我的回执").click()
    expect(phone.page.locator(".receipt-code")).to_have_text(case.matter.code)
    inspector.look()


def test_the_lawyers_pages(town: Town, seat: Callable[..., Seat], assert_accessible: Judge):
    lawyer = seat(PHONE).is_already(town.lawyer.user)
    inspector = Inspector(lawyer.page, assert_accessible)
    offer = make_case(unit=town.county, state=CaseState.ASSIGNED, lawyer=town.lawyer)
    handled = make_case(unit=town.county, state=CaseState.HANDLING, lawyer=town.lawyer)
    opened = stage(handled)

    see(lawyer, inspector, "lawyer_cases")
    see(lawyer, inspector, "lawyer_offer", offer.pk)
    see(lawyer, inspector, "lawyer_case", handled.pk)
    page = see(lawyer, inspector, "lawyer_stage_conclusion", handled.pk, opened.pk)
    page.get_by_role("button", name="登记仲裁结果").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    inspector.look()
    see(lawyer, inspector, "lawyer_file", closed(unit=town.county, lawyer=town.lawyer).pk)
