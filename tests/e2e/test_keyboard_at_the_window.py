"""Registering a visitor at the window without touching the mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from gongyuan.cases.models import Case
from tests.e2e.conftest import Seat
from tests.e2e.people import Town
from tests.people.factories import identity_number

pytestmark = pytest.mark.django_db(transaction=True)
FOCUSED = """() => {
  const e = document.activeElement;
  return (e.labels && e.labels.length ? e.labels[0].innerText : e.innerText || "").trim();
}"""
CHOSEN = "() => document.activeElement.selectedOptions[0].text"
FACTS = "三月到五月在工地做木工，工资没有发，有考勤照片。"
SPOKEN = "本人不会写字，请工会帮我要回三个月的工资。"


class Keyboard:
    """Ten fingers; the keys that move about are counted apart from the words that are typed."""

    def __init__(self, page: Page) -> None:
        self.page, self.moves, self.typed = page, 0, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.moves += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.typed += len(words)

    def to(self, name: str) -> None:
        """Tab until the control of this name has the focus."""
        for _ in range(60):
            self.press("Tab")
            if self.page.evaluate(FOCUSED).startswith(name):
                return
        pytest.fail(f"No Tab leads to {name}.")

    def fill(self, name: str, words: str) -> None:
        self.to(name)
        self.type(words)

    def choose(self, name: str, option: str) -> None:
        self.to(name)
        for _ in range(30):
            if self.page.evaluate(CHOSEN) == option:
                return
            self.press("ArrowDown")
        pytest.fail(f"{name} has no {option}.")


def fill_in(keys: Keyboard, number: str) -> None:
    """The whole form from the name on, with the words spoken by one who cannot write."""
    keys.type("韩试口")
    keys.fill("身份证号", number)
    keys.press("Enter")  # only checks the number
    expect(keys.page.locator("#identity")).to_contain_text("校验")
    keys.fill("手机号", "19900006655")
    keys.to("是农民工")
    keys.press("Space")
    keys.fill("用人单位名称", "试验市西岸装饰有限公司")
    keys.fill("入职日期", "20260301")
    keys.choose("请求一", "拖欠劳动报酬")
    keys.fill("金额", "1.2万")
    keys.fill("事实与理由", FACTS)
    keys.fill("口头申请笔录", SPOKEN)
    keys.to("已告知并同意")
    keys.press("Space")
    keys.press("Control+Enter")


def sees_the_mistake_and_everything_typed(page: Page) -> None:
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.locator(".field.has-errors")).to_have_count(1)
    field = page.locator(".field.has-errors").filter(has=page.get_by_label("身份证号"))
    expect(field.locator(".field-errors")).to_contain_text("校验位不符")
    expect(page.get_by_label("事实与理由")).to_have_value(FACTS)
    expect(page.get_by_label("口头申请笔录")).to_have_value(SPOKEN)
    expect(page.get_by_label("请求一")).to_have_value("unpaid_wages")
    expect(page.get_by_role("checkbox", name="已告知并同意")).to_be_checked()


def mend(keys: Keyboard, number: str) -> None:
    """By the link of the summary to the field, and from there straight on."""
    keys.press("Tab")
    keys.press("Enter")
    expect(keys.page.get_by_label("身份证号")).to_be_focused()
    keys.press("Control+a")
    keys.type(number)
    keys.press("Control+Enter")


def test_a_visitor_is_registered_by_keyboard_alone(
    town: Town, seat: Callable[..., Seat], capsys: pytest.CaptureFixture[str]
):
    page = seat().is_already(town.users["window"]).open("/desk/")
    keys = Keyboard(page)
    right = identity_number(serial=903)

    keys.press("n")
    page.wait_for_url("**/cases/new/")
    expect(page.get_by_label("姓名").first).to_be_focused()
    fill_in(keys, right[:-1] + ("1" if right[-1] != "1" else "2"))
    sees_the_mistake_and_everything_typed(page)
    assert Case.objects.count() == 0
    mend(keys, right)
    expect(page.locator("#messages")).to_contain_text("已登记，查询码 4104-")
    moved, typed = keys.moves, keys.typed

    expect(page.locator("#review")).to_contain_text("待签字")
    expect(page.locator("#documents")).to_contain_text("笔录")
    keys.to("本人已签字")
    keys.press("Enter")
    expect(page.locator("#messages")).to_contain_text("已记下签字。")
    expect(page.locator("#review")).to_contain_text("已签字")
    with capsys.disabled():
        print(f"\nRegistering takes {moved} keys to move and {typed} to type.", end="")
