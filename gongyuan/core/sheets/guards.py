"""Guards before an Excel file is opened: what would fill the memory is turned away unread."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO


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

_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_REFERENCE = re.compile(
    rb'<(?:\w+:)?(?:c|row|dimension)\b[^>]*?\b(?:r|ref)\s*=\s*["\']([^"\']*)["\']'
)
_POSITION = re.compile(rb"([A-Z]*)(\d+)$")
_TEXT = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>", re.DOTALL)


def workbook_obstacles(content: bytes, limits: Limits = AT_ONCE) -> list[str]:
    """Why this workbook is not opened, as sentences; empty when it may be.

    Counts cells, rows and columns in the packed XML itself, as a reader makes room for the whole
    rectangle up to the farthest cell, and shared texts once for each cell that names them.
    """
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
        return ["文件打不开，请用 Excel 或 WPS 另存为 .xlsx 再传。"]


def _size_obstacles(archive: zipfile.ZipFile, limits: Limits) -> list[str]:
    """The parts one after the other, so that only one is unpacked at a time."""
    cells = longest = 0
    for name in archive.namelist():
        if "worksheets/" in name:
            xml = archive.read(name)
            cells += sum(1 for _ in _CELL.finditer(xml))
            row, column = _farthest(xml)
            if row > limits.rows:
                return [f"每张表最多{limits.rows}行，请拆成几个文件导入。"]
            if column > limits.columns:
                return [f"每张表最多{limits.columns}列，请删去多余的列。"]
        elif "sharedstrings" in name.lower():
            texts = (found.end() - found.start() for found in _TEXT.finditer(archive.read(name)))
            longest = max(longest, max(texts, default=0))
    is_long = cells * longest > limits.characters
    return ["文件里的文字太多，请拆成几个文件导入。"] if is_long else []


def _farthest(xml: bytes) -> tuple[int, int]:
    """The last row and column that the sheet speaks of."""
    last_row = 0
    last_column: tuple[int, bytes] = (0, b"")
    for reference in _REFERENCE.finditer(xml):
        position = _POSITION.match(reference[1].rsplit(b":", 1)[-1])
        if position:
            letters, digits = position.groups()
            last_row = max(last_row, int(digits))
            # Of two references the longer lies farther, then the later letter.
            last_column = max(last_column, (len(letters), letters))
    return last_row, _column_number(last_column[1])


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number
