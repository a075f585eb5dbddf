"""The table and its roster as a workbook that looks like the paper form."""

from collections.abc import Iterable
from io import BytesIO
from itertools import groupby
from typing import Any

from gongyuan.organisations.models import InstitutionStretch, Unit
from gongyuan.reporting import paper
from gongyuan.reporting.choices import Measure
from gongyuan.reporting.queries import Cell, cell_text

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What people typed stays text: a name that begins with = must not become a formula.
AS_TYPED = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
TABLE_WIDTHS, ROSTER_WIDTHS = (12, 66, 14, 14, 16), (6, 40, 34, 14, 20, 32, 14)
ROSTER_HEADINGS = ("序号", "机构名称", "组建形式", "负责人姓名", "联系方式", "所属工会", "层级")
TITLE_ROW, HEADING_ROW, FIRST_ROW = 0, 1, 2
SINGLE = 1


def workbook(
    *, unit: Unit, cells: list[Cell], roster: Iterable[InstitutionStretch], as_at: str
) -> bytes:
    """The file: 统计表, and 机构名册 as its second sheet. `as_at` is printed at the foot."""
    import xlsxwriter  # weighs 2 MB, for those alone that write sheets

    content = BytesIO()
    book = xlsxwriter.Workbook(content, AS_TYPED)
    formats = _formats(book)
    _table_sheet(book.add_worksheet("统计表"), formats, unit, cells, as_at)
    _roster_sheet(book.add_worksheet("机构名册"), formats, unit, roster)
    book.close()
    return content.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    ruled = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter"}
    ruled["text_wrap"] = True
    plain = {"font_name": "宋体", "font_size": 11, "valign": "top", "text_wrap": True}
    return {
        "title": book.add_format(
            {"font_name": "宋体", "font_size": 18, "bold": True, "align": "center"}
        ),
        "heading": book.add_format({**ruled, "bold": True, "align": "center"}),
        "text": book.add_format({**ruled, "align": "left"}),
        "centred": book.add_format({**ruled, "align": "center"}),
        "number": book.add_format({**ruled, "align": "center", "num_format": "#,##0"}),
        "yuan": book.add_format({**ruled, "align": "center", "num_format": "#,##0.00"}),
        "note": book.add_format(plain),
    }


def _table_sheet(
    sheet: Any, formats: dict[str, Any], unit: Unit, cells: list[Cell], as_at: str
) -> None:
    _set_page(sheet, TABLE_WIDTHS, as_at)
    last = len(paper.HEADINGS) - 1
    sheet.set_row(TITLE_ROW, 36)
    sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, last, paper.title(unit), formats["title"])
    for column, heading in enumerate(paper.HEADINGS):
        sheet.write_string(HEADING_ROW, column, heading, formats["heading"])
    row = FIRST_ROW
    for group, members in groupby(cells, key=lambda cell: cell.indicator.group):
        first = row
        for indicator, line in groupby(members, key=lambda cell: cell.indicator):
            sheet.set_row(row, 26)
            sheet.write_string(row, 1, indicator.wording, formats["text"])
            for column, cell in enumerate(line, 2):
                _write_cell(sheet, (row, column), cell, formats)
            row += 1
        _write_group(sheet, (first, row - 1), str(group.label), formats["centred"])
    for number, note in enumerate(paper.notes(cells[0].period.year)):
        sheet.set_row(row, 30 if len(note) > 50 else 17)
        text = f"注：{note}" if number == 0 else f"　　{note}"
        sheet.merge_range(row, 0, row, last, text, formats["note"])
        row += 1


def _write_group(sheet: Any, rows: tuple[int, int], label: str, look: Any) -> None:
    first, last = rows
    if last - first + 1 == SINGLE:
        sheet.write_string(first, 0, label, look)
    else:
        sheet.merge_range(first, 0, last, 0, label, look)


def _write_cell(sheet: Any, place: tuple[int, int], cell: Cell, formats: dict[str, Any]) -> None:
    """Numbers as numbers, so that they can be added up; 3、4 and 1：5　2：3 as text."""
    if not cell.is_open or cell.value is None:
        sheet.write_blank(*place, None, formats["centred"])
    elif len(cell.figures) > SINGLE:
        sheet.write_string(*place, cell_text(cell), formats["centred"])
    else:
        has_cents = cell.indicator.measure == Measure.YUAN and cell.value % 1
        sheet.write_number(*place, cell.value, formats["yuan" if has_cents else "number"])


def _roster_sheet(
    sheet: Any, formats: dict[str, Any], unit: Unit, roster: Iterable[InstitutionStretch]
) -> None:
    _set_page(sheet, ROSTER_WIDTHS, "")
    last = len(ROSTER_HEADINGS) - 1
    sheet.set_row(0, 36)
    name = f"{paper.place_name(unit)}职工法律援助机构名册"
    sheet.merge_range(0, 0, 0, last, name, formats["title"])
    for column, heading in enumerate(ROSTER_HEADINGS):
        sheet.write_string(1, column, heading, formats["heading"])
    for number, institution in enumerate(roster, 1):
        sheet.write_number(number + 1, 0, number, formats["number"])
        for column, text in enumerate(roster_texts(institution), 1):
            sheet.write_string(number + 1, column, text, formats["text"])
    sheet.freeze_panes(2, 0)


def roster_texts(institution: InstitutionStretch) -> list[str]:
    """Name, form, head, phone (注2), and whose it is."""
    return [
        institution.name,
        str(institution.get_form_display()),
        institution.head_name,
        institution.phone,
        institution.unit.name,
        str(institution.unit.get_level_display()),
    ]


def _set_page(sheet: Any, widths: tuple[int, ...], as_at: str) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{as_at}&R第 &P 页，共 &N 页")
