"""The rows of a ledger as pages show them."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from gongyuan.core import files
from gongyuan.core.sheets.cells import column_letter, kept
from gongyuan.core.sheets.opening import Unopened, all_sheets
from gongyuan.ledgers.kinds.examining import DOUBLE
from gongyuan.ledgers.kinds.kind import Kind, LedgerColumn
from gongyuan.ledgers.kinds.parsing import LOST
from gongyuan.ledgers.models import Ledger, LedgerRow
from gongyuan.ledgers.rules import headings_in_use

#: Rows of a page: those to be mended are forms, so fewer.
PAGE, MENDED_AT_ONCE = 50, 20
#: Bad rows that are looked through for the same mistake, and mistakes offered to be mended at once.
LOOKED_THROUGH, MOST_ALIKE = 2000, 8
#: First rows shown while the columns are settled.
EXAMPLES = 3


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """One row for the lists: where it stands, what it is called, what would happen to it."""

    sheet: str
    number: int
    title: str
    #: Heading, before, after.
    changes: list[tuple[str, str, str]]
    hints: list[str]


def rows_shown(ledger: Ledger, kind: Kind, *, outcome: str, after: int) -> list[ShownRow]:
    """A page of rows of one outcome, and one row more when there are more; `after` is a position.

    A row is called by the first two columns that it has.
    """
    rows = ledger.rows.filter(outcome=outcome, position__gt=after).order_by("position")
    return [_shown(row, kind) for row in rows[: PAGE + 1]]


def position_at_end(ledger: Ledger, *, outcome: str, after: int) -> int:
    """The position of the last row of such a page."""
    rows = ledger.rows.filter(outcome=outcome, position__gt=after).order_by("position")
    places = list(rows.values_list("position", flat=True)[:PAGE])
    return places[-1] if places else after


def _shown(row: LedgerRow, kind: Kind) -> ShownRow:
    cells = json.loads(row.cells) if row.cells else {}
    names = [c.name for c in kind.columns if cells.get(c.name) and not c.is_personal]
    changes = json.loads(row.changes) if row.changes else {}
    headings = {column.name: column.heading for column in kind.columns} | {"parent": "上级"}
    personal = {column.name for column in kind.columns if column.is_personal}
    return ShownRow(
        sheet=row.sheet,
        number=row.number,
        # A row that is no record is kept as it stands, under no column.
        title=cells.get("") or " · ".join(cells[name] for name in names[:2]),
        changes=[
            (headings.get(name, name), *(("***", "***") if name in personal else pair))
            for name, pair in changes.items()
        ],
        hints=row.hints,
    )


def bad_rows(
    ledger: Ledger, *, after: int, without: Collection[int] = frozenset()
) -> list[LedgerRow]:
    """The rows to be mended on one page, and one more when there are more; `without` are those
    mended together, by position."""
    rows = ledger.rows.filter(outcome="bad", position__gt=after).exclude(position__in=without)
    return list(rows.order_by("position")[: MENDED_AT_ONCE + 1])


def bad_rows_at(ledger: Ledger, positions: Collection[int]) -> list[LedgerRow]:
    """The rows still to be mended of these, as many as stand on a page."""
    rows = ledger.rows.filter(outcome="bad", position__in=positions).order_by("position")
    return list(rows[:MENDED_AT_ONCE])


@dataclass(frozen=True, kw_only=True)
class Alike:
    """One mistake that stands in several rows: the same words in the same column."""

    column: LedgerColumn
    text: str
    reason: str
    positions: tuple[int, ...]


def alike_faults(ledger: Ledger, kind: Kind) -> list[Alike]:
    """Mistakes that stand in more than one row, the most frequent first, at most MOST_ALIKE.

    None where every row needs words of its own: a person's number, one that Excel cut, what stands
    in another row already.
    """
    rows = ledger.rows.filter(outcome="bad").order_by("position")
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    personal = {column.name for column in kind.columns if column.is_personal}
    for row in rows[:LOOKED_THROUGH]:
        texts = texts_of(row)
        own = {name for name, reason in row.faults if DOUBLE in reason or reason == LOST} | personal
        for name, reason in row.faults:
            if name in own:
                continue
            found[name, texts.get(name, ""), reason].append(row.position)
    several = sorted((pair for pair in found.items() if len(pair[1]) > 1), key=_times)
    return [
        Alike(column=kind.column(name), text=text, reason=reason, positions=tuple(places))
        for (name, text, reason), places in several[:MOST_ALIKE]
    ]


def doubles(ledger: Ledger) -> list[int]:
    """The positions of bad rows that stand in the ledger above already, at most LOOKED_THROUGH."""
    rows = ledger.rows.filter(outcome="bad").order_by("position")
    found = rows.values_list("position", "faults")[:LOOKED_THROUGH]
    return [place for place, faults in found if any(DOUBLE in reason for _, reason in faults)]


def widespread(ledger: Ledger, kind: Kind, *, alike: Sequence[Alike] = ()) -> list[tuple[str, int]]:
    """Columns that a row may do without and that are wrong in more rows than a page has, beyond
    mistakes that are mended together: heading and number of rows, the most first."""
    mended = {(place, one.column.name) for one in alike for place in one.positions}
    rows = ledger.rows.filter(outcome="bad").order_by("position")
    counted = Counter(
        name
        for place, faults in rows.values_list("position", "faults")[:LOOKED_THROUGH]
        for name in {name for name, _ in faults}
        if name not in kind.required and (place, name) not in mended
    )
    many = [(name, number) for name, number in counted.most_common() if number > MENDED_AT_ONCE]
    return [(kind.column(name).heading, number) for name, number in many]


def covered(ledger: Ledger, alike: Sequence[Alike]) -> set[int]:
    """Rows that are right once these mistakes are mended: by position."""
    mended: dict[int, set[str]] = defaultdict(set)
    for one in alike:
        for position in one.positions:
            mended[position].add(one.column.name)
    rows = ledger.rows.filter(position__in=mended).values_list("position", "faults")
    return {place for place, faults in rows if {name for name, _ in faults} <= mended[place]}


def _times(pair: tuple[Any, list[int]]) -> int:
    return -len(pair[1])


def texts_of(row: LedgerRow) -> dict[str, str]:
    """What stands in the cells of a row, by column name."""
    texts: dict[str, str] = json.loads(row.cells) if row.cells else {}
    return texts


def cell_of(ledger: Ledger, row: LedgerRow, name: str) -> str:
    """Where a cell stands in the file (C12); only the row for what the file does not have."""
    for one in ledger.layout:
        if one["sheet"][:60] == row.sheet:
            for index, _, column in headings_in_use(one):
                if column == name:
                    return f"{column_letter(index)}{row.number}"
    return f"第{row.number}行"


def with_examples(ledger: Ledger) -> list[dict[str, Any]]:
    """The sheets of a ledger, each heading with what stands in the first rows below it."""
    if ledger.file is None:
        return []
    try:
        sheets = {sheet.name: sheet for sheet in all_sheets(files.read(ledger.file))}
    except Unopened:
        return []
    shown = []
    for one in ledger.layout:
        last = one["last_row"]
        rows = sheets[one["sheet"]].rows(most=last + EXAMPLES)
        below = [cells for number, cells in rows if number > last]
        examples = {index: _below(below, index) for index, _, _ in one["headings"]}
        shown.append({**one, "examples": examples})
    return shown


def _below(rows: Sequence[Sequence[Any]], index: int) -> list[str]:
    return [kept(cells[index])[:30] if index < len(cells) else "" for cells in rows]
