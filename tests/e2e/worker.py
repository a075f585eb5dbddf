"""What a worker does on the phone: apply in six steps, and follow the matter by its code."""

import re

from playwright.sync_api import Page, expect

from gongyuan.core.models import Notice
from tests.e2e.finding import every
from tests.people.factories import identity_number

NAME, NUMBER = "郑试验", "19900007788"
EMPLOYER = "试验市东岸建筑劳务有限公司"


def code_sent_to(number: str) -> str:
    """The six digits of the last text message to a phone."""
    texts = Notice.objects.filter(channel=Notice.Channel.SMS).order_by("-pk")
    body = next(text.body for text in texts if text.address == number)
    found = re.match(r"验证码(\d{6})", body)
    assert found, body
    return found[1]


class Phone:
    """A worker's way through the portal, a tap at a time."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def on(self) -> None:
        self.page.get_by_role("button", name="下一步").click()

    def pick(self, *names: str) -> None:
        for name in names:
            self.page.get_by_label(name, exact=True).check()
        self.on()

    def fill(self, **fields: str) -> None:
        for label, value in fields.items():
            self.page.get_by_label(label).fill(value)
        self.on()


def apply(page: Page, *, is_demo: bool = False) -> str:
    """Six steps and a code; the tracking code of the receipt."""
    worker = Phone(page)
    page.get_by_role("link", name="我要申请").click()
    expect(page.locator(".question-count")).to_contain_text("共 6 步")
    worker.pick("干了活，钱没给够")
    worker.pick("欠我的工钱")
    worker.fill(欠我的工钱="1.2万")
    worker.fill(说说是怎么回事="三月起在工地做木工，做到五月底，工钱一直没有给。")
    worker.fill(您给谁干活=EMPLOYER)
    for place in ("河南省", "平顶山市", "舞钢市"):
        worker.pick(place)
    page.get_by_label("哪天开始干的").fill("2026年3月")
    worker.pick("还在那里干")
    worker.fill(姓名=NAME, 身份证号=identity_number(), 手机号=NUMBER)
    worker.pick("是")
    worker.on()  # nobody applies with me
    worker.on()  # no papers today
    expect(page.locator(".question-count")).to_contain_text("第 6 步，共 6 步")
    for box in every(page.get_by_role("checkbox")):
        box.check()
    worker.on()
    expect(page.get_by_text(EMPLOYER)).to_be_visible()
    page.get_by_role("button", name="给我发短信").click()
    box = page.get_by_label("短信里的6位数字")
    expect(box).to_be_visible()
    code = code_sent_to(NUMBER)
    expect(page.get_by_text(f"演示模式：验证码 {code}")).to_have_count(int(is_demo))
    box.fill(code)
    page.get_by_role("button", name="发出申请").click()
    expect(page.get_by_role("heading", name="申请发出去了")).to_be_visible()
    return page.locator(".receipt-code").inner_text()


def follow(page: Page, code: str, *, number: str = NUMBER) -> None:
    """Code and phone open the matter, on a phone that has never applied."""
    page.get_by_role("link", name="查进度").first.click()
    page.get_by_label("查询码").fill(code)
    page.get_by_label("手机号").fill(number)
    page.get_by_role("button", name="查", exact=True).click()
