"""The network as tiles: one for each union two steps below, grouped by the step between."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Func, IntegerField, Value
from django.db.models.functions import Cast, NullIf

from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import UnitStretch
from gongyuan.organisations.queries.coverage import Coverage, Series, counted_unions, has_one
from gongyuan.organisations.rules import coverage as rules

_ORDER = list(UnitLevel)
#: A tile is two levels below who looks: a province sees its counties, a nation its prefectures.
STEPS_DOWN = 2


@dataclass(frozen=True, kw_only=True)
class Tile:
    """A union with what is covered in it; a union of the level itself is covered or not."""

    unit_id: int
    name: str
    full_name: str
    coverage: Coverage
    #: The tile is itself one of the unions that are counted.
    is_counted: bool

    @property
    def state(self) -> str:
        """all, some or none of its unions have one."""
        if self.coverage.missing == 0:
            return "all"
        return "some" if self.coverage.covered else "none"


@dataclass(kw_only=True)
class Region:
    """A union directly below with its tiles; None for those the looking union leads itself."""

    unit_id: int | None
    name: str
    coverage: Coverage
    tiles: list[Tile] = field(default_factory=list)


@dataclass(frozen=True)
class _Counted:
    first: int
    second: int | None
    covered: int
    total: int


def regions(*, path: str, level: str, series: Series, on: date, goal: rules.Goal) -> list[Region]:
    """Coverage by the unions below, and within each by those below it; two queries.

    `level` is that of the union that looks, `path` its place on the day. However large the
    network, one row comes back for each tile.
    """
    counted = _counted(path, series, on)
    ids = {one.first for one in counted} | {one.second for one in counted if one.second}
    unions = {
        one.unit_id: one
        for one in UnitStretch.objects.filter(unit_id__in=ids)
        .on(on)
        .select_related("unit")
        .defer("unit__search")
    }
    lowest = _tile_level(level, series.level)
    found: dict[int | None, Region] = {}
    for tile_id, group_id, covered, total in _merged(counted, unions, lowest):
        region = found.setdefault(group_id, _region(group_id, unions))
        tile = _tile(unions[tile_id], series, Coverage(covered=covered, total=total, goal=goal))
        region.tiles.append(tile)
    for region in found.values():
        region.coverage = _sum([tile.coverage for tile in region.tiles], goal)
        region.tiles.sort(key=lambda tile: _place(unions[tile.unit_id]))
    own_last = sorted(found, key=lambda pk: (pk is None, _place(unions[pk]) if pk else ("", 0)))
    return [found[pk] for pk in own_last]


def _counted(path: str, series: Series, on: date) -> list[_Counted]:
    depth = path.count("/")
    rows = (
        counted_unions(path=path, level=series.level, on=on)
        .annotate(first=_step(depth + 1), second=_step(depth + STEPS_DOWN))
        .order_by()
        .values_list("first", "second")
        .annotate(total=Count("pk"), covered=Count("pk", filter=has_one(series.kind, on=on)))
    )
    return [
        _Counted(first, second, covered, total)
        for first, second, total, covered in rows
        # The union that looks is not a part of its own map.
        if first is not None
    ]


def _step(number: int) -> Any:
    """The id at a step of the path; NULL where the path is shorter."""
    text = Func(F("path"), Value("/"), Value(number), function="split_part")
    return Cast(NullIf(text, Value("")), IntegerField())


def _tile_level(looking: str, counted: str) -> int:
    """The lowest level that gets a tile of its own: two below who looks, or what is counted."""
    looked_from = _ORDER.index(UnitLevel(looking))
    return min(looked_from + STEPS_DOWN, _ORDER.index(UnitLevel(counted)))


def _merged(
    counted: Sequence[_Counted], unions: dict[int, UnitStretch], lowest: int
) -> list[tuple[int, int | None, int, int]]:
    """Tile, group, covered, total: where the first step is a tile already, it is led directly."""
    sums: dict[tuple[int, int | None], list[int]] = {}
    for one in counted:
        if one.first not in unions:
            continue
        is_tile = one.second is None or _ORDER.index(UnitLevel(unions[one.first].level)) >= lowest
        tile, group = (one.first, None) if is_tile else (one.second, one.first)
        if tile in unions:
            numbers = sums.setdefault((tile, group), [0, 0])
            numbers[0] += one.covered
            numbers[1] += one.total
    return [(tile, group, *numbers) for (tile, group), numbers in sums.items()]  # type: ignore[misc] # two numbers


def _region(pk: int | None, unions: dict[int, UnitStretch]) -> Region:
    name = unions[pk].name if pk else ""
    return Region(unit_id=pk, name=name, coverage=Coverage(covered=0, total=0))


def _tile(union: UnitStretch, series: Series, coverage: Coverage) -> Tile:
    return Tile(
        unit_id=union.unit_id,
        name=union.unit.short_name or union.name,
        full_name=union.name,
        coverage=coverage,
        is_counted=union.level == series.level,
    )


def _place(union: UnitStretch) -> tuple[str, int]:
    return union.region_code, union.unit_id


def _sum(parts: Sequence[Coverage], goal: rules.Goal) -> Coverage:
    return replace(
        Coverage(
            covered=sum(part.covered for part in parts), total=sum(part.total for part in parts)
        ),
        goal=goal,
    )
