"""What the packs ask of the network: coverage by certain days, and what a station must have."""

from dataclasses import dataclass
from datetime import date

from gongyuan.policy.pack import ClauseRef
from gongyuan.policy.resolution import Resolved


@dataclass(frozen=True, kw_only=True)
class PackTarget:
    """So many per cent of the unions of a level are to have an institution of a kind by a day."""

    level: str
    kind: str
    due_on: date
    percent: int
    clauses: tuple[ClauseRef, ...]
    is_verified: bool


@dataclass(frozen=True, kw_only=True)
class StationItem:
    """One thing a station must have to meet the standard (达标项目)."""

    code: str
    label: str
    clauses: tuple[ClauseRef, ...]
    is_verified: bool

    @property
    def citation(self) -> str:
        """The clauses as people cite them: 豫工文〔2020〕40号三(三)2."""
        return "、".join(clause.citation for clause in self.clauses)


def coverage_targets(resolved: Resolved) -> list[PackTarget]:
    """The targets of coverage (组建率) in force at a place, such as 苏工发[2012]8号 第4、5项."""
    return [
        PackTarget(
            level=entry.value["level"],
            kind=entry.value["kind"],
            due_on=date.fromisoformat(entry.value["due"]),
            percent=entry.value["percent"],
            clauses=entry.clauses,
            is_verified=entry.is_verified,
        )
        for _, entry in resolved.section("coverage")
    ]


def station_items(resolved: Resolved) -> list[StationItem]:
    """What a station is checked for at a place, in the order of the packs.

    Sign, functions, process and duty by 豫工文〔2020〕40号 三(三)2, what hangs on the wall by
    苏工发[2012]8号 第10项; where no document says so, the office's own (工会自定, 待核).
    """
    return [
        StationItem(
            code=name,
            label=entry.value["label"],
            clauses=entry.clauses,
            is_verified=entry.is_verified,
        )
        for name, entry in resolved.section("station_items")
    ]
