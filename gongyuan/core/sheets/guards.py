"""Guards before an Excel file is opened: what would fill the memory is turned away unread."""

import re
import zipfile
from io import BytesIO

MOST_ROWS = 20_000
MOST_COLUMNS = 50
MOST_UNPACKED_BYTES = 64 * 1024 * 1024
#: Characters the cells may hold together: a short file can name one long text a million times.
MOST_CHARACTERS = 64 * 1024 * 1024

_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_REFERENCE = re.compile(
    rb'<(?:\w+:)?(?:c|row|dimension)\b[^>]*?\b(?:r|ref)\s*=\s*["\']([^"\']*)["\']'
)
_POSITION = re.compile(rb"([A-Z]*)(\d+)$")
_TEXT = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>", re.DOTALL)


def workbook_obstacles(content: bytes) -> list[str]:
    """Why this workbook is not opened, as sentences; empty when it may be.

    Counts cells, rows and columns in the packed XML itself, as a reader makes room for the whole
    rectangle up to the farthest cell, and shared texts once for each cell that names them.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED_BYTES:
                return ["文件解开后太大，请拆成几个文件导入。"]
            # A length that lies about its contents fails the check sum here, not in the reader.
            if archive.testzip() is not None:
                return ["文件已损坏，请重新保存后再传。"]
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, RuntimeError, EOFError):
        return ["文件打不开，请用 Excel 或 WPS 另存为 .xlsx 再传。"]
    return _size_obstacles(parts)


def _size_obstacles(parts: dict[str, bytes]) -> list[str]:
    cells = 0
    for name, xml in parts.items():
        if "worksheets/" not in name:
            continue
        cells += len(_CELL.findall(xml))
        row, column = _farthest(xml)
        if row > MOST_ROWS:
            return [f"每张表最多{MOST_ROWS}行，请拆成几个文件导入。"]
        if column > MOST_COLUMNS:
            return [f"每张表最多{MOST_COLUMNS}列，请删去多余的列。"]
    longest = max(
        (
            len(text)
            for name, xml in parts.items()
            if "sharedstrings" in name.lower()
            for text in _TEXT.findall(xml)
        ),
        default=0,
    )
    return ["文件里的文字太多，请拆成几个文件导入。"] if cells * longest > MOST_CHARACTERS else []


def _farthest(xml: bytes) -> tuple[int, int]:
    """The last row and column that the sheet speaks of."""
    last_row = last_column = 0
    for reference in _REFERENCE.findall(xml):
        position = _POSITION.match(reference.rsplit(b":", 1)[-1])
        if position:
            last_row = max(last_row, int(position[2]))
            last_column = max(last_column, _column_number(position[1]))
    return last_row, last_column


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number
