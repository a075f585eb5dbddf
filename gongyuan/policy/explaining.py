"""Where every value of a place on a day comes from: what `policy explain` prints."""

from collections.abc import Iterator

from gongyuan.policy import wording
from gongyuan.policy.pack import Pack, PackSet
from gongyuan.policy.resolution import Entry, MissingRule, PackRef, Resolved


def explained(resolved: Resolved, packs: PackSet, key: str = "") -> Iterator[str]:
    """Line by line: every value in force, its pack, clauses and confidence, and what it replaced.

    `key` is a whole key (`deadlines.normal.AID_REVIEW`), a section (`deadlines`) or empty for
    all. Raises MissingRule when no pack speaks of it.
    """
    known = {(pack.id, pack.version): pack for pack in packs.packs}
    entries = [entry for name, entry in resolved.entries.items() if _asked(name, key)]
    if not entries:
        raise MissingRule(f"{resolved.region_code} 在 {resolved.on} 没有关于“{key}”的规定。")
    yield f"{resolved.region_code}，{resolved.on}，自近至远："
    for ref in reversed(resolved.packs):
        yield f"  {_title(ref, known[ref.pack, ref.version])}"
    versions = {ref.pack: known[ref.pack, ref.version] for ref in resolved.packs}
    for entry in entries:
        yield ""
        yield from _entry(entry, versions)


def _asked(name: str, key: str) -> bool:
    return not key or name == key or name.startswith(f"{key}.")


def _title(ref: PackRef, pack: Pack) -> str:
    days = wording.days_in_words(pack)
    return f"{ref.pack} 第{ref.version}版 {pack.title}（{pack.issuer}，{ref.region}，{days}）"


def _entry(entry: Entry, versions: dict[str, Pack]) -> Iterator[str]:
    section, _, name = entry.key.partition(".")
    yield f"{entry.key}  {wording.key_in_words(section, name, entry.value)}"
    yield f"  {wording.in_one_line(entry.value)}"
    yield f"  出自 {entry.pack} 第{versions[entry.pack].version}版：{_clauses(entry)}"
    for upper in entry.beneath:
        same = "内容相同" if upper.value == entry.value else wording.in_one_line(upper.value)
        yield f"  取代 {upper.pack} 第{versions[upper.pack].version}版：{_clauses(upper)}；{same}"


def _clauses(entry: Entry) -> str:
    return "、".join(
        f"{clause.citation} [{clause.clause}，{wording.confidence_in_words(clause)}]"
        for clause in entry.clauses
    )
