"""Writing the tree of unions to Excel: the empty template and the export."""

from collections.abc import Iterable

from gongyuan.core.sheets import writing
from gongyuan.organisations.sheets.columns import COLUMNS, SHEET


def template() -> bytes:
    """An empty workbook with the headings, lists to choose from, and a page of instructions."""
    return writing.template(SHEET, COLUMNS)


def written(rows: Iterable[dict[str, str]]) -> bytes:
    """A workbook in the template's columns; every cell is text, so none is run as a formula."""
    return writing.written(SHEET, COLUMNS, rows)
