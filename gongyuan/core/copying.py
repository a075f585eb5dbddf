"""Many rows into a table at once, by COPY: past the model layer, never past the constraints."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def allot_ids(model: type[models.Model], count: int) -> list[int]:
    """The next ids of a table, for rows that are written together with what points at them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return [int(row[0]) for row in cursor.fetchall()]


def copy_in(rows: Sequence[models.Model]) -> int:
    """Write unsaved rows of one model, with the ids they have or new ones; return how many.

    Defaults and encryption are the model's; no signal is sent. A value for search is the text of a
    tsvector. Within the transaction of the caller.
    """
    if not rows:
        return 0
    model = type(rows[0])
    has_ids = rows[0].pk is not None
    fields = [f for f in model._meta.concrete_fields if has_ids or not f.primary_key]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    statement = f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_value(field, row) for field in fields])
    return len(rows)


def _value(field: "models.Field[Any, Any]", row: models.Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)
