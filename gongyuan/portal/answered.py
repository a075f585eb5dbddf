"""A calculator's result in the words and figures of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyuan.law.amounts import formatted_amount
from gongyuan.law.calculation import UNIT_LABELS, Part, Value, figure_text, number_text
from gongyuan.law.figures import Figure
from gongyuan.law.inputs import Labelled
from gongyuan.law.results import written_date


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A value as it is printed: the figure, and the unit behind it."""

    figure: str
    unit: str = ""

    @property
    def text(self) -> str:
        return f"{self.figure}{self.unit}"


def shown_value(value: Value, unit: str) -> Shown:
    """A value as people read it: 44,000.00元, 2026年9月1日, 是; 算不出来 for none."""
    if value is None:
        return Shown(figure="算不出来")
    if isinstance(value, bool):
        return Shown(figure="是" if value else "否")
    if isinstance(value, date):
        return Shown(figure=written_date(value))
    if isinstance(value, Labelled):
        return Shown(figure=value.label)
    label = UNIT_LABELS.get(unit, unit)
    if isinstance(value, Decimal) and unit.startswith("yuan"):
        return Shown(figure=formatted_amount(value), unit=label)
    if isinstance(value, Decimal):
        return Shown(figure=number_text(value), unit=label)
    return Shown(figure=str(value), unit=label)


def shown_parts(parts: Sequence[Part]) -> list[dict[str, str]]:
    """Each figure beside the value: its name and itself with its unit."""
    return [
        {"label": part.label, "value": shown_value(part.value, part.unit).text} for part in parts
    ]


def shown_figures(figures: Sequence[Figure]) -> list[dict[str, object]]:
    """The dated figures that were used, each with its source and whether it was verified."""
    return [
        {
            "label": figure.label,
            "value": figure_text(figure),
            "source": figure.source,
            "is_verified": figure.is_verified,
        }
        for figure in figures
    ]
