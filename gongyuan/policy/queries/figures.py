"""The table of regional figures as people read it: what holds where and when, and whence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from gongyuan.law.calculation import figure_text
from gongyuan.law.figures import Figure, places
from gongyuan.policy.entered import RegionalFigure
from gongyuan.policy.in_force import entered_figure
from gongyuan.policy.parameter_files import FigureKind, figure_kinds, shipped_figures
from gongyuan.policy.region_names import names_of

WEB_ADDRESS = re.compile(r"[，, ]*(https?://[\w./?=&%#~+:-]+)", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class FigureLine:
    """One figure in the table: its place by name, its value in words, where it comes from.

    `source` is the document, `address` where it can be read on the web or "". `entered` is None
    for a figure the product brought; `holds` says whether it is the one used at its own place on
    the day asked.
    """

    figure: Figure
    place: str
    value: str
    source: str
    address: str
    holds: bool
    entered: RegionalFigure | None


def figure_lines(*, on: date, key: str = "", region: str = "") -> list[FigureLine]:
    """The figures of a key and of all places that hold for a region, or of all, in force on a day.

    Ordered by key as in the files, then region. An empty key or region is "all".
    """
    found = [line for line in _lines(key, on) if not region or line.figure.region in places(region)]
    return _named(line for line in found if line.holds)


def figure_history(*, key: str, on: date, region: str = "") -> list[FigureLine]:
    """Every figure a key ever had, by place, the latest first; also those never used any more."""
    found = [line for line in _lines(key, on) if not region or line.figure.region in places(region)]
    found.sort(key=lambda line: line.figure.valid_from or date.min, reverse=True)
    return _named(sorted(found, key=lambda line: line.figure.region))


def kinds_without_figure(*, on: date, region: str) -> list[FigureKind]:
    """The keys that have no figure in force for a region on a day: what is still to be entered."""
    having = {line.figure.key for line in figure_lines(on=on, region=region)}
    return [kind for kind in figure_kinds().values() if kind.key not in having]


def _lines(key: str, on: date) -> list[FigureLine]:
    rows = RegionalFigure.objects.order_by("pk")
    if key:
        rows = rows.filter(key=key)
    known: list[tuple[Figure, RegionalFigure | None]] = [
        (figure, None) for figure in shipped_figures() if not key or figure.key == key
    ]
    known += [(entered_figure(row), row) for row in rows]
    # As `FigureTable.find` chooses: of what covers the day the last begun, then the last given.
    used: dict[tuple[str, str], int] = {}
    for at, (figure, _) in enumerate(known):
        place = (figure.key, figure.region)
        if figure.covers(on) and (
            place not in used or _began(figure) >= _began(known[used[place]][0])
        ):
            used[place] = at
    order, holding = list(figure_kinds()), frozenset(used.values())
    lines = [_line(figure, row, holds=at in holding) for at, (figure, row) in enumerate(known)]
    return sorted(lines, key=lambda line: (_place_in(order, line.figure.key), line.figure.region))


def _line(figure: Figure, row: RegionalFigure | None, *, holds: bool) -> FigureLine:
    address = WEB_ADDRESS.search(figure.source)
    return FigureLine(
        figure=figure,
        place=figure.region,
        value=figure_text(figure),
        source=WEB_ADDRESS.sub("", figure.source),
        address=address.group(1) if address else "",
        holds=holds,
        entered=row,
    )


def _named(lines: Iterable[FigureLine]) -> list[FigureLine]:
    found = list(lines)
    names = names_of(line.figure.region for line in found)
    return [replace(line, place=names.get(line.place, line.place)) for line in found]


def _place_in(order: list[str], key: str) -> int:
    return order.index(key) if key in order else len(order)


def _began(figure: Figure) -> date:
    return figure.valid_from or date.min
