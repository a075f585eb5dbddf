"""One document for each applicant, written by a job into one archive; and the roll taken away."""

import re
import tempfile
import zipfile
from datetime import datetime
from typing import IO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from procrastinate.contrib.django import app

from gongyuan.cases.choices import BatchKind, RollPaper
from gongyuan.cases.models import Case, DocumentBatch
from gongyuan.cases.queries.roll import may_take
from gongyuan.cases.queries.roll_documents import (
    documents_of_each,
    roll_paper,
    roll_workbook,
)
from gongyuan.core import files
from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.people.actor import Actor

ZIP = "application/zip"
#: The roll as an Excel sheet, beside the codes of RollPaper.
WORKBOOK = "workbook"
#: Days an archive, or a roll that nobody used, is kept; a period of our own, not of law.
DAYS_KEPT = 7
#: After so many documents the page is told how far it has come.
TOLD_EVERY = 10
UNFIT = re.compile(r'[\\/:*?"<>|\s]+')


@transaction.atomic
def ask_batch(*, case: Case, kind: str, actor: Actor, now: datetime) -> DocumentBatch:
    """Have a document of this kind written for every applicant; a job does it in its own time.

    One still being written is given again. Refuses an unknown kind.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    _refuse_power(case, actor)
    refuse_if([] if kind in BatchKind.values else ["没有这种批量文书。"], field="kind")
    running = DocumentBatch.objects.filter(
        case=case, kind=kind, finished_at=None, failed_at=None
    ).first()
    if running:
        return running
    batch = DocumentBatch.objects.create(
        case=case,
        kind=kind,
        total=case.people_count,
        asked_at=now,
        asked_by=(actor.office or actor.name)[:200],
    )
    title = {"title": f"{batch.get_kind_display()}，{batch.total}份"}
    record_event(case, "cases.case.write_batch", actor=actor, now=now, data=title)
    task = app.configure_task("gongyuan.cases.tasks.write_document_batch", queue="documents")
    task.defer(batch_id=batch.pk)
    return batch


def _refuse_power(case: Case, actor: Actor) -> None:
    if not may_take(case, actor):
        raise PermissionDenied("the numbers of all applicants")


def write_batch(*, batch: DocumentBatch, now: datetime) -> DocumentBatch:
    """Write the documents into one archive, telling how far it has come; finished, it stays.

    Not one transaction: what is told must be seen while it is written. Begun again after a kill,
    it starts from the first document, and nothing is kept twice.
    """
    if batch.finished_at or batch.failed_at:
        return batch
    with tempfile.TemporaryFile() as target:
        _write(batch, target, now)
        target.seek(0)
        content = target.read()
    with transaction.atomic():
        kept = DocumentBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if kept.finished_at or kept.failed_at:
            return kept
        name = f"{batch.get_kind_display()} {batch.case.number}.zip"
        kept.file = files.store_bytes(content, name=name, kind=ZIP, by=batch.asked_by, now=now)
        kept.done, kept.total, kept.finished_at = batch.done, batch.done, now
        kept.save(update_fields=["file", "done", "total", "finished_at"])
    return kept


def _write(batch: DocumentBatch, target: IO[bytes], now: datetime) -> None:
    kind = BatchKind(batch.kind)
    batch.done = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for row, content in documents_of_each(batch.case, kind, now=now):
            name = UNFIT.sub("", row.worker.name)
            archive.writestr(f"{row.position:03d} {name} {kind.label}.docx", content)
            batch.done += 1
            if batch.done % TOLD_EVERY == 0:
                DocumentBatch.objects.filter(pk=batch.pk).update(done=batch.done)


@transaction.atomic
def give_up_batch(*, batch: DocumentBatch, now: datetime) -> None:
    """Say that a batch will not be written, so that nobody waits for it; one finished stays."""
    kept = DocumentBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if not kept.finished_at and not kept.failed_at:
        kept.failed_at = now
        kept.save(update_fields=["failed_at"])


@transaction.atomic
def forget_batches(*, asked_before: datetime) -> int:
    """Destroy archives asked for before then; they are written anew when wanted. Returns how many.

    Kept no longer than the purpose needs (个人信息保护法 第十九条).
    """
    old = DocumentBatch.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        asked_at__lt=asked_before
    )
    rows = list(old.select_related("file"))
    DocumentBatch.objects.filter(pk__in=[row.pk for row in rows]).delete()
    files.destroy(row.file for row in rows if row.file is not None)
    return len(rows)


@transaction.atomic
def take_roll(*, case: Case, kind: str, actor: Actor, now: datetime) -> bytes:
    """The roll as a list to sign, a list of claims (DOCX) or a sheet; that it was taken is kept.

    `kind` is a code of RollPaper, or "workbook". It holds whole identity numbers: only whoever
    handles the case takes it. Refuses an unknown kind.
    """
    case = (
        Case.objects.handled_by(actor)
        .select_related("unit__parent", "employer", "matter")
        .get(pk=case.pk)
    )
    _refuse_power(case, actor)
    refuse_if([] if kind in (*RollPaper.values, WORKBOOK) else ["没有这种名单。"])
    label = "Excel名单" if kind == WORKBOOK else str(RollPaper(kind).label)
    title = {"title": f"{label}，{case.people_count}人"}
    record_event(case, "cases.case.export_roll", actor=actor, now=now, data=title)
    return roll_workbook(case) if kind == WORKBOOK else roll_paper(case, RollPaper(kind), now=now)
