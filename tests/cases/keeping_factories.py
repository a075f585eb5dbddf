"""Sealed files with what stands beside them, for tests, written directly."""

from datetime import date

from gongyuan.cases.actions.packing import ZIP
from gongyuan.cases.models import Archive, ArchiveSupplement, Case
from gongyuan.core import files
from tests.cases.factories import NOW


def make_archive(case: Case, *, appraise_after: date | None = None) -> Archive:
    """A sealed file without papers."""
    return Archive.objects.create(
        case=case,
        number=f"试{case.pk}档〔2026〕1号",
        manifest={"papers": []},
        manifest_sha256="0" * 64,
        package=files.store_bytes(b"PK", name="案卷.zip", kind=ZIP, by="试经办", now=NOW),
        sealed_at=NOW,
        sealed_by="试经办",
        keep_until=appraise_after,
        appraise_after=appraise_after,
    )


def keeping_records(case: Case) -> dict[str, int]:
    """A supplement of a sealed file, by the name its id has in addresses."""
    archive = make_archive(case)
    supplement = ArchiveSupplement.objects.create(
        archive=archive,
        position=1,
        number=f"{archive.number}补1",
        reason="封卷后收到。",
        manifest={"papers": []},
        manifest_sha256="0" * 64,
        package=archive.package,
        sealed_at=NOW,
        sealed_by="试经办",
    )
    return {"supplement_id": supplement.pk}
