"""Writing rows to Excel: templates to fill in and exports. Every cell is text or a number, so none
is run as a formula."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongyuan.core.sheets.columns import Column

if TYPE_CHECKING:
    import xlsxwriter

MOST_CHOSEN_ROWS = 5000
MONEY = "#,##0.00"


def template(sheet_name: str, columns: Sequence[Column]) -> bytes:
    """An empty workbook with the headings, lists to choose from, and a page of instructions."""
    out = BytesIO()
    with _workbook(out) as workbook:
        sheet = _headed_sheet(workbook, sheet_name, columns)
        for index, column in enumerate(columns):
            if column.choices:
                rule = {"validate": "list", "source": list(column.choices)}
                sheet.data_validation(1, index, MOST_CHOSEN_ROWS, index, rule)
        guide = workbook.add_worksheet("填写说明")
        guide.set_column(0, 2, 30)
        lines = [("栏目", "怎么填", "例")]
        lines += [
            (c.heading, ("必填。" if c.is_required else "") + c.how, c.example) for c in columns
        ]
        for number, line in enumerate(lines):
            for index, text in enumerate(line):
                guide.write_string(number, index, text)
    return out.getvalue()


def written(
    sheet_name: str, columns: Sequence[Column], rows: Iterable[Mapping[str, str | Decimal]]
) -> bytes:
    """A workbook with a line for each row, cells by column name; amounts stay numbers to add up."""
    out = BytesIO()
    with _workbook(out) as workbook:
        money = workbook.add_format({"num_format": MONEY})
        sheet = _headed_sheet(workbook, sheet_name, columns)
        for number, row in enumerate(rows, start=1):
            for index, column in enumerate(columns):
                value = row.get(column.name, "")
                if isinstance(value, Decimal):
                    sheet.write_number(number, index, float(value), money)
                else:
                    sheet.write_string(number, index, value)
    return out.getvalue()


def streamed(
    target: Path,
    sheet_name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str | int | Decimal | None]],
    facts: Iterable[tuple[str, str]] = (),
) -> int:
    """Write rows to a workbook in a file, one after the other: however many, the memory stays flat.

    Cells come in the order of the columns; `facts` are told on a second sheet, after the rows have
    passed. Returns how many rows there were.
    """
    number = 0
    # In this way of writing, rows leave the memory as the next one begins.
    with _workbook(target, in_memory=False, constant_memory=True) as workbook:
        money = workbook.add_format({"num_format": MONEY})
        sheet = _headed_sheet(workbook, sheet_name, columns)
        for number, row in enumerate(rows, start=1):
            for index, value in enumerate(row):
                if isinstance(value, Decimal):
                    sheet.write_number(number, index, float(value), money)
                elif isinstance(value, int):
                    sheet.write_number(number, index, value)
                elif value:
                    sheet.write_string(number, index, value)
        told = workbook.add_worksheet("说明")
        told.set_column(0, 1, 24)
        for line, (label, text) in enumerate(facts):
            told.write_string(line, 0, label)
            told.write_string(line, 1, text)
    return number


def _workbook(out: BytesIO | Path, **more: bool) -> "xlsxwriter.Workbook":
    import xlsxwriter  # weighs 2 MB, for those alone that write sheets

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        **more,
    }
    return xlsxwriter.Workbook(out, options)


def _headed_sheet(
    workbook: "xlsxwriter.Workbook", sheet_name: str, columns: Sequence[Column]
) -> Any:
    sheet = workbook.add_worksheet(sheet_name)
    head = workbook.add_format({"bold": True, "bottom": 1})
    text = workbook.add_format({"num_format": "@"})
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width, text)
        sheet.write_string(0, index, column.heading, head)
    sheet.freeze_panes(1, 0)
    return sheet
