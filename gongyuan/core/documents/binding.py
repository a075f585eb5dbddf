"""Several PDF bound into one, each with a mark in the outline, the pages numbered through."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
)

#: A4 at 150 dots an inch, in pixels: a picture is laid into it.
SHEET = (1240, 1754)
DOTS_PER_INCH = 150.0
MARGIN = 60
#: The number stands at the upper right (聊城 2010: 正面右上角), in points from the corner.
NUMBER_SIZE, FROM_RIGHT, FROM_TOP = 10, 50, 28
_TORN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError)


class Binder:
    """Takes papers one after another and gives one PDF."""

    def __init__(self) -> None:
        self._writer = PdfWriter()
        #: How many pages bear a number so far.
        self.numbered = 0

    def add(self, content: bytes, title: str, *, is_numbered: bool = True) -> bool:
        """Add the pages of a PDF; whether it could be read. A torn one leaves nothing behind."""
        try:
            part = self._part(content, is_numbered)
        except _TORN:
            return False
        self._writer.append(BytesIO(part.content), title, import_outline=False)
        if is_numbered:
            self.numbered += part.pages
        return True

    def add_picture(self, content: bytes, title: str) -> None:
        """Add a picture as one page of A4, as large as it fits, with a number."""
        with Image.open(BytesIO(content)) as picture:
            shown = picture.convert("RGB")
        shown.thumbnail((SHEET[0] - 2 * MARGIN, SHEET[1] - 2 * MARGIN))
        sheet = Image.new("RGB", SHEET, "white")
        sheet.paste(shown, ((SHEET[0] - shown.width) // 2, (SHEET[1] - shown.height) // 2))
        out = BytesIO()
        sheet.save(out, "PDF", resolution=DOTS_PER_INCH)
        self.add(out.getvalue(), title)

    def content(self) -> bytes:
        """The bound PDF."""
        out = BytesIO()
        self._writer.write(out)
        return out.getvalue()

    def _part(self, content: bytes, is_numbered: bool) -> "_Part":
        """The pages of one paper as a PDF of their own, with their numbers."""
        part = PdfWriter()
        for place, page in enumerate(PdfReader(BytesIO(content)).pages, start=1):
            added = part.add_page(page)
            if is_numbered:
                added.transfer_rotation_to_content()
                added.merge_page(_number_sheet(added, self.numbered + place))
        if not part.pages:
            raise ValueError("no pages")
        out = BytesIO()
        part.write(out)
        return _Part(content=out.getvalue(), pages=len(part.pages))


@dataclass(frozen=True, kw_only=True)
class _Part:
    content: bytes
    pages: int


def _number_sheet(page: PageObject, number: int) -> PageObject:
    """An empty sheet of the page's size that bears only the number."""
    box = page.mediabox
    sheet = PageObject.create_blank_page(width=float(box.width), height=float(box.height))
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/PageNumber"): font})
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    x, y = float(box.right) - FROM_RIGHT, float(box.top) - FROM_TOP
    stream = DecodedStreamObject()
    stream.set_data(f"BT /PageNumber {NUMBER_SIZE} Tf {x:.1f} {y:.1f} Td ({number}) Tj ET".encode())
    sheet[NameObject("/Contents")] = stream
    return sheet
