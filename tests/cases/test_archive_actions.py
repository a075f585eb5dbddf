import hashlib
import json
import zipfile
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction

from gongyuan.cases.actions.archive import archive_case
from gongyuan.cases.actions.closing import hand_in_paper, return_file
from gongyuan.cases.actions.handling import write_to_worker
from gongyuan.cases.choices import AssignmentEnd, CaseState, DocumentKind, MoveOf
from gongyuan.cases.models import Archive, Case, Paper
from gongyuan.cases.queries.closing import archive_faults
from gongyuan.cases.rules.catalogue import page_ranges
from gongyuan.core import files
from gongyuan.core.refusals import Refused
from tests.cases.handling_factories import (
    LATER,
    closed,
    lawyer_of,
    officer_of,
    submitted_file,
    upload,
)
from tests.lawyers.factories import lawyer_actor

pytestmark = pytest.mark.django_db


def _archive(case, excuses=None):
    return archive_case(case=case, excuses=excuses or {}, actor=officer_of(case), now=LATER)


def _sealed():
    case = submitted_file()
    case.papers.update(pages=1)
    archive = _archive(case)
    return Case.objects.get(pk=case.pk), archive


def test_archiving_makes_catalogue_manifest_package_number_and_seal():
    case = submitted_file()
    last = case.assignments.get()

    archive = _archive(case)

    case.refresh_from_db()
    last.refresh_from_db()
    assert (case.state, case.archived_at) == (CaseState.ARCHIVED, LATER)
    assert case.move_of == MoveOf.NOBODY
    assert (case.next_due_on, case.next_due_code) == (None, "")
    assert archive.number == f"{case.unit.document_prefix}档〔2026〕1号"
    assert case.documents.filter(kind=DocumentKind.FILE_CATALOGUE).count() == 1
    assert last.end_kind == AssignmentEnd.FINISHED
    assert not Case.objects.visible_to(lawyer_actor(last.lawyer)).exists()
    assert case.file_checks.get().is_accepted


def test_the_package_holds_every_paper_with_the_hash_the_manifest_names():
    case, archive = _sealed()

    with zipfile.ZipFile(BytesIO(files.read(archive.package))) as package:
        manifest = json.loads(package.read("manifest.json"))
        for row in manifest["papers"]:
            assert hashlib.sha256(package.read(row["name"])).hexdigest() == row["sha256"]
        assert len(package.namelist()) == case.papers.count() + 1

    assert manifest == archive.manifest
    items = [row["item"] for row in manifest["papers"]]
    assert items == sorted(items)
    assert items[0] == "02"
    numbered = [row["pages"] for row in manifest["papers"] if row["pages"]]
    assert numbered[0] == [1, 1]
    assert all(
        after[0] == before[1] + 1 for before, after in zip(numbered, numbered[1:], strict=False)
    )
    assert archive_faults(archive) == []


def test_pages_run_through_the_file():
    assert page_ranges([2, 1, 10]) == [(1, 2), (3, 3), (4, 13)]


def test_a_changed_manifest_is_found_out():
    _, archive = _sealed()

    archive.manifest["papers"][0]["sha256"] = "0" * 64

    assert len(archive_faults(archive)) == 2


def test_a_missing_item_keeps_the_file_out_unless_it_is_accounted_for():
    case = submitted_file()
    case.papers.filter(catalogue_code="21").delete()

    with pytest.raises(Refused, match="裁决书、判决书、裁定书、调解书"):
        _archive(case)
    assert not Archive.objects.exists()
    assert not case.documents.filter(kind=DocumentKind.FILE_CATALOGUE).exists()

    archive = _archive(case, {"21": "原件由职工保存"})
    assert archive.manifest["missing"] == {"21": "原件由职工保存"}
    assert case.file_checks.get().remarks == ["裁决书、判决书、裁定书、调解书：原件由职工保存"]


def test_the_file_is_archived_once():
    case, _ = _sealed()

    with pytest.raises(Refused, match="已归档"):
        _archive(case)
    assert Archive.objects.count() == 1


def test_nothing_is_done_with_a_sealed_case():
    case, _ = _sealed()
    officer = officer_of(case)

    with pytest.raises(Refused):
        write_to_worker(case=case, text="还有一句", actor=officer, now=LATER)
    with pytest.raises(Refused):
        hand_in_paper(case=case, file=upload(), catalogue_code="21", actor=officer, now=LATER)
    with pytest.raises(Refused):
        return_file(case=case, missing=["21"], note="再补", actor=officer, now=LATER)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_paper SET title = 'x' WHERE case_id = %s",
        "DELETE FROM cases_paper WHERE case_id = %s",
        """INSERT INTO cases_paper
             (case_id, file_id, title, catalogue_code, is_inner, pages, added_at, added_by)
           SELECT case_id, file_id, 'x', '21', false, 1, now(), 'x'
           FROM cases_paper WHERE case_id = %s LIMIT 1""",
    ],
)
def test_the_database_itself_refuses_to_touch_a_sealed_file(statement):
    case, _ = _sealed()
    before = list(Paper.objects.filter(case=case).order_by("pk").values_list("pk", "title"))

    refused = pytest.raises(DatabaseError, match="is sealed")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [case.pk])

    after = list(Paper.objects.filter(case=case).order_by("pk").values_list("pk", "title"))
    assert after == before


def test_a_paper_is_not_moved_into_a_sealed_file():
    case, _ = _sealed()
    other = closed()
    paper = other.papers.first()

    with pytest.raises(DatabaseError, match="is sealed"), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(case=case)


def test_a_file_of_which_a_stored_paper_was_altered_is_not_archived():
    case = submitted_file()
    paper = case.papers.get(catalogue_code="21")
    paper.file.sha256 = "0" * 64
    paper.file.save()

    with pytest.raises(Refused, match="与收到时不同"):
        _archive(case)
    assert Case.objects.get(pk=case.pk).state == CaseState.FILE_SUBMITTED


def test_the_lawyer_has_not_the_power_to_archive():
    from django.core.exceptions import PermissionDenied

    case = submitted_file()
    with pytest.raises(PermissionDenied):
        archive_case(case=case, excuses={}, actor=lawyer_of(case), now=LATER)
    assert not Archive.objects.exists()
