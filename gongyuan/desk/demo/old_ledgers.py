"""What offices kept in Excel before: some ledgers imported, one with rows still to be mended."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from random import Random

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongyuan.core.files import XLSX
from gongyuan.desk.demo.words import person_name
from gongyuan.ledgers.actions.checking import check_ledger
from gongyuan.ledgers.actions.importing import ask_import, import_ledger
from gongyuan.ledgers.actions.keeping import keep_ledger, match_columns
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.ledgers.models import Ledger
from gongyuan.people.actor import Actor
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in

#: Cases of some years ago, before the product was used.
YEARS_AGO, CASES = 4, 24
CASE_HEADINGS = (
    *("案号", "申请人", "被申请人", "案由", "援助方式", "受理时间", "立案时间", "结案方式"),
    *("结案时间", "处理结果", "标的额", "裁决金额"),
)
STATION_HEADINGS = ("机构名称", "组建形式", "负责人姓名", "联系方式", "机构类别", "成立时间")
VOLUNTEERS = 6
VOLUNTEER_HEADINGS = (
    *("志愿者姓名", "联系电话", "身份", "学校", "特长", "可服务时段", "报名日期", "加入时间"),
    *("服务时间", "起始时间", "服务时长", "服务内容"),
)
ASKED = 18
ASKED_HEADINGS = (
    *("登记日期", "来访人", "联系电话", "方式", "用人单位", "咨询内容", "处理结果", "接待人"),
    "接待时长",
)
#: What people asked before the product was used, and what they were told.
QUESTIONS = (
    ("单位拖欠三个月工资，怎么要回来", "告知先到劳动监察投诉，也可以申请仲裁"),
    ("没有签劳动合同，能不能要二倍工资", "告知时效和要准备的证据"),
    ("上班路上被车撞了算不算工伤", "告知由单位或者本人申请工伤认定"),
    ("公司要辞退怀孕的女职工", "告知三期内不得解除，帮助联系女职工部"),
    ("社保断缴了一年，退休受不受影响", "告知到社保窗口查记录"),
)
STATIONS = (
    ("铁山街道职工法律援助工作站", "单独设立", "0375-7000001", "工作站", "2019年5月"),
    ("枣林镇职工法律援助工作站", "与帮扶中心合署办公", "0375-7000002", "工作站", "2018-03-01"),
    ("尚店镇职工法律援助联系点", "合署", "7000003", "联系点", "2020.1"),
    ("庙街乡职工法律援助联系点", "", "0375-7000004", "联系点", "2021-06-30"),
)


def keep_old_ledgers(*, random: Random, now: datetime) -> None:
    """Let a city's head import the cases of a past year, and an officer begin with stations."""
    head, officer = _actor("city"), _actor("officer")
    ledger = _checked(LedgerKind.PAST_CASES, _cases(random, now), actor=head, now=now)
    ask_import(ledger=ledger, actor=head, now=now)
    import_ledger(ledger=ledger, actor=head, now=now)
    _checked(LedgerKind.INSTITUTIONS, _stations(random), actor=officer, now=now)
    served = _checked(LedgerKind.VOLUNTEERS, _volunteers(random, now), actor=head, now=now)
    ask_import(ledger=served, actor=head, now=now)
    import_ledger(ledger=served, actor=head, now=now)
    asked = _checked(LedgerKind.CONSULTATIONS, _asked(random, now), actor=head, now=now)
    ask_import(ledger=asked, actor=head, now=now)
    import_ledger(ledger=asked, actor=head, now=now)


def _checked(
    kind: LedgerKind, rows: Sequence[Sequence[object]], *, actor: Actor, now: datetime
) -> Ledger:
    name = f"{kind.label}台账.xlsx"
    file = SimpleUploadedFile(name, _workbook(rows), content_type=XLSX)
    ledger = keep_ledger(file=file, kind=kind, actor=actor, now=now)
    meant = [{index: column for index, _, column in one["headings"]} for one in ledger.layout]
    matched = match_columns(ledger=ledger, meant=meant, defaults={}, actor=actor, now=now)
    return check_ledger(ledger=matched, actor=actor, now=now)


def _workbook(rows: Sequence[Sequence[object]]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("台账")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return out.getvalue()


def _cases(random: Random, now: datetime) -> list[list[object]]:
    year = timezone.localdate(now).year - YEARS_AGO
    rows: list[list[object]] = [[f"{year}年职工法律援助案件台账"], list(CASE_HEADINGS)]
    for number in range(1, CASES + 1):
        applied = date(year, 1, 5) + timedelta(days=number * 12)
        filed, closed = applied + timedelta(days=9), applied + timedelta(days=50)
        is_arbitration = number % 3 > 0
        asked = random.randrange(4, 60) * 1000
        rows.append(
            [
                *(f"平工援旧〔{year}〕{number}号", person_name(random)),
                f"平顶山市{random.choice('鹰鑫宏泰')}{random.choice('城源达盛')}建材有限公司",
                *(
                    random.choice(("欠薪", "工伤", "经济补偿")),
                    "仲裁" if is_arbitration else "咨询",
                ),
                *(f"{applied:%Y.%m.%d}", f"{filed:%Y-%m-%d}" if is_arbitration else ""),
                *("裁决" if is_arbitration else "", f"{closed:%Y年%m月%d日}"),
                "裁决支持大部分请求" if is_arbitration else "当场解答",
                *((asked, asked * 3 // 4) if is_arbitration else ("", "")),
            ]
        )
    return [*rows, ["合计", f"{CASES}件"]]


def _stations(random: Random) -> list[list[object]]:
    rows: list[list[object]] = [list(STATION_HEADINGS)]
    for name, form, phone, kind, opened in STATIONS:
        rows.append([name, form, person_name(random), phone, kind, opened])
    return rows


def _volunteers(random: Random, now: datetime) -> list[list[object]]:
    joined = timezone.localdate(now) - timedelta(days=200)
    rows: list[list[object]] = [["工会法律援助志愿者服务台账"], list(VOLUNTEER_HEADINGS)]
    for number in range(VOLUNTEERS):
        day = joined + timedelta(days=20 * number + 7)
        rows.append(
            [
                *(
                    person_name(random),
                    f"1990000{7100 + number}",
                    random.choice(("大学生", "律师")),
                ),
                *(
                    "试验大学法学院",
                    "劳动法咨询",
                    "周末",
                    f"{joined:%Y-%m-%d}",
                    f"{joined:%Y.%m.%d}",
                ),
                *(f"{day:%Y.%m.%d}", "9:00", random.choice((2, 2.5, 3)), "值班"),
            ]
        )
    return rows


def _asked(random: Random, now: datetime) -> list[list[object]]:
    year = timezone.localdate(now).year - YEARS_AGO
    rows: list[list[object]] = [[f"{year}年来访来电咨询登记台账"], list(ASKED_HEADINGS)]
    for number in range(ASKED):
        day = date(year, 1, 8) + timedelta(days=number * 19)
        question, answer = QUESTIONS[number % len(QUESTIONS)]
        is_nameless = number % 4 == 3
        rows.append(
            [
                f"{day:%Y.%m.%d} {9 + number % 7}:{number % 6}5",
                *(
                    ("匿名", "")
                    if is_nameless
                    else (person_name(random), f"1990000{7300 + number}")
                ),
                *(random.choice(("来访", "来电", "12351")), "", question, answer),
                *(person_name(random), f"{random.randrange(2, 6) * 5}分钟"),
            ]
        )
    return rows


def _actor(username: str) -> Actor:
    posts = Post.objects.filter(user__username=username)
    return actor_in(posts.select_related("user", "unit", "institution").earliest("pk"))
