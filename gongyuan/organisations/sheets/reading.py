"""Reading a row of unions, with every bad cell named."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongyuan.core.sheets.columns import Column, Fault
from gongyuan.core.sheets.reading import Row, choice_in, day_in, text_in
from gongyuan.organisations import rules
from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.rules import UnitDetails
from gongyuan.organisations.sheets.columns import CODES, COLUMNS


@dataclass(frozen=True, kw_only=True)
class TreeRow:
    """One row read: a union as it should be, and the code of its superior."""

    read: Row
    #: None when a cell of the row is bad.
    details: UnitDetails | None
    parent_code: str

    @property
    def sheet(self) -> str:
        return self.read.sheet

    @property
    def row(self) -> int:
        return self.read.number

    @property
    def texts(self) -> dict[str, str]:
        """What stood in the cells, as text, by column name."""
        return {name: self.read.text(name) for name in self.read.cells}

    def fault(self, name: str, reason: str) -> Fault:
        return self.read.fault(name, reason)


def read_row(one: Row, *, today: date) -> tuple[TreeRow, list[Fault]]:
    """One row as a union, and every bad cell of it."""
    values: dict[str, Any] = {}
    faults = []
    for column in COLUMNS:
        value, reason = _read_cell(column, one.cells.get(column.name, ""), today=today)
        values[column.name] = value
        if reason:
            faults.append(one.fault(column.name, reason))
    parent_code = values.pop("parent_code")
    values["short_name"] = values["short_name"] or _short(values["name"])
    details = None if faults else UnitDetails(**values)
    return TreeRow(read=one, details=details, parent_code=parent_code), faults


def _short(name: str) -> str:
    return (name.removesuffix("总工会").removesuffix("工会") or name)[:40]


def _read_cell(column: Column, value: Any, *, today: date) -> tuple[Any, str]:
    """The value a cell means, and what is wrong with it ("" when nothing)."""
    if column.name == "opened_on":
        day, reason = day_in(value, example="2009-05-01")
        return day, reason or "".join(rules.date_obstacles(opened_on=day, today=today))
    if column.name == "phone" and isinstance(value, float | int) and not isinstance(value, bool):
        return "", "电话要按文本填写：数字格式会丢掉开头的0。"
    text, reason = text_in(column, value)
    if reason:
        return "", reason
    if column.name == "kind" and not text:
        return UnitKind.FEDERATION, ""
    if not text:
        return "", ""
    if column.name in CODES:
        return text, "".join(rules.region_code_obstacles(text))
    if column.name in {"level", "kind"}:
        kinds = UnitLevel if column.name == "level" else UnitKind
        return choice_in(column, text, kinds.choices)
    return text, "".join(rules.text_obstacles(text))
