"""Rows of several small tables by one statement, as the model instances each query would give.

A page that shows a record with everything that hangs on it would ask a dozen tables one after
another. Here each query becomes an array of rows in one statement. Every value travels as the text
the server writes for it, is read by the loader that reads it in any other answer, and goes through
the converters of its field: an instance is the same as if its own query had found it.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from psycopg.adapt import Transformer
from psycopg.postgres import types
from psycopg.pq import Format

from gongyuan.core.prepared import STAND_INS, Statement, instances, planned_cursor

#: Types whose text as a cast gives it is read as it comes, or by one Python function. Others go
#: through the loaders of the connection; the text of a boolean is not what the server sends.
PLAIN: dict[str, Callable[[str], Any] | None] = {
    "text": None,
    "varchar": None,
    "tsvector": None,
    "bigint": int,
    "integer": int,
    "smallint": int,
    "boolean": "true".__eq__,
}
#: Types whose text is the same in an array as in a column of its own.
LOADED = frozenset(
    {"date", "timestamp with time zone", "numeric", "uuid", "jsonb", "bytea", "time"}
)

Loaders = list[Callable[[str], Any] | int | None]


@dataclass(frozen=True)
class _Part:
    """One query of the statement: what makes instances of its rows, and how columns are read."""

    statement: Statement
    queryset: QuerySet[Any]
    compiler: Any
    columns: Loaders


class Gathered:
    """Queries sent together; `make` is given the form and the values and returns them by name.

    As with `Statements`, a statement is made once for each form and each set of empty values, and
    `make` may look at nothing else. Its queries must not follow from an instance (`case.papers`)
    nor ask for more by `prefetch_related`. When they all follow `from_one` record, the server plans
    them once.
    """

    def __init__(
        self, make: Callable[..., Mapping[str, QuerySet[Any]]], *, from_one: bool = False
    ) -> None:
        self._make, self._is_from_one = make, from_one
        self._made: dict[Hashable, dict[str, _Part | None]] = {}

    def rows(
        self, form: Hashable, *, only: Collection[str] | None = None, **values: Any
    ) -> dict[str, list[Any]]:
        """The rows of every query by its name, in the query's order; with `only` the others are
        not asked and have none."""
        empty = frozenset(name for name, value in values.items() if not value)
        made = self._made.get((form, empty))
        if made is None:
            made = self._made[form, empty] = self._prepared(form, values)
        found: dict[str, list[Any]] = {name: [] for name in made}
        asked = {
            name: part
            for name, part in made.items()
            if part is not None and (only is None or name in only)
        }
        if not asked:
            return found
        text = ", ".join(part.statement.text for part in asked.values())
        given = [one for part in asked.values() for one in part.statement.values(values)]
        with planned_cursor() if self._is_from_one else connection.cursor() as cursor:
            # The texts were made by Django; their values stay beside them.
            cursor.execute(f"SELECT {text}", given)  # noqa: S608 - see above
            arrays = cursor.fetchone()
            reading = _Reading(cursor.cursor)
        for (name, part), array in zip(asked.items(), arrays, strict=True):
            if array:
                found[name] = _instances(part, array, reading)
        return found

    def _prepared(self, form: Hashable, values: Mapping[str, Any]) -> dict[str, _Part | None]:
        stand_ins = {
            name: STAND_INS[type(value)](number)
            for number, (name, value) in enumerate(values.items())
            if value
        }
        parts: dict[str, _Part | None] = {}
        for name, queryset in self._make(form, **{**values, **stand_ins}).items():
            compiler = queryset.query.get_compiler(connection=connection)
            try:
                text, given = compiler.as_sql(with_col_aliases=True)
            except EmptyResultSet:
                parts[name] = None
                continue
            array = _array(text, [one[2] for one in compiler.select], name)
            columns = [_loader(one[0]) for one in compiler.select]
            parts[name] = _Part(Statement(array, given, stand_ins), queryset, compiler, columns)
        return parts


def _array(text: str, aliases: list[str], name: str) -> str:
    """The rows of a query as one array of arrays of text; they keep the order of the query."""
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(alias)}::text" for alias in aliases)
    # Django made the text of the query; its values stay beside it.
    return f"ARRAY(SELECT ARRAY[{columns}] FROM ({text}) AS q) AS {quote(name)}"  # noqa: S608 - see above


def _loader(expression: Any) -> Callable[[str], Any] | int | None:
    """How a column's text is read: a function, the number of a type, or None for as it is."""
    kind = expression.output_field.db_type(connection)
    is_array = kind.endswith("[]")
    kind = kind.removesuffix("[]").partition("(")[0]
    if kind not in PLAIN and kind not in LOADED:
        raise ValueError(f"values of type {kind} cannot be gathered as text")
    if is_array:
        return types[kind].array_oid
    return PLAIN[kind] if kind in PLAIN else types[kind].oid


class _Reading:
    """The loaders of one answer, those of its own connection, each looked up once."""

    def __init__(self, cursor: Any) -> None:
        self._loading = Transformer(cursor)
        self._known: dict[int, Callable[[str], Any]] = {}

    def of(self, column: Callable[[str], Any] | int | None) -> Callable[[str], Any] | None:
        if not isinstance(column, int):
            return column
        if column not in self._known:
            load = self._loading.get_loader(column, Format.TEXT).load
            self._known[column] = lambda value: load(value.encode())
        return self._known[column]


def _instances(part: _Part, array: list[list[str | None]], reading: _Reading) -> list[Any]:
    """The instances of these rows, made by the queryset as of rows that its own query found."""
    readers = [reading.of(one) for one in part.columns]
    rows = [
        [
            value if value is None or read is None else read(value)
            for read, value in zip(readers, row, strict=True)
        ]
        for row in array
    ]
    return instances(part.queryset, part.compiler, rows)


def others(model: type[Model], path: str, *kept: str) -> list[str]:
    """What to `defer` of a record read through `path` so that of it only `kept` is read."""
    fields = [one.name for one in model._meta.concrete_fields if not one.primary_key]
    return [f"{path}__{name}" for name in fields if name not in kept]


def hang(owners: Iterable[Model], name: str, rows: Iterable[Model], *, by: str) -> None:
    """Let `owner.<name>.all()` give the rows whose `by` is the owner's id, without asking again."""
    found: dict[Any, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, by), []).append(row)
    for owner in owners:
        held = getattr(owner, name).all()
        held._result_cache, held._prefetch_done = found.get(owner.pk, []), True
        known = owner.__dict__.setdefault("_prefetched_objects_cache", {})
        known[name] = held


def keep_one(owner: Model, name: str, rows: Sequence[Model]) -> None:
    """Let `owner.<name>` give the one row that points at it, or know without asking that none
    does."""
    owner._state.fields_cache[name] = rows[0] if rows else None
