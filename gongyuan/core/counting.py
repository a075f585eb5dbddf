"""Counting that stops: nobody reads whether it is one thousand or two."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

#: Where counting stops; one more tells that there are more.
MOST_COUNTED = 999


def capped_counts(rows: Mapping[str, QuerySet[Any]], *, most: int = MOST_COUNTED) -> dict[str, int]:
    """How many rows each query finds, at most `most` + 1 counted, all in one statement."""
    return dict.fromkeys(rows, 0) | run_counts(*counting_statement(rows, most=most))


def counting_statement(
    rows: Mapping[str, QuerySet[Any]], *, most: int = MOST_COUNTED
) -> tuple[str, list[Any]]:
    """The statement that counts, a column for each name, and its values; no text for nothing."""
    texts: list[str] = []
    values: list[Any] = []
    for name, wanted in rows.items():
        try:
            text, parameters = wanted.order_by().values("pk")[: most + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        # Django made the text of a query; its values stay beside it.
        column = connection.ops.quote_name(name)
        texts.append(f"(SELECT COUNT(*) FROM ({text}) AS capped) AS {column}")  # noqa: S608 - see above
        values += parameters
    return f"SELECT {', '.join(texts)}" if texts else "", values


def run_counts(text: str, values: Sequence[Any]) -> dict[str, int]:
    """Count by a statement of `counting_statement`, name to number."""
    if not text:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


def shown_count(count: int) -> str:
    """A capped count in figures: 999+ where there are more."""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)
