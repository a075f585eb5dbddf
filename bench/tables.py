"""Rows straight into tables by COPY, past the model layer but not past the constraints."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import models

#: Below this many cases dropping and building indexes costs more than it saves.
BULK = 5_000


class Rows:
    """The rows of one model to come: values in the order of `names`, defaults for the rest."""

    def __init__(self, model: type[models.Model], names: str) -> None:
        fields = {field.name: field for field in model._meta.concrete_fields}
        given = [fields.pop(name) for name in names.split()]
        rest = [field for field in fields.values() if not field.primary_key]
        self.table = model._meta.db_table
        self.columns = [field.column for field in (*given, *rest)]
        self._defaults = tuple(_default(field) for field in rest)
        self.rows: list[tuple[Any, ...]] = []

    def add(self, *values: Any) -> None:
        self.rows.append((*values, *self._defaults))

    def write(self, connection: psycopg.Connection[Any]) -> int:
        """Copy what has been added and forget it; how many rows it was."""
        columns = ", ".join(f'"{name}"' for name in self.columns)
        statement = f'COPY "{self.table}" ({columns}) FROM STDIN'
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in self.rows:
                copy.write_row(row)
        number = len(self.rows)
        self.rows = []
        return number


def _default(field: models.Field) -> Any:
    value = field.get_default()
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    if field.get_internal_type() == "BinaryField" and not field.null:
        return b""
    return value


@contextmanager
def bare_tables(connection: psycopg.Connection[Any], tables: Iterable[str]) -> Iterator[None]:
    """Without foreign keys and secondary indexes inside the block; built, and so proven, after.

    Primary keys, unique and check constraints stay: they hold for every row that is copied.
    """
    names = list(tables)
    keys = _foreign_keys(connection, names)
    indexes = _indexes(connection, names)
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table, name, _ in keys:
        connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    connection.commit()
    yield
    connection.execute("SET maintenance_work_mem = '256MB'")
    for _, definition in indexes:
        connection.execute(definition)
    for table, name, definition in keys:
        connection.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    connection.commit()


def _foreign_keys(
    connection: psycopg.Connection[Any], tables: Sequence[str]
) -> list[tuple[str, str, str]]:
    return connection.execute(
        """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)
        """,
        [tables],
    ).fetchall()


def _indexes(connection: psycopg.Connection[Any], tables: Sequence[str]) -> list[tuple[str, str]]:
    """Indexes that no constraint owns, with the statement that makes each anew."""
    return connection.execute(
        """
        SELECT c.relname, pg_get_indexdef(i.indexrelid)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid::regclass::text = ANY(%s) AND NOT i.indisunique
          AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
        """,
        [tables],
    ).fetchall()


def reset_sequences(connection: psycopg.Connection[Any], tables: Iterable[str]) -> None:
    """Let the next ids follow those that were given by hand."""
    for table in tables:
        sequence = "pg_get_serial_sequence(%s, 'id')"
        connection.execute(
            f"SELECT setval({sequence}, GREATEST((SELECT max(id) FROM {table}), 1))"
            f" WHERE {sequence} IS NOT NULL",
            [table, table],
        )
