"""The keys of the office: each does what the map says, and the map says what works on the page."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gongyuan.cases.choices import CaseState
from tests.cases.factories import make_case, proposed
from tests.e2e.conftest import Seat
from tests.e2e.finding import every
from tests.e2e.people import Town

pytestmark = pytest.mark.django_db(transaction=True)
ALWAYS = "?"


def keys_on_the_map(page: Page) -> set[str]:
    """The keys the dialog lists; it is left open no longer than it is read."""
    page.keyboard.press("?")
    expect(page.locator("#keyboard-help")).to_be_visible()
    shown = {key.inner_text() for key in every(page.locator("#keyboard-help kbd:visible"))}
    page.keyboard.press("Escape")
    expect(page.locator("#keyboard-help")).to_be_hidden()
    return shown


def focused_row(page: Page) -> int:
    return int(
        page.evaluate(
            """() => Array.from(document.querySelectorAll("[data-list] tbody tr"))
              .filter((row) => row.querySelector("a, button"))
              .findIndex((row) => row.contains(document.activeElement))"""
        )
    )


def test_the_map_lists_what_works_on_the_page_and_nothing_else(
    town: Town, seat: Callable[..., Seat], assert_accessible: Callable[[Page], None]
):
    waiting = proposed(unit=town.county)
    head = seat().is_already(town.users["head"])

    page = head.open(reverse("desk_worklist"))
    assert keys_on_the_map(page) == {"/", "j", "k", "Enter", "n", ALWAYS}
    page = head.open(reverse("case_list"))
    assert keys_on_the_map(page) == {"/", "j", "k", "Enter", "x", "n", ALWAYS}
    page = head.open(reverse("case_detail", args=[waiting.pk]))
    assert {"/", "g", ALWAYS} <= keys_on_the_map(page)
    page = head.open(reverse("case_registration"))
    shown = keys_on_the_map_from(page)
    assert {"Ctrl", "Enter"} <= shown
    assert not {"j", "k", "g", "x"} & shown
    page = head.open(reverse("desk_notices"))
    assert keys_on_the_map(page) == {"/", ALWAYS}
    page.keyboard.press("?")
    assert_accessible(page)
    page.get_by_label("在这台电脑上使用单键快捷").uncheck()
    expect(page.get_by_text("单键快捷在这台电脑上关着")).to_be_visible()
    expect(page.locator("#keyboard-help kbd:visible")).to_have_text([ALWAYS])


def keys_on_the_map_from(page: Page) -> set[str]:
    """The same on a page whose first field has the focus: out of it first."""
    page.evaluate("document.activeElement.blur()")
    return keys_on_the_map(page)


def test_rows_are_walked_opened_and_searched_by_keys(town: Town, seat: Callable[..., Seat]):
    cases = [make_case(unit=town.county, state=CaseState.UNDER_REVIEW) for _ in range(3)]
    page = seat().is_already(town.users["officer"]).open(reverse("case_list"))

    walked = []
    for key in ("j", "j", "j", "j", "k"):
        page.keyboard.press(key)
        walked.append(focused_row(page))
    assert walked == [0, 1, 2, 2, 1]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('case_detail', args=[cases[1].pk])}")

    page.keyboard.press("g")
    expect(page.locator("#work")).to_be_visible()
    page.go_back()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="搜索")).to_be_focused()
    page.keyboard.type("jkgnx?/")
    expect(page.get_by_role("searchbox", name="搜索")).to_have_value("jkgnx?/")
    expect(page.locator("#keyboard-help")).to_be_hidden()


def test_no_key_does_anything_while_one_types_or_when_they_are_switched_off(
    town: Town, seat: Callable[..., Seat]
):
    make_case(unit=town.county, state=CaseState.UNDER_REVIEW)
    page = seat().is_already(town.users["officer"]).open(reverse("case_list"))
    address = page.url

    page.get_by_label("姓名、单位、编号、电话").focus()
    page.keyboard.type("njkx")
    expect(page.get_by_label("姓名、单位、编号、电话")).to_have_value("njkx")
    page.get_by_label("状态").focus()
    page.keyboard.press("n")
    assert page.url == address

    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.get_by_label("在这台电脑上使用单键快捷").uncheck()
    page.keyboard.press("Escape")
    for key in "njkx":
        page.keyboard.press(key)
    assert (focused_row(page), page.url) == (-1, address)
    page.reload()
    page.keyboard.press("n")
    assert page.url == address


def test_a_decision_that_follows_the_proposal_takes_four_keys(
    town: Town, seat: Callable[..., Seat]
):
    waiting = proposed(unit=town.county)
    page = seat().is_already(town.users["head"]).open(reverse("desk_worklist"))

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('case_detail', args=[waiting.pk])}")
    page.keyboard.press("g")
    expect(page.locator("#work form")).to_be_visible()
    page.keyboard.press("Control+Enter")

    expect(page.locator("#messages")).to_have_text("已给予援助。")


def test_rows_are_chosen_by_a_key_and_done_together(
    town: Town, seat: Callable[..., Seat], assert_accessible: Callable[[Page], None]
):
    cases = [
        make_case(unit=town.county, state=state, lawyer=town.lawyer)
        for state in (CaseState.HANDLING, CaseState.UNDER_REVIEW, CaseState.HANDLING)
    ]
    page = seat().is_already(town.users["officer"]).open(reverse("case_list"))
    boxes = page.locator("tbody .select input")

    for key in ("j", "x", "j", "x", "j", "x", "x"):
        page.keyboard.press(key)
    for box, is_chosen in zip(every(boxes), (True, True, False), strict=True):
        expect(box).to_be_checked(checked=is_chosen)
    assert_accessible(page)
    page.get_by_role("button", name="催办律师").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("催办律师：办成 1 件，共 2 件")
    rows = page.locator("[data-list] tbody tr")
    expect(rows.filter(has_text=cases[2].number)).to_contain_text("办了")
    expect(rows.filter(has_text=cases[1].number)).to_contain_text("没有承办律师。")
    assert_accessible(page)
    page = (
        seat(java_script_enabled=False).is_already(town.users["officer"]).open(reverse("case_list"))
    )
    page.get_by_label(f"选 {cases[0].number}").check()
    page.get_by_role("button", name="催办律师").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("催办律师：办成 1 件，共 1 件")
