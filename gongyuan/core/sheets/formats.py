"""What a file of rows really is, told from its content: Excel of today, Excel before 2007, text."""

from gongyuan.core.files import XLSX, content_type

XLS = "application/vnd.ms-excel"
CSV = "text/csv"
#: What a browser offers to choose.
NAMES = ".xlsx,.xls,.et,.csv,.txt"
WRONG = "请传 Excel 文件（.xlsx、.xls）或者 .csv 文件。照片、PDF、Word 里的表格请先录成 Excel。"
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Signs that no text has.
_NO_TEXT = bytes(set(range(32)) - {9, 10, 12, 13, 27})


def sheet_type(content: bytes) -> str | None:
    """The type of a file of rows; None for anything else, and for a workbook with macros."""
    if content.startswith(_OLD_CONTAINER):
        return XLS
    if content.startswith(b"PK\x03\x04"):
        return XLSX if content_type(content) == XLSX else None
    return CSV if text_of(content) is not None else None


def text_of(content: bytes) -> str | None:
    """The text of a file as Windows and WPS save it in China (GB18030) or as UTF-8; None for none.

    A text that is right in UTF-8 is hardly ever meant otherwise, so that is tried first.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if content.startswith(b"%PDF-") or content.translate(None, _NO_TEXT) != content:
        return None
    text = _decoded(content, "utf-8-sig")
    return text if text is not None else _decoded(content, "gb18030")


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
