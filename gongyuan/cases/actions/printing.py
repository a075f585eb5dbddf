"""Documents as PDF, made by a job; and the pages of papers, counted for the catalogue."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from procrastinate.contrib.django import app

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case, DocumentPrint, OfficialDocument, Paper
from gongyuan.cases.queries.printing import can_print
from gongyuan.core import files
from gongyuan.core.documents.printing import Unprintable, pdf_pages, to_pdf
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

MOST_PAGES = 32_000


@transaction.atomic
def ask_print(*, document: OfficialDocument, actor: Actor, now: datetime) -> DocumentPrint:
    """Have a document made into a PDF; a job does it. One made or being made is given again.

    Refuses where LibreOffice is missing, and a paper out of the actor's sight.
    """
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=document.case_id)
    if not actor.can(Capability.CASES_READ):
        raise PermissionDenied(Capability.CASES_READ)
    if not can_print():
        raise Refused("这台服务器没有装 LibreOffice，不能做 PDF，请打开 DOCX 打印。")
    document = OfficialDocument.objects.get(pk=document.pk, case=case)
    wanted, is_new = DocumentPrint.objects.get_or_create(
        document=document, defaults={"asked_at": now}
    )
    if not is_new and wanted.failed_at is None:
        return wanted
    wanted.asked_at, wanted.failed_at, wanted.fault = now, None, ""
    wanted.save(update_fields=["asked_at", "failed_at", "fault"])
    task = app.configure_task("gongyuan.cases.tasks.print_document", queue="printing")
    task.defer(print_id=wanted.pk)
    return wanted


def make_print(*, wanted: DocumentPrint, now: datetime) -> DocumentPrint:
    """Make the PDF that was asked for and keep it; what cannot be made says why.

    Not one transaction: the program runs for seconds. Done twice after a kill, one PDF is kept.
    """
    source = wanted.document.file
    try:
        content = to_pdf(files.read(source))
    except Unprintable as error:
        DocumentPrint.objects.filter(pk=wanted.pk, file=None).update(
            failed_at=now, fault=str(error)[:200]
        )
        return DocumentPrint.objects.get(pk=wanted.pk)
    with transaction.atomic():
        kept = DocumentPrint.objects.select_for_update(of=("self",)).get(pk=wanted.pk)
        if kept.file_id is None:
            name = f"{source.name.rsplit('.', 1)[0]}.pdf"
            by = wanted.document.issued_by
            kept.file = files.store_bytes(content, name=name, kind=files.PDF, by=by, now=now)
            kept.failed_at, kept.fault = None, ""
            kept.save(update_fields=["file", "failed_at", "fault"])
        _note_pages(wanted.document.paper, pdf_pages(content))
    return kept


def count_pages(*, paper: Paper) -> int | None:
    """Count the pages of one paper and note them; None where they cannot be counted.

    A picture is one page; a PDF says; a document of our own is made into a PDF first.
    """
    kind = paper.file.content_type
    pages: int | None = None
    if kind == files.JPEG:
        pages = 1
    elif kind == files.PDF:
        pages = pdf_pages(files.read(paper.file))
    elif kind == files.DOCX and paper.document_id:
        try:
            pages = pdf_pages(to_pdf(files.read(paper.file)))
        except Unprintable:
            pages = None
    with transaction.atomic():
        return _note_pages(paper, pages)


def _note_pages(paper: Paper, pages: int | None) -> int | None:
    """A number that somebody gave stays; a sealed file is left as it is."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=paper.case_id)
    known = pages if pages and pages <= MOST_PAGES else None
    if case.state != CaseState.ARCHIVED:
        # Tried in vain is 0, so that it is not tried for ever.
        Paper.objects.filter(pk=paper.pk, pages=None).update(pages=known or 0)
    return known
