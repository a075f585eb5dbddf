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


def test_a_visitor_is_registered_by_keyboard_alone(
    town: Town, seat: Callable[..., Seat], capsys: pytest.CaptureFixture[str]
):
    clerk = seat().is_already(town.users["window"])
    page = clerk.open("/desk/")
    keys = Keyboard(page)
    right = identity_number(serial=903)
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")

    keys.press("n")
    page.wait_for_url("**/cases/new/")
    expect(page.get_by_label("姓名", exact=False).first).to_be_focused()
    keys.type("韩试口")
    keys.fill("身份证号", wrong)
    keys.press("Enter")  # only checks the number
    expect(page.locator("#identity")).to_contain_text("校验")
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

    # What is wrong stands beside its field; nothing typed is gone.
    expect(page.locator("[data-error-summary]")).to_be_focused()
    field = page.get_by_label("身份证号")
    expect(page.locator(".field.has-errors")).to_have_count(1)
    expect(page.locator(".field.has-errors").filter(has=field)).to_be_visible()
    expect(page.get_by_label("事实与理由")).to_have_value(FACTS)
    expect(page.get_by_label("口头申请笔录")).to_have_value(SPOKEN)
    expect(page.get_by_label("请求一")).to_have_value("unpaid_wages")
    expect(page.get_by_role("checkbox", name="已告知并同意")).to_be_checked()
    assert Case.objects.count() == 0

    keys.press("Tab")
    keys.press("Enter")  # the link of the summary leads to the field
    expect(field).to_be_focused()
    keys.press("Control+a")
    keys.type(right)
    keys.press("Control+Enter")
    page.wait_for_url("**/cases/*/")
    expect(page.locator("#messages")).to_contain_text("已登记，查询码 4104-")
    registering = keys.moves, keys.typed

    expect(page.locator("#review")).to_contain_text("待签字")
    expect(page.locator("#documents")).to_contain_text("笔录")
    keys.to("本人已签字")
    keys.press("Enter")
    expect(page.locator("#messages")).to_contain_text("已记下签字。")
    expect(page.locator("#review")).to_contain_text("已签字")
    with capsys.disabled():
        print("\nRegistering takes {} keys to move and {} to type.".format(*registering), end="")
