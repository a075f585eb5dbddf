"""Finding the table in a sheet of any shape: its row of headings, what each column means, and
which rows below are no records."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import Any

from gongyuan.core.sheets.cells import narrowed, shown
from gongyuan.core.sheets.columns import Column
from gongyuan.core.sheets.opening import OpenSheet

#: A ledger has its title, unit and date above the headings; never more than this.
MOST_ROWS_ABOVE = 25
#: Below this two headings are not alike enough to be proposed.
ALIKE = 0.72
#: Words below a heading that groups them are never as sure as a heading of its own.
BELOW_ALONE = 0.98
#: A row of headings names at least so many known columns.
FEWEST_KNOWN = 2
_SIGNS = re.compile(r"[\s（）()【】\[\]：:*＊、,，。./／_\-—]+")
_IN_BRACKETS = re.compile(r"[（(\[【].*?[）)\]】]")
_SUM = re.compile(r"^(合计|总计|小计|共计|累计|本页小计|本页合计|合\s+计|总\s+计|小\s+计)")
_FOOT = re.compile(
    r"^(填表|制表|审核|填报|报送|复核|负责人|单位负责人|联系人|备注|说明|注)[人员单位日期]*[:：]"
)
#: What a row of one cell alone is when it names the rows below it.
_SECTION = re.compile(
    r"^[（(]?[一二三四五六七八九十]+[）)]?[、.．]|(省|市|州|县|区|旗|工会|年|月|季度)[:：]?$"
)
BLANK = "空行"


@dataclass(frozen=True, kw_only=True)
class Heading:
    """One column of somebody's sheet."""

    index: int
    text: str
    #: The name of the column it is taken for, "" for none.
    column: str = ""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where the table of a sheet stands; `last_row` is the lowest row of its headings."""

    sheet: str
    first_row: int
    last_row: int
    headings: tuple[Heading, ...]

    @property
    def known(self) -> list[str]:
        return [heading.column for heading in self.headings if heading.column]

    @cached_property
    def names(self) -> frozenset[str]:
        """The headings without their signs, to know them again on the next page."""
        return frozenset(_plain(heading.text) for heading in self.headings)


def find_layout(sheet: OpenSheet, columns: Sequence[Column]) -> Layout | None:
    """The headings of a sheet and what each is proposed to mean; None when it has none.

    Looks through the first rows for the one, or the two under each other (merged, or with blanks
    where the other has words), that names most of the columns.
    """
    top = [cells for _, cells in sheet.rows(most=MOST_ROWS_ABOVE)]
    merges = sheet.merged()
    best: Layout | None = None
    for number in range(len(top)):
        for depth in (1, 2):
            if number + depth > len(top):
                continue
            texts = _joined(top, number, depth, merges)
            if texts is None:
                continue
            lower = [shown(cell) for cell in top[number + 1]] if depth > 1 else []
            headings = propose(texts, columns, lower=lower)
            known = sum(1 for heading in headings if heading.column)
            # Of equals the one row, and the upper: a blank row above headings adds nothing.
            if known >= FEWEST_KNOWN and (best is None or (known, -depth) > _worth(best)):
                best = Layout(
                    sheet=sheet.name,
                    first_row=number + 1,
                    last_row=number + depth,
                    headings=headings,
                )
    return best


def _worth(layout: Layout) -> tuple[int, int]:
    return len(layout.known), layout.first_row - layout.last_row - 1


def propose(
    texts: Sequence[str], columns: Sequence[Column], *, lower: Sequence[str] = ()
) -> tuple[Heading, ...]:
    """What each heading is taken for: the likest first, each column once.

    Of headings of two rows `lower` are the words of the second alone: 处理情况 under 办理情况 is
    known by itself, where the two together (聘期 起) are not.
    """
    pairs = []
    for index, text in enumerate(texts):
        second = lower[index] if index < len(lower) else ""
        for place, column in enumerate(columns):
            likeness, rank = alike(text, column), _rank(text, column)
            if second and second != text and likeness < 1:
                alone = min(alike(second, column), BELOW_ALONE)
                if alone > likeness:
                    likeness, rank = alone, _rank(second, column)
            if likeness >= ALIKE:
                pairs.append((-likeness, rank, place, index, column.name))
    meant: dict[int, str] = {}
    for *_, index, name in sorted(pairs):
        if index not in meant and name not in meant.values():
            meant[index] = name
    return tuple(
        Heading(index=index, text=text, column=meant.get(index, ""))
        for index, text in enumerate(texts)
        if text
    )


def _rank(text: str, column: Column) -> int:
    """Which of a column's names this is: 案号 stands before 序号, where a ledger has both."""
    wanted = {_plain(text), _plain(_IN_BRACKETS.sub("", text))}
    names = [column.heading, *column.aliases]
    return next((place for place, name in enumerate(names) if _plain(name) in wanted), len(names))


def alike(text: str, column: Column) -> float:
    """How alike a heading is to a column or one of its other names: 1 the same, 0 too little."""
    wanted = _plain(text)
    bare = _plain(_IN_BRACKETS.sub("", text))
    if not wanted:
        return 0.0
    best = 0.0
    for name in (column.heading, *column.aliases):
        known = _plain(name)
        if known in (wanted, bare):
            return 1.0
        likeness = SequenceMatcher(None, bare or wanted, known)
        # The two estimates are never below the ratio and cost a fraction of it.
        if likeness.real_quick_ratio() >= ALIKE and likeness.quick_ratio() >= ALIKE:
            best = max(best, likeness.ratio())
    # Never as sure as the very name: 执业证号 stands before 执业证号码.
    return min(best, 0.99)


def skipped_as(texts: Iterable[str], layout: Layout, *, is_across: bool = False) -> str:
    """Why a row below the headings is no record, "" when it is one: blank, a sum, a foot note, the
    headings again on the next page, a title of the rows below (`is_across`: in a merged cell)."""
    written = [text for text in texts if text]
    if not written:
        return BLANK
    if len(written) == 1 and (is_across or _SECTION.search(written[0])):
        return "小标题"
    first = next((text for text in written if not text.replace(".", "").isdigit()), "")
    if _SUM.match(first):
        return "合计行"
    if len(written) <= FEWEST_KNOWN + 1 and any(_FOOT.match(text) for text in written):
        return "表尾说明"
    if len(written) >= FEWEST_KNOWN and all(_plain(text) in layout.names for text in written):
        return "重复的表头"
    return ""


def _joined(
    top: list[list[Any]], number: int, depth: int, merges: Sequence[Any]
) -> list[str] | None:
    """The texts of one row of headings, or of two with what is merged above; None for no such."""
    if depth == 1:
        return [shown(cell) for cell in top[number]]
    upper = [shown(cell) for cell in top[number]]
    lower = [shown(cell) for cell in top[number + 1]]
    wide = max(len(upper), len(lower))
    upper, lower = upper + [""] * (wide - len(upper)), lower + [""] * (wide - len(lower))
    is_merged = False
    for (row, left), (last_row, right) in merges:
        if row == number and right > left and left < wide and last_row == number:
            upper[left : right + 1] = [upper[left]] * (min(right + 1, wide) - left)
            is_merged = True
        if row == number and last_row == number + 1:
            is_merged = True
    over_blanks = [place for place in range(wide) if lower[place] and not upper[place]]
    if not is_merged and not over_blanks:
        return None
    if not is_merged:
        for place in over_blanks:
            # A file without merges: the word above stands over the blanks to its right.
            upper[place] = upper[place - 1] if place and lower[place - 1] else ""
    return [_both(above, below) for above, below in zip(upper, lower, strict=True)]


def _both(above: str, below: str) -> str:
    return above if not below or above == below else f"{above}{below}" if above else below


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return _SIGNS.sub("", narrowed(text)).lower()
