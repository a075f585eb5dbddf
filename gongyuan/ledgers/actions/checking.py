"""The rows of a ledger read and held against the register, one by one; mended in place."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongyuan.core import files
from gongyuan.core.copying import copy_in
from gongyuan.core.crypto import blind_index
from gongyuan.core.refusals import refuse_if
from gongyuan.core.sheets.carried import Carried
from gongyuan.core.sheets.cells import kept
from gongyuan.core.sheets.layout import BLANK, Heading, Layout, skipped_as
from gongyuan.core.sheets.opening import OpenSheet, all_sheets
from gongyuan.ledgers.actions.keeping import is_long, locked, match_columns
from gongyuan.ledgers.choices import BROKEN, RowOutcome, Standing
from gongyuan.ledgers.kinds import kind_of
from gongyuan.ledgers.kinds.examining import KEPT, examine, line_of, row_of
from gongyuan.ledgers.kinds.kind import Kind, Line, Run, in_lots
from gongyuan.ledgers.models import Ledger, LedgerRow
from gongyuan.ledgers.progress import Progress
from gongyuan.ledgers.rules import headings_in_use
from gongyuan.people.actor import Actor

#: A ledger of so many rows is checked anew as a whole when one is mended.
WHOLE_AGAIN = 5000
LONGEST_CELL = 2000
UNSEEN = "表里没有显示出来的行"
#: Rows that are read between two tellings of how far it is.
JUDGED = frozenset({RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.SAME, RowOutcome.BAD})


@transaction.atomic
def check_ledger(*, ledger: Ledger, actor: Actor, now: datetime) -> Ledger:
    """Read all rows of a ledger and find out what importing each would do; once for each matching.

    Rows that are no records (sums, foot notes, headings again) are kept by name as skipped; blank
    ones are counted. Nothing is written to any register. Cut short, it begins anew.
    """
    ledger = locked(ledger, actor)
    if ledger.standing != Standing.CHECKING or ledger.file is None:
        return ledger
    kind, run = kind_of(ledger.kind), run_of(ledger, actor, now)
    content, counts = files.read(ledger.file), Counter[str]()
    ledger.rows.all().delete()
    total = sum(one["rows"] for one in ledger.layout if one["is_used"])
    with Progress(ledger.pk, total=total) as progress:
        for lot in in_lots(_records(ledger, content, counts, progress), kind.lot):
            lines = [one for one in lot if isinstance(one, Line)]
            examine(lines, kind, run)
            rows = [row_of(one, ledger) if isinstance(one, Line) else one for one in lot]
            counts.update(row.outcome for row in rows)
            copy_in(rows)
            progress.tell(checked=len(lot))
    ledger.counts, ledger.checked_at = dict(counts), now
    ledger.save(update_fields=["counts", "checked_at"])
    return ledger


@transaction.atomic
def give_up_check(*, ledger: Ledger) -> None:
    """Let the columns of a ledger whose check broke off be settled again, and say so."""
    ledger = Ledger.objects.select_for_update(of=("self",)).get(pk=ledger.pk)
    if ledger.standing == Standing.CHECKING:
        ledger.matched_at, ledger.fault = None, BROKEN
        ledger.save(update_fields=["matched_at", "fault"])


@transaction.atomic
def check_as_before(*, ledger: Ledger, actor: Actor, now: datetime) -> Ledger:
    """Settle the columns as the unit did last time and check the rows; a long ledger by a job."""
    meant = [
        {index: name for index, _, name in one["headings"] if name} if one["is_used"] else None
        for one in ledger.layout
    ]
    ledger = match_columns(ledger=ledger, meant=meant, defaults={}, actor=actor, now=now)
    return ledger if is_long(ledger) else check_ledger(ledger=ledger, actor=actor, now=now)


def run_of(ledger: Ledger, actor: Actor, now: datetime) -> Run:
    """One going-through of a ledger."""
    return Run(actor=actor, unit=ledger.unit, now=now, today=timezone.localdate(now))


def _records(
    ledger: Ledger, content: bytes, counts: Counter[str], progress: Progress
) -> Iterator[Line | LedgerRow]:
    """The rows of the sheets in use, those that are no records as rows to be shown as skipped."""
    used = {one["sheet"]: one for one in ledger.layout if one["is_used"]}
    position = 0
    for sheet in all_sheets(content):
        said = used.get(sheet.name)
        if said is None:
            continue
        layout, left = _layout(said), _left_out(sheet, said)
        carried = Carried(sheet.merged(), below=layout.last_row)
        for number, cells in sheet.rows():
            if number <= layout.last_row:
                continue
            progress.tell(read=1)
            texts = [kept(cell)[:LONGEST_CELL] for cell in cells]
            whole = carried.filled(number, texts)
            why = skipped_as(texts, layout, is_across=carried.is_across(number, texts))
            if why == BLANK:
                counts["blank"] += 1
                continue
            position += 1
            place: dict[str, Any] = {
                "position": position, "sheet": sheet.name[:60], "number": number
            }  # fmt: skip
            if why:
                told = {"": "　".join(filter(None, texts))[:200]}
                yield _no_record(ledger, RowOutcome.SKIPPED, told, why, place)
            elif number in left:
                yield _no_record(ledger, RowOutcome.LEFT_OUT, _named(whole, layout), UNSEEN, place)
            else:
                yield Line(texts=_meant(ledger.defaults, _named(whole, layout)), **place)


def _no_record(
    ledger: Ledger, outcome: RowOutcome, cells: dict[str, str], why: str, place: dict[str, Any]
) -> LedgerRow:
    """A row that is not imported, to be shown with the reason."""
    told = json.dumps(cells, ensure_ascii=False)
    return LedgerRow(ledger=ledger, outcome=outcome, cells=told, hints=[why], **place)


def _left_out(sheet: OpenSheet, said: Mapping[str, Any]) -> frozenset[int]:
    """The rows that are not shown, where they were not wanted."""
    return sheet.unseen().rows if said.get("takes_rows") is False else frozenset()


def _layout(said: Mapping[str, Any]) -> Layout:
    headings = tuple(
        Heading(index=index, text=text, column=column)
        for index, text, column in headings_in_use(said)
    )
    return Layout(
        sheet=said["sheet"],
        first_row=said["first_row"],
        last_row=said["last_row"],
        headings=headings,
    )


def _meant(defaults: Mapping[str, str], own: dict[str, str]) -> dict[str, str]:
    """The cells of a row, where it has none what is meant for every row."""
    return {**own, **{name: text for name, text in defaults.items() if not own.get(name)}}


def _named(texts: Sequence[str], layout: Layout) -> dict[str, str]:
    """The cells that mean something, by column name."""
    return {
        heading.column: texts[heading.index]
        for heading in layout.headings
        if heading.column and heading.index < len(texts)
    }


@transaction.atomic
def mend_rows(
    *,
    ledger: Ledger,
    mended: Mapping[int, Mapping[str, str]],
    left_out: Sequence[int] = (),
    actor: Actor,
    now: datetime,
) -> Ledger:
    """Take in what was typed for rows, by position, leave some out, and check again.

    A ledger of up to WHOLE_AGAIN rows is checked as a whole, as a row mended may make another
    right; of a longer one the mended rows, against all others. Refuses once it is being imported.
    """
    ledger = locked(ledger, actor)
    may = ledger.standing in (Standing.TO_MEND, Standing.READY)
    refuse_if([] if may else ["这份台账现在不能改。"])
    kind, run = kind_of(ledger.kind), run_of(ledger, actor, now)
    judged = ledger.rows.filter(outcome__in=JUDGED)
    is_whole = kind.is_whole or judged.count() <= WHOLE_AGAIN
    rows = judged if is_whole else judged.filter(position__in=[*mended, *left_out])
    lines, left = [], set(left_out)
    for row in rows.order_by("position").values_list(*KEPT):
        line = line_of(*row)
        line.texts |= {
            name: text[:LONGEST_CELL] for name, text in mended.get(line.position, {}).items()
        }
        if line.position not in left:
            lines.append(line)
    gone = judged.filter(position__in=left)
    gone.update(outcome=RowOutcome.LEFT_OUT, faults=[], key=None)
    if not is_whole:
        _know_others(ledger, lines, kind, run)
    examine(lines, kind, run)
    ledger.rows.filter(position__in=[line.position for line in lines]).delete()
    copy_in([row_of(line, ledger) for line in lines])
    recount(ledger)
    return ledger


def _know_others(ledger: Ledger, lines: Sequence[Line], kind: Kind, run: Run) -> None:
    """Where the keys of these lines stand in rows that are not looked at again."""
    for line in lines:
        read = line_of_copy(line)
        examine([read], kind, run_of(ledger, run.actor, run.now))
        if not read.key:
            continue
        others = ledger.rows.filter(key=hashed(read.key)).exclude(position=line.position)
        other = others.filter(outcome__in=JUDGED).first()
        if other is not None:
            run.seen[read.key] = (other.sheet, other.number)


def line_of_copy(line: Line) -> Line:
    """The same row, unread."""
    return Line(
        position=line.position, sheet=line.sheet, number=line.number, texts=dict(line.texts)
    )


def hashed(key: str) -> bytes | None:
    """Keyed hash of what tells one record of a ledger from another."""
    return blind_index("ledger", key)


def recount(ledger: Ledger) -> None:
    """Count the rows of a locked ledger anew by what importing them would do."""
    counts: Counter[str] = Counter(ledger.rows.values_list("outcome", flat=True))
    ledger.counts = {**counts, "blank": ledger.counts.get("blank", 0)}
    ledger.save(update_fields=["counts"])
