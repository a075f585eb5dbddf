"""Lists of cases taken away as Excel files: who took what, and how many rows, is written down."""

import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.cases.models import CaseExport
from gongyuan.cases.queries.exports import (
    AT_ONCE,
    COLUMNS,
    Cell,
    exported_cases,
    exported_rows,
    running_export,
)
from gongyuan.cases.queries.filters import CaseFilter, filter_from
from gongyuan.cases.queries.search import find_within
from gongyuan.core import files
from gongyuan.core.counting import capped_counts
from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.core.sheets.writing import streamed
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

#: Rows of one file; of a longer list the first so many in its order.
MOST_EXPORTED = 200_000
#: So many are written while one waits: less than a second.
WRITTEN_AT_ONCE = 1500
#: Days a file is kept for its owner to fetch it again.
DAYS_KEPT = 7


@transaction.atomic
def request_export(*, chosen: CaseFilter, words: str, actor: Actor, now: datetime) -> CaseExport:
    """Note that a list is wanted as an Excel file; one still being written is given again.

    Refuses whoever may not export and an empty list. `words` is the filter as people read it. The
    rows are written by `write_export`, at once or by a job when `is_long`.
    """
    _refuse_without_power(actor)
    running = running_export(actor, chosen)
    if running is not None:
        return running
    rows = exported_cases(actor, chosen, today=timezone.localdate(now))
    count = capped_counts({"all": rows}, most=WRITTEN_AT_ONCE)["all"]
    refuse_if([] if count else ["这个筛选里没有案件，没有可以导出的。"])
    export = CaseExport.objects.create(
        **_asked_by(actor),
        chosen=chosen.kept(),
        words=words[:300],
        total=count,
        asked_at=now,
    )
    if is_long(export):
        task = app.configure_task("gongyuan.cases.tasks.write_case_export", queue="exports")
        task.defer(export_id=export.pk)
    return export


def is_long(export: CaseExport) -> bool:
    """Whether a job writes this list, because a person would wait more than a second for it."""
    return export.total > WRITTEN_AT_ONCE


def write_export(*, export: CaseExport, actor: Actor, now: datetime) -> CaseExport:
    """Write the rows of a list that was asked for, tell how far it has come, and keep the file.

    Reads the scope anew: what the actor may no longer see is left out. Written twice, it is kept
    once. Refuses whoever may no longer export.
    """
    _refuse_without_power(actor)
    chosen = filter_from(export.chosen)
    today = timezone.localdate(now)
    cases = exported_cases(actor, chosen, today=today)
    if is_long(export):
        export.total = capped_counts({"all": cases}, most=MOST_EXPORTED - 1)["all"]
        export.save(update_fields=["total"])
    rows = _counting(exported_rows(cases, most=MOST_EXPORTED), export)
    content, count = _workbook(rows, export, actor=actor, now=now)
    return _keep(export, content, count, actor=actor, now=now)


@transaction.atomic
def export_found(
    *, text: str, chosen: CaseFilter, words: str, actor: Actor, now: datetime
) -> bytes:
    """The cases that a search within a filter found, as an Excel file.

    What was searched for may name a person and is kept nowhere, nor is the file.

    Refuses whoever may not export, and when nothing is found.
    """
    _refuse_without_power(actor)
    found = find_within(actor, text, chosen=chosen, today=timezone.localdate(now))
    refuse_if([] if found.exists() else ["没有找到案件，没有可以导出的。"])
    export = CaseExport(
        **_asked_by(actor),
        chosen=chosen.kept(),
        words="，".join(filter(None, [words, "按词查找"]))[:300],
        asked_at=now,
    )
    rows = exported_rows(found, most=MOST_EXPORTED)
    content, count = _workbook(rows, export, actor=actor, now=now)
    export.total = export.done = count
    export.finished_at = now
    export.save()
    _tell(export, actor=actor, now=now)
    return content


@transaction.atomic
def give_up_export(*, export: CaseExport, now: datetime) -> None:
    """Say that a list will not be written, so that its owner does not wait; one finished stays."""
    export = CaseExport.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if export.is_running:
        export.failed_at = now
        export.save(update_fields=["failed_at"])


@transaction.atomic
def forget_exports(*, now: datetime) -> int:
    """Destroy the files of lists asked for more than DAYS_KEPT days ago; that they were taken
    stays written down. Returns how many."""
    old = CaseExport.objects.filter(
        file__isnull=False, asked_at__lt=now - timedelta(days=DAYS_KEPT)
    )
    exports = list(old.select_for_update(skip_locked=True, of=("self",)).select_related("file"))
    files.destroy(export.file for export in exports if export.file is not None)
    return len(exports)


def _asked_by(actor: Actor) -> dict[str, Any]:
    return {"user_id": actor.user_id, "post_id": actor.post_id}


def _refuse_without_power(actor: Actor) -> None:
    may = actor.can(Capability.CASES_EXPORT)
    refuse_if([] if may else ["现在的岗位不能导出案件。"])


def _counting(rows: Iterator[list[Cell]], export: CaseExport) -> Iterator[list[Cell]]:
    """The rows as they are, noting every so often how many have passed."""
    for number, row in enumerate(rows, start=1):
        yield row
        if number % AT_ONCE == 0:
            CaseExport.objects.filter(pk=export.pk).update(done=number)


def _workbook(
    rows: Iterator[list[Cell]], export: CaseExport, *, actor: Actor, now: datetime
) -> tuple[bytes, int]:
    facts = [
        ("内容", "法律援助案件"),
        ("筛选", export.words or "全部可见案件"),
        ("导出时间", f"{timezone.localtime(now):%Y-%m-%d %H:%M}"),
        ("导出人", f"{actor.name}（{actor.office}）"),
        ("说明", f"最多导出{MOST_EXPORTED}件；身份证号、手机号、住址不导出。"),
    ]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "cases.xlsx"
        count = streamed(target, "案件", COLUMNS, rows, facts)
        return target.read_bytes(), count


@transaction.atomic
def _keep(
    export: CaseExport, content: bytes, count: int, *, actor: Actor, now: datetime
) -> CaseExport:
    export = CaseExport.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if not export.is_running:
        return export
    name = f"案件-{timezone.localdate(now):%Y%m%d}.xlsx"
    export.file = files.store_bytes(content, name=name, kind=files.XLSX, by=actor.name, now=now)
    export.total = export.done = count
    export.finished_at = now
    export.save(update_fields=["file", "total", "done", "finished_at"])
    _tell(export, actor=actor, now=now)
    return export


def _tell(export: CaseExport, *, actor: Actor, now: datetime) -> None:
    told = {"rows": export.total, "filter": export.words or "全部可见案件"}
    record_event(export, "cases.caseexport.export", actor=actor, now=now, data=told)
