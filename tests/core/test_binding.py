"""Several PDF as one, numbered through."""

from io import BytesIO

from PIL import Image
from pypdf import PdfReader, PdfWriter

from gongyuan.core.documents.binding import Binder


def pdf(pages, *, rotation=0, size=(595, 842)):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(*size).rotate(rotation)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def picture():
    out = BytesIO()
    Image.new("RGB", (300, 2000), "grey").save(out, "JPEG")
    return out.getvalue()


def numbers(bound):
    return [page.extract_text().strip() for page in PdfReader(BytesIO(bound)).pages]


def test_pages_are_numbered_through_and_what_goes_first_is_not():
    binder = Binder()

    assert binder.add(pdf(2), "卷内目录", is_numbered=False)
    assert binder.add(pdf(3), "申请表")
    binder.add_picture(picture(), "身份证")
    assert binder.add(pdf(1, rotation=90), "裁决书")

    bound = binder.content()
    assert numbers(bound) == ["", "", "1", "2", "3", "4", "5"]
    assert binder.numbered == 5
    outline = [(one.title, one.page) for one in PdfReader(BytesIO(bound)).outline]
    assert [title for title, _ in outline] == ["卷内目录", "申请表", "身份证", "裁决书"]


def test_what_cannot_be_read_leaves_nothing_behind():
    binder = Binder()
    binder.add(pdf(1), "一")
    locked = PdfWriter(clone_from=BytesIO(pdf(2)))
    locked.encrypt("word")
    out = BytesIO()
    locked.write(out)

    assert not binder.add(b"%PDF-1.4 torn", "坏")
    assert not binder.add(out.getvalue(), "加了密")
    assert binder.add(pdf(1), "二")

    assert numbers(binder.content()) == ["1", "2"]


def test_a_picture_lies_on_a4_whatever_its_shape():
    binder = Binder()
    binder.add_picture(picture(), "长图")

    page = PdfReader(BytesIO(binder.content())).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
