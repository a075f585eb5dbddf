"""The papers of a sealed file bound into one PDF with running page numbers, by a job (合订本)."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from procrastinate.contrib.django import app

from gongyuan.cases.models import Archive, ArchiveBook, Case, Paper
from gongyuan.cases.queries.closing import papers_in_order
from gongyuan.cases.queries.printing import can_print
from gongyuan.cases.rules import catalogue
from gongyuan.core import files
from gongyuan.core.documents.printing import Unprintable, to_pdf
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

if TYPE_CHECKING:
    from gongyuan.core.documents.binding import Binder

NOT_OURS = "别人写的 Word、Excel 文件，请打开原件"
TORN = "文件打不开或者加了密"
#: Minutes of work for later: what somebody sits waiting for, a ledger or a list, goes first.
BEHIND_OTHERS = -10


def ask_book(*, archive: Archive, now: datetime) -> ArchiveBook:
    """Have the papers of a sealed file bound; one made or being made is given again."""
    papers = archive.case.papers.count()
    book, is_new = ArchiveBook.objects.select_for_update(of=("self",)).get_or_create(
        archive=archive, defaults={"asked_at": now, "total": papers}
    )
    if not is_new and book.failed_at is None:
        return book
    book.asked_at, book.failed_at, book.fault, book.done = now, None, "", 0
    book.save(update_fields=["asked_at", "failed_at", "fault", "done"])
    task = app.configure_task(
        "gongyuan.cases.tasks.bind_archive", queue="printing", priority=BEHIND_OTHERS
    )
    task.defer(book_id=book.pk)
    return book


@transaction.atomic
def ask_book_again(*, case: Case, actor: Actor, now: datetime) -> ArchiveBook:
    """Have a sealed file bound that never was, or in vain.

    Refuses where LibreOffice is missing, and a case that is not sealed.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if not actor.can(Capability.CASES_ARCHIVE):
        raise PermissionDenied(Capability.CASES_ARCHIVE)
    archive = Archive.objects.filter(case=case).first()
    if archive is None:
        raise Refused("案卷还没有封卷。")
    if not can_print():
        raise Refused("这台服务器没有装 LibreOffice，不能做合订本。")
    return ask_book(archive=archive, now=now)


def bind_book(*, book: ArchiveBook, now: datetime) -> ArchiveBook:
    """Bind the papers, telling how far it has come; finished, it stays.

    The catalogue goes first and bears no page number; the others are numbered through, as the
    catalogue says. What cannot be made into pages is left out and named, with the reason; the
    originals lie in the package. Not one transaction: what is told must be seen meanwhile.
    """
    if not book.is_running:
        return book
    from gongyuan.core.documents.binding import Binder  # weighs 15 MB, for the workers alone

    binder = Binder()
    left_out = []
    for done, paper in enumerate(_in_order(book.archive.case), start=1):
        fault = _bind(binder, paper)
        if fault:
            left_out.append({"title": paper.title, "why": fault})
        ArchiveBook.objects.filter(pk=book.pk).update(done=done)
    content = binder.content()
    with transaction.atomic():
        kept = ArchiveBook.objects.select_for_update(of=("self",)).get(pk=book.pk)
        if kept.is_running:
            kept.file = files.store_bytes(
                content,
                name=f"{book.archive.number} 合订本.pdf",
                kind=files.PDF,
                by=book.archive.sealed_by,
                now=now,
            )
            kept.pages, kept.left_out, kept.finished_at = binder.numbered, left_out, now
            kept.save()
    return kept


@transaction.atomic
def give_up_book(*, book: ArchiveBook, fault: str, now: datetime) -> None:
    """Say that a file will not be bound, and why; one finished stays."""
    kept = ArchiveBook.objects.select_for_update(of=("self",)).get(pk=book.pk)
    if kept.is_running:
        kept.failed_at, kept.fault = now, fault[:200]
        kept.save(update_fields=["failed_at", "fault"])


def _in_order(case: Case) -> Iterator[Paper]:
    first = case.papers.select_related("file").filter(catalogue_code=catalogue.CATALOGUE)
    yield from first.order_by("pk")
    yield from papers_in_order(case)


def _bind(binder: "Binder", paper: Paper) -> str:
    """Add one paper; why it could not be, empty when it was."""
    kind = paper.file.content_type
    is_numbered = paper.catalogue_code != catalogue.CATALOGUE
    title = f"{paper.title}（副卷）" if paper.is_inner else paper.title
    content = files.read(paper.file)
    if kind == files.JPEG:
        binder.add_picture(content, title)
        return ""
    if kind == files.DOCX and paper.document_id:
        try:
            content = to_pdf(content)
        except Unprintable as error:
            return str(error)
    elif kind != files.PDF:
        return NOT_OURS
    return "" if binder.add(content, title, is_numbered=is_numbered) else TORN
