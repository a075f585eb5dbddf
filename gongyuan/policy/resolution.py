"""Which value holds at a place on a day, and which pack and clause it came from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from gongyuan.policy import regions
from gongyuan.policy.pack import ClauseRef, Pack, PackSet


class MissingRule(LookupError):  # noqa: N818 - says what is missing, not that something broke
    """No pack in force at the place gives this key (a Chinese sentence)."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One value of one pack: `section.name`, the data, its clauses, and what it prevailed over.

    `beneath` are the same keys of packs further up or older, the nearest first.
    """

    key: str
    value: Mapping[str, Any]
    pack: str
    region: str
    clauses: tuple[ClauseRef, ...]
    beneath: tuple["Entry", ...] = ()

    @property
    def is_verified(self) -> bool:
        """Whether every clause cited was read in its own wording; otherwise shown as 待核."""
        return all(clause.is_verified for clause in self.clauses)


@dataclass(frozen=True, kw_only=True)
class PackRef:
    """A pack version that took part: id, version and the SHA-256 of its text."""

    pack: str
    version: int
    sha256: str
    region: str

    def to_json(self) -> dict[str, Any]:
        return {
            "pack": self.pack,
            "version": self.version,
            "sha256": self.sha256,
            "region": self.region,
        }


@dataclass(frozen=True)
class Merged:
    """The entries of the same packs laid over each other: one for every place they hold at."""

    entries: Mapping[str, Entry]

    @cached_property
    def sections(self) -> dict[str, list[tuple[str, Entry]]]:
        """Sorted once: one evaluation asks for sections some four hundred times."""
        found: dict[str, list[tuple[str, Entry]]] = {}
        for key, entry in self.entries.items():
            section, _, name = key.partition(".")
            found.setdefault(section, []).append((name, entry))
        return found


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """The policy of a place on a day, key by key."""

    region_code: str
    on: date
    packs: tuple[PackRef, ...]
    merged: "Merged"

    @property
    def entries(self) -> Mapping[str, Entry]:
        """Every key with its entry."""
        return self.merged.entries

    def get(self, section: str, name: str) -> Entry | None:
        """The entry of a key, or None when no pack speaks of it."""
        return self.entries.get(f"{section}.{name}")

    def require(self, section: str, name: str) -> Entry:
        """The entry of a key; raises MissingRule when no pack speaks of it."""
        entry = self.get(section, name)
        if entry is None:
            raise MissingRule(f"{self.region_code} 在 {self.on} 没有关于“{section}.{name}”的规定。")
        return entry

    def section(self, section: str) -> Sequence[tuple[str, Entry]]:
        """Names and entries of a section, in the order in which the packs first name them."""
        return self.merged.sections.get(section, ())

    @cached_property
    def numbers(self) -> dict[str, int]:
        """All parameters by name, as conditions need them."""
        return {name: int(entry.value["value"]) for name, entry in self.section("parameters")}


def resolve(packs: PackSet, region_code: str, on: date) -> Resolved:
    """The policy of a region on a day, from the nation down: the nearer pack prevails.

    `region_code` is that of the handling unit; its county, prefecture, province and the nation
    are asked in turn for every key. Of two packs of one place the one that began later prevails.
    Refuses a code that is not digits (ValueError) and a day before any pack (MissingRule).
    """
    depth = {code: index for index, code in enumerate(reversed(regions.chain(region_code)))}
    holding = [pack for pack in packs.packs if pack.region in depth and pack.is_in_force(on)]
    holding.sort(key=lambda pack: (depth[pack.region], pack.effective_from, pack.id))
    if not holding:
        raise MissingRule(f"{on} 没有对 {region_code} 生效的政策包。")
    return Resolved(
        region_code=region_code,
        on=on,
        packs=tuple(_pack_ref(pack) for pack in holding),
        merged=_merged(packs, holding),
    )


def _merged(packs: PackSet, holding: Sequence[Pack]) -> Merged:
    """These packs of the set laid over each other, the last on top; kept with the set.

    Every place without a pack of its own shares its province's; every page asks for some.
    """
    key = tuple((pack.id, pack.version) for pack in holding)
    if key not in packs.merged:
        entries: dict[str, Entry] = {}
        for pack in holding:
            for entry in _entries(pack):
                upper = entries.get(entry.key)
                entries[entry.key] = _over(entry, upper) if upper else entry
        packs.merged[key] = Merged(entries)
    return packs.merged[key]


def _pack_ref(pack: Pack) -> PackRef:
    return PackRef(
        pack=pack.id, version=pack.version, sha256=pack.source.sha256, region=pack.region
    )


def _entries(pack: Pack) -> Iterator[Entry]:
    for section, values in pack.rules.items():
        for name, value in values.items():
            yield Entry(
                key=f"{section}.{name}",
                value={field: item for field, item in value.items() if field != "clauses"},
                pack=pack.id,
                region=pack.region,
                clauses=tuple(pack.clauses[clause] for clause in value["clauses"]),
            )


def _over(entry: Entry, upper: Entry) -> Entry:
    return Entry(
        key=entry.key,
        value=entry.value,
        pack=entry.pack,
        region=entry.region,
        clauses=entry.clauses,
        beneath=(upper, *upper.beneath),
    )
