"""What each kind of ledger is made of, and one row of it while it is read, judged and written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q, QuerySet

from gongyuan.core.sheets.columns import Column
from gongyuan.core.sheets.entries import Entry
from gongyuan.ledgers.choices import LedgerKind, RowOutcome
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor

Cell = str | int | Decimal | None
#: Rows judged and written in one go.
AT_ONCE = 1000


@dataclass(frozen=True, kw_only=True)
class Read:
    """What a cell means, what is wrong with it, and what is worth saying of it."""

    value: Any = None
    reason: str = ""
    hint: str = ""


Parser = Callable[[Column, str], Read]


@dataclass(frozen=True, kw_only=True)
class LedgerColumn(Column):
    """A column with the way its cells are read."""

    parse: Parser


@dataclass(kw_only=True, slots=True)
class Line:
    """One row; `faults` are pairs of column name and reason."""

    position: int
    sheet: str
    number: int
    texts: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    key: str = ""
    #: The record it means, when there is one.
    existing: Any = None
    changes: dict[str, list[str]] = field(default_factory=dict)
    #: What the kind has found out for writing.
    data: Any = None

    @property
    def outcome(self) -> RowOutcome:
        if self.faults:
            return RowOutcome.BAD
        if self.existing is None:
            return RowOutcome.NEW
        return RowOutcome.CHANGED if self.changes else RowOutcome.SAME

    def fault(self, name: str, reason: str) -> None:
        self.faults.append((name, reason))


@dataclass(kw_only=True)
class Run:
    """One going-through of a ledger: for whom, when, and what was found on the way."""

    actor: Actor
    unit: Unit
    now: datetime
    today: date
    #: Where each natural key stood first.
    seen: dict[str, tuple[str, int]] = field(default_factory=dict)
    #: What a kind keeps from one lot of rows to the next.
    memory: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Going:
    """How a ledger goes out: as of a day, with or without the numbers of persons."""

    today: date
    has_personal: bool = False


RowsOut = tuple[QuerySet[Any], Callable[[Any], dict[str, Cell]]]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of ledger: its columns and what is done with its rows."""

    code: LedgerKind
    columns: tuple[LedgerColumn, ...]
    #: What tells one record from another, for people.
    known_by: str
    key: Callable[[Line], str]
    #: Hold lines against the register: faults, the record meant, what would change.
    judge: Callable[[Sequence[Line], Run], None]
    #: Write new and changed lines; what was written, in the order of `models`.
    write: Callable[[Sequence[Line], Run], list[Entry]]
    #: The rows in the actor's sight, cells by column name, read as they are needed.
    rows_out: Callable[[Actor, Going], RowsOut]
    #: What is written, those first that others point at.
    models: tuple[type[Model], ...]
    #: Registers of everybody's: taken back only where nobody else uses the record.
    shared: tuple[type[Model], ...] = ()
    #: Models whose rows belong to a record of the import and go with it, and by which key.
    parts: tuple[tuple[type[Model], str], ...] = ()
    #: What of the import cannot be taken back once somebody has confirmed it, and the words for it.
    confirmed: tuple[tuple[type[Model], Q, str], ...] = ()
    #: Put changed records back to what they were, by id, where writing their fields does not do.
    put_back: Callable[[Mapping[int, dict[str, Any]], Run], None] | None = None
    #: All rows must be judged together.
    is_whole: bool = False
    #: The column beside which a row that stands twice is told; the first needed one for "".
    key_column: str = ""
    note: str = ""

    @property
    def lot(self) -> int | None:
        return None if self.is_whole else AT_ONCE

    def column(self, name: str) -> LedgerColumn:
        return next(column for column in self.columns if column.name == name)

    @property
    def required(self) -> dict[str, str]:
        return {c.name: c.heading for c in self.columns if c.is_required}


def in_lots(rows: Iterator[Any], size: int | None) -> Iterator[list[Any]]:
    """Lots of so many rows; all in one for None."""
    lot: list[Any] = []
    for row in rows:
        lot.append(row)
        if size is not None and len(lot) >= size:
            yield lot
            lot = []
    if lot:
        yield lot
