"""From pack texts to a checked set of packs: all of them, or none with every reason."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from gongyuan.policy import choices, conditions, reading, regions
from gongyuan.policy.legal_lengths import length_faults
from gongyuan.policy.pack import ClauseRef, Pack, PackError, PackSet, PacksRefused, PackText
from gongyuan.policy.set_checks import faults_between, succeeded

Check = Callable[[PackText, dict[str, Any]], Iterator[PackError]]
# Sections whose entries carry numbers that bind: none of them may rest on an unread source.
NUMERIC_SECTIONS = frozenset({"coverage", "deadlines", "parameters"})
ENTRY_NAMES: dict[str, frozenset[str]] = {
    "applicants": frozenset(choices.ApplicantKind.values),
    "scopes": frozenset(choices.MatterScope.values) - {choices.MatterScope.OUTSIDE},
    "forms": frozenset(choices.AidForm.values),
    "claims": frozenset(choices.ClaimKind.values),
    "approvals": frozenset(choices.AidForm.values),
    "duties": frozenset(choices.Duty.values),
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
    """The set made of pack texts; raises PacksRefused with every PackError found.

    A version of a pack ends the day before the next version of the same pack begins.
    """
    packs = _in_order(texts, check=_faults)
    errors = faults_between(packs)
    if errors:
        raise PacksRefused(errors)
    return PackSet(packs=tuple(packs))


def single(source: PackText) -> Pack:
    """One pack judged by itself, not beside others; raises PacksRefused with every PackError."""
    return _in_order([source], check=_faults)[0]


def joined_with(packs: PackSet, candidates: Iterable[PackText]) -> PackSet:
    """The set that would be in force with these texts: the same version of a pack is replaced.

    Raises PacksRefused with every PackError found, those of the packs already in force too.
    """
    given = list(candidates)
    versions = {(pack.id, pack.version) for pack in map(single, given)}
    rest = [p.source for p in packs.packs if (p.id, p.version) not in versions]
    return join_texts([*rest, *given])


def rejoin_texts(texts: Iterable[PackText]) -> PackSet:
    """The set made of texts that were in force together once: read, and not judged anew.

    What law or other packs say today is no reason to refuse what held then. Raises PacksRefused
    when a text can no longer be read at all.
    """
    return PackSet(packs=tuple(_in_order(texts, check=_no_faults)))


def _in_order(texts: Iterable[PackText], *, check: Check) -> list[Pack]:
    packs: list[Pack] = []
    errors: list[PackError] = []
    for source in texts:
        try:
            packs.append(_pack(source, check))
        except PacksRefused as refused:
            errors.extend(refused.errors)
    if errors:
        raise PacksRefused(errors)
    packs.sort(key=lambda pack: (pack.region, pack.effective_from, pack.id, pack.version))
    return succeeded(packs)


def _no_faults(source: PackText, data: dict[str, Any]) -> Iterator[PackError]:
    return iter(())


@lru_cache(maxsize=64)  # a text is judged among the others again and again, and reads the same
def _pack(source: PackText, check: Check) -> Pack:
    try:
        data = reading.parse(source)
    except PackError as error:
        raise PacksRefused([error]) from error
    errors = list(reading.schema_errors(source, data)) or list(check(source, data))
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
            if section == "coverage" and reading.as_date(entry["due"]) is None:
                yield PackError(source.name, f"{path}.due", f"不是真实的日期：{entry['due']}")
            for fact, reason in conditions.faults(entry["when"]) if "when" in entry else []:
                yield PackError(source.name, f"{path}.when.{fact}", reason)
    yield from _deadline_faults(source, data)


def _deadline_faults(source: PackText, data: dict[str, Any]) -> Iterator[PackError]:
    days = {"begins": data["effective_from"], "ends": data["effective_to"]}
    region = data["region"] or regions.NATION
    for name, entry in data["rules"].get("deadlines", {}).items():
        for below, reason in length_faults(name, entry, region=region, **days):
            yield PackError(source.name, f"rules.deadlines.{name}{below}", reason)


def _citation_faults(
    source: PackText, path: str, section: str, entry: dict[str, Any], confidence: dict[str, str]
) -> Iterator[PackError]:
    for index, clause in enumerate(entry["clauses"]):
        place = f"{path}.clauses.{index}"
        if clause not in confidence:
            yield PackError(source.name, place, f"引用了不存在的条款：{clause}")
        elif section in NUMERIC_SECTIONS and confidence[clause] == choices.Confidence.MEMORY:
            yield PackError(source.name, place, f"条款 {clause} 未见原文，不得作为数值的依据")
