"""Documents as PDF, and papers whose pages nobody counted."""

from collections.abc import Iterable

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import DocumentPrint, OfficialDocument, Paper
from gongyuan.core.documents.printing import office_program
from gongyuan.core.files import DOCX, JPEG, PDF

#: While the file is put together its pages are counted; before that it still changes.
_COUNTED_IN = (CaseState.CLOSED, CaseState.TERMINATED, CaseState.FILE_SUBMITTED)


def can_print() -> bool:
    """Whether this machine can make a PDF at all."""
    return office_program() is not None


def why_not_printable() -> str:
    """The sentence for the operator when there is no PDF; empty when there is."""
    if can_print():
        return ""
    return "没有找到 LibreOffice，文书不能做成 PDF，卷内目录的页码不能自动计算。"


def prints_of(documents: Iterable[OfficialDocument]) -> dict[int, DocumentPrint]:
    """By document, the PDF that was asked for."""
    rows = DocumentPrint.objects.filter(document__in=[row.pk for row in documents])
    return {row.document_id: row for row in rows}


def uncounted_papers(*, most: int) -> list[Paper]:
    """Papers of files being put together whose pages nobody counted, oldest first.

    Only what can be counted here: pictures, PDF, and with LibreOffice the documents of our own;
    what somebody else wrote in Word is not opened by a program.
    """
    rows = Paper.objects.filter(pages=None, case__state__in=_COUNTED_IN).select_related("file")
    countable = rows.filter(file__content_type__in=(PDF, JPEG))
    if can_print():
        countable = countable | rows.filter(file__content_type=DOCX, document__isnull=False)
    return list(countable.order_by("pk")[:most])
