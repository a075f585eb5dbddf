"""Statements whose SQL is made once: what every page asks need not be put together every time.

Making the SQL of a query costs Django more than the server needs to answer it. A prepared statement
is made once from stand-ins in place of its values; each use puts the true values in. Whatever else
decides its form (a role, its powers) belongs to the `form` that is asked for, and an empty value
is part of the form too, because queries ask about it (no place in the tree: nothing in sight).
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import copy
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

#: Values that no row has, by which the places of the true ones are found in a statement.
STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 8_888_888_888_000 + number,
    str: lambda number: f"\ue000{number}\ue000",
    date: lambda number: date(8888, 1, 1 + number),
    datetime: lambda number: datetime(8888, 2, 1 + number, tzinfo=UTC),
}


class Statement:
    """The text of a statement with its parameters, some of which are put in at each use."""

    def __init__(self, text: str, parameters: Sequence[Any], stand_ins: Mapping[str, Any]) -> None:
        self.text = text
        self._parameters = tuple(parameters)
        self._stand_ins = dict(stand_ins)
        self._places = [_place(one, self._stand_ins) for one in self._parameters]

    @property
    def names(self) -> set[str]:
        """The values that have a place in the statement."""
        return {place for place in self._places if place}

    def values(self, given: Mapping[str, Any]) -> tuple[Any, ...]:
        """All parameters in order, with these values in their places."""
        return tuple(
            parameter if place is None else self._put(parameter, place, given[place])
            for parameter, place in zip(self._parameters, self._places, strict=True)
        )

    def _put(self, parameter: Any, place: str, value: Any) -> Any:
        stand_in = self._stand_ins[place]
        if parameter == stand_in:
            # Django wraps a number in the width of its column.
            return value if type(parameter) is type(stand_in) else type(parameter)(value)
        # A pattern: the stand-in is a part of it, and the value must match literally.
        return parameter.replace(stand_in, connection.ops.prep_for_like_query(value))


def _place(parameter: Any, stand_ins: Mapping[str, Any]) -> str | None:
    for name, stand_in in stand_ins.items():
        if not isinstance(parameter, type(stand_in)):
            continue
        if parameter == stand_in or (isinstance(parameter, str) and stand_in in parameter):
            return name
    return None


class Statements:
    """Statements of one kind, one for each form that was asked for.

    `make` is given the form and the values by name and returns text and parameters; it may look
    at the form and at whether a value is empty, at nothing else.
    """

    def __init__(self, make: Callable[..., tuple[str, Sequence[Any]]]) -> None:
        self._make = make
        self._made: dict[Hashable, Statement] = {}

    def filled(self, form: Hashable, **values: Any) -> tuple[str, tuple[Any, ...]]:
        """The text and the parameters for this form and these values."""
        empty = frozenset(name for name, value in values.items() if not value)
        statement = self._made.get((form, empty))
        if statement is None:
            stand_ins = {
                name: STAND_INS[type(value)](number)
                for number, (name, value) in enumerate(values.items())
                if value
            }
            text, parameters = self._make(form, **{**values, **stand_ins})
            statement = self._made[form, empty] = Statement(text, parameters, stand_ins)
        return statement.text, statement.values(values)


def statement_of(rows: QuerySet[Any]) -> tuple[str, Sequence[Any]]:
    """The text and parameters of a query; no text for one that can find nothing."""
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return "", ()


def run_rows(text: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement as they come from the server; none for no text."""
    if not text:
        return []
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return list(cursor.fetchall())


def planned_cursor() -> Any:
    """A cursor whose statements each connection of the server reads and plans once: for what is
    found by the key of one record, of which all plans are alike.

    Not for what a place in the tree decides: the plan that serves a province is slow for a county.
    """
    connection.ensure_connection()
    bare = connection.connection
    usual, bare.cursor_factory = bare.cursor_factory, ServerBindingCursor
    try:
        return connection.cursor()
    finally:
        bare.cursor_factory = usual


class Found:
    """Stands for a query where a queryset asks it for its compiler: the rows are there already."""

    def __init__(self, compiler: Any, rows: Sequence[Sequence[Any]]) -> None:
        self._compiler, self._rows = compiler, rows

    def get_compiler(self, *_: Any, **__: Any) -> Any:
        compiler = copy(self._compiler)
        compiler.execute_sql = lambda *_, **__: [self._rows]
        return compiler


def instances(queryset: QuerySet[Row], compiler: Any, rows: Sequence[Sequence[Any]]) -> list[Row]:
    """What a queryset makes of rows that were read for it."""
    asked = queryset.all()
    asked._query = Found(compiler, rows)  # type: ignore[attr-defined] # answers for a query
    return list(asked._iterable_class(asked))  # type: ignore[call-overload] # how a queryset reads its rows


class Prepared(Generic[Row]):
    """A query of model instances that has one form and follows from the key of one record; `kinds`
    are the types of its values."""

    def __init__(self, build: Callable[..., QuerySet[Row]], **kinds: type) -> None:
        self._build, self._kinds = build, kinds
        self._made: tuple[QuerySet[Row], Any, Statement] | None = None

    def rows(self, **values: Any) -> list[Row]:
        """The rows for these values, none of them empty, as the queryset itself would give them."""
        if self._made is None:
            self._made = self._prepared()
        queryset, compiler, statement = self._made
        with planned_cursor() as cursor:
            cursor.execute(statement.text, statement.values(values))
            return instances(queryset, compiler, cursor.fetchall())

    def _prepared(self) -> tuple[QuerySet[Row], Any, Statement]:
        stand_ins = {
            name: STAND_INS[kind](number) for number, (name, kind) in enumerate(self._kinds.items())
        }
        queryset = self._build(**stand_ins)
        compiler = queryset.query.get_compiler(connection=connection)
        text, parameters = compiler.as_sql()
        # Which converters the columns have is the same for every answer.
        converters = compiler.get_converters([one[0] for one in compiler.select])
        compiler.get_converters = lambda _: converters  # type: ignore[method-assign] # known now
        statement = Statement(text, parameters, stand_ins)
        if statement.names != set(stand_ins):
            raise ValueError("a value of a prepared query is not in its statement")
        return queryset, compiler, statement
