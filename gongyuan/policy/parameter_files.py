"""The figures of regions that come with the product, and the keys an office may enter."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from gongyuan.law.calculation import UNIT_LABELS
from gongyuan.law.figures import Figure, FigureTable, read_figures

FOLDER = Path(__file__).resolve().parent / "parameters"


@dataclass(frozen=True, kw_only=True)
class FigureKind:
    """What a key stands for: its Chinese name and its unit (as in `law`: yuan_per_month, …).

    `is_national`: one figure for the whole nation, such as a statistic that statutes refer to.
    """

    key: str
    label: str
    unit: str
    is_national: bool

    @property
    def unit_label(self) -> str:
        """The unit as it stands behind a number: 元/月."""
        return UNIT_LABELS.get(self.unit, self.unit)


@cache
def figure_kinds() -> Mapping[str, FigureKind]:
    """Every key of the shipped files in their order, with or without a figure of its own."""
    kinds = {}
    for path in _paths():
        for key, entry in yaml.safe_load(path.read_text("utf-8"))["figures"].items():
            kinds[key] = FigureKind(
                key=key,
                label=entry["label"],
                unit=entry["unit"],
                is_national=entry.get("national", False),
            )
    return MappingProxyType(kinds)


@cache
def shipped_figures() -> tuple[Figure, ...]:
    """The figures of `parameters/*.yaml`, each with region, dates and source.

    Refuses (LawDataError) a row without source, with an unknown confidence or crossing dates.
    """
    found: list[Figure] = []
    for path in _paths():
        found += read_figures(path.read_text("utf-8"), path.name)
    return tuple(found)


@cache
def shipped_table() -> FigureTable:
    """The shipped figures alone with the shipped calendar, for use without a database."""
    return FigureTable(shipped_figures())


def _paths() -> list[Path]:
    return sorted(FOLDER.glob("*.yaml"))
