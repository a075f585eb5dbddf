"""What differs between two packs: in their heads, their clauses, their rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongyuan.policy import wording
from gongyuan.policy.pack import ClauseRef, Pack

HEAD = {
    "id": "代码",
    "version": "版本",
    "title": "名称",
    "short": "简称",
    "number": "文号",
    "issuer": "发文单位",
    "region": "地区",
    "effective_from": "生效日",
    "effective_to": "失效日",
    "note": "备注",
}
CLAUSE = {
    "citation": "出处",
    "summary": "内容",
    "confidence": "核对程度",
}


@dataclass(frozen=True, kw_only=True)
class PackDifference:
    """One thing that is not the same; an empty side is where it is missing."""

    kind: str
    name: str
    field: str
    left: str
    right: str

    @property
    def in_words(self) -> str:
        """The difference as one line of Chinese."""
        subject = "：".join(part for part in (self.name, self.field) if part)
        if not self.left:
            return f"增加 {subject}：{self.right}"
        if not self.right:
            return f"去掉 {subject}：{self.left}"
        return f"修改 {subject}：{self.left} → {self.right}"


def differences(left: Pack, right: Pack) -> list[PackDifference]:
    """Every difference from the left pack to the right one: head, clauses, rules, in that order."""
    return [*_heads(left, right), *_clauses(left, right), *_rules(left, right)]


def _heads(left: Pack, right: Pack) -> Iterator[PackDifference]:
    for attribute, label in HEAD.items():
        old, new = (str(getattr(pack, attribute) or "（无）") for pack in (left, right))
        if old != new:
            yield PackDifference(kind="head", name=label, field="", left=old, right=new)


def _clauses(left: Pack, right: Pack) -> Iterator[PackDifference]:
    for clause_id in dict.fromkeys((*left.clauses, *right.clauses)):
        old, new = left.clauses.get(clause_id), right.clauses.get(clause_id)
        if old is None or new is None:
            yield PackDifference(
                kind="clauses",
                name=f"条款 {clause_id}",
                field="",
                left=_clause_in_words(old),
                right=_clause_in_words(new),
            )
            continue
        for attribute, label in CLAUSE.items():
            # The short title of a document is told once, with the heads.
            before, after = (_part(clause, attribute) for clause in (old, new))
            if before != after:
                yield PackDifference(
                    kind="clauses", name=f"条款 {clause_id}", field=label, left=before, right=after
                )


def _part(clause: ClauseRef, attribute: str) -> str:
    if attribute == "confidence":
        return wording.confidence_in_words(clause)
    return str(clause.place if attribute == "citation" else getattr(clause, attribute)) or "（无）"


def _clause_in_words(clause: ClauseRef | None) -> str:
    if clause is None:
        return ""
    return f"{clause.citation}（{wording.confidence_in_words(clause)}）{clause.summary}"


def _rules(left: Pack, right: Pack) -> Iterator[PackDifference]:
    old, new = _by_key(left), _by_key(right)
    for key in dict.fromkeys((*old, *new)):
        section, _, name = key.partition(".")
        before, after = old.get(key), new.get(key)
        label = f"{key} {wording.key_in_words(section, name, after or before or {})}"
        if before is None or after is None:
            yield PackDifference(
                kind="rules",
                name=label,
                field="",
                left=_value_in_words(left, before),
                right=_value_in_words(right, after),
            )
        elif before != after:
            yield from _fields(label, (left, before), (right, after))


def _by_key(pack: Pack) -> dict[str, Mapping[str, Any]]:
    return {
        f"{section}.{name}": value
        for section, values in pack.rules.items()
        for name, value in values.items()
    }


def _value_in_words(pack: Pack, value: Mapping[str, Any] | None) -> str:
    if value is None:
        return ""
    return f"{wording.in_one_line(value)}；依据 {_cited(pack, value)}"


def _cited(pack: Pack, value: Mapping[str, Any]) -> str:
    return "、".join(pack.clauses[clause].citation for clause in value["clauses"])


def _fields(
    label: str, left: tuple[Pack, Mapping[str, Any]], right: tuple[Pack, Mapping[str, Any]]
) -> Iterator[PackDifference]:
    old = {**dict(wording.value_in_words(left[1])), "依据": _cited(*left)}
    new = {**dict(wording.value_in_words(right[1])), "依据": _cited(*right)}
    for field in dict.fromkeys((*old, *new)):
        before, after = old.get(field, ""), new.get(field, "")
        if before != after:
            yield PackDifference(kind="rules", name=label, field=field, left=before, right=after)
