"""Writing the tree of unions to Excel: the empty template and the export."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import xlsxwriter

from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.sheets.columns import COLUMNS

SHEET = "组织"


def template() -> bytes:
    """An empty workbook with the headings, lists to choose from, and a page of instructions."""
    out = BytesIO()
    with _workbook(out) as workbook:
        sheet = _headed_sheet(workbook)
        for name, choices in (("level", UnitLevel), ("kind", UnitKind)):
            index = [column.name for column in COLUMNS].index(name)
            sheet.data_validation(
                1, index, 5000, index, {"validate": "list", "source": choices.labels}
            )
        guide = workbook.add_worksheet("填写说明")
        guide.set_column(0, 2, 30)
        lines = [("栏目", "怎么填", "例")]
        lines += [
            (c.heading, ("必填。" if c.is_required else "") + c.how, c.example) for c in COLUMNS
        ]
        for number, line in enumerate(lines):
            for index, text in enumerate(line):
                guide.write_string(number, index, text)
    return out.getvalue()


def written(rows: Iterable[dict[str, str]]) -> bytes:
    """A workbook in the template's columns; every cell is text, so none is run as a formula."""
    out = BytesIO()
    with _workbook(out) as workbook:
        sheet = _headed_sheet(workbook)
        for number, row in enumerate(rows, start=1):
            for index, text in enumerate(_in_order(row)):
                sheet.write_string(number, index, text)
    return out.getvalue()


def _in_order(row: dict[str, str]) -> Iterator[str]:
    return (row.get(column.name, "") for column in COLUMNS)


def _workbook(out: BytesIO) -> xlsxwriter.Workbook:
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    return xlsxwriter.Workbook(out, options)


def _headed_sheet(workbook: xlsxwriter.Workbook) -> Any:
    sheet = workbook.add_worksheet(SHEET)
    head = workbook.add_format({"bold": True, "bottom": 1})
    text = workbook.add_format({"num_format": "@"})
    for index, column in enumerate(COLUMNS):
        sheet.set_column(index, index, column.width, text)
        sheet.write_string(0, index, column.heading, head)
    sheet.freeze_panes(1, 0)
    return sheet
