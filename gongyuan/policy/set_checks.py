"""What can be wrong between packs, once each of them is right by itself."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from gongyuan.policy import conditions, regions
from gongyuan.policy.pack import Pack, PackError

ONE_DAY = timedelta(days=1)


def faults_between(packs: list[Pack]) -> list[PackError]:
    """Everything wrong with packs taken together, in the order of the checks."""
    return [error for check in SET_CHECKS for error in check(packs)]


def succeeded(packs: list[Pack]) -> list[Pack]:
    """The packs with each version ended by the next: on the day before the next one begins.

    A version succeeds another when its number is higher and it does not begin earlier; what was
    written in the older text as its own last day stays where it is sooner.
    """
    return [_ended(pack, packs) for pack in packs]


def _ended(pack: Pack, packs: list[Pack]) -> Pack:
    later = [
        other.effective_from
        for other in packs
        if other.id == pack.id
        and other.version > pack.version
        and other.effective_from >= pack.effective_from
    ]
    if not later:
        return pack
    last = min(later) - ONE_DAY
    if pack.effective_to is not None and pack.effective_to <= last:
        return pack
    return replace(pack, effective_to=last, is_succeeded=True)


def _strange_places(packs: list[Pack]) -> Iterator[PackError]:
    """One pack is of one place in all its versions: a county cannot end its province's pack."""
    for index, pack in enumerate(packs):
        for other in packs[:index]:
            if pack.id == other.id and pack.region != other.region:
                reason = f"{pack.id} 是 {other.region} 的政策包代码，不能用于 {pack.region}"
                yield PackError(pack.source.name, "pack", reason)


def _overlaps(packs: list[Pack]) -> Iterator[PackError]:
    """One pack may have several files in time, but only one of them on any day."""
    for index, pack in enumerate(packs):
        for earlier in packs[:index]:
            if pack.id == earlier.id and pack.overlaps(earlier):
                reason = f"与 {earlier.source.name} 的生效期间重叠（同为 {pack.id}）"
                yield PackError(pack.source.name, "effective_from", reason)


def _ties(packs: list[Pack]) -> Iterator[PackError]:
    """Of two packs of one place the later prevails; begun on one day they may not both speak."""
    for index, pack in enumerate(packs):
        for other in packs[:index]:
            same_rank = (pack.region, pack.effective_from) == (other.region, other.effective_from)
            if pack.id == other.id or not same_rank or not pack.overlaps(other):
                continue
            for key in sorted(set(_keys(pack)) & set(_keys(other))):
                reason = f"与 {other.source.name} 同日生效，对同一项作了规定"
                yield PackError(pack.source.name, f"rules.{key}", reason)


def _missing_parameters(packs: list[Pack]) -> Iterator[PackError]:
    """A parameter named by a rule must be given on every day of the pack, by itself or above."""
    for pack in packs:
        above = [other for other in packs if regions.is_within(pack.region, other.region)]
        for section, entries in pack.rules.items():
            for name, entry in entries.items():
                for parameter in sorted(_named(entry)):
                    giving = [o for o in above if parameter in o.rules.get("parameters", {})]
                    if not _covered(pack, giving):
                        place = f"rules.{section}.{name}"
                        yield PackError(pack.source.name, place, f"没有参数：{parameter}")


def _named(entry: dict[str, Any]) -> set[str]:
    named = conditions.parameters_named(entry["when"]) if "when" in entry else set()
    return named | ({entry["offered_by"]} if "offered_by" in entry else set())


def _covered(pack: Pack, giving: list[Pack]) -> bool:
    """Whether on every day of the pack at least one of the others is in force."""
    day, last = pack.effective_from, pack.effective_to or date.max
    while day <= last:
        ends = [other.effective_to or date.max for other in giving if other.is_in_force(day)]
        if not ends:
            return False
        if max(ends) >= last:
            return True
        day = max(ends) + ONE_DAY
    return True


def _loosened_deadlines(packs: list[Pack]) -> Iterator[PackError]:
    """A lower pack may be stricter than the pack above, not looser, unless law leaves room."""
    for pack in packs:
        for name, entry in pack.rules.get("deadlines", {}).items():
            for upper in packs:
                above = upper.rules.get("deadlines", {}).get(f"normal.{name.split('.')[1]}")
                if (
                    above
                    and upper.region != pack.region
                    and regions.is_within(pack.region, upper.region)
                    and pack.overlaps(upper)
                    and not entry.get("law_leaves_room", False)
                    and _is_looser(entry, above)
                ):
                    reason = f"期限比 {upper.short} 的规定宽（须写明 law_leaves_room）"
                    yield PackError(pack.source.name, f"rules.deadlines.{name}.length", reason)


def _is_looser(entry: dict[str, Any], above: dict[str, Any]) -> bool:
    if entry["length"] != above["length"]:
        return bool(entry["length"] > above["length"])
    return bool(entry["unit"] == "working_day" and above["unit"] == "natural_day")


def _keys(pack: Pack) -> Iterator[str]:
    return (f"{section}.{name}" for section, entries in pack.rules.items() for name in entries)


SET_CHECKS: tuple[Callable[[list[Pack]], Iterator[PackError]], ...] = (
    _strange_places,
    _overlaps,
    _ties,
    _missing_parameters,
    _loosened_deadlines,
)
