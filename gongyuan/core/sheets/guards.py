"""Guards before an Excel file is opened: what would fill the memory is turned away unread."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from gongyuan.core.sheets import old_excel, plain_text
from gongyuan.core.sheets.cells import column_letter
from gongyuan.core.sheets.formats import CSV, XLS, sheet_type


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much of a workbook is taken in."""

    rows: int = 20_000
    columns: int = 50
    unpacked_bytes: int = 64 * 1024 * 1024
    #: Characters the cells may hold together: a short file can name one long text a million times.
    characters: int = 64 * 1024 * 1024


#: For what somebody waits for while it is read.
AT_ONCE = Limits()
#: For years of work that a job reads.
LEDGER = Limits(
    rows=210_000, unpacked_bytes=320 * 1024 * 1024, characters=1024 * 1024 * 1024, columns=80
)

#: A cell that holds something, with what its tag says; colours and borders alone fill no memory.
_FILLED = re.compile(rb"<(?:\w+:)?c(\s[^>]*[^/>])?>(?!</)")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]+)(\d+)["']""")
_ANY_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]*)(\d+)["']""")
_TEXT = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>", re.DOTALL)
LOCKED = "文件设了打开密码，请用 Excel 或 WPS 去掉密码，另存以后再传。"
WEB_PAGE = "这其实是网页或者 XML，只是名字像 Excel。请用 Excel 或 WPS 打开，另存为 .xlsx 再传。"
UNREADABLE = "文件打不开，请用 Excel 或 WPS 另存为 .xlsx 再传。"
BROKEN_TEXT = "这个文本文件的引号不成对，请用 Excel 打开，另存为 .xlsx 再传。"


def workbook_obstacles(content: bytes, limits: Limits = AT_ONCE) -> list[str]:
    """Why this file of rows is not opened, as sentences; empty when it may be.

    Counts cells, rows and columns in the packed XML itself, as a reader makes room for the whole
    rectangle up to the farthest filled cell, and shared texts once for each cell that names them.
    Old workbooks and texts are counted by records and lines.
    """
    kind = sheet_type(content)
    try:
        if kind == XLS:
            return _beyond(*old_excel.size(content), limits)
        if kind == CSV:
            is_page = plain_text.is_web_page(content)
            return [WEB_PAGE] if is_page else _beyond(*plain_text.size(content), limits)
    except old_excel.Locked:
        return [LOCKED]
    except old_excel.Broken:
        return [UNREADABLE]
    except ValueError:
        return [BROKEN_TEXT]
    return _packed_obstacles(content, limits)


def _packed_obstacles(content: bytes, limits: Limits) -> list[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
                return ["文件解开后太大，请拆成几个文件导入。"]
            # A length that lies about its contents fails the check sum here, not in the reader.
            if archive.testzip() is not None:
                return ["文件已损坏，请重新保存后再传。"]
            return _size_obstacles(archive, limits)
    except (zipfile.BadZipFile, RuntimeError, EOFError):
        return [UNREADABLE]


def _size_obstacles(archive: zipfile.ZipFile, limits: Limits) -> list[str]:
    """The parts one after the other, so that only one is unpacked at a time."""
    cells = longest = 0
    for name in archive.namelist():
        if "worksheets/" in name:
            more, row, column = _farthest(archive.read(name))
            cells += more
            found = _beyond(row, column, limits)
            if found:
                return found
        elif "sharedstrings" in name.lower():
            texts = (found.end() - found.start() for found in _TEXT.finditer(archive.read(name)))
            longest = max(longest, max(texts, default=0))
    is_long = cells * longest > limits.characters
    return ["文件里的文字太多，请拆成几个文件导入。"] if is_long else []


def _beyond(row: int, column: int, limits: Limits) -> list[str]:
    if row > limits.rows:
        return [f"每张表最多{limits.rows}行，这里第{row}行还有内容。请拆成几个文件导入。"]
    if column > limits.columns:
        farthest = f"这里{column_letter(column - 1)}列还有内容"
        return [f"每张表最多{limits.columns}列，{farthest}。请删去多余的列。"]
    return []


def _farthest(xml: bytes) -> tuple[int, int, int]:
    """How many cells of a sheet hold something, and the last row and column that do."""
    cells = last_row = 0
    last_column: tuple[int, bytes] = (0, b"")
    is_placed = True
    for filled in _FILLED.finditer(xml):
        cells += 1
        place = _PLACE.search(filled[1] or b"")
        if place is None:
            is_placed = False
            continue
        last_row = max(last_row, int(place[2]))
        # Of two references the longer lies farther, then the later letter.
        last_column = max(last_column, (len(place[1]), place[1]))
    if not is_placed:
        # Cells that do not say where they are stand where their row says: all references count.
        for anywhere in _ANY_PLACE.finditer(xml):
            last_row = max(last_row, int(anywhere[2]))
            last_column = max(last_column, (len(anywhere[1]), anywhere[1]))
    return cells, last_row, _column_number(last_column[1])


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number
