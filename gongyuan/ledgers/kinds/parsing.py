"""Ways of reading a cell's text; each says in words what is wrong."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from gongyuan.core.sheets.cells import any_amount, any_count, any_day, narrowed
from gongyuan.core.sheets.columns import Column
from gongyuan.law.identity import normalised_code, uscc_obstacles
from gongyuan.law.phones import normalised_phone, phone_obstacles
from gongyuan.ledgers.kinds.kind import Parser, Read

#: Different words of a column that are remembered: most rows repeat a few.
MANY = 512
_BROKEN = re.compile(r"^\d(\.\d+)?e\+?\d+$", re.IGNORECASE)
#: What stands in a cell where nothing is to be said.
NOTHING = frozenset({"无", "没有", "-", "—", "——", "/", "\\", "不详", "未知", "未留", "未登记"})
_REMARK = re.compile(r"[（(][^）)\d]*[）)]|^86-")
LOST = "数字太长，Excel 已经丢了后几位，请照原件重新填写。"


def text(column: Column, typed: str) -> Read:
    """Words as they stand, no longer than the column allows."""
    value = " ".join(typed.split())
    if len(value) > column.longest:
        return Read(reason=f"{column.heading}最多{column.longest}个字。")
    if not value.isprintable():
        return Read(reason=f"{column.heading}里有看不见的字符，请重新填写。")
    return Read(value=value)


def name(column: Column, typed: str) -> Read:
    """A person's name; the blank that aligned two characters is no part of it."""
    return text(column, re.sub(r"(?<=[㐀-鿿])\s+(?=[㐀-鿿])", "", typed))


def code(column: Column, typed: str) -> Read:
    """A number kept as text: full-width digits narrowed, blanks and apostrophe gone."""
    value = "".join(narrowed(typed).split())
    if value in NOTHING:
        return Read(value="")
    if _BROKEN.match(value):
        return Read(reason=LOST)
    return text(column, value)


def day(column: Column, typed: str) -> Read:
    """A day however it is written; a month alone is its first day, and said to be."""
    return _day(typed, is_end=False)


def last_day(column: Column, typed: str) -> Read:
    """A day at the end of something: a month alone is its last day."""
    return _day(typed, is_end=True)


def _day(typed: str, *, is_end: bool) -> Read:
    if narrowed(typed) in NOTHING:
        return Read()
    value, reason, is_month = any_day(typed, is_end=is_end)
    hint = f"“{typed}”只写到月，按{value:%Y-%m-%d}记。" if is_month and value else ""
    return Read(value=value, reason=reason, hint=hint)


def amount(column: Column, typed: str) -> Read:
    """Yuan, to the fen."""
    value, reason = any_amount(typed)
    return Read(value=value, reason=reason)


def count(column: Column, typed: str) -> Read:
    """How many."""
    value, reason = any_count(typed)
    return Read(value=value, reason=f"{column.heading}{reason}" if reason else "")


def phone(column: Column, typed: str) -> Read:
    """A telephone number, without the remark beside it (本人); several are cut at the first."""
    if narrowed(typed) in NOTHING:
        return Read(value="")
    first = re.split(r"[/;；、]", _REMARK.sub("", narrowed(typed)).strip())[0]
    found = code(column, first)
    if found.reason or not found.value:
        return found
    obstacles = phone_obstacles(found.value)
    return Read(value=normalised_phone(found.value), reason="".join(obstacles))


def identity(column: Column, typed: str) -> Read:
    """An identity number as it is kept; whether it can be one is judged with the day."""
    found = code(column, typed)
    if found.reason or not found.value:
        return found
    return Read(value=normalised_code(found.value))


def credit_code(column: Column, typed: str) -> Read:
    """A unified social credit code (GB 32100)."""
    found = code(column, typed)
    if found.reason or not found.value:
        return found
    number = normalised_code(found.value)
    return Read(value=number, reason="".join(uscc_obstacles(number)))


def one_of(choices: Iterable[tuple[str, str]], words: Mapping[str, str] | None = None) -> Parser:
    """A parser of one value of a vocabulary, by its label, itself, or a word in `words`."""
    labels = {str(label): str(value) for value, label in choices}
    known = {_bare(label): value for label, value in labels.items()}
    known |= {_bare(value): value for value in labels.values()}
    known |= {_bare(word): value for word, value in (words or {}).items()}

    @lru_cache(maxsize=MANY)
    def meant(typed: str) -> str:
        return known.get(_bare(typed)) or _named_in(typed, words or {})

    def parse(column: Column, typed: str) -> Read:
        if not typed.strip():
            return Read(value="")
        value = meant(typed)
        if value:
            return Read(value=value)
        return Read(reason=f"没有“{typed[:20]}”这个{column.heading}，可填：{'、'.join(labels)}。")

    return parse


def some_of(choices: Iterable[tuple[str, str]], words: Mapping[str, str] | None = None) -> Parser:
    """A parser of several values of a vocabulary, divided by 、 or the like."""
    single = one_of(choices, words)

    def parse(column: Column, typed: str) -> Read:
        found = [single(column, part) for part in re.split(r"[、,，;；/\s]+", typed) if part]
        reason = next((one.reason for one in found if one.reason), "")
        return Read(value=sorted({one.value for one in found if one.value}), reason=reason)

    return parse


def _named_in(typed: str, words: Mapping[str, str]) -> str:
    """The value of the longest of the words that stands in what was typed; "" for none."""
    there = [word for word in words if len(word) > 1 and word in typed]
    return words[max(there, key=len)] if there else ""


def _bare(typed: str) -> str:
    return re.sub(r"[\s（）()]", "", narrowed(typed)).lower()
