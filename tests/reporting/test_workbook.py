from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from gongyuan.people.choices import Role
from gongyuan.reporting.choices import INDICATORS, ReturnState
from gongyuan.reporting.queries import cell_text, table
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.people.factories import make_post
from tests.reporting.factories import TODAY, YEAR, enter, make_return

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://example.org","x")'


@pytest.fixture
def tree():
    tree = make_tree()
    make_institution(unit=tree.prefecture)
    make_institution(unit=tree.county, name=FORMULA, head_name="@head", phone="+86-433-1")
    make_institution(unit=tree.province)
    enter(
        make_return(unit=tree.prefecture, state=ReturnState.DRAFT),
        subsidy="1",
        union_funds="1200.50",
    )
    enter(make_return(unit=tree.county), subsidy="2", union_funds="88")
    return tree


def book_of(client, unit):
    post = make_post(unit=unit, role=Role.STATISTICIAN)
    client.force_login(post.user)
    answer = client.get(reverse("return_export", args=[unit.pk, YEAR]))
    assert answer.status_code == 200
    return answer, load_workbook(BytesIO(answer.content))


def test_the_sheet_has_the_cells_of_the_table(client, tree):
    _, book = book_of(client, tree.prefecture)
    sheet = book["统计表"]

    cells = table(unit=tree.prefecture, year=YEAR, today=TODAY).cells
    assert sheet["A1"].value == "东山市职工法律援助维权服务工作统计表"
    assert [cell.value for cell in sheet[2]] == [
        "检查项目", "检查内容", "市州本级", "县（区）级", "乡镇（街道）",
    ]  # fmt: skip
    for line, indicator in enumerate(INDICATORS):
        row = sheet[3 + line]
        assert row[1].value == indicator.wording
        for shown, cell in zip(row[2:5], cells[line * 3 : line * 3 + 3], strict=True):
            text = cell_text(cell).replace(",", "")
            as_number = float(text) if text and len(cell.figures) == 1 else text
            assert shown.value == (as_number if text else None)
    assert sheet["C12"].value == 1200.5
    assert sheet["D9"].value == "1：0　2：1"


def test_the_sheet_is_merged_ruled_and_noted_like_the_paper(client, tree):
    _, book = book_of(client, tree.prefecture)
    sheet = book["统计表"]

    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:E1", "A3:A6", "A7:A8", "A10:A12", "A13:A15"} <= merged
    assert [sheet[f"A{row}"].value for row in (3, 7, 9, 10, 13)] == [
        "机构", "人员", "补贴", "经费", "案件",
    ]  # fmt: skip
    assert sheet["A16"].value == "注：1.本表所统计事项以2014年1—12月为准；"
    assert sheet["A18"].value.endswith("加盖公章后邮寄到省总法律顾问处。")
    assert all(
        sheet.cell(row, column).border.left.style for row in range(2, 16) for column in range(1, 6)
    )
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["C"].width
    assert sheet.page_setup.orientation == "landscape"


def test_the_roster_is_the_second_sheet_with_the_institutions_counted(client, tree):
    _, book = book_of(client, tree.prefecture)
    sheet = book["机构名册"]

    assert book.sheetnames == ["统计表", "机构名册"]
    assert sheet["A1"].value == "东山市职工法律援助机构名册"
    assert sheet.max_row == 4
    assert sheet["C3"].value == "单独设立"


def test_a_name_that_looks_like_a_formula_stays_a_name(client, tree):
    _, book = book_of(client, tree.prefecture)

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells].count(FORMULA) == 1
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_county_leaves_the_prefectures_column_blank(client, tree):
    make_institution(unit=tree.other_county)

    _, book = book_of(client, tree.other_county)

    sheet = book["统计表"]
    assert all(sheet.cell(row, 3).value is None for row in range(3, 16))
    assert sheet["D3"].value == 1


def test_the_file_is_named_as_the_form_and_not_kept_by_caches(client, tree):
    answer, _ = book_of(client, tree.prefecture)

    assert "filename*=utf-8''" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_the_blank_of_the_title_is_filled_with_the_place(client):
    unit = make_unit(level="prefecture", name="试边朝鲜族自治州总工会", short_name="试边")

    _, book = book_of(client, unit)

    assert book["统计表"]["A1"].value == "试边州职工法律援助维权服务工作统计表"
