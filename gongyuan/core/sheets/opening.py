"""Opening a file of rows: its sheets, row by row, as Excel counts rows and columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from gongyuan.core.sheets import old_excel, plain_text
from gongyuan.core.sheets.formats import CSV, XLS, sheet_type
from gongyuan.core.sheets.unseen import Unseen, unseen_in

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

UNREADABLE = "文件打不开，请用 Excel 或 WPS 另存为 .xlsx 再传。"
Cells = list[Any]
#: First and last cell, row and column from 0.
Merge = tuple[tuple[int, int], tuple[int, int]]


class Unopened(Exception):
    """The file holds no rows that can be read; the text says why to whoever gave it."""


class OpenSheet(Protocol):
    """One sheet; its rows can be gone through again and again."""

    @property
    def name(self) -> str: ...

    @property
    def is_hidden(self) -> bool:
        """Whether nobody sees it who opens the file."""

    @property
    def height(self) -> int:
        """The number of the last row."""

    def rows(self, *, most: int | None = None) -> Iterator[tuple[int, Cells]]:
        """Number of the row, from 1, and its cells from column A on."""

    def merged(self) -> list[Merge]:
        """Every merged range."""

    def unseen(self) -> Unseen:
        """Its hidden rows and columns."""


@dataclass(frozen=True)
class ExcelSheet:
    """A sheet of Excel of today."""

    name: str
    sheet: "CalamineSheet"
    content: bytes
    is_hidden: bool = False

    @property
    def height(self) -> int:
        return self.sheet.end[0] + 1 if self.sheet.end else 0

    def rows(self, *, most: int | None = None) -> Iterator[tuple[int, Cells]]:
        if self.sheet.start is None:
            return
        before: Cells = [""] * self.sheet.start[1]
        for number, cells in enumerate(islice(self.sheet.iter_rows(), most), start=1):
            yield number, before + cells if before else cells

    def merged(self) -> list[Merge]:
        return self.sheet.merged_cell_ranges or []

    def unseen(self) -> Unseen:
        return unseen_in(self.content, self.name)


def open_sheets(content: bytes) -> list[OpenSheet]:
    """The sheets of a file that are shown; trusts that `guards.workbook_obstacles` found none.

    A text is one sheet. Refuses with Unopened what holds no rows.
    """
    return [sheet for sheet in all_sheets(content) if not sheet.is_hidden]


def all_sheets(content: bytes) -> list[OpenSheet]:
    """The same with those that are hidden."""
    # It weighs a megabyte, for those alone that open sheets.
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    kind = sheet_type(content)
    try:
        if kind == XLS:
            return [*old_excel.sheets(content)]
        if kind == CSV:
            return [*plain_text.sheets(content)]
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return [
            ExcelSheet(
                one.name,
                book.get_sheet_by_name(one.name),
                content,
                one.visible != SheetVisibleEnum.Visible,
            )
            for one in book.sheets_metadata
        ]
    except (CalamineError, OSError, ValueError, old_excel.Broken) as error:
        raise Unopened(UNREADABLE) from error
