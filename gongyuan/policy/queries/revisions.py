"""What may be wrong with a union's own version of a pack, and what it would change."""

from datetime import date

from gongyuan.policy.comparison import PackDifference, differences
from gongyuan.policy.loader import joined_with, single
from gongyuan.policy.models import PackRevision
from gongyuan.policy.pack import Pack, PackError, PackSet, PacksRefused, PackText
from gongyuan.policy.places import Place
from gongyuan.policy.reading import pack_text

#: The name under which a text that is being typed is told about.
TYPED = "这份草稿"


def typed_text(text: str) -> PackText:
    """What somebody typed, with one kind of line end, as a pack text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return pack_text(TYPED, f"{lines}\n")


def read_typed(source: PackText) -> tuple[Pack | None, list[str]]:
    """The pack of a typed text, or None with every fault by its place, as sentences."""
    try:
        return single(source), []
    except PacksRefused as refused:
        return None, in_words(refused.errors)


def in_words(errors: tuple[PackError, ...]) -> list[str]:
    """Each error as a sentence with its place: “rules.deadlines…：…。”"""
    return [
        "：".join(
            part for part in (e.file if e.file != TYPED else "", e.path, e.reason) if part
        ).removesuffix("。")
        + "。"
        for e in errors
    ]


def revision_faults(pack: Pack, *, packs: PackSet, place: Place, today: date) -> list[str]:
    """Why a pack may not become a union's next version; empty when it may.

    Its region must be the union's own or below it, its number the highest of the pack, its first
    day later than `today` (an application that is already in keeps the rules of its day), and it
    must fit beside all packs in force.
    """
    if not place.may_set(pack.region):
        own = f"只能制定 {place.sets_rules_of} 及以下地区的" if place.sets_rules_of else "不制定"
        return [f"地区 {pack.region} 不归本单位，本单位{own}政策包。"]
    faults = []
    newest = newest_of(packs, pack.id)
    if newest and newest.region == pack.region and pack.version <= newest.version:
        faults.append(f"{pack.id} 已有第{newest.version}版，版本号应当是{newest.version + 1}。")
    if pack.effective_from <= today:
        faults.append("生效日应当晚于今天：已经收到的申请按当时的规定办理。")
    if faults:
        return faults
    try:
        joined_with(packs, [pack.source])
    except PacksRefused as refused:
        return in_words(refused.errors)
    return []


def newest_of(packs: PackSet, pack_id: str) -> Pack | None:
    """The highest version of a pack, or None when there is none of this id."""
    return max(packs.named(pack_id), key=lambda pack: pack.version, default=None)


def changes_of(revision: PackRevision, packs: PackSet) -> list[PackDifference]:
    """What a revision changes against the newest other version of its pack.

    Everything it says where it is the first of its pack, empty when its text cannot be read.
    """
    pack, _ = read_typed(typed_text(revision.text))
    if pack is None:
        return []
    before = [other for other in packs.named(pack.id) if other.version < pack.version]
    newest = max(before, key=lambda other: other.version, default=None)
    return differences(newest, pack) if newest else []


def revisions_shown(actor: object) -> list[PackRevision]:
    """The revisions an actor sees, those under way first, then the latest; at most a hundred."""
    seen = PackRevision.objects.visible_to(actor).defer("text")
    return sorted(
        seen.order_by("-pk")[:100], key=lambda row: row.state not in ("submitted", "draft")
    )
