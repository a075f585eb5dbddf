"""Pages as they are after something was typed or shown: accessible and narrow enough."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gongyuan.cases.choices import CaseState
from tests.cases.factories import make_case
from tests.e2e.conftest import PHONE, WIDE, Seat
from tests.e2e.people import Town
from tests.e2e.worker import follow
from tests.people.factories import make_worker

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


def test_what_is_shown_and_typed_in_the_office(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
):
    head = seat().is_already(town.users["head"])
    inspector = Inspector(head.page, assert_accessible)
    worker = make_worker(unit=town.county, address="试验路2号")

    page = head.open(reverse("worker_reveal", args=[worker.pk]) + "?item=identity_number")
    page.get_by_label("理由").fill("核对仲裁申请书")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.get_by_text(worker.identity_number)).to_be_visible()
    inspector.look()
    page = head.open(reverse("case_registration"))
    page.get_by_label("身份证号").fill("110101199001011234")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    inspector.look()


def test_a_matter_is_followed_on_the_portal(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
):
    phone = seat(PHONE)
    case = make_case(unit=town.county, state=CaseState.HANDLING, lawyer=town.lawyer)

    follow(phone.open("/"), case.matter.code, number=case.applicants.get().worker.phone)
    phone.page.wait_for_url("**/my/*/")
    phone.page.get_by_role("link", name="我的回执").click()
    expect(phone.page.locator(".receipt-code")).to_have_text(case.matter.code)
    Inspector(phone.page, assert_accessible).look()
