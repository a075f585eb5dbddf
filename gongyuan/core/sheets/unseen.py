"""What of an Excel file nobody sees who opens it: rows filtered away, folded or hidden, hidden
columns, hidden sheets. The reader of cells gives them like all others."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO

_ATTRIBUTES = r"""((?:[^>"']|"[^"]*"|'[^']*')*)"""
_SHEET = re.compile(rf"<(?:\w+:)?sheet\s{_ATTRIBUTES}>")
_RELATION = re.compile(rf"<(?:\w+:)?Relationship\s{_ATTRIBUTES}>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROW = re.compile(rb"<(?:\w+:)?row(\s[^>]*|/)?>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
#: Further to the right no column is ever read.
_MOST_COLUMNS = 16_384


@dataclass(frozen=True, kw_only=True)
class Unseen:
    """Numbers of rows, from 1, and places of columns, from 0, that are not shown."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


def unseen_in(content: bytes, sheet: str) -> Unseen:
    """What of a sheet of an Excel file of today is not shown; nothing where that cannot be told."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        part = _part_of(archive, sheet)
        xml = archive.read(part) if part else b""
    return Unseen(rows=frozenset(_rows(xml)), columns=frozenset(_columns(xml)))


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of the archive that holds a sheet; "" for none."""
    names = set(archive.namelist())
    if not {_WORKBOOK, _RELATIONS} <= names:
        return ""
    relations = _tags(archive.read(_RELATIONS), _RELATION)
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations}
    for one in _tags(archive.read(_WORKBOOK), _SHEET):
        if one.get("name") == sheet:
            key = next((one[name] for name in one if name.endswith(":id")), "")
            target = targets.get(key, "")
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            return part if part in names else ""
    return ""


def _tags(xml: bytes, pattern: re.Pattern[str]) -> Iterator[dict[str, str]]:
    for found in pattern.finditer(xml.decode("utf-8", "replace")):
        yield {
            name: unescape(first or second) for name, first, second in _ATTRIBUTE.findall(found[1])
        }


def _rows(xml: bytes) -> Iterator[int]:
    number = 0
    for found in _ROW.finditer(xml):
        said = found[1] or b""
        place = _value(said, b"r")
        number = int(place) if place.isdigit() else number + 1
        if _is_hidden(said, b"ht"):
            yield number


def _columns(xml: bytes) -> Iterator[int]:
    for found in _COLUMN.finditer(xml):
        first, last = _value(found[1], b"min"), _value(found[1], b"max")
        if _is_hidden(found[1], b"width") and first.isdigit() and last.isdigit():
            yield from range(int(first) - 1, min(int(last), _MOST_COLUMNS))


def _is_hidden(said: bytes, size: bytes) -> bool:
    """Hidden, or made so small that nothing is left of it."""
    return _value(said, b"hidden") in (b"1", b"true") or _value(said, size) in (b"0", b"0.0")


def _value(said: bytes, name: bytes) -> bytes:
    found = re.search(rb"(?:^|\s)" + name + rb"""\s*=\s*["']([^"']*)["']""", said)
    return found[1] if found else b""


def told(numbers: Iterable[int], *, most: int = 6) -> str:
    """Numbers of rows in words, those that follow each other together: 第5–9行、第12行等."""
    stretches: list[list[int]] = []
    for number in sorted(numbers):
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    parts = [
        f"第{first}行" if first == last else f"第{first}–{last}行"
        for first, last in stretches[:most]
    ]
    return "、".join(parts) + ("等" if len(stretches) > most else "")
