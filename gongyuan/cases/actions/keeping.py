"""After the sealing: papers that came late are appended, files whose time is over appraised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions import packing
from gongyuan.cases.actions.telling import signature
from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Archive, ArchiveAppraisal, ArchiveSupplement, Case, LatePaper
from gongyuan.cases.rules import catalogue
from gongyuan.cases.rules import keeping as rules
from gongyuan.core import files
from gongyuan.core.documents.printing import pdf_pages
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@dataclass(frozen=True, kw_only=True)
class Late:
    """A paper that came after the sealing: an upload, its item of the catalogue, its title."""

    file: UploadedFile
    catalogue_code: str
    title: str = ""


@transaction.atomic
def append_papers(
    *, case: Case, papers: Sequence[Late], reason: str, actor: Actor, now: datetime
) -> ArchiveSupplement:
    """Append papers to a sealed file as a supplement with its own number, manifest and package.

    What was sealed stays as it is; the manifest names the hash of the one before it. Refuses a
    file that is not sealed, no paper, no reason, an unknown item, and the same papers sent twice.
    """
    case, archive = _sealed(case, actor)
    for field, reasons in rules.appending_obstacles([p.title for p in papers], reason).items():
        refuse_if(reasons, field=field)
    stored = [_stored(paper, actor, now) for paper in papers]
    last = archive.supplements.order_by("-position").first()
    refuse_if(_sent_twice(last, stored), field="file")
    supplement = ArchiveSupplement(
        archive=archive,
        position=last.position + 1 if last else 1,
        reason=reason.strip(),
        sealed_at=now,
        sealed_by=signature(actor),
    )
    supplement.number = f"{archive.number}补{supplement.position}"
    _seal(supplement, stored, follows=(last or archive).manifest_sha256)
    LatePaper.objects.bulk_create(stored)
    data = {"title": supplement.number}
    record_event(case, "cases.case.append_papers", actor=actor, now=now, note=reason, data=data)
    return supplement


def _seal(supplement: ArchiveSupplement, papers: Sequence[LatePaper], *, follows: str) -> None:
    """Make the manifest and the package of a supplement, and write it."""
    now = supplement.sealed_at
    manifest = {
        "archive": supplement.archive.number,
        "supplement": supplement.number,
        "reason": supplement.reason,
        "sealed_at": now.isoformat(),
        "follows": follows,
        "papers": [packing.manifest_row(one, place, None) for place, one in enumerate(papers, 1)],
    }
    name, by = f"{supplement.number}.zip", supplement.sealed_by
    content = packing.pack(papers, manifest)
    supplement.manifest = manifest
    supplement.manifest_sha256 = packing.manifest_hash(manifest)
    supplement.package = files.store_bytes(content, name=name, kind=packing.ZIP, by=by, now=now)
    supplement.save(force_insert=True)
    for paper in papers:
        paper.supplement = supplement


@transaction.atomic
def appraise_archive(
    *,
    case: Case,
    outcome: str,
    note: str,
    keep_until: date | None = None,
    actor: Actor,
    now: datetime,
) -> ArchiveAppraisal:
    """Write down what was held of a file whose time of keeping is over (档案法实施条例: 鉴定).

    Kept longer, it is on the list again after the new day. Nothing is deleted, whatever was held:
    what leaves the house is the archivist's work. Refuses before the time is over.
    """
    case, archive = _sealed(case, actor)
    found = rules.appraisal_obstacles(
        outcome, keep_until, note, due_on=archive.appraise_after, today=timezone.localdate(now)
    )
    for field, reasons in found.items():
        refuse_if(reasons, field=field)
    appraisal = ArchiveAppraisal.objects.create(
        archive=archive,
        outcome=outcome,
        keep_until=keep_until,
        note=note.strip(),
        appraised_at=now,
        appraised_by=signature(actor),
    )
    archive.appraise_after = keep_until
    archive.save(update_fields=["appraise_after"])
    data = {"title": f"{archive.number}，{appraisal.get_outcome_display()}"}
    record_event(case, "cases.case.appraise", actor=actor, now=now, note=note, data=data)
    return appraisal


def _sealed(case: Case, actor: Actor) -> tuple[Case, Archive]:
    """The case under lock and its sealed file."""
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if not actor.can(Capability.CASES_ARCHIVE):
        raise PermissionDenied(Capability.CASES_ARCHIVE)
    if case.state != CaseState.ARCHIVED:
        raise Refused("案卷还没有封卷，材料直接添加到案卷里。")
    archive = Archive.objects.select_for_update().filter(case=case).first()
    if archive is None:
        raise Refused("这件由台账导入，没有案卷。")
    return case, archive


def _stored(paper: Late, actor: Actor, now: datetime) -> LatePaper:
    item = catalogue.BY_CODE.get(paper.catalogue_code)
    if item is None or item.code in {catalogue.COVER, catalogue.CATALOGUE}:
        raise Refused("请选材料在卷内目录里的项目。", field="catalogue_code")
    stored = files.store_upload(paper.file, by=actor.office or actor.name, now=now)
    pages = 1 if stored.content_type == files.JPEG else None
    if stored.content_type == files.PDF:
        pages = pdf_pages(files.read(stored))
    return LatePaper(
        file=stored,
        title=(paper.title.strip() or item.label)[:120],
        catalogue_code=item.code,
        is_inner=item.is_inner,
        pages=pages,
    )


def _sent_twice(last: ArchiveSupplement | None, papers: Sequence[LatePaper]) -> list[str]:
    if last is None:
        return []
    known = {row["sha256"] for row in last.manifest["papers"]}
    if {paper.file.sha256 for paper in papers} <= known:
        return [f"这些材料已经在{last.number}里，没有重复补入。"]
    return []
