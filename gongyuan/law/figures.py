"""Dated figures of law and of regions: a number with its source, for a place and a day.

Two kinds share this form. Figures of statutes (rates, multiples, limits) lie in `data/figures/` and
are read here. Figures of a region (average wage, minimum wage, …) are kept by `policy` and come in
as a `FigureTable`. Neither is ever guessed: what is not there is missing, and said so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from gongyuan.law.results import LawDataError
from gongyuan.law.workdays import Calendar, mainland_calendar

NATION = "000000"
CONFIDENCES = ("F", "P", "S", "D")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One dated figure: `value` in `unit`, in force from `valid_from` to `valid_to` (both in).

    `region` is a GB/T 2260 code ("000000" for the nation). `is_verified` false is shown as 待核.
    """

    key: str
    label: str
    value: Decimal
    unit: str
    source: str
    is_verified: bool
    region: str = NATION
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    def covers(self, day: date) -> bool:
        """Tell whether the figure is in force on this day, both ends included."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class MissingFigure(LookupError):
    """No figure of this key for this place and day; `label` is what people read."""

    def __init__(self, key: str, region: str, on: date) -> None:
        super().__init__(f"{region}在{on}没有{key}")
        self.key, self.region, self.on = key, region, on


class FigureTable:
    """Figures by key, found for a place (the nearest region first) and a day.

    `calendar` is the working calendar that goes with them: with the years an office has entered,
    or the one shipped.
    """

    def __init__(self, rows: Iterable[Figure], *, calendar: Calendar | None = None) -> None:
        self.calendar = mainland_calendar() if calendar is None else calendar
        by_place: dict[tuple[str, str], list[Figure]] = {}
        for row in rows:
            by_place.setdefault((row.key, row.region), []).append(row)
        self._by_place = by_place

    def find(self, key: str, *, region: str = NATION, on: date) -> Figure | None:
        """Return the figure in force at a place on a day; None when there is none.

        Of several rows of the same place the one that began last wins, and of equal beginnings
        the one that was given last: an office's own row stands after the shipped ones.
        """
        for place in places(region):
            found = [row for row in self._by_place.get((key, place), ()) if row.covers(on)]
            if found:
                return max(enumerate(found), key=lambda pair: (_began(pair[1]), pair[0]))[1]
        return None

    def rows(self) -> Sequence[Figure]:
        """Return every row, ordered by key, region and beginning."""
        rows = (row for group in self._by_place.values() for row in group)
        return sorted(rows, key=lambda row: (row.key, row.region, _began(row)))


NO_FIGURES = FigureTable(())


def places(region: str) -> tuple[str, ...]:
    """List the codes that hold for a place: county, city, province, nation (GB/T 2260)."""
    county = region[:6]
    return tuple(dict.fromkeys((county, f"{county[:4]}00", f"{county[:2]}0000", NATION)))


def statutory(key: str, *, on: date) -> Figure:
    """Return a figure of the nation's statutes on a day; refuses (MissingFigure) an unknown one."""
    found = statutory_figures().find(key, on=on)
    if found is None:
        raise MissingFigure(key, NATION, on)
    return found


@cache
def statutory_figures() -> FigureTable:
    """Read all figures of statutes from `data/figures/*.yaml`, each with its article.

    Refuses (LawDataError) a row without source, an unknown confidence or crossing dates.
    """
    folder = resources.files("gongyuan.law").joinpath("data/figures")
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".yaml")), key=_name)
    rows: list[Figure] = []
    for file in files:
        rows += read_figures(file.read_text("utf-8"), file.name)
    return FigureTable(rows)


def read_figures(text: str, name: str) -> list[Figure]:
    """Read the figures of one YAML file `name`: a mapping `figures`, key to label, unit and rows.

    A row has value, source, confidence (F, P, S, D) and may have region, from, to, note. Only F
    and P count as verified. Refuses (LawDataError) with the file, the key and the reason.
    """
    data = yaml.safe_load(text) or {}
    rows: list[Figure] = []
    for key, entry in data.get("figures", {}).items():
        for row in entry["rows"]:
            rows.append(_figure(key, entry, row, f"{name}：{key}"))
    return rows


def _figure(key: str, entry: Mapping[str, Any], row: Mapping[str, Any], place: str) -> Figure:
    known = {"value", "source", "confidence", "region", "from", "to", "note"}
    for name in row:
        if name not in known:
            raise LawDataError(f"{place}：没有“{name}”这一栏")
    if row.get("confidence") not in CONFIDENCES:
        raise LawDataError(f"{place}：置信度只能是{'、'.join(CONFIDENCES)}，凭记忆的数不得入表")
    if not row.get("source"):
        raise LawDataError(f"{place}：缺少来源")
    valid_from, valid_to = row.get("from"), row.get("to")
    if valid_from and valid_to and valid_from > valid_to:
        raise LawDataError(f"{place}：起止日期颠倒")
    try:
        value = Decimal(str(row["value"]))
    except (KeyError, InvalidOperation) as error:
        raise LawDataError(f"{place}：值不是数字") from error
    return Figure(
        key=key,
        label=entry["label"],
        value=value,
        unit=entry["unit"],
        source=row["source"],
        is_verified=row["confidence"] in ("F", "P"),
        region=str(row.get("region", NATION)),
        valid_from=valid_from,
        valid_to=valid_to,
        note=row.get("note", ""),
    )


def figure_labels(tables: Iterable[FigureTable]) -> Mapping[str, str]:
    """Return the Chinese name of every key that occurs in these tables."""
    return MappingProxyType({row.key: row.label for table in tables for row in table.rows()})


def _began(row: Figure) -> date:
    return row.valid_from or date.min


def _name(item: Any) -> str:
    return str(item.name)
