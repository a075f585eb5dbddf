"""Rows as text, parted by commas or tabs: what .csv files and the clipboard hold."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from gongyuan.core.sheets.formats import text_of
from gongyuan.core.sheets.unseen import Unseen

NAME = "文本"
#: Marks that part cells, and how many lines are looked at to know which.
_MARKS, _LOOKED_AT = "\t,;|", 25
_LONGEST_CELL = 32_767
_PAGE = re.compile(r"\s*(<(\?xml|!doctype|html|head|meta|style|table|div)\b|mime-version:)", re.I)


@dataclass(frozen=True)
class TextSheet:
    """The one sheet of a text."""

    text: str
    mark: str
    name: str = NAME
    is_hidden: bool = False

    @property
    def height(self) -> int:
        return sum(1 for _ in self.rows())

    def rows(self, *, most: int | None = None) -> Iterator[tuple[int, list[str]]]:
        csv.field_size_limit(_LONGEST_CELL)
        try:
            yield from enumerate(
                islice(csv.reader(StringIO(self.text, newline=""), delimiter=self.mark), most),
                start=1,
            )
        except csv.Error as error:
            raise ValueError(str(error)) from error

    def merged(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        return []

    def unseen(self) -> Unseen:
        return Unseen()


def is_web_page(content: bytes) -> bool:
    """Whether a text is a page or XML, as many systems hand out tables under the name of Excel."""
    return _PAGE.match(text_of(content) or "") is not None


def sheets(content: bytes) -> list[TextSheet]:
    """The sheet of a text; none where it is no text. ValueError where its quotes never end."""
    text = text_of(content)
    if text is None:
        return []
    lines = text.splitlines()[:_LOOKED_AT]
    # The mark that parts most lines; of several the one that is rarer inside of cells.
    mark = max(_MARKS, key=lambda one: (sum(one in line for line in lines), -_MARKS.index(one)))
    return [TextSheet(text, mark)]


def size(content: bytes) -> tuple[int, int]:
    """The number of rows and the longest row in cells. ValueError as above."""
    rows = longest = 0
    for sheet in sheets(content):
        for rows, cells in sheet.rows():  # noqa: B007 - the last number is wanted
            longest = max(longest, len(cells))
    return rows, longest
