"""Answers that are files."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from gongyuan.core import files


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """An Excel file to be downloaded under a name."""
    disposition = content_disposition_header(True, name)
    return HttpResponse(
        content, content_type=files.XLSX, headers={"Content-Disposition": disposition}
    )
