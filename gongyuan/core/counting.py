"""Counting that stops: nobody reads whether it is one thousand or two."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

#: Where counting stops; one more tells that there are more.
MOST_COUNTED = 999

#: The text of one column of a statement, and its values.
Column = tuple[str, Sequence[Any]]


def capped_counts(rows: Mapping[str, QuerySet[Any]], *, most: int = MOST_COUNTED) -> dict[str, int]:
    """How many rows each query finds, at most `most` + 1 counted, all in one statement."""
    return dict.fromkeys(rows, 0) | run_counts(*counting_statement(rows, most=most))


def counting_statement(
    rows: Mapping[str, QuerySet[Any]], *, most: int = MOST_COUNTED
) -> tuple[str, list[Any]]:
    """The statement that counts, a column for each name, and its values; no text for nothing."""
    return select(counting_columns(rows, most=most))


def counting_columns(
    rows: Mapping[str, QuerySet[Any]], *, most: int = MOST_COUNTED
) -> dict[str, Column]:
    """How many rows each query finds, as columns; none for a query that can find nothing."""
    keys = {name: wanted.order_by().values("pk")[: most + 1] for name, wanted in rows.items()}
    return _columns(keys, "(SELECT COUNT(*) FROM ({}) AS capped)")


def finding_columns(rows: Mapping[str, QuerySet[Any]]) -> dict[str, Column]:
    """Whether each query finds anything, as columns; none for a query that can find nothing."""
    keys = {name: wanted.order_by().values("pk") for name, wanted in rows.items()}
    return _columns(keys, "EXISTS({})")


def counting_by_value(
    name: str, rows: QuerySet[Any], field: str, values: Sequence[str]
) -> dict[str, Column]:
    """How many rows have each of these values in a field, as one column: numbers in the order of
    the values. The server plans one count for all of them, and takes it for each."""
    one = rows.filter(**{field: RawSQL("each.value", [])})  # noqa: S611 - no words but these
    return {
        # The text of the count was made here; its values stay beside it.
        name: (f"ARRAY(SELECT {text} FROM unnest(%s::text[]) AS each(value))", (*given, [*values]))  # noqa: S608 - see above
        for name, (text, given) in counting_columns({name: one}).items()
    }


def _columns(keys: Mapping[str, QuerySet[Any]], frame: str) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for name, wanted in keys.items():
        try:
            text, values = wanted.query.sql_with_params()
        except EmptyResultSet:
            continue
        # Django made the text of a query; its values stay beside it.
        found[name] = frame.format(text), values
    return found


def select(columns: Mapping[str, Column]) -> tuple[str, list[Any]]:
    """One statement of columns, and its values; no text for no columns."""
    quote = connection.ops.quote_name
    texts = [f"{text} AS {quote(name)}" for name, (text, _) in columns.items()]
    values = [value for _, given in columns.values() for value in given]
    return f"SELECT {', '.join(texts)}" if texts else "", values


def run_counts(text: str, values: Sequence[Any]) -> dict[str, Any]:
    """What a statement of columns tells, by their names."""
    if not text:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


def shown_count(count: int) -> str:
    """A capped count in figures: 999+ where there are more."""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)
