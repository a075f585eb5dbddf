"""Sheets of any shape: where the table stands, what its columns mean, what its cells mean."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter

from gongyuan.core.sheets.cells import any_amount, any_count, any_day, kept
from gongyuan.core.sheets.columns import Column
from gongyuan.core.sheets.guards import LEDGER, Limits, workbook_obstacles
from gongyuan.core.sheets.layout import find_layout, skipped_as
from gongyuan.core.sheets.opening import Unopened, open_sheets


def column(name, heading, *aliases):
    return Column(name=name, heading=heading, how="", example="", aliases=aliases)


COLUMNS = (
    column("name", "姓名", "律师姓名"),
    column("licence", "执业证号", "证号", "执业证号码"),
    column("phone", "手机号", "联系电话"),
    column("starts_on", "聘期自", "起聘日期"),
    column("ends_on", "聘期至", "到期日期"),
)


def opened(fill):
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book)
    return open_sheets(out.getvalue())


def layout_of(fill):
    return find_layout(opened(fill)[0], COLUMNS)


def meant(layout):
    return {heading.text: heading.column for heading in layout.headings}


def test_the_row_of_headings_is_found_below_titles_whatever_the_order_and_the_blanks():
    def fill(book):
        page = book.add_worksheet()
        page.merge_range(0, 0, 0, 5, "2015年志愿律师台账")
        page.write_row(1, 0, ["单位：临河县总工会", "", "", "2015年5月"])
        page.write_row(3, 1, ["序号", "联系 电话", "律师姓名（全名）", "执业证号 码", "特长"])
        page.write_row(4, 1, [1, "13900000001", "周试明", "1", "x"])

    layout = layout_of(fill)

    assert (layout.first_row, layout.last_row) == (4, 4)
    assert meant(layout) == {
        "序号": "",
        "联系 电话": "phone",
        "律师姓名（全名）": "name",
        "执业证号 码": "licence",
        "特长": "",
    }


def test_headings_of_two_rows_with_merged_cells_are_read_together():
    def fill(book):
        page = book.add_worksheet()
        page.merge_range(0, 0, 1, 0, "姓名")
        page.merge_range(0, 1, 1, 1, "执业证号")
        page.merge_range(0, 2, 0, 3, "聘期")
        page.write_row(1, 2, ["自", "至"])
        page.write_row(2, 0, ["周试明", "1", "2015-05-20", "2016-05-19"])

    layout = layout_of(fill)

    assert (layout.first_row, layout.last_row) == (1, 2)
    assert meant(layout) == {
        "姓名": "name",
        "执业证号": "licence",
        "聘期自": "starts_on",
        "聘期至": "ends_on",
    }


def test_a_likely_heading_is_proposed_and_an_unlike_one_is_not():
    def fill(book):
        book.add_worksheet().write_row(0, 0, ["律师姓名", "执业证书号码", "备注", "手机号"])

    assert meant(layout_of(fill)) == {
        "律师姓名": "name",
        "执业证书号码": "licence",
        "备注": "",
        "手机号": "phone",
    }


def test_a_sheet_without_headings_has_no_layout_and_hidden_sheets_are_not_opened():
    def fill(book):
        book.add_worksheet().write_row(0, 0, ["a", "b"])
        book.add_worksheet("藏").hide()
        book.add_worksheet("空")

    sheets = opened(fill)

    assert [sheet.name for sheet in sheets] == ["Sheet1", "空"]
    assert find_layout(sheets[0], COLUMNS) is None
    assert find_layout(sheets[1], COLUMNS) is None
    assert list(sheets[1].rows()) == []


def test_what_is_no_workbook_is_refused_in_words():
    with pytest.raises(Unopened, match="另存为"):
        open_sheets(b"PK\x03\x04 nothing")


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (["", " ".strip(), ""], "空行"),
        (["合计", "", "3000"], "合计行"),
        (["", "小计", "12"], "合计行"),
        (["12", "总计：", ""], "合计行"),
        (["填表人：林某", "", "负责人：王某"], "表尾说明"),
        (["姓名", "执业证号", "手机号"], "重复的表头"),
        (["合试计", "1", ""], ""),
        (["周试明", "1", "2"], ""),
        (["", "", "13900000001"], ""),
    ],
)
def test_rows_that_are_no_records_are_named(texts, why):
    def fill(book):
        book.add_worksheet().write_row(0, 0, ["姓名", "执业证号", "手机号"])

    assert skipped_as(texts, layout_of(fill)) == why


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2015-05-03", date(2015, 5, 3)),
        ("2015/5/3", date(2015, 5, 3)),
        ("2015.5.3", date(2015, 5, 3)),
        ("２０１５年５月３日", date(2015, 5, 3)),
        ("2015年 5月 3号", date(2015, 5, 3)),
        ("20150503", date(2015, 5, 3)),
        ("2015-05-03 00:00:00", date(2015, 5, 3)),
        ("42127", date(2015, 5, 3)),
        ("'2015-05-03", date(2015, 5, 3)),
        ("", None),
    ],
)
def test_a_day_is_read_however_it_is_written(typed, day):
    assert any_day(typed) == (day, "", False)


def test_a_month_is_its_first_day_or_its_last_and_said_to_be_a_month():
    assert any_day("2015.5") == (date(2015, 5, 1), "", True)
    assert any_day("2015年2月", is_end=True) == (date(2015, 2, 28), "", True)
    assert any_day("2015.10") == (date(2015, 10, 1), "", True)
    # As a number Excel keeps 2015.10 as 2015.1.
    assert "分不清是1月还是10月" in any_day(kept(2015.10))[1]


@pytest.mark.parametrize("typed", ["去年", "15.5.3", "5月3日", "2015-5-3-1"])
def test_what_names_no_day_is_no_day(typed):
    day, reason, _ = any_day(typed)

    assert day is None
    assert reason == "日期请写成 2015-05-03 这样。"


@pytest.mark.parametrize("typed", ["2015-13-01", "2015-02-30", "2015年13月"])
def test_a_day_that_does_not_exist_is_said_not_to(typed):
    assert any_day(typed)[:2] == (None, "没有这一天。")


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12000", Decimal("12000")),
        ("１２，０００元", Decimal("12000")),
        ("￥12,000.50", Decimal("12000.50")),
        ("1.2万元", Decimal("12000")),
        (kept(0.1 + 0.2), Decimal("0.3")),
        ("", None),
        ("—", None),
    ],
)
def test_an_amount_is_read_however_it_is_written(typed, amount):
    assert any_amount(typed) == (amount, "")


@pytest.mark.parametrize("typed", ["一万", "12 000 3 元整", "-5", "1e9", "0.001", "99999999999999"])
def test_what_is_no_amount_is_refused(typed):
    amount, reason = any_amount(typed)

    assert amount is None
    assert reason


def test_a_count_may_carry_its_word():
    assert any_count("3人") == (3, "")
    assert any_count("3.0") == (3, "")
    assert any_count("三") == (None, "应是整数，如 3。")


def test_a_number_too_long_for_excel_is_kept_as_broken_as_it_came():
    assert kept(4.10105199003071e17) == "4.10105199003071e+17"
    assert kept(13900000001.0) == "13900000001"


def test_limits_hold_for_what_is_waited_for_and_are_wider_for_a_job():
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write(20_500, 0, "x")
        page.write(0, 60, "y")

    assert workbook_obstacles(out.getvalue()) == [
        "每张表最多20000行，这里第20501行还有内容。请拆成几个文件导入。"
    ]
    assert workbook_obstacles(out.getvalue(), LEDGER) == []
    narrow = Limits(rows=30_000, columns=60)
    assert workbook_obstacles(out.getvalue(), narrow) == [
        "每张表最多60列，这里BI列还有内容。请删去多余的列。"
    ]
