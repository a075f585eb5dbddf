"""Excel before 2007 (.xls, and the .et of WPS): read without making room for a whole rectangle."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import StringIO
from itertools import islice
from typing import Any

import xlrd
from xlrd.compdoc import CompDoc

from gongyuan.core.sheets.unseen import Unseen

#: Records of a sheet that hold one cell, and those that hold several of a row.
_CELL_RECORDS = {0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}
_CELLS_RECORDS = {0x00BD}
_STREAMS = ("Workbook", "Book")
#: What a workbook with a password has: a record, or the whole of it as one stream.
_PASSWORD, _ENCRYPTED = 0x002F, "EncryptedPackage"


class Broken(Exception):
    """What should be an old workbook is none."""


class Locked(Broken):
    """A password stands before it; workbooks of today hide in the same container then."""


@dataclass(frozen=True)
class OldSheet:
    """One sheet of an old workbook."""

    name: str
    sheet: Any
    epoch: int
    is_hidden: bool = False

    @property
    def height(self) -> int:
        return int(self.sheet.nrows)

    def rows(self, *, most: int | None = None) -> Iterator[tuple[int, list[Any]]]:
        for number in islice(range(self.sheet.nrows), most):
            yield number + 1, [self._value(cell) for cell in self.sheet.row(number)]

    def merged(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        return [
            ((top, left), (bottom - 1, right - 1))
            for top, bottom, left, right in self.sheet.merged_cells
        ]

    def unseen(self) -> Unseen:
        rows, columns = self.sheet.rowinfo_map, self.sheet.colinfo_map
        return Unseen(
            rows=frozenset(place + 1 for place, row in rows.items() if row.hidden),
            columns=frozenset(
                place for place, one in columns.items() if one.hidden or not one.width
            ),
        )

    def _value(self, cell: Any) -> Any:
        if cell.ctype == xlrd.XL_CELL_DATE:
            return self._moment(cell.value)
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "")
        return cell.value

    def _moment(self, serial: float) -> date | datetime | time | float:
        try:
            moment = xlrd.xldate_as_datetime(serial, self.epoch)
        except (ValueError, OverflowError):
            return serial
        if serial < 1:
            return moment.time()
        return moment.date() if moment.time() == time.min else moment


def sheets(content: bytes) -> list[OldSheet]:
    """The sheets of an old workbook; Broken for what is none or has a password."""
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=StringIO()
        )
    except Exception as error:  # the reader of old files meets broken ones with any exception
        raise Broken(str(error)[:100]) from error
    return [
        OldSheet(sheet.name, sheet, book.datemode, sheet.visibility != 0) for sheet in book.sheets()
    ]


def size(content: bytes) -> tuple[int, int]:
    """The farthest row and column of all sheets that hold something, before anything is read.

    Locked for one with a password, Broken for what is no workbook."""
    try:
        container = CompDoc(content, logfile=StringIO())
        is_locked = container.get_named_stream(_ENCRYPTED) is not None
        streams = (container.get_named_stream(name) for name in _STREAMS)
        stream = next((one for one in streams if one), b"")
    except Exception as error:  # as above
        raise Broken(str(error)[:100]) from error
    rows = columns = 0
    for kind, start, length in _records(stream):
        is_locked = is_locked or kind == _PASSWORD
        if is_locked:
            break
        if length >= 6 and (kind in _CELL_RECORDS or kind in _CELLS_RECORDS):
            row, column = struct.unpack_from("<HH", stream, start)
            if kind in _CELLS_RECORDS:
                (column,) = struct.unpack_from("<H", stream, start + length - 2)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    if is_locked:
        raise Locked
    return rows, columns


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of every record."""
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if place + 4 + length > len(stream):
            return
        yield kind, place + 4, length
        place += 4 + length
