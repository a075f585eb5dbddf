"""Numbers of documents: gap-free per unit, kind and year, allotted under lock."""

import re
from dataclasses import dataclass

from django.db import connection

#: What is written around the parts of a number, in any of the ways people type it.
_AROUND = "字第年号"
_SIGNS = re.compile(r"[\s\-－—–_/／.〔〕\[\]［］【】()（）{}〈〉《》#＃]+")
_TYPED = re.compile(r"[㐀-鿿]+|[0-9]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Year and place without anything between, the place padded to three digits or more.
_RUN_TOGETHER = re.compile(r"((?:19|20)\d\d)(\d{3,5})")


@dataclass(frozen=True, kw_only=True)
class DocumentNumber:
    """A number taken apart: 平工援〔2014〕9号. The year may be missing from what was typed."""

    office: str
    year: int | None
    place: int


def next_number(*, unit_id: int, kind: str, year: int) -> int:
    """Allot the next number; the row stays locked until the caller's transaction ends.

    A rollback gives the number back, so none is skipped; a second writer waits, so none is doubled.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is allotted inside the transaction that uses it")
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO core_counter (unit_id, kind, year, value) VALUES (%s, %s, %s, 1)
            ON CONFLICT (unit_id, kind, year) DO UPDATE SET value = core_counter.value + 1
            RETURNING value
            """,
            [unit_id, kind, year],
        )
        return int(cursor.fetchone()[0])


def document_number(office: str, *, year: int, number: int) -> str:
    """Write a number as offices do: 机关代字〔year〕number号, no leading zeros (GB/T 9704-2012)."""
    return f"{office}〔{year}〕{number}号"


def typed_number(text: str) -> DocumentNumber | None:
    """Read a document's number as people type it: 平工援2014-9, （2014）平工援字第009号, 2014-9,
    平工援9号, 20140009. None for what cannot be one; a place alone needs what stands before it."""
    wide = {
        ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９", "0123456789", strict=True)
    }
    typed = text.strip().translate(wide)
    if _SIGNS.sub("", _TYPED.sub("", typed)):
        return None
    runs = _TYPED.findall(typed)
    digits = [run for run in runs if run.isdigit()]
    offices = [run.strip(_AROUND) for run in runs if not run.isdigit()]
    named = [office for office in offices if office]
    if not digits or len(named) > 1 or (named and runs[-1].strip(_AROUND) == named[0]):
        return None
    together = _RUN_TOGETHER.fullmatch(digits[0]) if len(digits) == 1 else None
    if together:
        digits = [together[1], together[2]]
    office = named[0] if named else ""
    if len(digits) == 2 and _YEAR.fullmatch(digits[0]):
        year, place = int(digits[0]), int(digits[1])
    elif len(digits) == 1 and office:
        year, place = None, int(digits[0])
    else:
        return None
    return DocumentNumber(office=office, year=year, place=place) if place else None
