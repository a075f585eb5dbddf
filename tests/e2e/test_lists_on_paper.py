"""A list as it is printed: a table with its title, its filter, the day and the number of pages."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from gongyuan.cases.choices import CaseState
from gongyuan.cases.queries.lists import PAGE
from tests.cases.factories import make_case
from tests.e2e.conftest import Seat
from tests.e2e.people import Town
from tests.people.factories import make_employer, make_worker

pytestmark = pytest.mark.django_db(transaction=True)
CASES = PAGE
#: Whether the style of paper counts the pages at the foot of each; one with a name is another's.
PAGE_NUMBERS = """() => Array.from(document.styleSheets)
  .flatMap((sheet) => Array.from(sheet.cssRules))
  .filter((rule) => rule.constructor.name === "CSSPageRule" && !rule.selectorText)
  .map((rule) => /bottom-center.*counter\\(page\\).*counter\\(pages\\)/.test(rule.cssText))"""


def test_a_list_prints_as_a_table_with_title_filter_day_and_pages(
    town: Town, seat: Callable[..., Seat]
):
    employer = make_employer(name="试验市东岸建筑安装工程劳务分包有限责任公司")
    person = make_worker(unit=town.county, name="欧阳试明")
    for _ in range(CASES):
        make_case(unit=town.county, employer=employer, worker=person, state=CaseState.GRANTED)
    head = seat().is_already(town.users["head"])

    page = head.open(reverse("case_list") + "?state=granted")
    expect(page.locator(".print-only")).to_be_hidden()
    page.emulate_media(media="print")

    told = page.locator(".print-only").inner_text()
    assert told.startswith(f"筛选：待指派。共 {CASES} 件，本页 {CASES} 件。")
    assert "舞钢市总工会" in told
    assert told.endswith("打印。")
    expect(page.get_by_role("heading", name="法律援助案件", exact=True)).to_be_visible()
    rows = page.locator("#results tbody tr")
    expect(rows).to_have_count(CASES)
    for part, value in (("thead", "table-header-group"), ("tbody tr >> nth=0", "table-row")):
        shown = page.locator(f"#results {part}").evaluate("e => getComputedStyle(e).display")
        assert shown == value, part
    for hidden in (".filters", ".chips", ".pager", ".rail", ".masthead", ".button"):
        expect(page.locator(hidden).and_(page.locator(":visible"))).to_have_count(0)
    assert page.evaluate(PAGE_NUMBERS) == [True]
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") > 1
