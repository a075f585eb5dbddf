"""Sealing again with the ring's current key and cipher whatever an older one sealed.

Every batch is a transaction of its own and finds its rows by what they still carry, so a run that
was cut goes on where it stopped, and a second run finds nothing to do.
"""

import uuid
from collections.abc import Callable, Iterator
from functools import partial

import pgtrigger
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from gongyuan.core.crypto import HEADER, EncryptedTextField, ring
from gongyuan.core.files import BOUND_TO
from gongyuan.core.models import File

BATCH = 500
#: What domains keep sealed elsewhere: a name, and a function that seals one batch again.
_others: dict[str, Callable[[int], int]] = {}


def register(name: str, seal_batch: Callable[[int], int]) -> None:
    """Add what is sealed outside encrypted columns: a function that seals a batch, 0 at the end."""
    _others[name] = seal_batch


def encrypted_columns() -> Iterator[EncryptedTextField]:
    """Every encrypted field of every table, the history tables included."""
    for model in apps.get_models():
        if not model._meta.proxy and model._meta.managed:
            for field in model._meta.local_fields:
                if isinstance(field, EncryptedTextField):
                    yield field


def seal_all(*, batch: int = BATCH) -> Iterator[tuple[str, int]]:
    """Seal everything again; yield after each batch what it was and how many values it had."""
    for field in encrypted_columns():
        yield from _until_done(field.bound_to, partial(seal_column, field), batch)
    yield from seal_files(batch=batch)
    for name, seal_batch in _others.items():
        yield from _until_done(name, seal_batch, batch)


def _until_done(
    name: str, seal_batch: Callable[[int], int], size: int
) -> Iterator[tuple[str, int]]:
    while done := seal_batch(size):
        yield name, done


@transaction.atomic
def seal_column(field: EncryptedTextField, size: int) -> int:
    """Seal one batch of a column again, without any trigger writing history of it."""
    quote = connection.ops.quote_name
    meta = field.model._meta
    table, column, key = quote(meta.db_table), quote(str(field.column)), quote(str(meta.pk.column))
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {column} FROM {table} WHERE octet_length({column}) > 0 "  # noqa: S608 - names of our own tables
            f"AND substring({column} FROM 1 FOR {HEADER}) <> %s ORDER BY {key} LIMIT %s FOR UPDATE",
            [ring().header, size],
        )
        rows = cursor.fetchall()
        if rows:
            cursor.execute(
                f"UPDATE {table} SET {column} = new.sealed "  # noqa: S608 - names of our own tables
                f"FROM unnest(%s::bigint[], %s::bytea[]) AS new (pk, sealed) "
                f"WHERE {table}.{key} = new.pk",
                [[pk for pk, _ in rows], [again(bytes(old), field.bound_to) for _, old in rows]],
            )
    return len(rows)


def seal_files(*, batch: int) -> Iterator[tuple[str, int]]:
    """Seal stored files again under new names; the old one goes when the new one is on record."""
    after, found = 0, True
    while found:
        files = list(File.objects.filter(pk__gt=after).order_by("pk")[:batch])
        found, after = bool(files), files[-1].pk if files else after
        done = sum(_seal_file(file) for file in files)
        if done:
            yield "files", done


def _seal_file(file: File) -> bool:
    with default_storage.open(file.stored_as) as stored:
        sealed = stored.read()
    if sealed[:HEADER] == ring().header:
        return False
    old = file.stored_as
    folder = old.rpartition("/")[0]
    file.stored_as = default_storage.save(
        f"{folder}/{uuid.uuid4().hex}", ContentFile(again(sealed, BOUND_TO))
    )
    file.save(update_fields=["stored_as"])
    default_storage.delete(old)
    return True


def again(sealed: bytes, bound_to: str) -> bytes:
    """The same value under the current key and cipher."""
    return ring().seal(ring().open(sealed, bound_to=bound_to), bound_to=bound_to)
