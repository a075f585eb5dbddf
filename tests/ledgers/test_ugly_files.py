"""Ledgers as offices really have them: old Excel, text, merged cells, 同上, no numbers."""

from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from django.urls import reverse

from gongyuan.ledgers.choices import LedgerKind, RowOutcome, Standing
from gongyuan.ledgers.models import Ledger
from gongyuan.people.choices import Role
from gongyuan.people.queries import actor_in
from tests.ledgers.factories import checked, faults_of, imported, kept, upload, workbook
from tests.ledgers.test_in_one_go import licence
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db
#: Two title rows, headings of two rows, the firm merged downwards, a hidden sheet, a sum.
OLD_EXCEL = Path(__file__).with_name("roster.xls").read_bytes()
CASES = ["序号", "姓名", "单位", "案由", "援助方式", "受理", "结案"]
TEXT = (
    "工会志愿律师名册,,,,\r\n"
    "姓名,执业证号,律所,聘期,\r\n"
    ",,,起,止\r\n"
    f'律试一,{licence(1)},"试验,律师事务所",2026/5/20,2027/5/19\r\n'
    "律试二,1.99012E+16,试验律师事务所,2026/5/20,2027/5/19\r\n"
)


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def head(tree):
    return make_actor(role=Role.LEGAL_HEAD, unit=tree.county)


def texts_of(ledger, name):
    from gongyuan.ledgers.queries.rows import texts_of

    return [texts_of(row).get(name) for row in ledger.rows.order_by("position")]


def test_excel_of_twenty_years_ago_is_read_with_its_merged_cells(head):
    ledger = checked(LedgerKind.LAWYERS, OLD_EXCEL, actor=head)

    assert [one["sheet"] for one in ledger.layout] == ["名册"]
    assert ledger.layout[0]["last_row"] == 3
    assert texts_of(ledger, "firm")[:4] == ["试验律师事务所"] * 4
    assert texts_of(ledger, "starts_on")[0] == "2026-05-20"
    assert [(row, name) for row, name, _ in faults_of(ledger)] == [(6, "licence_number")]
    assert "丢了后几位" in faults_of(ledger)[0][2]
    assert (ledger.count(RowOutcome.NEW), ledger.count(RowOutcome.SKIPPED)) == (3, 1)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-8", "utf-16"])
def test_text_is_read_however_it_was_saved(head, encoding):
    ledger = checked(LedgerKind.LAWYERS, TEXT.encode(encoding), actor=head)

    assert texts_of(ledger, "firm") == ["试验,律师事务所", "试验律师事务所"]
    assert texts_of(ledger, "ends_on") == ["2027/5/19"] * 2
    assert [(row, name) for row, name, _ in faults_of(ledger)] == [(5, "licence_number")]


def test_what_is_pasted_from_excel_is_a_ledger_too(client, tree, settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    url = reverse("ledger_new", args=["lawyers"])
    pasted = f"姓名\t执业证号\t律所\n律试一\t{licence(1)}\t试验律师事务所\n"

    sent = client.post(url, {"pasted": pasted})

    ledger = Ledger.objects.get()
    assert sent.status_code == 302
    assert ledger.standing == Standing.TO_MATCH
    assert [name for *_, name in ledger.layout[0]["headings"]] == ["name", "licence_number", "firm"]
    assert "请选一个文件" in client.post(url, {"pasted": " "}).content.decode()


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 x", b"\x00\x01\x02", b"PK\x03\x04 x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 x"],
)
def test_what_holds_no_rows_is_turned_away_in_words(client, tree, settings, content):
    settings.SECOND_FACTOR_COMPULSORY = False
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)

    answer = client.post(
        reverse("ledger_new", args=["lawyers"]), {"file": upload(content)}, follow=True
    )

    text = answer.content.decode()
    assert "请传 Excel 文件" in text or "文件打不开" in text


def test_rows_that_colours_alone_reach_do_not_count(head):
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page, yellow = book.add_worksheet(), book.add_format({"bg_color": "yellow"})
        page.write_row(0, 0, ["姓名", "执业证号", "律所"])
        page.write_row(1, 0, ["律试一", licence(1), "试验律师事务所"])
        for place in range(3, 16_384):
            page.write_blank(0, place, None, yellow)
        page.write_blank(1_048_575, 0, None, yellow)

    ledger = checked(LedgerKind.LAWYERS, out.getvalue(), actor=head)

    assert (ledger.standing, ledger.count(RowOutcome.NEW)) == (Standing.READY, 1)


def test_merged_cells_ditto_and_titles_between_the_rows_mean_what_they_say(head):
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("2014年")
        page.write_row(0, 0, CASES)
        page.merge_range(1, 0, 1, 6, "一、县本级")
        for number in range(3):
            page.write_row(2 + number, 0, [number + 1, f"试工{number}", "", "欠薪", "咨询"])
            page.write_row(2 + number, 5, ["2014 年 3 月 5 日", "2014。5。6"])
        page.merge_range(2, 2, 3, 2, "临河建材厂")
        page.write(4, 2, "同上")
        page.write(5, 0, "二、乡镇")
        page.write_row(6, 0, [4, "孙试等12人", "杨镇砖厂", "工伤", "咨询", 41703.5, "2014-06"])

    ledger = imported(LedgerKind.PAST_CASES, out.getvalue(), actor=head)

    from gongyuan.cases.models import Case

    found = Case.objects.order_by("pk").values_list(
        "application_number", "employer__name", "people_count", "closed_on"
    )
    assert [(number, firm, people, f"{day}") for number, firm, people, day in found] == [
        ("2014年-1", "临河建材厂", 1, "2014-05-06"),
        ("2014年-2", "临河建材厂", 1, "2014-05-06"),
        ("2014年-3", "临河建材厂", 1, "2014-05-06"),
        ("2014年-4", "杨镇砖厂", 12, "2014-06-30"),
    ]
    skipped = ledger.rows.filter(outcome=RowOutcome.SKIPPED)
    assert [row.hints for row in skipped.order_by("position")] == [["小标题"]] * 2
    again = checked(LedgerKind.PAST_CASES, out.getvalue(), actor=head)
    assert again.count(RowOutcome.SAME) == 4


def test_a_number_of_its_own_stands_before_the_count_of_rows(head):
    heading = ["序号", "案号", *CASES[1:]]
    rows = [[1, "平工援〔2014〕9号", "试工", "临河建材厂", "欠薪", "咨询", "2014-3-5", "2014-5-6"]]

    ledger = kept(LedgerKind.PAST_CASES, workbook([heading, *rows]), actor=head)

    meant = {text: name for _, text, name in ledger.layout[0]["headings"]}
    assert (meant["案号"], meant["序号"]) == ("number", "")


def test_sheets_that_are_something_else_are_not_proposed(head):
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("说明").write(0, 0, "本台账由法律部保管")
        book.add_worksheet("汇总").write_row(0, 0, ["年份", "受理", "结案", "标的额"])
        page = book.add_worksheet("2014年")
        page.write_row(0, 0, CASES)
        page.write_row(1, 0, [1, "试工", "临河建材厂", "欠薪", "咨询", "2014-3-5", "2014-5-6"])

    ledger = kept(LedgerKind.PAST_CASES, out.getvalue(), actor=head)

    assert [(one["sheet"], one["is_used"]) for one in ledger.layout] == [
        ("说明", False),
        ("汇总", False),
        ("2014年", True),
    ]


def test_the_same_mistake_of_many_rows_is_mended_once(client, tree, settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    post = make_post(role=Role.LEGAL_OFFICER, unit=tree.county)
    client.force_login(post.user)
    heading = ["机构名称", "组建形式", "负责人", "联系电话", "类别", "设立日期"]
    rows = [
        [f"柳镇第{n}站", "挂靠" if n % 2 else "", "试某", "0375-7000001", "站", "2014-03-05"]
        for n in range(1, 31)
    ]
    ledger = checked(LedgerKind.INSTITUTIONS, workbook([heading, *rows]), actor=actor_in(post))
    url = reverse("ledger_mending", args=[ledger.pk])

    shown = client.get(url).content.decode()

    assert "15行，没有“挂靠”这个组建形式" in shown
    assert "15行，要填写组建形式。" in shown
    # Nothing is left to be mended row by row, until somebody wants it so.
    assert shown.count("<legend>") == 0
    assert client.get(url, {"each": "1"}).content.decode().count("<legend>") == 20
    typed = {
        "alike": "1", "was0": "form 挂靠", "alike0": "与困难职工帮扶（服务）中心合署",
        "was1": "form", "alike1": "",
    }  # fmt: skip
    assert "没有改动" in client.post(url, {"alike": "1"}, follow=True).content.decode()
    labels = [column.choices for column in ledger_columns("institutions") if column.name == "form"]
    typed["alike0"], typed["alike1"] = labels[0][0], labels[0][1]
    sent = client.post(url, typed)
    assert sent.url == reverse("ledger_detail", args=[ledger.pk])
    ledger.refresh_from_db()
    assert (ledger.standing, ledger.count(RowOutcome.NEW)) == (Standing.READY, 30)


def ledger_columns(kind):
    from gongyuan.ledgers.kinds import kind_of

    return kind_of(kind).columns


def test_columns_settled_once_are_not_asked_for_again(client, tree, settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    post = make_post(role=Role.LEGAL_OFFICER, unit=tree.county)
    client.force_login(post.user)
    heading = ["姓名", "执业证号", "律所", "备注"]
    first = [["律试一", licence(1), "试验律师事务所", ""]]
    imported(LedgerKind.LAWYERS, workbook([heading, *first]), actor=actor_in(post))
    second = [["律试二", licence(2), "试验律师事务所", ""], ["律试三", "12", "试验律师事务所", ""]]

    sent = client.post(
        reverse("ledger_new", args=["lawyers"]), {"file": upload(workbook([heading, *second]))}
    )

    ledger = Ledger.objects.latest("pk")
    assert sent.url == reverse("ledger_mending", args=[ledger.pk])
    assert "已经按上次的认法检查" in client.get(sent.url).content.decode()
