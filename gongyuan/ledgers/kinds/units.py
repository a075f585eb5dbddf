"""The tree of unions."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date

from gongyuan.core.sheets.columns import Column
from gongyuan.core.sheets.entries import Entry
from gongyuan.core.sheets.reading import Row
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.ledgers.kinds import parsing
from gongyuan.ledgers.kinds.comparing import day_text
from gongyuan.ledgers.kinds.kind import Cell, Going, Kind, LedgerColumn, Line, Parser, RowsOut, Run
from gongyuan.organisations.actions.ledger import put_units_back
from gongyuan.organisations.actions.tree_import import write_plan
from gongyuan.organisations.actions.units import hold_tree
from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.models import Unit, UnitStretch
from gongyuan.organisations.queries.tree_import import plan_of
from gongyuan.organisations.queries.units import described
from gongyuan.organisations.sheets import columns as tree
from gongyuan.organisations.sheets.reading import read_row
from gongyuan.people.actor import Actor

_LEVELS = {
    "省": UnitLevel.PROVINCE,
    "市": UnitLevel.PREFECTURE,
    "州": UnitLevel.PREFECTURE,
    "地市级": UnitLevel.PREFECTURE,
    "市级": UnitLevel.PREFECTURE,
    "县": UnitLevel.COUNTY,
    "区": UnitLevel.COUNTY,
    "县级": UnitLevel.COUNTY,
    "区县级": UnitLevel.COUNTY,
    "县区级": UnitLevel.COUNTY,
    "乡镇": UnitLevel.TOWNSHIP,
    "街道": UnitLevel.TOWNSHIP,
    "乡镇街道": UnitLevel.TOWNSHIP,
    "基层工会": UnitLevel.PRIMARY,
}
_KINDS = {
    "总工会": UnitKind.FEDERATION,
    "产业": UnitKind.INDUSTRIAL,
    "直管": UnitKind.DIRECT,
    "企业": UnitKind.ENTERPRISE,
    "联合会": UnitKind.ASSOCIATION,
}
_HOW: dict[str, tuple[Parser, tuple[str, ...]]] = {
    "region_code": (parsing.code, ("行政区划代码", "区划编码", "地区代码", "代码")),
    "name": (parsing.text, ("工会名称", "单位名称", "组织名称", "单位全称", "工会全称")),
    "short_name": (parsing.text, ("单位简称",)),
    "level": (parsing.one_of(UnitLevel.choices, _LEVELS), ("级别", "工会级别", "行政级别")),
    "kind": (parsing.one_of(UnitKind.choices, _KINDS), ("工会类别", "类型", "工会类型")),
    "parent_code": (
        parsing.code,
        (
            *("上级代码", "上级工会代码", "主管工会代码", "上级工会", "上级单位", "上级组织"),
            *("主管工会", "隶属工会", "上级工会名称", "上级"),
        ),
    ),
    "document_prefix": (parsing.text, ("发文代字",)),
    "phone": (parsing.phone, ("联系电话", "办公电话", "单位电话")),
    "address": (parsing.text, ("单位地址", "办公地址", "详细地址")),
    "opened_on": (parsing.day, ("成立时间", "建会时间", "建会日期", "组建时间")),
}


def _column(column: Column) -> LedgerColumn:
    parse, aliases = _HOW[column.name]
    more: dict[str, Any] = {"aliases": aliases}
    if column.name == "parent_code":
        more |= {"how": "上级工会的区划代码，或者名称", "longest": 200}
    return LedgerColumn(**{**vars(column), **more}, parse=parse)


COLUMNS = tuple(_column(column) for column in tree.COLUMNS)
HEADINGS = {column.name: column.heading for column in COLUMNS}
LABELS = {"level": dict(UnitLevel.choices), "kind": dict(UnitKind.choices)}


def _key(line: Line) -> str:
    """None: the plan itself finds rows that mean the same union."""
    return ""


def _judge(lines: Sequence[Line], run: Run) -> None:
    if run.memory.get("is_import"):
        hold_tree(whole=True)
    by_place = {(line.sheet, line.number): line for line in lines}
    _name_parents(lines, run)
    rows = []
    for line in lines:
        row, faults = read_row(_row(line), today=run.today)
        bad = {name for name, _ in line.faults}
        for fault in faults:
            name = _named(fault.heading)
            if name not in bad:
                line.fault(name, fault.reason)
        rows.append(replace(row, details=None) if line.faults else row)
    plan = plan_of(rows, actor=run.actor)
    for fault in plan.faults:
        by_place[fault.sheet, fault.row].fault(_named(fault.heading), fault.reason)
    for one in plan.planned:
        line = by_place[one.row.sheet, one.row.row]
        line.existing = one.existing
        line.changes = {name: list(values) for name, values in one.changes.items()}
        line.data = one
    run.memory["plan"] = plan


def _name_parents(lines: Sequence[Line], run: Run) -> None:
    """The code of each superior told by name, or by the way down to it (市总工会/县总工会)."""
    told = {line.position: text for line in lines if (text := _name_above(line))}
    if not told:
        return
    codes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    wanted = set(told.values())
    for line in lines:
        values = line.values
        if values.get("name") in wanted and values.get("region_code"):
            kind = values.get("kind") or UnitKind.FEDERATION
            codes[values["name"]].add((values["region_code"], str(kind)))
    known = Unit.objects.visible_to(run.actor).filter(closed_on=None, name__in=wanted)
    for name, code, kind in known.values_list("name", "region_code", "kind"):
        codes[name].add((code, kind))
    for line in lines:
        if line.position in told:
            wanted_name = told[line.position]
            line.values["parent_code"] = ""
            reason = _superior(line, wanted_name, codes[wanted_name])
            if reason:
                line.fault("parent_code", reason)


def _name_above(line: Line) -> str:
    """The last name of what is told of the superior; "" for a code."""
    text = line.values.get("parent_code") or ""
    return "" if text.isdecimal() else re.split(r"[/\\＞>→]", text)[-1]


def _superior(line: Line, name: str, found: set[tuple[str, str]]) -> str:
    """Take over the code of the one union of a name; why that cannot be, "" when it can."""
    if not found:
        return f"本表和本单位范围内都没有“{name}”。"
    if len(found) > 1:
        return f"有{len(found)}个组织叫“{name}”，请写区划代码。"
    ((code, kind),) = found
    if kind != UnitKind.FEDERATION and line.values.get("region_code") == code:
        return f"“{name}”与本行同用一个代码，请在组织网络里移到它下面。"
    line.values["parent_code"] = code
    return ""


def _row(line: Line) -> Row:
    """The line as the register's own reader wants it: what could be read, in its words."""
    cells: dict[str, Any] = {}
    for name in HEADINGS:
        value = line.values.get(name)
        cells[name] = value if isinstance(value, date) else str(value or "")
    return Row(
        sheet=line.sheet,
        number=line.number,
        letters=dict.fromkeys(HEADINGS, ""),
        cells=cells,
        headings=HEADINGS,
    )


def _named(heading: str) -> str:
    return next((name for name, known in HEADINGS.items() if known == heading), "name")


def _write(lines: Sequence[Line], run: Run) -> list[Entry]:
    by_plan = {id(line.data): line.position for line in lines}
    written = write_plan(plan=run.memory["plan"], actor=run.actor, now=run.now)
    return [
        Entry(position=by_plan[id(one)], model="organisations.unit", pk=unit.pk, changes=changes)
        for one, unit, changes in written
    ]


def _put_back(before: Mapping[int, dict[str, Any]], run: Run) -> None:
    was = {
        pk: {**values, "opened_on": parse_date(values["opened_on"] or "")}
        for pk, values in before.items()
    }
    put_units_back(before=was, actor=run.actor, now=run.now)


def _rows_out(actor: Actor, going: Going) -> RowsOut:
    units = Unit.objects.visible_to(actor).filter(closed_on=None)

    def cells(unit: Unit) -> dict[str, Cell]:
        row = next(described([unit]))
        return {**row, "opened_on": day_text(unit.opened_on)}

    return units.select_related("parent").defer("search").order_by("path"), cells


KIND = Kind(
    code=LedgerKind.UNITS,
    columns=COLUMNS,
    known_by="区划代码和类别（企业工会等还要名称）",
    key=_key,
    judge=_judge,
    write=_write,
    rows_out=_rows_out,
    models=(Unit,),
    parts=((UnitStretch, "unit"),),
    put_back=_put_back,
    is_whole=True,
)
