"""Ledgers taken away as Excel files: in the unit's own columns, as many rows as there are."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.core import files
from gongyuan.core.counting import capped_counts
from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.core.sheets.columns import Column
from gongyuan.core.sheets.writing import streamed
from gongyuan.ledgers.actions.keeping import QUEUE, refuse_power
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.ledgers.kinds import kind_of
from gongyuan.ledgers.kinds.kind import Cell, Going
from gongyuan.ledgers.models import LedgerExport
from gongyuan.ledgers.queries.ledgers import columns_out, days_kept
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

MOST_EXPORTED = 200_000
#: So many are written while one waits: less than a second.
WRITTEN_AT_ONCE = 1500
#: Rows fetched at a time.
FETCHED = 2000

PERSONAL, NOT_PERSONAL = "含身份证号、手机号，请妥善保管。", "不含身份证号、手机号。"


@transaction.atomic
def request_export(*, kind: LedgerKind, actor: Actor, now: datetime) -> LedgerExport:
    """Note that a ledger is wanted as an Excel file; one still being written is given again.

    Whoever may see the numbers of persons gets them. A long one is written by a job (`is_long`).
    Refuses whoever may not take out this kind, and an empty ledger.
    """
    unit_id, post_id = refuse_power(actor, kind)
    running = LedgerExport.objects.filter(
        post=post_id, kind=kind, finished_at=None, failed_at=None
    ).first()
    if running is not None:
        return running
    rows, _ = kind_of(kind).rows_out(actor, Going(today=timezone.localdate(now)))
    count = capped_counts({"all": rows}, most=WRITTEN_AT_ONCE)["all"]
    refuse_if([] if count else ["没有可以导出的记录。"])
    export = LedgerExport.objects.create(
        unit_id=unit_id,
        user_id=actor.user_id or 0,
        post_id=post_id,
        kind=kind,
        has_personal=actor.can(Capability.PEOPLE_REVEAL),
        total=count,
        asked_at=now,
    )
    if is_long(export):
        task = app.configure_task("gongyuan.ledgers.tasks.write_ledger_export", queue=QUEUE)
        task.defer(export_id=export.pk)
    return export


def is_long(export: LedgerExport) -> bool:
    """Whether a job writes this, because a person would wait more than a second for it."""
    return export.total > WRITTEN_AT_ONCE


def write_export(*, export: LedgerExport, actor: Actor, now: datetime) -> LedgerExport:
    """Write the rows of a ledger that was asked for, one after the other, and keep the file.

    Reads sight and powers anew. Written twice it is kept once. Refuses whoever may no longer.
    """
    refuse_power(actor, export.kind)
    has_personal = export.has_personal and actor.can(Capability.PEOPLE_REVEAL)
    kind = kind_of(export.kind)
    going = Going(today=timezone.localdate(now), has_personal=has_personal)
    columns = columns_out(export.unit_id, kind, has_personal=has_personal)
    rows, cells = kind.rows_out(actor, going)
    facts = [
        ("内容", str(LedgerKind(export.kind).label)),
        ("导出时间", f"{timezone.localtime(now):%Y-%m-%d %H:%M}"),
        ("导出人", f"{actor.name}（{actor.office}）"),
        ("个人信息", PERSONAL if has_personal else NOT_PERSONAL),
    ]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "ledger.xlsx"
        found = (cells(row) for row in rows[:MOST_EXPORTED].iterator(chunk_size=FETCHED))
        lines = _counting(_in_order(found, columns), export)
        count = streamed(target, str(LedgerKind(export.kind).label), columns, lines, facts)
        return _keep(export, target.read_bytes(), count, actor=actor, now=now)


def _in_order(rows: Iterator[dict[str, Cell]], columns: Sequence[Column]) -> Iterator[list[Cell]]:
    names = [column.name for column in columns]
    for row in rows:
        yield [row.get(name, "") for name in names]


def _counting(rows: Iterator[list[Cell]], export: LedgerExport) -> Iterator[list[Cell]]:
    for number, row in enumerate(rows, start=1):
        yield row
        if number % FETCHED == 0:
            LedgerExport.objects.filter(pk=export.pk).update(done=number)


@transaction.atomic
def _keep(
    export: LedgerExport, content: bytes, count: int, *, actor: Actor, now: datetime
) -> LedgerExport:
    export = LedgerExport.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if not export.is_running:
        return export
    name = f"{LedgerKind(export.kind).label}-{timezone.localdate(now):%Y%m%d}.xlsx"
    export.file = files.store_bytes(content, name=name, kind=files.XLSX, by=actor.name, now=now)
    export.total = export.done = count
    export.finished_at = now
    export.save(update_fields=["file", "total", "done", "finished_at"])
    told = {"kind": export.kind, "rows": count, "has_personal": export.has_personal}
    record_event(export, "ledgers.ledgerexport.export", actor=actor, now=now, data=told)
    return export


@transaction.atomic
def give_up_export(*, export: LedgerExport, now: datetime) -> None:
    """Say that a ledger will not be written, so that nobody waits for it; one finished stays."""
    export = LedgerExport.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if export.is_running:
        export.failed_at = now
        export.save(update_fields=["failed_at"])


@transaction.atomic
def forget_exports(*, now: datetime) -> int:
    """Destroy files of ledgers taken out longer ago than the policy says; return how many."""
    old = LedgerExport.objects.filter(file__isnull=False).select_related("file", "unit")
    gone = []
    for export in old.select_for_update(skip_locked=True, of=("self",)):
        days = _days(export.unit, now)
        if days is not None and export.asked_at < now - timedelta(days=days):
            gone.append(export.file)
    files.destroy(file for file in gone if file is not None)
    return len(gone)


def _days(unit: Unit, now: datetime) -> int | None:
    return days_kept(unit, now=now)
