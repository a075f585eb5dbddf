"""Numbers of documents: gap-free per unit, kind and year, allotted under lock."""

from django.db import connection


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
