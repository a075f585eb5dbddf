"""The words of the paper form: its title, its notes, and the cells as pages show them."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.urls import reverse

from gongyuan.organisations.models import Unit
from gongyuan.reporting.choices import COLUMNS, Measure, Source
from gongyuan.reporting.queries import Cell, Figure, cell_text, number_text

FORM_TITLE = "职工法律援助维权服务工作统计表"
HEADINGS = ("检查项目", "检查内容", *COLUMNS.values())
#: 注 of the form; the year alone is filled in.
NOTES = (
    "1.本表所统计事项以{year}年1—12月为准；",
    "2.本表填写后，请单附一份本市州（包括所辖县区、乡镇街道）法律援助机构名称、组建形式、"
    "负责人姓名及联系方式；",
    "3.由市州级工会统一于5月25日前将本表及所附法援机构名册，加盖公章后邮寄到省总法律顾问处。",
)
OUTSIDE = {
    Source.INSTITUTIONS: "机构 {} 个",
    Source.STAFF: "工作人员 {} 人",
    Source.VOLUNTEERS: "志愿者 {} 人",
    Source.CONSULTATIONS: "代书、咨询 {} 件",
    Source.ARBITRATIONS: "仲裁 {} 件",
    Source.LITIGATIONS: "诉讼 {} 件",
}
PREFECTURE_OF_A_PEOPLE = re.compile(r"自治州$")


def place_name(unit: Unit) -> str:
    """What is written on the blank of the title: 延边州, 和龙市."""
    stem = re.sub(r"(总工会|工会)$", "", unit.name)
    return f"{unit.short_name}州" if PREFECTURE_OF_A_PEOPLE.search(stem) else stem


def title(unit: Unit) -> str:
    return place_name(unit) + FORM_TITLE


def notes(year: int) -> list[str]:
    return [note.format(year=year) for note in NOTES]


def outside_text(outside: dict[Source, int]) -> str:
    """机构 1 个、工作人员 3 人: what stands in no column."""
    return "、".join(OUTSIDE[source].format(number) for source, number in outside.items())


def groups(cells: Iterable[Cell]) -> list[dict[str, Any]]:
    """The table as a page draws it: groups of rows, each row with its three cells."""
    rows = [
        {"indicator": indicator, "cells": [_shown(cell) for cell in row]}
        for indicator, row in groupby(cells, key=lambda cell: cell.indicator)
    ]
    return [
        {"label": group.label, "rows": list(members)}
        for group, members in groupby(rows, key=lambda row: row["indicator"].group)
    ]


def changes(cells: Iterable[Cell]) -> int:
    """How many cells have become different since the table was submitted."""
    return sum(1 for cell in cells if _change(cell) is not None)


def _shown(cell: Cell) -> dict[str, Any]:
    handed = [f.entered for f in cell.figures.values() if f.entered and f.counted is not None]
    return {
        "level": cell.level,
        "is_open": cell.is_open,
        "pieces": _pieces(cell),
        "entered": number_text(sum(handed)) if handed else "",
        "change": _change(cell),
    }


def _change(cell: Cell) -> str | None:
    if not cell.present or not cell.is_open:
        return None
    now, then = cell_text(cell, cell.present), cell_text(cell)
    return None if now == then else now or "未填"


def _pieces(cell: Cell) -> list[dict[str, str]]:
    """The parts of a cell, each with the list it opens; a zero opens none."""
    text = cell_text(cell)
    values = {part: figure.value for part, figure in cell.figures.items()}
    texts = re.split("[、　]", text) if len(values) > 1 else [text]
    if not text:
        return []
    if len(texts) != len(values):
        return [{"text": text, "url": cell_url(cell)}]
    divider = "　" if cell.indicator.measure == Measure.YES_NO else "、"
    return [
        {
            "text": one,
            "url": cell_url(cell, part) if value else "",
            "before": divider if number else "",
        }
        for number, (one, (part, value)) in enumerate(zip(texts, values.items(), strict=True))
    ]


def cell_url(cell: Cell, part: str = "") -> str:
    """The address of the list behind a cell or a part of it."""
    address = reverse(
        "return_cell", args=[cell.unit.pk, cell.period.year, cell.indicator.code, cell.level]
    )
    return f"{address}?part={part}" if part else address


def frozen_text(cell: Cell, figures: dict[str, Figure], part: str) -> str:
    """What a cell, or one part of it, was when the table was submitted."""
    if part in figures:
        return number_text(figures[part].value or 0)
    return cell_text(cell, figures) if figures else ""
