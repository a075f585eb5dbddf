"""Files people hand in: what they are is read from their content, pictures are made anew, and what
is stored is sealed. Who may open one is decided by the record it hangs on."""

import hashlib
import uuid
import zipfile
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from io import BytesIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse

from gongyuan.core.crypto import ring
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JPEG = "image/jpeg"
PICTURES = {"JPEG", "PNG", "WEBP"}
#: The longer side of a stored picture, in pixels: print at A4 stays readable.
LONGEST_SIDE = 2400
MOST_PIXELS = 80_000_000
MOST_UNPACKED = 200 * 1024 * 1024
BOUND_TO = "core_file.content"


def upload_obstacles(upload: UploadedFile) -> list[str]:
    """Why this file cannot be taken, as sentences for whoever chose it; empty when it can.

    Size in bytes against the setting; type by content, never by the name or the browser's word.
    """
    found = size_obstacles(upload)
    if found:
        return found
    if content_type(_content(upload)) is None:
        return [
            "只能传照片（JPG、PNG、WEBP）、PDF、Word 或 Excel 文件；这个文件不是它名字所说的类型。"
        ]
    return []


def size_obstacles(upload: UploadedFile) -> list[str]:
    """Why a file of this size, in bytes against the setting, cannot be taken; empty when it can."""
    limit = settings.UPLOAD_LIMIT_BYTES
    if not upload.size:
        return ["这个文件是空的，请重新选择。"]
    if upload.size > limit:
        return [
            f"文件有 {upload.size / 1024 / 1024:.0f} MB，最大 {limit // 1024 // 1024} MB。"
            "照片可在手机上选“原图”以外的大小再传。"
        ]
    return []


def content_type(content: bytes) -> str | None:
    """The type a file really has, of those we take; None for anything else."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    return JPEG if _picture_format(content) in PICTURES else None


def store_upload(upload: UploadedFile, *, by: str, now: datetime) -> File:
    """Check, clean and store what somebody uploaded; refuses what `upload_obstacles` names.

    A picture is turned upright, cut to size and re-encoded, which drops its metadata.
    """
    obstacles = upload_obstacles(upload)
    if obstacles:
        raise Refused(*obstacles, field="file")
    content = _content(upload)
    kind = content_type(content) or ""
    if kind == JPEG:
        content = _clean_picture(content)
    return store_bytes(content, name=name_of(upload), kind=kind, by=by, now=now)


def name_of(upload: UploadedFile) -> str:
    """What the file is called by whoever uploaded it, without the folders it lay in."""
    return (upload.name or "文件").replace("\\", "/").rsplit("/", 1)[-1][-200:]


def store_bytes(content: bytes, *, name: str, kind: str, by: str, now: datetime) -> File:
    """Store bytes of our own making (a document, an archive), sealed under a random name."""
    stored_as = default_storage.save(
        f"{now:%Y/%m}/{uuid.uuid4().hex}", ContentFile(ring().seal(content, bound_to=BOUND_TO))
    )
    return File.objects.create(
        name=name,
        content_type=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored_as=stored_as,
        created_at=now,
        created_by=by,
    )


def read(file: File) -> bytes:
    with default_storage.open(file.stored_as) as stored:
        return ring().open(stored.read(), bound_to=BOUND_TO)


def destroy(stored: Iterable[File]) -> None:
    """Delete files that nothing hangs on any more, their bytes once the transaction has held."""
    for file in list(stored):
        File.objects.filter(pk=file.pk).delete()
        transaction.on_commit(partial(default_storage.delete, file.stored_as))


def response(file: File, *, inline: bool = False) -> HttpResponse:
    """Serve a file as a download; a picture may be shown in place."""
    way = "inline" if inline and file.content_type.startswith("image/") else "attachment"
    return _answer(read(file), file.content_type, _disposition(way, file.name))


def workbook(content: bytes, name: str) -> HttpResponse:
    """An Excel file that was just written, as a download under a name."""
    return _answer(content, XLSX, _disposition("attachment", name))


def _answer(content: bytes, content_type: str, disposition: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer.headers["Content-Disposition"] = disposition
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _disposition(way: str, name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(way == "attachment", name) or way


def _content(upload: UploadedFile) -> bytes:
    upload.seek(0)
    content: bytes = upload.read()
    upload.seek(0)
    return content


def _office_type(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                return None
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return None
    if any(name.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for name in names):
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


def _picture_format(content: bytes) -> str | None:
    from PIL import Image, UnidentifiedImageError  # weighs 2 MB, for those that take files in

    too_large = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with Image.open(BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            picture.verify()
            return picture.format
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, *too_large):
        return None


def _clean_picture(content: bytes) -> bytes:
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(content)) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("这张照片打不开，请重新拍一张。", field="file") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = BytesIO()
    upright.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
