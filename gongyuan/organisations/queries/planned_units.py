"""One row of a sheet of unions against the tree as it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from gongyuan.core.sheets.columns import Fault
from gongyuan.organisations.choices import UnitKind
from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries.units import changes_between, details_of
from gongyuan.organisations.rules import UnitDetails
from gongyuan.organisations.sheets.reading import TreeRow

Key = tuple[str, ...]
MAY_BE_EMPTY = ("short_name", "document_prefix", "phone", "address", "opened_on")


@dataclass(eq=False, kw_only=True)
class PlannedUnit:
    """A row of the sheet, the unit it means if there is one, and its superior."""

    row: TreeRow
    details: UnitDetails
    existing: Unit | None
    #: Another row, a unit that stands already, or None for the top of the importer's own tree.
    parent: "PlannedUnit | Unit | None" = None
    #: Field by field [before, after].
    changes: dict[str, list[str]] = field(default_factory=dict)
    #: The row whose place decides this one's place: the parent, or the nearest above the parent.
    above: "PlannedUnit | None" = None

    former_parent_id: int | None = None

    @property
    def is_moved(self) -> bool:
        return "parent" in self.changes

    @property
    def depth(self) -> int:
        """How many rows decide this one's place: those are written first."""
        return sum(1 for _ in upward(self))


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    #: Every bad cell; when there is one, nothing may be imported.
    faults: list[Fault]
    #: Superiors stand before those they lead.
    planned: list[PlannedUnit]

    @property
    def created(self) -> list[PlannedUnit]:
        return [one for one in self.planned if one.existing is None]

    @property
    def changed(self) -> list[PlannedUnit]:
        return [one for one in self.planned if one.existing is not None and one.changes]


def key_of(one: Unit | UnitDetails) -> Key:
    """What makes two unions the same one."""
    is_single = one.kind == UnitKind.FEDERATION
    return (one.region_code, one.kind) if is_single else (one.region_code, one.kind, one.name)


def upward(planned: PlannedUnit) -> Iterator[PlannedUnit]:
    """The rows that decide a row's place, nearest first; a ring is walked once."""
    seen = set()
    step = planned.above
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        yield step
        step = step.above


def filled(row: TreeRow, details: UnitDetails, existing: Unit | None) -> UnitDetails:
    """What an empty cell, or a column left out, says of a known union: as it was."""
    if existing is None:
        return details
    kept = {name: getattr(existing, name) for name in MAY_BE_EMPTY if not row.texts.get(name)}
    return replace(details, **kept)


def identity(parent: PlannedUnit | Unit) -> Any:
    """The same for the same superior, whether it stands already or is a row."""
    unit = parent.existing if isinstance(parent, PlannedUnit) else parent
    return unit.pk if unit else id(parent)


def changes_of(one: PlannedUnit, *, is_own: bool) -> dict[str, list[str]]:
    """What the row would change on the unit it means; empty for a new one."""
    if one.existing is None:
        return {}
    changes = changes_between(details_of(one.existing), one.details)
    if is_own or one.parent is None:
        return changes
    former = one.existing.parent
    if identity(one.parent) != (former.pk if former else None):
        changes["parent"] = [former.name if former else "", _name(one.parent)]
    return changes


def _name(one: PlannedUnit | Unit) -> str:
    return one.details.name if isinstance(one, PlannedUnit) else one.name


def row_above(
    parent: PlannedUnit | Unit | None, by_pk: dict[int, PlannedUnit]
) -> PlannedUnit | None:
    """The row that decides where a superior will stand: itself, or the nearest above it."""
    if parent is None or isinstance(parent, PlannedUnit):
        return parent
    above = (int(step) for step in reversed(parent.path.strip("/").split("/")))
    return next((by_pk[pk] for pk in above if pk in by_pk), None)
