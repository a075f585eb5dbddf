"""The table reckoned a second time by plain SQL, to be held against any unit of any database."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import connection

from gongyuan.organisations.models import Unit
from gongyuan.reporting.choices import INDICATORS
from gongyuan.reporting.queries import figures_by_place, table

SCRIPT = Path(__file__).with_name("table003.sql")
Figures = dict[tuple[int, str, str], Decimal | None]


def sql_figures(*, unit: Unit, year: int, today: date) -> Figures:
    """Figures by (line 1-13, level, part) as the script reckons them."""
    asked = {"unit": unit.pk, "year": year, "as_at": min(date(year, 12, 31), today)}
    with connection.cursor() as cursor:
        cursor.execute(SCRIPT.read_text(encoding="utf-8"), asked)
        return {(line, level, part): figure for line, level, part, figure in cursor.fetchall()}


def product_figures(*, unit: Unit, year: int, today: date) -> Figures:
    """The same as the product reckons them."""
    lines = {indicator.code: line for line, indicator in enumerate(INDICATORS, 1)}
    cells = table(unit=unit, year=year, today=today).cells
    return {
        (lines[place.indicator], str(place.level), place.part): figure.value
        for place, figure in figures_by_place(cells).items()
    }


def differences(*, unit: Unit, year: int, today: date) -> list[str]:
    """Where the two disagree, as lines for a person; empty when every cell is equal."""
    ours = product_figures(unit=unit, year=year, today=today)
    theirs = sql_figures(unit=unit, year=year, today=today)
    return [
        f"line {place[0]}, {place[1]} {place[2]}: {ours.get(place)} against {theirs.get(place)}"
        for place in sorted({*ours, *theirs})
        if ours.get(place) != theirs.get(place) or place not in ours or place not in theirs
    ]
