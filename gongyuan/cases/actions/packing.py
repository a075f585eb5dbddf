"""Packing papers: a manifest with the hash of each, and one package that holds them all."""

import hashlib
import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from gongyuan.cases.models import LatePaper, Paper
from gongyuan.cases.queries import closing as queries
from gongyuan.cases.rules import catalogue as rules
from gongyuan.core import files
from gongyuan.core.refusals import Refused

ZIP = "application/zip"
#: A fixed moment in the entries, so that the same papers make the same package.
ENTRY_TIME = (1980, 1, 1, 0, 0, 0)
ENDINGS = {files.PDF: "pdf", files.DOCX: "docx", files.XLSX: "xlsx", files.JPEG: "jpg"}
#: What is compressed already is stored as it is.
STORED = {files.PDF, files.JPEG}


def manifest_row(
    paper: Paper | LatePaper, position: int, pages: tuple[int, int] | None
) -> dict[str, Any]:
    """What the manifest says of a paper: its place, item, title, pages, hash and size in bytes."""
    item = rules.BY_CODE.get(paper.catalogue_code)
    ending = ENDINGS.get(paper.file.content_type, "bin")
    title = re.sub(r'[\\/:*?"<>|\s]+', "_", paper.title)[:60]
    return {
        "position": position,
        "item": paper.catalogue_code,
        "item_label": item.label if item else "",
        "title": paper.title,
        "name": f"{position:03d}_{title}_{paper.file_id}.{ending}",
        "pages": list(pages) if pages else [],
        "is_inner": paper.is_inner,
        "sha256": paper.file.sha256,
        "size": paper.file.size,
    }


def pack(papers: Iterable[Paper | LatePaper], manifest: dict[str, Any]) -> bytes:
    """One ZIP of the papers, named as the manifest's rows in their order name them, and of it.

    Refuses a paper that is not what was stored.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for row, paper in zip(manifest["papers"], papers, strict=True):
            is_packed = paper.file.content_type in STORED
            _put(package, row["name"], _content(paper), is_packed=is_packed)
        _put(package, queries.MANIFEST_NAME, queries.canonical(manifest))
    return out.getvalue()


def manifest_hash(manifest: dict[str, Any]) -> str:
    """The hash that is kept of a manifest."""
    return hashlib.sha256(queries.canonical(manifest)).hexdigest()


def _content(paper: Paper | LatePaper) -> bytes:
    content = files.read(paper.file)
    if hashlib.sha256(content).hexdigest() != paper.file.sha256:
        raise Refused(f"“{paper.title}”的文件与收到时不同，不能归档。")
    return content


def _put(package: zipfile.ZipFile, name: str, content: bytes, *, is_packed: bool = False) -> None:
    entry = zipfile.ZipInfo(name, date_time=ENTRY_TIME)
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    package.writestr(entry, content)
