"""Reading rows under known headings from Excel, with every bad cell named."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongyuan.core.sheets.cells import MOST_DIGITS, column_letter, shown
from gongyuan.core.sheets.columns import Column, Fault, required_headings
from gongyuan.core.sheets.opening import Unopened, open_sheets

DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row that is not blank: its cells by column name, as Excel gives them."""

    sheet: str
    number: int
    #: Letter of the column by name.
    letters: dict[str, str]
    cells: dict[str, Any]
    headings: dict[str, str]

    def text(self, name: str) -> str:
        """What stands in a cell, as whoever typed it sees it."""
        return shown(self.cells.get(name, ""))

    def fault(self, name: str, reason: str) -> Fault:
        return Fault(
            sheet=self.sheet,
            row=self.number,
            column=self.letters.get(name, ""),
            value=self.text(name),
            reason=reason,
            heading=self.headings.get(name, ""),
        )


def read_rows(
    content: bytes, columns: Sequence[Column], *, known_by: Sequence[str]
) -> tuple[list[Row], list[Fault]]:
    """The rows of every sheet whose first row has the headings, and what is wrong with the sheets.

    A sheet that has none of the columns `known_by` is something else and passed over, as are blank
    rows. Trusts that `guards.workbook_obstacles` found none.
    """
    try:
        sheets = open_sheets(content)
    except Unopened as error:
        return [], [_sheet_fault("", str(error), str(error.__cause__)[:60])]
    rows: list[Row] = []
    faults: list[Fault] = []
    for sheet in sheets:
        cells = [row for _, row in sheet.rows()]
        found, missing = _rows_of(sheet.name, cells, columns, known_by)
        rows += found
        faults += missing
    if not rows and not faults:
        headings = required_headings(columns)
        faults.append(_sheet_fault("", f"没有找到可导入的行；第一行应有：{headings}。", ""))
    return rows, faults


def _sheet_fault(sheet: str, reason: str, value: str) -> Fault:
    return Fault(sheet=sheet, row=1, column="", value=value, reason=reason)


def _rows_of(
    name: str, cells: list[list[Any]], columns: Sequence[Column], known_by: Sequence[str]
) -> tuple[list[Row], list[Fault]]:
    by_heading = {column.heading: column.name for column in columns}
    headings = [str(cell).strip() for cell in cells[0]] if cells else []
    places = {
        by_heading[heading]: index
        for index, heading in enumerate(headings)
        if heading in by_heading
    }
    if not any(column in places for column in known_by):
        return [], []
    missing = [c.heading for c in columns if c.is_required and c.name not in places]
    if missing:
        return [], [_sheet_fault(name, f"第一行缺少：{'、'.join(missing)}。", "")]
    letters = {column: column_letter(index) for column, index in places.items()}
    known = {column.name: column.heading for column in columns}
    rows = []
    for number, row in enumerate(cells[1:], start=2):
        raw = {column: row[index] for column, index in places.items() if index < len(row)}
        if any(shown(value) for value in raw.values()):
            rows.append(Row(sheet=name, number=number, letters=letters, cells=raw, headings=known))
    return rows, []


def text_in(column: Column, value: Any) -> tuple[str, str]:
    """The text a cell means and what is wrong with it ("" when nothing): not a date, whole when a
    number, no longer than the column allows, there when it must be."""
    if isinstance(value, bool | date):
        return "", f"{column.heading}应是文字，这里是日期或是非值。"
    if isinstance(value, float | int):
        if not float(value).is_integer() or abs(value) >= 10**MOST_DIGITS:
            return "", f"{column.heading}带有小数或太长，单元格格式应为文本。"
        value = int(value)
    text = " ".join(str(value).split())
    if not text:
        return "", f"要填写{column.heading}。" if column.is_required else ""
    if len(text) > column.longest:
        return "", f"{column.heading}最多{column.longest}个字。"
    return text, ""


def choice_in(column: Column, text: str, choices: Iterable[tuple[str, Any]]) -> tuple[str, str]:
    """The value whose label (or which itself) is written, and what is wrong ("" when nothing)."""
    wanted = text.replace("(", "（").replace(")", "）")
    for value, label in choices:
        if wanted in {label, value}:
            return value, ""
    labels = "、".join(str(label) for _, label in choices)
    return "", f"没有“{text}”这个{column.heading}，可填：{labels}。"


def day_in(value: Any, *, example: str) -> tuple[date | None, str]:
    """The day a cell means, None when empty, and what is wrong with it ("" when nothing)."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, float | int) and not isinstance(value, bool):
        value = shown(value)
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return None, ""
        try:
            value = _day_of(text)
        except ValueError:
            return None, "没有这一天。"
    if not isinstance(value, date):
        return None, f"日期请写成 {example} 这样。"
    return value, ""


def _day_of(text: str) -> date | None:
    match = DATE.fullmatch(text) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    return date(*map(int, match.groups())) if match else None
