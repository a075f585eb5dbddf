"""The packs as people read them: which there are, and what rests on each clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongyuan.policy import region_names, regions, wording
from gongyuan.policy.pack import ClauseRef, Pack, PackSet


@dataclass(frozen=True, kw_only=True)
class PackLine:
    """One pack in the list: place and days in words, and whether it is in force that day."""

    pack: Pack
    #: The region by its name, or by its code where nobody knows a name.
    place: str
    days: str
    is_in_force: bool
    is_to_come: bool
    unverified: int


@dataclass(frozen=True, kw_only=True)
class RuleLine:
    """A rule in words: its key, what it is called, and each of its fields."""

    key: str
    name: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ClauseLine:
    """A clause with the rules that rest on it; none where it only helps the reader."""

    clause: ClauseRef
    confidence: str
    rules: tuple[RuleLine, ...]


def pack_lines(packs: PackSet, *, on: date) -> list[PackLine]:
    """Every version of every pack, by region and then the one in force before the others."""
    names = region_names.names_of(pack.region for pack in packs.packs)
    lines = [
        PackLine(
            pack=pack,
            place=names.get(pack.region, pack.region),
            days=wording.days_in_words(pack),
            is_in_force=pack.is_in_force(on),
            is_to_come=on < pack.effective_from,
            unverified=sum(not clause.is_verified for clause in pack.clauses.values()),
        )
        for pack in packs.packs
    ]
    return sorted(lines, key=lambda line: (line.pack.region, not line.is_in_force))


def holding_at(lines: Sequence[PackLine], region_code: str) -> list[PackLine]:
    """The packs in force for a place, the nearest first; none for what is no place."""
    try:
        chain = regions.chain(region_code)
    except ValueError:
        return []
    holding = [line for line in lines if line.is_in_force and line.pack.region in chain]
    return sorted(
        holding,
        key=lambda line: (chain.index(line.pack.region), -line.pack.effective_from.toordinal()),
    )


def pack_version(packs: PackSet, pack_id: str, version: int) -> Pack | None:
    """One version of a pack, or None when there is no such."""
    return next((pack for pack in packs.named(pack_id) if pack.version == version), None)


def clause_lines(pack: Pack) -> list[ClauseLine]:
    """The clauses of a pack in its order, each beside the rules that cite it."""
    resting: dict[str, list[RuleLine]] = {clause: [] for clause in pack.clauses}
    for section, values in pack.rules.items():
        for name, value in values.items():
            line = RuleLine(
                key=f"{section}.{name}",
                name=wording.key_in_words(section, name, value),
                fields=tuple(wording.value_in_words(value)),
            )
            for clause in value["clauses"]:
                resting[clause].append(line)
    return [
        ClauseLine(
            clause=clause,
            confidence=wording.confidence_in_words(clause),
            rules=tuple(resting[clause_id]),
        )
        for clause_id, clause in pack.clauses.items()
    ]


def version_choices(packs: PackSet) -> list[tuple[str, str]]:
    """Every version of every pack as a choice: (henan-2015@1, 豫工办〔2015〕28号 第1版…)."""
    names = region_names.names_of(pack.region for pack in packs.packs)
    return [
        (
            f"{pack.id}@{pack.version}",
            f"{pack.short} 第{pack.version}版（{names.get(pack.region, pack.region)}）",
        )
        for pack in packs.packs
    ]


def chosen_version(packs: PackSet, choice: str) -> Pack | None:
    """The pack version of a choice as `version_choices` writes it, or None."""
    pack_id, _, version = choice.rpartition("@")
    is_number = version.isascii() and version.isdigit() and len(version) < 9
    return pack_version(packs, pack_id, int(version)) if is_number else None
