"""From pack texts to a checked set of packs: all of them, or none with every reason."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from gongyuan.policy import choices, conditions, reading, regions
from gongyuan.policy.pack import ClauseRef, Pack, PackError, PackSet, PacksRefused, PackText

# Sections whose entries carry numbers that bind: none of them may rest on an unread source.
NUMERIC_SECTIONS = frozenset({"deadlines", "parameters"})
ENTRY_NAMES: dict[str, frozenset[str]] = {
    "applicants": frozenset(choices.ApplicantKind.values),
    "scopes": frozenset(choices.MatterScope.values) - {choices.MatterScope.OUTSIDE},
    "forms": frozenset(choices.AidForm.values),
    "claims": frozenset(choices.ClaimKind.values),
    "approvals": frozenset(choices.AidForm.values),
}


def shipped_paths() -> tuple[Path, ...]:
    """The pack files that come with the product, in the order of their names."""
    return tuple(sorted(reading.PACKS_FOLDER.glob("*.yaml")))


def load_packs(paths: Iterable[Path]) -> PackSet:
    """Read, check and join pack files; raises PacksRefused with every PackError found."""
    texts: list[PackText] = []
    errors: list[PackError] = []
    for path in paths:
        try:
            texts.append(reading.read_file(Path(path)))
        except PackError as error:
            errors.append(error)
    if errors:
        raise PacksRefused(errors)
    return join_texts(texts)


def join_texts(texts: Iterable[PackText]) -> PackSet:
    """The set made of pack texts; raises PacksRefused with every PackError found."""
    packs: list[Pack] = []
    errors: list[PackError] = []
    for source in texts:
        try:
            packs.append(_pack(source))
        except PacksRefused as refused:
            errors.extend(refused.errors)
    packs.sort(key=lambda pack: (pack.region, pack.effective_from, pack.id))
    if not errors:
        errors = [error for check in SET_CHECKS for error in check(packs)]
    if errors:
        raise PacksRefused(errors)
    return PackSet(packs=tuple(packs))


def _pack(source: PackText) -> Pack:
    try:
        data = reading.parse(source)
    except PackError as error:
        raise PacksRefused([error]) from error
    errors = list(reading.schema_errors(source, data)) or list(_faults(source, data))
    if errors:
        raise PacksRefused(errors)
    clauses = {
        clause["id"]: ClauseRef(
            pack=data["pack"],
            clause=clause["id"],
            document=clause.get("document", data["short"]),
            place=clause["place"],
            summary=clause["summary"],
            confidence=clause["confidence"],
        )
        for clause in data["clauses"]
    }
    until = data["effective_to"]
    return Pack(
        **{name: data[name] for name in ("version", "title", "short", "number", "issuer", "rules")},
        id=data["pack"],
        region=data["region"] or regions.NATION,
        effective_from=date.fromisoformat(data["effective_from"]),
        effective_to=date.fromisoformat(until) if until else None,
        note=data.get("note", ""),
        clauses=clauses,
        source=source,
    )


def _faults(source: PackText, data: dict[str, Any]) -> Iterator[PackError]:
    """What the schema cannot say about one pack."""
    until = data["effective_to"]
    if until and until < data["effective_from"]:
        yield PackError(source.name, "effective_to", "失效日早于生效日")
    confidence: dict[str, str] = {}
    for index, clause in enumerate(data["clauses"]):
        if clause["id"] in confidence:
            yield PackError(source.name, f"clauses.{index}.id", f"条款编号重复：{clause['id']}")
        confidence[clause["id"]] = clause["confidence"]
    for section, entries in data["rules"].items():
        for name, entry in entries.items():
            path = f"rules.{section}.{name}"
            yield from _citation_faults(source, path, section, entry, confidence)
            if name not in ENTRY_NAMES.get(section, {name}):
                yield PackError(source.name, path, f"没有这样的代码：{name}")
            for kind in entry.get("applicants", []) if section == "scopes" else []:
                if kind not in choices.ApplicantKind.values:
                    yield PackError(source.name, f"{path}.applicants", f"没有这类申请人：{kind}")
            for fact, reason in conditions.faults(entry["when"]) if "when" in entry else []:
                yield PackError(source.name, f"{path}.when.{fact}", reason)


def _citation_faults(
    source: PackText, path: str, section: str, entry: dict[str, Any], confidence: dict[str, str]
) -> Iterator[PackError]:
    for index, clause in enumerate(entry["clauses"]):
        place = f"{path}.clauses.{index}"
        if clause not in confidence:
            yield PackError(source.name, place, f"引用了不存在的条款：{clause}")
        elif section in NUMERIC_SECTIONS and confidence[clause] == choices.Confidence.MEMORY:
            yield PackError(source.name, place, f"条款 {clause} 未见原文，不得作为数值的依据")


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
            if pack.id == other.id or not same_rank:
                continue
            for key in sorted(set(_keys(pack)) & set(_keys(other))):
                reason = f"与 {other.source.name} 同日生效，对同一项作了规定"
                yield PackError(pack.source.name, f"rules.{key}", reason)


def _missing_parameters(packs: list[Pack]) -> Iterator[PackError]:
    """A parameter named by a rule must be given by the pack itself or by one that holds above."""
    for pack in packs:
        known = {
            name
            for other in packs
            if regions.is_within(pack.region, other.region) and other.outlasts(pack)
            for name in other.rules.get("parameters", {})
        }
        for section, entries in pack.rules.items():
            for name, entry in entries.items():
                named = conditions.parameters_named(entry["when"]) if "when" in entry else set()
                if "offered_by" in entry:
                    named = named | {entry["offered_by"]}
                for parameter in sorted(named - known):
                    place = f"rules.{section}.{name}"
                    yield PackError(pack.source.name, place, f"没有参数：{parameter}")


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
    _overlaps,
    _ties,
    _missing_parameters,
    _loosened_deadlines,
)
