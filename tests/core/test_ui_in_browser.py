"""The look and the scripts in a real browser, on pages answered by the test itself."""

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import django_htmx
import pytest
from django.contrib.messages.constants import SUCCESS
from django.contrib.messages.storage.base import Message
from playwright.sync_api import Page, Route, expect

import gongyuan.core
from tests.core.kitchen_sink import PAGES, render

pytestmark = pytest.mark.urls("tests.core.ui_urls")
SITE = "http://kit.test"
STATIC = [Path(module.__file__).parent / "static" for module in (gongyuan.core, django_htmx)]
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"


class Site:
    """Answers every request of the page; `posts` keeps what was sent."""

    def __init__(self) -> None:
        self.posts: list[str] = []
        self.answers: dict[str, tuple[int, str]] = {}

    def answer(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if route.request.method == "POST":
            self.posts.append(url.path)
        if url.path.startswith("/static/"):
            route.fulfill(**_static(url.path.removeprefix("/static/")))
            return
        status, html = self.answers.get(url.path) or (200, _kitchen_page(url))
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        route.fulfill(status=status, headers=headers, body=html)


def _static(name: str) -> dict:
    path = next(folder / name for folder in STATIC if (folder / name).exists())
    return {"content_type": mimetypes.guess_type(name)[0], "body": path.read_bytes()}


def _kitchen_page(url) -> str:
    name = url.path.strip("/")
    size = parse_qs(url.query).get("size", ["normal"])[0]
    return render(name, text_size=size) if name in PAGES else "<!doctype html><title>另一页</title>"


@pytest.fixture
def site(page: Page) -> Iterator[Site]:
    served, complaints = Site(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if "Policy" in m.text else None)
    page.route("**/*", served.answer)
    yield served
    assert complaints == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1366), ("dark", 1366), ("light", 390)])
def test_no_page_breaks_a_rule_of_accessibility(
    page: Page, site: Site, scheme: str, width: int, assert_accessible: Callable[[Page], None]
):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    for name in PAGES:
        page.goto(f"{SITE}/{name}/")
        assert_accessible(page)


@pytest.mark.parametrize("size", ["normal", "large"])
def test_no_page_scrolls_sideways_at_320(page: Page, site: Site, size: str):
    page.set_viewport_size({"width": 320, "height": 640})
    for name in PAGES:
        page.goto(f"{SITE}/{name}/?size={size}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


@pytest.mark.parametrize("name", ["home", "status", "question"])
def test_a_thumb_can_hit_every_control_of_the_portal(page: Page, site: Site, name: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{SITE}/{name}/")
    assert page.locator("button, .button, .choice").count() >= 2
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, .button, .choice, .masthead a, input")]
        .filter((e) => e.type !== "hidden" && !e.closest("label, .one-box") && e.checkVisibility())
        .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])
        .filter(([, height]) => height < 44)"""
    )
    assert small == []


def test_the_search_key_goes_to_the_search_box(page: Page, site: Site):
    page.goto(f"{SITE}/worklist/")
    page.keyboard.press("/")
    expect(page.locator("#search-box")).to_be_focused()
    page.keyboard.type("j/k?")
    expect(page.locator("#search-box")).to_have_value("j/k?")


def test_j_and_k_walk_the_rows_and_enter_opens(page: Page, site: Site):
    page.goto(f"{SITE}/worklist/")
    rows = page.locator("[data-list] tbody tr:not(.group-row)")
    for key in "jjk":
        page.keyboard.press(key)
    expect(rows.nth(0).locator("a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{SITE}/cases/1/")


def test_a_letter_on_a_button_presses_it_unless_single_keys_are_off(page: Page, site: Site):
    page.goto(f"{SITE}/worklist/")
    page.keyboard.press("?")
    page.get_by_label("在这台电脑上使用单键快捷").uncheck()
    page.get_by_role("button", name="关闭").click()
    page.reload()
    page.keyboard.press("n")
    assert page.url == f"{SITE}/worklist/"
    page.keyboard.press("?")
    page.get_by_label("在这台电脑上使用单键快捷").check()
    page.get_by_role("button", name="关闭").click()
    page.keyboard.press("n")
    page.wait_for_url(f"{SITE}/visit/")


def test_pressing_again_while_the_server_works_sends_nothing(page: Page, site: Site):
    page.goto(f"{SITE}/list/")
    sent = page.evaluate(
        """() => {
          let sent = 0;
          addEventListener("submit", (event) => { sent += 1; event.preventDefault(); });
          const button = document.querySelector("form[action='/returns/1/'] button");
          button.click();
          button.click();
          return sent;
        }"""
    )
    assert sent == 1
    expect(page.get_by_text("正在办理，请稍候。")).to_be_visible()


def test_errors_of_a_part_come_in_place_and_are_focused(page: Page, site: Site):
    site.answers["/cases/1/supplement/"] = (200, render("record"))
    page.goto(f"{SITE}/record/")
    page.evaluate("document.activeElement.blur()")
    page.get_by_role("button", name="一次性告知补正").click()
    expect(page.locator("#review [data-error-summary]")).to_be_focused()
    assert page.url == f"{SITE}/record/"


def test_a_message_comes_with_the_part(page: Page, site: Site):
    told = render("record", messages=[Message(SUCCESS, "已一次性告知。")])
    site.answers["/cases/1/supplement/"] = (200, told)
    page.goto(f"{SITE}/record/")
    page.get_by_role("button", name="一次性告知补正").click()
    expect(page.locator("#messages .message-success")).to_have_text("已一次性告知。")


def test_a_clause_opens_beside_the_work_and_is_an_ordinary_link_too(page: Page, site: Site):
    site.answers["/law/1/"] = (200, '<main><div id="article">农民工免予审查。</div></main>')
    page.goto(f"{SITE}/record/")
    clause = page.locator(".proposal .clause").first
    clause.click()
    expect(page.locator("#article-dialog")).to_contain_text("农民工免予审查。")
    page.keyboard.press("Escape")
    expect(page.locator("#article-dialog")).to_be_hidden()
    assert clause.get_attribute("href") == "/law/1/"


def test_an_answer_without_the_part_becomes_the_page(page: Page, site: Site):
    site.answers["/cases/1/supplement/"] = (200, render("sign_in"))
    page.goto(f"{SITE}/record/")
    page.get_by_role("button", name="一次性告知补正").click()
    page.wait_for_url(f"{SITE}/cases/1/supplement/")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()


@pytest.mark.parametrize(("status", "words"), [(403, "岗位"), (500, "系统出错"), (503, "数据库")])
def test_a_failure_is_told_and_keeps_what_was_typed(
    page: Page, site: Site, status: int, words: str
):
    site.answers["/cases/1/review/"] = (status, "<p>no</p>")
    page.goto(f"{SITE}/record/")
    page.get_by_label("理由").fill("事实清楚。")
    page.locator("#review button[type=submit]").click()
    expect(page.locator("[data-failed]")).to_contain_text(words)
    expect(page.get_by_label("理由")).to_have_value("事实清楚。")
    with page.expect_response("**/cases/1/review/"):
        page.locator("#review button[type=submit]").click()
    assert site.posts == ["/cases/1/review/"] * 2  # the button is open again


def test_leaving_a_form_that_was_typed_into_asks_first(page: Page, site: Site):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{SITE}/question/")
    page.get_by_label("您的手机号").fill("1")
    page.get_by_role("link", name="返回上一步").click()
    page.wait_for_url(f"{SITE}/apply/1/")
    assert asked == ["beforeunload"]


def test_large_text_is_switched_in_place_and_remembered(page: Page, site: Site):
    page.goto(f"{SITE}/question/")
    page.get_by_label("您的手机号").fill("138")
    with page.expect_response("**/text_size/"):
        page.get_by_role("button", name="大字").click()
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    expect(page.get_by_label("您的手机号")).to_have_value("138")
    assert site.posts == ["/text_size/"]
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "22px"


def test_quick_exit_leaves_no_way_back(page: Page, site: Site):
    page.goto(f"{SITE}/home/")
    page.goto(f"{SITE}/status/")
    page.get_by_role("link", name="快速离开").click()
    page.wait_for_url("https://www.weather.com.cn/")
    page.go_back()
    assert page.url == f"{SITE}/home/"


def test_the_print_button_is_there_only_with_scripts(browser, browser_context_args):
    for scripts in (True, False):
        context = browser.new_context(**browser_context_args, java_script_enabled=scripts)
        page = context.new_page()
        page.route("**/*", Site().answer)
        page.goto(f"{SITE}/status/")
        assert page.get_by_role("button", name="打印").is_visible() is scripts
        context.close()
