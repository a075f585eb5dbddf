"""After the sealing: bound into one PDF, late papers appended, appraised when the time is over."""

import hashlib
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader, PdfWriter

from gongyuan.cases.actions.archive import archive_case
from gongyuan.cases.actions.archive_book import ask_book_again, bind_book, give_up_book
from gongyuan.cases.actions.closing import hand_in_paper, submit_file
from gongyuan.cases.actions.keeping import Late, append_papers, appraise_archive
from gongyuan.cases.actions.printing import count_pages
from gongyuan.cases.models import Archive, ArchiveBook, ArchiveSupplement, Case, LatePaper
from gongyuan.cases.queries.keeping import to_be_appraised
from gongyuan.core import files
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from tests.cases.handling_factories import (
    LATER,
    PDF,
    closed,
    lawyer_of,
    officer_of,
    submitted_file,
    upload,
)
from tests.cases.keeping_factories import make_archive
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db
TEN_YEARS_ON = datetime(2036, 7, 21, 2, 0, tzinfo=UTC)


def blank(pages):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def sealed():
    case = submitted_file()
    archive_case(case=case, excuses={}, actor=officer_of(case), now=LATER)
    return Case.objects.select_related("archive").get(pk=case.pk)


def lay_in(case, code, content):
    hand_in_paper(
        case=case,
        file=upload(content=content),
        catalogue_code=code,
        pages=0,
        actor=lawyer_of(case),
        now=LATER,
    )


def append(case, content=b"%PDF-1.4 late", **values):
    values.setdefault("reason", "判决书补正裁定封卷后才送达。")
    values.setdefault("actor", officer_of(case))
    values.setdefault(
        "papers", (Late(file=upload(content=content), catalogue_code="21", title="补正裁定"),)
    )
    return append_papers(case=case, now=LATER, **values)


def test_sealing_says_how_long_the_file_is_kept_and_by_which_rule():
    archive = sealed().archive

    assert archive.keep_until == archive.appraise_after == date(2036, 7, 20)
    assert "仲裁办案规则" in archive.keep_source
    assert not archive.keep_is_verified


def test_late_papers_are_appended_with_a_manifest_that_names_the_one_before():
    case = sealed()
    before = list(case.papers.order_by("pk").values())
    manifest = case.archive.manifest_sha256

    first = append(case)
    second = append(case, content=blank(2), reason="还有一份。")

    assert (first.number, second.number) == (
        f"{case.archive.number}补1",
        f"{case.archive.number}补2",
    )
    assert first.manifest["follows"] == manifest
    assert second.manifest["follows"] == first.manifest_sha256
    assert second.papers.get().pages == 2
    with zipfile.ZipFile(BytesIO(files.read(second.package))) as package:
        told = json.loads(package.read("manifest.json"))
        row = told["papers"][0]
        assert hashlib.sha256(package.read(row["name"])).hexdigest() == row["sha256"]
    assert told == second.manifest
    assert list(case.papers.order_by("pk").values()) == before
    assert Archive.objects.get(case=case).manifest_sha256 == manifest
    assert events_of(case).latest("pk").code == "cases.case.append_papers"


def test_the_same_papers_sent_twice_are_appended_once():
    case = sealed()
    append(case)

    with pytest.raises(Refused, match="已经在"):
        append(case)
    assert ArchiveSupplement.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [({"papers": ()}, "file"), ({"reason": "  "}, "reason")],
)
def test_nothing_and_without_a_reason_is_not_appended(values, field):
    case = sealed()

    with pytest.raises(Refused) as refusal:
        append(case, **values)
    assert refusal.value.field == field
    assert not LatePaper.objects.exists()


def test_an_unknown_item_and_a_false_file_are_not_appended():
    case = sealed()

    with pytest.raises(Refused):
        append(case, papers=(Late(file=upload(), catalogue_code="02", title="目录"),))
    with pytest.raises(Refused):
        append(case, content=b"not a file")


def test_only_who_archives_appends_and_only_to_a_sealed_file():
    case = closed()
    with pytest.raises(Refused, match="还没有封卷"):
        append(case)
    with pytest.raises(PermissionDenied):
        append(case, actor=lawyer_of(case))
    with pytest.raises(Case.DoesNotExist):
        append(case, actor=make_actor())


def test_the_database_lets_nobody_change_what_was_appended():
    supplement = append(sealed())

    for rows in (
        ArchiveSupplement.objects.filter(pk=supplement.pk),
        LatePaper.objects.filter(supplement=supplement),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        LatePaper.objects.filter(supplement=supplement).update(title="x")


def test_a_file_is_bound_by_a_job_with_the_pages_that_its_manifest_says():
    case = closed()
    for code, content in (("05", blank(1)), ("08", blank(2)), ("21", blank(4)), ("29", PDF)):
        lay_in(case, code, content)
    submit_file(case=case, actor=lawyer_of(case), now=LATER)
    for paper in case.papers.select_related("file"):
        count_pages(paper=paper)
    archive = archive_case(
        case=case,
        excuses=dict.fromkeys(("11", "12", "15"), "演示"),
        actor=officer_of(case),
        now=LATER,
    )
    book = ArchiveBook.objects.get(archive=archive)
    binding = ProcrastinateJob.objects.get(task_name="gongyuan.cases.tasks.bind_archive")
    assert binding.priority < 0  # behind whatever somebody waits for

    done = bind_book(book=book, now=LATER)

    bound = PdfReader(BytesIO(files.read(done.file)))
    starts = {one.title: bound.get_destination_page_number(one) for one in bound.outline}
    rows = [row for row in archive.manifest["papers"] if row["pages"]]
    assert rows[0]["pages"][0] == 1
    for row in rows:
        first = bound.pages[starts[row["title"]]].extract_text().split()
        assert str(row["pages"][0]) in first, row
    assert done.pages == rows[-1]["pages"][1]
    assert next(iter(starts)).startswith("卷内目录")
    # A paper that no program can open is named, not hidden.
    assert [one["title"] for one in done.left_out] == ["备考表"]
    assert bind_book(book=done, now=LATER).file_id == done.file_id


def test_a_book_given_up_is_asked_for_again_and_one_finished_stays():
    case = sealed()
    book = ArchiveBook.objects.get(archive=case.archive)
    give_up_book(book=book, fault="坏了。", now=LATER)
    assert ArchiveBook.objects.get().fault == "坏了。"

    again = ask_book_again(case=case, actor=officer_of(case), now=LATER)
    assert again.pk == book.pk
    assert again.is_running

    with pytest.raises(PermissionDenied):
        ask_book_again(
            case=case, actor=make_actor(role=Role.WINDOW_CLERK, unit=case.unit), now=LATER
        )
    other = closed()
    with pytest.raises(Refused, match="还没有封卷"):
        ask_book_again(case=other, actor=officer_of(other), now=LATER)


def test_without_the_program_a_file_is_sealed_all_the_same(settings):
    settings.OFFICE_PROGRAM = "/nowhere/soffice"
    case = sealed()

    assert not ArchiveBook.objects.exists()
    with pytest.raises(Refused, match="没有装 LibreOffice"):
        ask_book_again(case=case, actor=officer_of(case), now=LATER)


def test_files_whose_time_is_over_are_listed_and_nothing_is_deleted():
    case = sealed()
    officer = officer_of(case)
    make_archive(closed(), appraise_after=date(2030, 1, 1))

    last_day = date(2036, 7, 20)
    assert list(to_be_appraised(officer, today=last_day)) == []
    assert [
        row.case_id for row in to_be_appraised(officer, today=last_day + timedelta(days=1))
    ] == [case.pk]


def test_an_appraised_file_leaves_the_list_until_its_new_day():
    case = sealed()
    officer = officer_of(case)
    told = {"case": case, "actor": officer, "note": "甲、乙鉴定。"}

    with pytest.raises(Refused, match="届满以后才鉴定"):
        appraise_archive(**told, outcome="no_longer", now=LATER)
    appraise_archive(**told, outcome="keep_longer", keep_until=date(2046, 1, 1), now=TEN_YEARS_ON)
    assert not to_be_appraised(officer, today=date(2046, 1, 1)).exists()
    assert to_be_appraised(officer, today=date(2046, 1, 2)).exists()

    later = datetime(2046, 1, 3, 2, 0, tzinfo=UTC)
    appraise_archive(**told, outcome="no_longer", now=later)
    assert not to_be_appraised(officer, today=date(2099, 1, 1)).exists()
    assert Archive.objects.get(case=case).package is not None
    with pytest.raises(Refused, match="没有待鉴定"):
        appraise_archive(**told, outcome="hand_over", now=later)


def test_the_pages_of_a_sealed_file_append_bind_and_appraise(client):
    case = sealed()
    make_archive(Case.objects.get(pk=closed(unit=case.unit).pk), appraise_after=date(2020, 1, 1))
    post = make_post(role=Role.LEGAL_OFFICER, unit=case.unit)
    client.force_login(post.user)

    page = client.get(reverse("case_detail", args=[case.pk])).content.decode()
    assert "正在做合订本，已做 0 份" in page
    assert "保管到 2036年7月20日" in page
    assert "待核" in page

    url = reverse("case_archive_papers", args=[case.pk])
    wrong = client.post(url, {"catalogue_code": "21", "reason": "晚了"})
    assert wrong.status_code == 200
    right = {"catalogue_code": "21", "reason": "晚了", "title": "裁定", "file": upload()}
    assert client.post(url, right).status_code == 302
    supplement = ArchiveSupplement.objects.get()
    took = client.get(reverse("case_archive_supplement", args=[case.pk, supplement.pk]))
    assert took["Content-Type"] == "application/zip"
    assert client.get(reverse("case_archive_book", args=[case.pk])).status_code == 404

    bind_book(book=ArchiveBook.objects.get(archive=case.archive), now=LATER)
    took = client.get(reverse("case_archive_book", args=[case.pk]))
    assert took.content.startswith(b"%PDF")
    listed = client.get(reverse("archives_due")).content.decode()
    assert "待鉴定案卷" in listed
    assert "登记鉴定" in listed
    form = client.get(reverse("case_archive_appraisal", args=[case.pk])).content.decode()
    assert "鉴定意见" in form
