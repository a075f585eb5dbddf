"""PDF of documents by job, and pages counted for the catalogue."""

import shutil
import sys

import pytest
from django.test import Client
from django.urls import reverse

from gongyuan.cases import tasks
from gongyuan.cases.actions.issuing import issue_wanted
from gongyuan.cases.actions.printing import ask_print, count_pages, make_print
from gongyuan.cases.choices import CaseState, DocumentKind
from gongyuan.cases.models import Case, DocumentPrint, Paper
from gongyuan.cases.queries.documents import document_facts
from gongyuan.cases.queries.printing import uncounted_papers
from gongyuan.cases.rules.catalogue import page_ranges, printed_range
from gongyuan.core import files
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case, submitted
from tests.cases.handling_factories import officer_of
from tests.core.test_printing import needs_office, pdf
from tests.people.factories import make_post

SHEET = DocumentKind.REGISTRATION_SHEET


@pytest.fixture
def office(settings, tmp_path):
    """A program that leaves a PDF of two pages, as LibreOffice would."""
    path = tmp_path / "soffice"
    (tmp_path / "two.pdf").write_bytes(pdf(2))
    path.write_text(
        f"#!{sys.executable}\nimport pathlib, shutil, sys\n"
        f"source = pathlib.Path(sys.argv[-1])\n"
        f"shutil.copy({str(tmp_path / 'two.pdf')!r}, source.with_suffix('.pdf'))\n"
    )
    path.chmod(0o700)
    settings.OFFICE_PROGRAM = str(path)


def issued(case: Case):
    return issue_wanted(case=case, kind=SHEET, parts={}, actor=officer_of(case), now=NOW)


def paper(case: Case, content: bytes, kind: str) -> Paper:
    stored = files.store_bytes(content, name="材料", kind=kind, by="", now=NOW)
    return Paper.objects.create(
        case=case, file=stored, title="材料", catalogue_code="17", added_at=NOW, added_by="职工"
    )


def signed_in(case: Case) -> Client:
    client = Client()
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=case.unit).user)
    return client


@pytest.mark.django_db
def test_a_pdf_is_asked_for_once_and_made_by_the_job(office):
    case = submitted()
    document = issued(case)

    wanted = ask_print(document=document, actor=officer_of(case), now=NOW)
    assert ask_print(document=document, actor=officer_of(case), now=NOW) == wanted
    assert wanted.is_running
    tasks.print_document(wanted.pk)

    made = DocumentPrint.objects.get(document=document)
    assert files.read(made.file) == pdf(2)
    assert made.file.name.endswith(".pdf")
    document.paper.refresh_from_db()
    assert document.paper.pages == 2


@pytest.mark.django_db
def test_a_job_begun_again_keeps_the_pdf_it_has(office):
    case = submitted()
    wanted = ask_print(document=issued(case), actor=officer_of(case), now=NOW)
    first = make_print(wanted=wanted, now=NOW)

    again = make_print(wanted=wanted, now=NOW)

    assert again.file_id == first.file_id


@pytest.mark.django_db
def test_a_failure_says_why_and_may_be_tried_again(office, settings, tmp_path):
    case = submitted()
    document = issued(case)
    wanted = ask_print(document=document, actor=officer_of(case), now=NOW)
    working = settings.OFFICE_PROGRAM
    settings.OFFICE_PROGRAM = shutil.which("false")

    failed = make_print(wanted=wanted, now=NOW)
    assert "退出码" in failed.fault
    settings.OFFICE_PROGRAM = working
    again = ask_print(document=document, actor=officer_of(case), now=NOW)

    assert again.is_running
    assert make_print(wanted=again, now=NOW).file is not None


@pytest.mark.django_db
def test_without_libreoffice_there_is_no_button_and_asking_is_refused(settings):
    settings.OFFICE_PROGRAM = "/nowhere/soffice"
    case = submitted()
    document = issued(case)

    page = signed_in(case).get(reverse("case_documents", args=[case.pk])).content.decode()

    assert "做 PDF" not in page
    with pytest.raises(Refused, match="LibreOffice"):
        ask_print(document=document, actor=officer_of(case), now=NOW)


@pytest.mark.django_db
def test_the_page_asks_waits_and_hands_out(office):
    case = submitted()
    document = issued(case)
    client, listed = signed_in(case), reverse("case_documents", args=[case.pk])
    address = reverse("case_document_print", args=[case.pk, document.pk])

    assert "做 PDF" in client.get(listed).content.decode()
    assert client.get(address).status_code == 404
    assert client.post(address)["Location"] == listed
    assert "正在做 PDF" in client.get(listed).content.decode()
    tasks.print_document(DocumentPrint.objects.get().pk)

    assert "下载 PDF" in client.get(listed).content.decode()
    assert client.get(address)["Content-Type"] == files.PDF


@pytest.mark.django_db
def test_the_lawyer_gets_no_pdf_of_the_inner_file(office):
    case = make_case(state=CaseState.HANDLING)
    inner = issue_wanted(
        case=case, kind=DocumentKind.APPROVAL_SHEET, parts={}, actor=officer_of(case), now=NOW
    )
    client = Client()
    client.force_login(case.assignments.get().lawyer.user)

    address = reverse("case_document_print", args=[case.pk, inner.pk])

    assert client.post(address).status_code == 404
    assert not DocumentPrint.objects.exists()


@pytest.mark.django_db
def test_pages_of_pictures_pdf_and_own_documents_are_counted(office):
    case = make_case(state=CaseState.CLOSED)
    picture, scan = paper(case, b"x", files.JPEG), paper(case, pdf(5), files.PDF)
    document = issue_wanted(
        case=case, kind=DocumentKind.SUBSIDY_SHEET, parts={}, actor=officer_of(case), now=NOW
    )

    tasks.count_pages_of_files(0)

    pages = Paper.objects.filter(case=case).values_list("pages", flat=True).order_by("pk")
    assert [*pages] == [1, 5, 2]
    assert {picture.pk, scan.pk, document.paper.pk} == {row.pk for row in case.papers.all()}


@pytest.mark.django_db
def test_what_somebody_else_wrote_in_word_is_not_opened_by_a_program(office):
    case = make_case(state=CaseState.CLOSED)
    foreign = paper(case, b"PK", files.DOCX)

    assert foreign not in uncounted_papers(most=10)
    assert count_pages(paper=foreign) is None


@pytest.mark.django_db
def test_a_torn_pdf_is_tried_once(office):
    case = make_case(state=CaseState.CLOSED)
    torn = paper(case, b"%PDF-1.4 torn", files.PDF)

    tasks.count_pages_of_files(0)

    assert torn not in uncounted_papers(most=10)


@pytest.mark.django_db
def test_a_number_that_somebody_gave_stays(office):
    case = make_case(state=CaseState.CLOSED)
    scan = paper(case, pdf(5), files.PDF)
    Paper.objects.filter(pk=scan.pk).update(pages=7)

    count_pages(paper=scan)

    assert case.papers.get().pages == 7


@pytest.mark.django_db
def test_the_catalogue_shows_a_dash_from_the_first_paper_nobody_counted():
    case = make_case(state=CaseState.CLOSED)
    for pages in (2, None, 1):
        row = paper(case, b"x", files.JPEG)
        Paper.objects.filter(pk=row.pk).update(pages=pages)

    facts = document_facts(case, DocumentKind.FILE_CATALOGUE, now=NOW)

    assert [row["pages"] for row in facts["catalogue"]] == ["1—2", "—", "—"]


def test_ranges_run_through_and_stop_at_what_is_unknown():
    assert page_ranges([2, 1, 3]) == [(1, 2), (3, 3), (4, 6)]
    assert page_ranges([2, 0, 3]) == [(1, 2), None, None]
    assert [printed_range(one) for one in ((3, 3), (4, 6), None)] == ["3", "4—6", "—"]


@needs_office
@pytest.mark.django_db
def test_libreoffice_itself_makes_a_pdf_of_a_document():
    case = submitted()
    wanted = ask_print(document=issued(case), actor=officer_of(case), now=NOW)

    made = make_print(wanted=wanted, now=NOW)

    assert made.fault == ""
    assert files.read(made.file).startswith(b"%PDF-")
