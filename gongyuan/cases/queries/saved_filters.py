"""The filters an account has saved, for itself alone."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import QuerySet
from django.db.models.functions import JSONObject

from gongyuan.cases.models import SavedFilter
from gongyuan.core.prepared import statement_of
from gongyuan.people.actor import Actor


class SavedLine(NamedTuple):
    """A saved filter as a list names it: `query` is what stands in the address."""

    pk: int
    name: str
    query: str


def saved_filters(actor: Actor) -> QuerySet[SavedFilter]:
    """The account's own saved filters by name."""
    return SavedFilter.objects.visible_to(actor).order_by("name")


def saved_statement(user_id: int | None) -> tuple[str, Sequence[Any]]:
    """The text and values of a subquery that gives an account's filters as one JSON array."""
    # Grouped by the account, so that the aggregate is all that is selected.
    own = SavedFilter.objects.filter(user_id=user_id or 0).order_by().values("user_id")
    line = JSONObject(id="id", name="name", chosen="chosen")
    return statement_of(own.annotate(found=JSONBAgg(line, order_by=["name"])).values_list("found"))


def saved_lines(found: str | None) -> list[SavedLine]:
    """The lines of what `saved_statement` gave; none for no row."""
    rows = json.loads(found) if found else []
    return [SavedLine(row["id"], row["name"], urlencode(row["chosen"])) for row in rows]
