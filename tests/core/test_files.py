"""What people hand in: judged by content, made anew, sealed, and served as a download."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gongyuan.core import files
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
EXECUTABLE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\0" * 500
GPS, CAMERA = 0x8825, 0x010F

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": backend, "OPTIONS": {"location": tmp_path}},
    }


def picture(kind="JPEG", size=(60, 40), **saved):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **saved)
    return out.getvalue()


def upload(content, name="照片.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, content, kind)


def store(content, **more):
    return files.store_upload(upload(content, **more), by="某人", now=NOW)


def archive(*names, filler=b"x"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, filler)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (EXECUTABLE, "不是它名字所说的类型"),
        (b"", "空的"),
        (b"<script>alert(1)</script>", "不是它名字所说的类型"),
        (b"GIF89a" + b"\0" * 50, "不是它名字所说的类型"),
        (archive("evil.exe"), "不是它名字所说的类型"),
        (archive("word/document.xml", "word/vbaProject.bin"), "不是它名字所说的类型"),
        (b"PK\x03\x04 broken", "不是它名字所说的类型"),
    ],
)
def test_what_is_no_photo_and_no_paper_is_refused_whatever_its_name_says(content, words):
    with pytest.raises(Refused, match=words) as refusal:
        store(content)

    assert refusal.value.field == "file"
    assert not File.objects.exists()


def test_a_photo_of_forty_megabytes_is_refused_with_its_size_before_it_is_read():
    with pytest.raises(Refused, match="文件有 40 MB，最大 15 MB"):
        store(picture() + b"\0" * (40 * 1024 * 1024 - len(picture())))


def test_a_photo_cut_short_is_refused_with_a_word_of_what_to_do():
    whole = io.BytesIO()
    Image.effect_noise((400, 400), 90).save(whole, "JPEG")

    with pytest.raises(Refused, match="重新拍一张"):
        store(whole.getvalue()[:3000])


def test_a_small_file_that_claims_a_huge_picture_is_refused():
    claim = bytearray(picture("PNG"))
    claim[16:24] = (60_000).to_bytes(4, "big") * 2

    with pytest.raises(Refused):
        store(bytes(claim))


def test_an_office_file_that_unpacks_to_hundreds_of_megabytes_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MOST_UNPACKED", 1024)

    with pytest.raises(Refused):
        store(archive("word/document.xml", filler=b"\0" * 2048), name="a.docx")


def test_place_and_camera_are_gone_from_a_stored_photo_and_it_stands_upright():
    exif = Image.Exif()
    exif[CAMERA] = "SecretCamera"
    exif[0x0112] = 6
    exif.get_ifd(GPS)[2] = (42.0, 52.0, 30.0)
    taken = picture(size=(60, 40), exif=exif)
    assert b"SecretCamera" in taken

    kept = files.read(store(taken))

    assert b"SecretCamera" not in kept
    with Image.open(io.BytesIO(kept)) as shown:
        assert not dict(shown.getexif())
        assert shown.size == (40, 60)


def test_a_large_photo_is_cut_to_size_and_a_png_becomes_a_jpeg():
    kept = store(picture("PNG", size=(5000, 1000)), name="p.png")

    with Image.open(io.BytesIO(files.read(kept))) as shown:
        assert (shown.format, shown.size) == ("JPEG", (2400, 480))
    assert kept.content_type == "image/jpeg"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%...", files.PDF),
        (archive("[Content_Types].xml", "word/document.xml"), files.DOCX),
        (archive("[Content_Types].xml", "xl/workbook.xml"), files.XLSX),
    ],
)
def test_papers_are_kept_as_they_are_under_their_true_type(content, kind):
    kept = store(content, name="申请书.bin", kind="text/html")

    assert (kept.content_type, kept.size) == (kind, len(content))
    assert files.read(kept) == content


def test_on_disk_the_content_is_sealed_under_a_name_that_says_nothing():
    kept = store(b"%PDF-1.7 wages of 46200 yuan", name="../../etc/工资单.pdf")

    with default_storage.open(kept.stored_as) as stored:
        on_disk = stored.read()
    assert b"wages" not in on_disk
    assert b"%PDF" not in on_disk
    assert kept.name == "工资单.pdf"
    assert "工资" not in kept.stored_as
    assert ".." not in kept.stored_as


@pytest.mark.parametrize("inline", [True, False])
def test_a_file_is_served_without_guessing_and_papers_always_as_a_download(inline):
    paper = files.response(store(b"%PDF-1.7", name='工资"单.pdf'), inline=inline)
    photo = files.response(store(picture()), inline=inline)

    for answer in (paper, photo):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
    assert paper["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in paper["Content-Disposition"]
    assert photo["Content-Disposition"].startswith("inline" if inline else "attachment")
