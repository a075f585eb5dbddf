"""A part taken from a whole page is what the whole page would show."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case
from tests.cases.factories import make_case, proposed
from tests.e2e.conftest import Seat
from tests.e2e.people import Town
from tests.people.factories import make_worker

pytestmark = pytest.mark.django_db(transaction=True)
#: The part without what only says that htmx has been at work on it.
SETTLED = """e => {
  const part = e.cloneNode(true);
  for (const one of [part, ...part.querySelectorAll("*")]) {
    one.classList.remove("htmx-settling", "htmx-swapping", "htmx-added", "htmx-request");
    if (!one.classList.length) one.removeAttribute("class");
  }
  return part.outerHTML;
}"""


def part(page: Page, name: str) -> str:
    """The part's markup once htmx has settled."""
    expect(
        page.locator(".htmx-settling, .htmx-swapping, .htmx-request, .htmx-added")
    ).to_have_count(0)
    return str(page.locator(f"#{name}").evaluate(SETTLED))


def act(page: Page, deed: Callable[[], None]) -> None:
    """Do something that asks the server, and see that the page itself stays."""
    page.evaluate("window.stays = true")
    with page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true"):
        deed()
    assert page.evaluate("window.stays") is True


def the_list(head: Seat) -> None:
    page = head.open(reverse("case_list"))
    page.get_by_label("状态").select_option("待审批")
    act(page, page.get_by_role("button", name="查", exact=True).click)
    expect(page.locator("#results tbody tr")).to_have_count(1)
    shown = part(page, "results")
    assert "state=awaiting_decision" in page.url
    page.reload()
    assert part(page, "results") == shown


def the_institutions(head: Seat) -> None:
    page = head.open(reverse("institution_list"))
    act(page, page.get_by_role("button", name="查", exact=True).click)
    shown = part(page, "results")
    assert "舞钢市职工法律援助中心" in shown
    page.reload()
    assert part(page, "results") == shown


def a_clause(head: Seat, case: Case) -> None:
    page = head.open(reverse("case_detail", args=[case.pk]))
    clause = page.locator(".clause").first
    act(page, clause.click)
    expect(page.locator("#article-dialog")).to_be_visible()
    beside = part(page, "article")
    head.open(clause.get_attribute("href") or "")
    assert part(page, "article") == beside


def the_number(clerk: Seat, number: str, *, scripts: bool) -> str:
    """What is said of a number that is checked, in place or on a page of its own."""
    page = clerk.open(reverse("case_registration"))
    page.get_by_label("姓名").fill("韩试口")
    page.get_by_label("身份证号").fill(number)
    button = page.get_by_role("button", name="核对号码")
    if scripts:
        act(page, button.click)
    else:
        button.click()
    expect(page.locator("#identity")).to_contain_text("此人已有的案件")
    expect(page.get_by_label("姓名")).to_have_value("韩试口")
    return page.locator("#identity").inner_text()


def test_a_part_acted_in_equals_the_whole_page(town: Town, seat: Callable[..., Seat]):
    waiting = proposed(unit=town.county)
    known = make_worker(unit=town.county)
    make_case(unit=town.county, state=CaseState.HANDLING, lawyer=town.lawyer, worker=known)

    head = seat().is_already(town.users["head"])
    the_list(head)
    the_institutions(head)
    a_clause(head, waiting)

    clerk, plain = (
        seat(java_script_enabled=on).is_already(town.users["window"]) for on in (True, False)
    )
    in_place = the_number(clerk, known.identity_number, scripts=True)
    assert in_place == the_number(plain, known.identity_number, scripts=False)
