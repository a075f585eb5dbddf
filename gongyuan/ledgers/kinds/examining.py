"""One row after the other: its cells read, held against the register, kept with what was found."""

import json
from collections.abc import Sequence
from typing import Any

from gongyuan.core.crypto import blind_index
from gongyuan.ledgers.kinds.kind import Kind, Line, Run
from gongyuan.ledgers.models import Ledger, LedgerRow

#: Stands in the reason of every row that is there twice, and in no other.
DOUBLE = "重复（按"


def examine(lines: Sequence[Line], kind: Kind, run: Run) -> None:
    """Read the cells of these lines, find those that stand twice, hold all against the register."""
    for line in lines:
        _read(line, kind)
        line.key = kind.key(line)
        if line.key:
            first = run.seen.setdefault(line.key, (line.sheet, line.number))
            if first != (line.sheet, line.number):
                where = f"“{first[0]}”第{first[1]}行"
                line.fault(
                    kind.key_column or next(iter(kind.required)),
                    f"与{where}{DOUBLE}{kind.known_by}）。",
                )
    kind.judge(lines, run)


def _read(line: Line, kind: Kind) -> None:
    line.values, line.faults, line.hints = {}, [], []
    for column in kind.columns:
        text = line.texts.get(column.name, "")
        if not text:
            line.values[column.name] = None
            if column.is_required:
                line.fault(column.name, f"要填写{column.heading}。")
            continue
        read = column.parse(column, text)
        line.values[column.name] = read.value
        if read.reason:
            line.values[column.name] = None
            line.fault(column.name, read.reason)
        elif column.is_required and read.value in (None, ""):
            line.fault(column.name, f"要填写{column.heading}。")
        elif read.hint:
            line.hints.append(read.hint)


def row_of(line: Line, ledger: Ledger) -> LedgerRow:
    """A line as it is kept."""
    return LedgerRow(
        ledger=ledger,
        position=line.position,
        sheet=line.sheet,
        number=line.number,
        cells=_json(line.texts),
        key=blind_index("ledger", line.key),
        outcome=line.outcome,
        faults=[list(fault) for fault in line.faults],
        hints=line.hints,
        changes=_json(line.changes) if line.changes and not line.faults else "",
    )


#: What of a kept row it takes to read it again.
KEPT = ("position", "sheet", "number", "cells")


def line_of(position: int, sheet: str, number: int, cells: str) -> Line:
    """A kept row, told by its KEPT columns, to be read again."""
    texts = json.loads(cells) if cells else {}
    return Line(position=position, sheet=sheet, number=number, texts=texts)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
