"""Opening a workbook: its sheets, row by row, as Excel counts rows and columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

UNREADABLE = "文件打不开，请用 Excel 或 WPS 另存为 .xlsx 再传。"
Cells = list[Any]


class Unopened(Exception):
    """The file is no workbook that can be read; the text says why to whoever gave it."""


@dataclass(frozen=True)
class OpenSheet:
    """One sheet; its rows can be gone through again and again."""

    name: str
    sheet: CalamineSheet

    def rows(self, *, most: int | None = None) -> Iterator[tuple[int, Cells]]:
        """Number of the row, from 1, and its cells from column A on."""
        if self.sheet.start is None:
            return
        before: Cells = [""] * self.sheet.start[1]
        for number, cells in enumerate(islice(self.sheet.iter_rows(), most), start=1):
            yield number, before + cells if before else cells

    def merged(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """First and last cell (row and column from 0) of every merged range."""
        return self.sheet.merged_cell_ranges or []


def open_sheets(content: bytes) -> list[OpenSheet]:
    """The visible sheets of a workbook; trusts that `guards.workbook_obstacles` found none.

    Refuses with Unopened what is no workbook.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        names = [
            one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible
        ]
        return [OpenSheet(name, book.get_sheet_by_name(name)) for name in names]
    except (CalamineError, OSError, ValueError) as error:
        raise Unopened(UNREADABLE) from error
