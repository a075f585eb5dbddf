"""What there is to close and to archive of a case."""

import hashlib
import json
import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from gongyuan.cases.choices import CLOSED_STATES, MoveOf
from gongyuan.cases.models import (
    Archive,
    Assignment,
    Case,
    Deadline,
    FileCheck,
    Material,
    Paper,
    Stage,
)
from gongyuan.cases.queries.detail import missing_materials, open_deadlines
from gongyuan.cases.queries.handling import past_stage
from gongyuan.cases.rules import catalogue, closing
from gongyuan.core import files

MANIFEST_NAME = "manifest.json"


def closing_facts(case: Case) -> closing.ClosingFacts:
    """What is still open of a case, as the rules of closing read it."""
    stages = case.stages.order_by("pk")
    return facts_of(stages, open_deadlines(case), missing_materials(case))


def facts_of(
    stages: Iterable[Stage], deadlines: Iterable[Deadline], materials: Iterable[Material]
) -> closing.ClosingFacts:
    """The same of proceedings, open deadlines and materials already read."""
    return closing.ClosingFacts(
        stages=tuple(past_stage(stage) for stage in stages),
        deadlines=tuple(
            closing.OpenDeadline(
                code=row.code, label=row.label, due_on=row.due_on, kept_by=row.kept_by
            )
            for row in deadlines
        ),
        missing_papers=tuple(material.label for material in materials if material.is_missing),
    )


def file_keeper(case: Case) -> MoveOf:
    """Who puts the file together: the lawyer who took the case on, else the office."""
    taken = Assignment.objects.filter(case=case, ended_at=None, accepted_at__isnull=False)
    return MoveOf.LAWYER if taken.exists() else MoveOf.OFFICE


def returning_verb(case: Case) -> str:
    """How a handed-in file goes back: a case that was ended and never closed stays ended."""
    return "return_file" if hasattr(case, "closing") else "return_terminated_file"


def open_objection_window(case: Case) -> Deadline | None:
    """The days in which the worker may still object, until they have passed or were used."""
    rows = case.deadlines.filter(code="UNION_OBJECTION", met_at=None, cancelled_at=None)
    return rows.first()


def file_path(case: Case) -> catalogue.Path:
    """The way a case went, as the catalogue of its file asks for it."""
    return path_of(
        case,
        stages=case.stages.order_by("pk"),
        was_decided=case.decisions.exists(),
        was_assigned=case.assignments.exists(),
        has_mandate=case.mandates.exists(),
        was_terminated=case.terminations.exists(),
    )


def path_of(case: Case, *, stages: Iterable[Stage], **was: bool) -> catalogue.Path:
    """The same where it has been read what `was`."""
    return catalogue.Path(
        is_oral=case.is_oral,
        was_accepted=case.accepted_at is not None,
        was_closed=case.state in CLOSED_STATES and hasattr(case, "closing"),
        stages=tuple((stage.kind, stage.result) for stage in stages),
        **was,
    )


def file_check_rows(case: Case) -> list[catalogue.CheckRow]:
    """The check list of a case's file against the catalogue."""
    papers = case.papers.order_by("catalogue_code", "pk")
    return catalogue.check_rows(file_path(case), papers.values_list("catalogue_code", "title"))


def papers_in_order(case: Case) -> list[Paper]:
    """The papers as they lie in the file; the catalogue itself bears no page number."""
    rows = case.papers.select_related("file").exclude(catalogue_code=catalogue.CATALOGUE)
    return list(rows.order_by("catalogue_code", "pk"))


def latest_check(case: Case) -> FileCheck | None:
    """The last check of the file: what was missing, or that it was accepted."""
    return case.file_checks.order_by("-pk").first()


def archive_of(case: Case) -> Archive | None:
    """The sealed file of a case with its package; None before it is archived."""
    return Archive.objects.select_related("package").filter(case=case).first()


def canonical(manifest: dict[str, Any]) -> bytes:
    """The bytes whose hash is kept: keys in order, UTF-8."""
    return json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1).encode()


def archive_faults(archive: Archive) -> list[str]:
    """Open the package again and name every paper that is not what it was when sealed.

    Empty when all is as sealed: the manifest's hash, the package's hash, each paper's hash.
    """
    found = []
    manifest = canonical(archive.manifest)
    if hashlib.sha256(manifest).hexdigest() != archive.manifest_sha256:
        found.append("清单与封卷时不同。")
    content = files.read(archive.package)
    if hashlib.sha256(content).hexdigest() != archive.package.sha256:
        found.append("案卷包与封卷时不同。")
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = set(package.namelist())
        for row in archive.manifest["papers"]:
            is_there = row["name"] in names
            if (
                not is_there
                or hashlib.sha256(package.read(row["name"])).hexdigest() != row["sha256"]
            ):
                found.append(f"“{row['title']}”与封卷时不同。")
    return found
