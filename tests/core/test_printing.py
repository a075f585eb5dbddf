"""Documents as PDF by LibreOffice, where the machine has it."""

import shutil
import sys
from io import BytesIO

import docx
import pytest
from pypdf import PdfWriter

from gongyuan.core.documents.printing import (
    Unprintable,
    check_program,
    office_program,
    pdf_pages,
    to_pdf,
)

NO_OFFICE = shutil.which("soffice") is None and shutil.which("libreoffice") is None
needs_office = pytest.mark.skipif(NO_OFFICE, reason="no LibreOffice on this machine")


def document(pages: int = 1) -> bytes:
    made = docx.Document()
    for page in range(pages):
        made.add_paragraph(f"第{page + 1}页")
        if page + 1 < pages:
            made.add_page_break()
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def pdf(pages: int) -> bytes:
    writer, out = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    writer.write(out)
    return out.getvalue()


def program(folder, text: str) -> str:
    """A program in the place of LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\n{text}\n")
    path.chmod(0o700)
    return str(path)


@needs_office
def test_a_document_becomes_a_pdf_with_its_pages():
    assert pdf_pages(to_pdf(document(pages=3))) == 3


def test_without_the_program_it_is_said_in_words(settings):
    settings.OFFICE_PROGRAM = "/nowhere/soffice"

    assert office_program() is None
    with pytest.raises(Unprintable, match="没有 LibreOffice"):
        to_pdf(document())


def test_the_operator_is_told_when_the_program_is_missing(settings):
    settings.OFFICE_PROGRAM = "/nowhere/soffice"

    (told,) = check_program()

    assert "LibreOffice" in told.msg
    settings.OFFICE_PROGRAM = sys.executable
    assert check_program() == []


def test_a_run_that_takes_too_long_is_ended(settings, tmp_path):
    settings.OFFICE_PROGRAM = program(tmp_path, "import time; time.sleep(60)")

    with pytest.raises(Unprintable, match="停止"):
        to_pdf(document(), seconds=0.5)


@pytest.mark.parametrize(("text", "why"), [("raise SystemExit(3)", "退出码 3"), ("", "没有做出")])
def test_a_run_that_fails_or_leaves_nothing_says_so(settings, tmp_path, text, why):
    settings.OFFICE_PROGRAM = program(tmp_path, text)

    with pytest.raises(Unprintable, match=why):
        to_pdf(document())


def test_pages_of_a_pdf_are_counted_and_a_torn_one_has_none():
    assert pdf_pages(pdf(4)) == 4
    assert pdf_pages(b"%PDF-1.4 torn") is None
