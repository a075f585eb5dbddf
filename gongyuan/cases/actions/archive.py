"""Sealing the file of a case: catalogue, manifest, hashes, one package (归档)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions import deadlines, packing
from gongyuan.cases.actions.archive_book import ask_book
from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.choices import AssignmentEnd, DocumentKind
from gongyuan.cases.models import Archive, Assignment, Case, FileCheck
from gongyuan.cases.queries import closing as queries
from gongyuan.cases.queries.keeping import keeping_of
from gongyuan.cases.queries.printing import can_print
from gongyuan.cases.rules import catalogue as rules
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core import files
from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.core.transitions import advance
from gongyuan.organisations.actions.numbering import unit_number
from gongyuan.people.actor import Actor


@transaction.atomic
def archive_case(*, case: Case, excuses: Mapping[str, str], actor: Actor, now: datetime) -> Archive:
    """Accept a file and seal it: nothing of it changes afterwards, in the database neither.

    法律援助法 第五十条. Makes the catalogue with pages, a manifest with the hash of every paper and
    one package; a job binds the papers into one PDF where LibreOffice is. `excuses` says, by item
    of the catalogue, why one that is needed is not there. Refuses while an item is missing without
    excuse, and a paper that is not what was stored.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    refuse_if(WORKFLOW.obstacles(case.state, "archive"))
    given = {code: why.strip() for code, why in excuses.items() if why.strip()}
    refuse_if(rules.archiving_obstacles(queries.file_check_rows(case), excused=given))
    issue_document(case=case, kind=DocumentKind.FILE_CATALOGUE, actor=actor, now=now)
    number = _number(case, now)
    by = actor.signature
    package, manifest = _package(case, number, given, now)
    stored = files.store_bytes(package, name=f"{number}.zip", kind=packing.ZIP, by=by, now=now)
    _note_acceptance(case, given, by, now)
    archive = Archive.objects.create(
        case=case,
        number=number,
        manifest=manifest,
        manifest_sha256=packing.manifest_hash(manifest),
        package=stored,
        sealed_at=now,
        sealed_by=by,
        **keeping_of(case.unit, sealed_on=timezone.localdate(now)),
    )
    deadlines.meet_deadlines(case=case, codes=["AID_SUBSIDY", deadlines.DOSSIER], now=now)
    deadlines.cancel_deadlines(case=case, now=now)
    Assignment.objects.filter(case=case, ended_at=None).update(
        ended_at=now, end_kind=AssignmentEnd.FINISHED
    )
    advance(
        case, WORKFLOW, "archive", actor=actor, now=now, archived_at=now, data={"title": number}
    )
    if can_print():
        ask_book(archive=archive, now=now)
    return archive


def _note_acceptance(case: Case, excuses: Mapping[str, str], by: str, now: datetime) -> None:
    remarks = [f"{rules.BY_CODE[code].label}：{why}" for code, why in sorted(excuses.items())]
    FileCheck.objects.create(
        case=case, is_accepted=True, remarks=remarks, checked_at=now, checked_by=by
    )


def _number(case: Case, now: datetime) -> str:
    year = timezone.localdate(now).year
    return unit_number(unit=case.unit, kind="archive", series="档", year=year)


def _package(
    case: Case, number: str, excuses: Mapping[str, str], now: datetime
) -> tuple[bytes, dict[str, Any]]:
    """One ZIP of every paper and the manifest; the catalogue goes first and bears no pages."""
    papers = queries.papers_in_order(case)
    ranges = rules.page_ranges([paper.pages for paper in papers])
    catalogue = case.papers.select_related("file").filter(catalogue_code=rules.CATALOGUE)
    rows = [packing.manifest_row(paper, 0, None) for paper in catalogue.order_by("pk")]
    rows += [
        packing.manifest_row(paper, position, pages)
        for position, (paper, pages) in enumerate(zip(papers, ranges, strict=True), start=1)
    ]
    manifest = {
        "archive": number,
        "case": case.number,
        "code": case.matter.code,
        "unit": case.unit.name,
        "closed_on": f"{case.closed_on:%Y-%m-%d}",
        "sealed_at": now.isoformat(),
        "missing": dict(sorted(excuses.items())),
        "papers": rows,
    }
    return packing.pack([*catalogue.order_by("pk"), *papers], manifest), manifest


@transaction.atomic
def note_opening(*, case: Case, title: str = "案卷包", actor: Actor, now: datetime) -> None:
    """Write down who took the sealed package, or what else there is of it."""
    record_event(case, "cases.case.opened_file", actor=actor, now=now, data={"title": title})
