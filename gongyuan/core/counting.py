"""Counting that stops: nobody reads whether it is one thousand or two."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

#: Where counting stops; one more tells that there are more.
MOST_COUNTED = 999

K = TypeVar("K")


def capped_counts(rows: Mapping[K, QuerySet[Any]], *, most: int = MOST_COUNTED) -> dict[K, int]:
    """How many rows each query finds, at most `most` + 1 counted, all in one statement."""
    found = dict.fromkeys(rows, 0)
    texts: dict[K, str] = {}
    values: list[Any] = []
    for name, wanted in rows.items():
        try:
            text, parameters = wanted.order_by().values("pk")[: most + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        # Django made the text of a query; its values stay beside it.
        texts[name] = f"(SELECT COUNT(*) FROM ({text}) AS capped)"  # noqa: S608 - see above
        values += parameters
    if texts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(texts.values())}", values)
            found |= dict(zip(texts, cursor.fetchone(), strict=True))
    return found


def shown_count(count: int) -> str:
    """A capped count in figures: 999+ where there are more."""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)
