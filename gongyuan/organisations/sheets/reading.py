"""Reading the tree of unions from Excel, with every bad cell named."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_col_to_name

from gongyuan.organisations import rules
from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.rules import UnitDetails
from gongyuan.organisations.sheets.columns import BY_HEADING, CODES, COLUMNS, Column

DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One bad cell: where it is, what stands in it, what is wrong."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TreeRow:
    """One row read: a union as it should be, and the code of its superior."""

    sheet: str
    row: int
    #: Letter of the column by name.
    letters: dict[str, str]
    #: What stood in the cells, as text, by column name.
    texts: dict[str, str]
    #: None when a cell of the row is bad.
    details: UnitDetails | None
    parent_code: str

    def fault(self, name: str, reason: str) -> Fault:
        return Fault(
            sheet=self.sheet,
            row=self.row,
            column=self.letters.get(name, ""),
            value=self.texts.get(name, ""),
            reason=reason,
        )


@dataclass(frozen=True, kw_only=True)
class TreeSheet:
    rows: list[TreeRow]
    faults: list[Fault]


def read_tree(content: bytes, *, today: date) -> TreeSheet:
    """The rows of every sheet that has the headings, and every bad cell; blank rows are passed
    over. Trusts that `workbook_obstacles` found none."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in workbook.sheet_names
        }
    except (CalamineError, OSError, ValueError) as error:
        reason = "文件打不开，请用 Excel 或 WPS 另存为 .xlsx 再传。"
        return TreeSheet(rows=[], faults=[_sheet_fault("", reason, str(error)[:60])])
    rows: list[TreeRow] = []
    faults: list[Fault] = []
    for name, cells in sheets.items():
        _read_sheet(name, cells, today=today, rows=rows, faults=faults)
    if not rows and not faults:
        headings = "、".join(c.heading for c in COLUMNS if c.is_required)
        faults.append(_sheet_fault("", f"没有找到可导入的行；第一行应有：{headings}。", ""))
    return TreeSheet(rows=rows, faults=faults)


def _sheet_fault(sheet: str, reason: str, value: str) -> Fault:
    return Fault(sheet=sheet, row=1, column="", value=value, reason=reason)


def _read_sheet(
    name: str, cells: list[list[Any]], *, today: date, rows: list[TreeRow], faults: list[Fault]
) -> None:
    headings = [str(cell).strip() for cell in cells[0]] if cells else []
    places = {
        BY_HEADING[heading].name: index
        for index, heading in enumerate(headings)
        if heading in BY_HEADING
    }
    if "region_code" not in places and "name" not in places:
        return
    missing = [c.heading for c in COLUMNS if c.is_required and c.name not in places]
    if missing:
        faults.append(_sheet_fault(name, f"第一行缺少：{'、'.join(missing)}。", ""))
        return
    letters = {column: xl_col_to_name(index) for column, index in places.items()}
    for number, row in enumerate(cells[1:], start=2):
        raw = {column: row[index] for column, index in places.items() if index < len(row)}
        if any(_shown(value) for value in raw.values()):
            read, found = _read_row(name, number, letters, raw, today=today)
            rows.append(read)
            faults.extend(found)


def _read_row(
    sheet: str, number: int, letters: dict[str, str], raw: dict[str, Any], *, today: date
) -> tuple[TreeRow, list[Fault]]:
    values: dict[str, Any] = {}
    bad: list[tuple[str, str]] = []
    for column in COLUMNS:
        value, reason = _read_cell(column, raw.get(column.name, ""), today=today)
        values[column.name] = value
        if reason:
            bad.append((column.name, reason))
    parent_code = values.pop("parent_code")
    values["short_name"] = values["short_name"] or _short(values["name"])
    row = TreeRow(
        sheet=sheet,
        row=number,
        letters=letters,
        texts={column: _shown(value) for column, value in raw.items()},
        details=None if bad else UnitDetails(**values),
        parent_code=parent_code,
    )
    return row, [row.fault(column, reason) for column, reason in bad]


def _short(name: str) -> str:
    return (name.removesuffix("总工会").removesuffix("工会") or name)[:40]


def _read_cell(column: Column, value: Any, *, today: date) -> tuple[Any, str]:
    """The value a cell means, and what is wrong with it ("" when nothing)."""
    if column.name == "opened_on":
        return _read_date(value, today=today)
    if isinstance(value, bool | date):
        return "", f"{column.heading}应是文字，这里是日期或是非值。"
    if isinstance(value, float | int):
        return _read_number(column, float(value))
    return _read_text(column, " ".join(str(value).split()))


def _read_number(column: Column, value: float) -> tuple[str, str]:
    if column.name == "phone":
        return "", "电话要按文本填写：数字格式会丢掉开头的0。"
    if not value.is_integer() or abs(value) >= 1e15:
        return "", f"{column.heading}带有小数或太长，单元格格式应为文本。"
    return _read_text(column, str(int(value)))


def _read_text(column: Column, text: str) -> tuple[str, str]:
    if not text:
        if column.name == "kind":
            return UnitKind.FEDERATION, ""
        return "", f"要填写{column.heading}。" if column.is_required else ""
    if len(text) > column.longest:
        return "", f"{column.heading}最多{column.longest}个字。"
    if column.name in CODES:
        return text, "".join(rules.region_code_obstacles(text))
    if column.name in {"level", "kind"}:
        return _read_choice(UnitLevel if column.name == "level" else UnitKind, column, text)
    return text, "".join(rules.text_obstacles(text=text))


def _read_choice(
    choices: type[UnitLevel] | type[UnitKind], column: Column, text: str
) -> tuple[str, str]:
    wanted = text.replace("(", "（").replace(")", "）")
    for value, label in choices.choices:
        if wanted in {label, value}:
            return value, ""
    return "", f"没有“{text}”这个{column.heading}，可填：{'、'.join(map(str, choices.labels))}。"


def _read_date(value: Any, *, today: date) -> tuple[date | None, str]:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return None, ""
        match = DATE.fullmatch(text)
        try:
            value = date(*map(int, match.groups())) if match else None
        except ValueError:
            return None, "没有这一天。"
    if not isinstance(value, date):
        return None, "日期请写成 2009-05-01 这样。"
    return value, "".join(rules.date_obstacles(opened_on=value, today=today))


def _shown(value: Any) -> str:
    """A cell as the person who typed it sees it."""
    if isinstance(value, datetime):
        value = value.date() if value.time() == datetime.min.time() else value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
