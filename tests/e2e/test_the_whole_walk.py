"""From a worker's phone to the archive and into the table, each step by its own person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, Seat
from tests.e2e.finding import every
from tests.e2e.people import Town
from tests.e2e.worker import EMPLOYER, NAME, NUMBER, apply, follow

pytestmark = pytest.mark.django_db(transaction=True)
PDF = b"%PDF-1.4 one page"


def receive(clerk: Page) -> None:
    """The clerk finds the application at the top of the worklist and accepts it by keyboard."""
    row = clerk.locator("[data-list] tbody tr").filter(has_text=NAME)
    expect(row).to_contain_text(EMPLOYER)
    row.get_by_role("link", name="受理").click()
    clerk.wait_for_url("**/cases/*/")
    clerk.keyboard.press("g")
    clerk.wait_for_url("**/acceptance/")
    for box in every(clerk.locator("#work").get_by_role("checkbox")):
        box.check()
    clerk.locator("#work").get_by_role("button", name="受理").click()
    expect(clerk.locator("#messages")).to_have_text("已受理。")
    expect(clerk.locator("#documents")).to_contain_text("舞工援")


def propose(officer: Page) -> None:
    row = officer.locator("[data-list] tbody tr").filter(has_text=NAME)
    row.get_by_role("link", name="审查").click()
    expect(officer.locator(".proposal")).to_contain_text("给予援助")
    officer.get_by_role("link", name="提出审查意见").click()
    officer.get_by_role("button", name="提出审查意见").click()
    expect(officer.locator("#messages")).to_have_text("已提出审查意见。")
    expect(officer.locator("#strip")).to_contain_text("负责人")


def decide(head: Page) -> None:
    row = head.locator("[data-list] tbody tr").filter(has_text=NAME)
    row.get_by_role("link", name="审批决定").click()
    expect(head.locator("#review")).to_contain_text("李经办")
    head.get_by_role("link", name="给予援助").click()
    head.locator("#work").get_by_role("button", name="给予援助").click()
    expect(head.locator("#messages")).to_have_text("已给予援助。")
    expect(head.locator("#documents")).to_contain_text("给予法律援助决定书")


def assign(officer: Page, lawyer: str) -> None:
    officer.get_by_role("link", name="工作台").click()
    row = officer.locator("[data-list] tbody tr").filter(has_text=NAME)
    row.get_by_role("link", name="指派律师").click()
    officer.get_by_role("link", name="指派律师").click()
    expect(officer.locator("#assignment")).to_contain_text(lawyer)
    officer.get_by_role("button", name="指派").click()
    expect(officer.locator("#messages")).to_contain_text(f"已指派 {lawyer}")


class Thumb:
    """A lawyer's thumb: every tap is counted, typing is not."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, role: str, name: str) -> None:
        # A label or a link, whichever a finger meets first.
        self.page.get_by_role(role, name=name).first.click()
        self.taps += 1

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def told(self, words: str) -> None:
        expect(self.page.locator("#messages")).to_contain_text(words)


def take_on(lawyer: Thumb) -> None:
    """Accept with the declaration, then the mandate and the first proceeding."""
    today = f"{timezone.localdate():%Y%m%d}"
    lawyer.tap("link", "去答复")
    expect(lawyer.page.get_by_text(EMPLOYER).first).to_be_visible()
    expect(lawyer.page.get_by_text(NUMBER)).to_have_count(0)
    lawyer.tap("radio", "没有利益关系")
    lawyer.tap("button", "答复")
    lawyer.told("已接受。")
    expect(lawyer.page.get_by_role("link", name=f"打给 {NAME}")).to_have_attribute(
        "href", f"tel:{NUMBER}"
    )
    lawyer.tap("link", "登记委托手续")
    lawyer.type("签订日期", today)
    lawyer.tap("button", "登记委托")
    lawyer.told("已登记委托。")
    lawyer.tap("link", "进入程序")
    lawyer.tap("radio", "仲裁")
    lawyer.type("提交日期", today)
    lawyer.type("受理机关", "舞钢市劳动人事争议仲裁委员会")
    lawyer.tap("button", "进入程序")
    lawyer.told("已进入程序。")


def report(lawyer: Thumb) -> int:
    """From the list of cases to a report sent; the number of taps."""
    lawyer.page.get_by_role("link", name="我的案件").first.click()
    before = lawyer.taps
    lawyer.tap("link", NAME)
    lawyer.tap("link", "报告进展")
    lawyer.tap("radio", "材料已提交，等受理。")
    lawyer.tap("button", "报告进展")
    lawyer.told("已报告进展。")
    return lawyer.taps - before


def win(lawyer: Thumb) -> None:
    """The award came: all of the claim, not final."""
    today = f"{timezone.localdate():%Y%m%d}"
    lawyer.tap("link", "登记结果")
    lawyer.tap("radio", "裁决")
    lawyer.type("收到文书的日期", today)
    lawyer.page.get_by_label("裁决性质").select_option("非终局裁决")
    lawyer.page.get_by_label("拖欠劳动报酬，请求").select_option("支持")
    lawyer.type("支持金额", "12000")
    lawyer.tap("button", "登记仲裁结果")
    lawyer.told("已登记仲裁结果。")
    expect(lawyer.page.get_by_label("期限", exact=True)).to_contain_text("起诉")
    lawyer.tap("link", "结案")
    expect(lawyer.page.get_by_label("还不能结案")).to_contain_text("由工会经办人核实后了结")


def let_go(lawyer: Thumb, officer: Page) -> None:
    """The worker does not sue: the lawyer reports it, and a second person confirms."""
    lawyer.tap("link", "取消")
    lawyer.tap("link", "了结")
    lawyer.tap("radio", "职工表示不办")
    lawyer.type("情况", "电话里问过本人，钱已经拿到，不起诉。")
    lawyer.tap("button", "申报了结期限")
    lawyer.told("已申报了结期限")
    expect(lawyer.page.get_by_label("期限", exact=True)).to_contain_text("待确认")
    officer.reload()
    officer.locator("#stages li").filter(has_text="起诉").get_by_role("link", name="核实").click()
    officer.get_by_label("确认了结").check()
    officer.locator("#work").get_by_role("button", name="核实期限").click()
    expect(officer.locator("#messages")).to_contain_text("已核实期限")
    lawyer.page.reload()
    lawyer.tap("link", "结案")


def appoint(lawyer: Thumb, look: Callable[[Page], None]) -> None:
    """The notice of the hearing came: entered on the phone, seen in the calendar, subscribed to."""
    day = timezone.localdate() + timedelta(days=14)
    lawyer.tap("link", "登记日程")
    lawyer.type("日期", f"{day:%Y%m%d}")
    lawyer.type("开始时间", "0930")
    lawyer.type("地点", "第三仲裁庭")
    lawyer.tap("button", "登记日程")
    lawyer.told("已登记日程。")
    case_page = lawyer.page.url
    lawyer.tap("link", "日程")
    expect(lawyer.page.get_by_text("09:30")).to_be_visible()
    expect(lawyer.page.get_by_text("第三仲裁庭")).to_be_visible()
    look(lawyer.page)
    lawyer.tap("link", "订阅到手机日历")
    lawyer.tap("button", "生成订阅地址")
    address = lawyer.page.locator(".secret-address").inner_text()
    answer = lawyer.page.request.get(address)
    assert answer.status == 200
    assert "第三仲裁庭" in answer.text().replace("\r\n ", "")
    assert NAME not in answer.text()
    look(lawyer.page)
    lawyer.page.goto(case_page)


def close(lawyer: Thumb) -> None:
    lawyer.page.reload()
    lawyer.type("办理结果", "仲裁裁决全部支持，工资已经付清。")
    lawyer.type("已经到位的金额", "12000")
    lawyer.tap("button", "结案")
    lawyer.told("已结案。")


def hand_in(lawyer: Thumb) -> None:
    """The papers of the proceeding by the phone's camera, then the file."""
    for label in ("仲裁申请书、起诉状、上诉状", "裁决书、判决书、裁定书、调解书"):
        lawyer.tap("link", "交卷")
        expect(lawyer.page.get_by_label("卷内材料")).to_contain_text("还缺")
        lawyer.tap("link", "上传材料")
        lawyer.page.get_by_label("是什么材料").select_option(label)
        lawyer.page.get_by_label("照片或文件").set_input_files(
            {"name": "一页.pdf", "mimeType": "application/pdf", "buffer": PDF}
        )
        lawyer.tap("button", "上传材料")
        lawyer.told("已上传材料。")
    lawyer.tap("link", "交卷")
    lawyer.tap("button", "交卷")
    lawyer.told("已交卷。")


def archive(officer: Page) -> str:
    """Check the file, account for what is missing, seal; the number of the archive."""
    officer.reload()
    officer.get_by_role("link", name="归档").click()
    for excuse in every(officer.locator("#work").get_by_role("textbox")):
        excuse.fill("原件在窗口核对过，没有留复印件。")
    officer.locator("#work").get_by_role("button", name="归档").click()
    expect(officer.locator("#messages")).to_contain_text("已归档，档号")
    with officer.expect_download() as package:
        officer.get_by_role("link", name="下载案卷包").click()
    assert package.value.suggested_filename.endswith(".zip")
    return officer.locator("#archive .strong").inner_text()


STEPS = (
    "您提交了申请",
    "工会受理了您的申请",
    "工会决定帮助您",
    "工会为您安排了律师",
    "律师接手了您的案件",
    "委托手续办好了，律师开始办理",
    "案件进入新的程序",
    "律师报告了进展",
    "这一程序有了结果",
    "案件办完了",
)


def sees_every_step(worker: Page) -> None:
    expect(worker.get_by_role("heading", level=1)).to_contain_text("事情办完了")
    told = worker.get_by_label("办到哪一步").inner_text()
    places = [told.find(step) for step in STEPS]
    assert -1 not in places, told
    assert places == sorted(places)
    expect(worker.get_by_text("材料已提交，等受理。")).to_be_visible()
    expect(worker.get_by_text("支持 12,000.00 元。已经拿到 12,000.00 元。")).to_be_visible()
    with worker.expect_download() as decision:
        worker.get_by_role("link", name="给予法律援助决定书").click()
    assert decision.value.path().read_bytes().startswith(b"PK")


def count(statistician: Page, case_number: str) -> None:
    """The year's table counts the case, and the number opens the list it is in."""
    statistician.get_by_role("link", name="统计报送").click()
    statistician.get_by_role("link", name="看统计表").click()
    row = statistician.locator("tr").filter(has_text="代理职工参与仲裁案件数")
    expect(row.locator("td")).to_have_text(["0", "1", "0"])
    row.get_by_role("link", name="1", exact=True).click()
    expect(statistician.get_by_role("table")).to_contain_text(case_number)
    expect(statistician.get_by_role("table")).to_contain_text("舞钢市")


def test_the_whole_walk(
    town: Town,
    seat: Callable[..., Seat],
    settings,
    assert_accessible: Callable[[Page], None],
    capsys: pytest.CaptureFixture[str],
):
    settings.DEMO = True  # the code of the text message stands on the page
    code = apply(seat(PHONE).open("/"), is_demo=True)
    assert code.startswith("4104-")

    receive(seat().sign_in("window"))
    officer = seat().sign_in("officer")
    propose(officer)
    decide(seat().sign_in("head"))
    assign(officer, town.lawyer.name)
    expect(officer.locator("#strip")).to_contain_text("现在等承办律师。")
    expect(officer.locator("#strip .button-primary")).to_have_count(0)
    case_number = officer.locator(".breadcrumb li").last.inner_text()

    lawyer = Thumb(seat(PHONE).sign_in("lawyer"))
    take_on(lawyer)
    taps_of_a_report = report(lawyer)
    assert taps_of_a_report <= 4
    appoint(lawyer, assert_accessible)
    win(lawyer)
    let_go(lawyer, officer)
    close(lawyer)
    hand_in(lawyer)
    assert archive(officer).startswith("舞工援")

    worker = seat(PHONE).open("/")
    follow(worker, code)
    sees_every_step(worker)
    count(seat().sign_in("city"), case_number)
    with capsys.disabled():
        print(f"\nA report of progress takes {taps_of_a_report} taps; ", end="")
        print(f"the lawyer's whole part {lawyer.taps}.")
