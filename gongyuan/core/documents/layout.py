"""The look of an official document (GB/T 9704-2012): A4, margins, faces, sizes, page numbers.

Makes templates: paragraphs and tables may hold the fields that `rendering` fills. Faces are named,
not embedded; an office computer has them.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FACE_BODY = "仿宋_GB2312"
FACE_TITLE = "方正小标宋简体"
FACE_HEADING = "黑体"
FACE_PAGE = "宋体"
SIZE_BODY, SIZE_TITLE, SIZE_ORGAN, SIZE_PAGE, SIZE_TABLE = 16, 22, 28, 14, 12
LINE = 28.5
#: A heading of the first rank (一、…) is set in the heading face.
FIRST_RANK = re.compile(r"[一二三四五六七八九十]+、")
FACT_WIDTHS = (36, 120)
RED = RGBColor(0xC0, 0x10, 0x10)


@dataclass(frozen=True, kw_only=True)
class Column:
    heading: str
    #: What the cell holds, in terms of the loop's `row`.
    cell: str
    width_mm: int


@dataclass(frozen=True, kw_only=True)
class Table:
    #: The name of the list of rows among the facts.
    rows: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, kw_only=True)
class Annex:
    """A table on a page of its own; left out when the facts have no rows for it."""

    title: str
    note: str = ""
    table: Table


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a document says; `{{ }}` marks a field."""

    title: str
    number: str = "{{ number }}"
    #: The organ's name in red above the line; a form to be filled in has none.
    organ: str = "{{ office }}"
    addressee: str = ""
    body: tuple[str, ...] = ()
    #: Label and content, for forms.
    facts: tuple[tuple[str, str], ...] = ()
    table: Table | None = None
    closing: tuple[str, ...] = ()
    #: To whom it is handed in: 此致, and below it the name at the margin.
    handed_to: str = ""
    signed: tuple[str, ...] = ("{{ office }}", "{{ date }}")
    annexes: tuple[Annex, ...] = ()


def make_template(wording: Wording, path: Path) -> None:
    """Write the template of a document as DOCX."""
    document = docx.Document()
    _page(document)
    if wording.organ:
        _line(document, wording.organ, FACE_TITLE, SIZE_ORGAN, align="centre", colour=RED)
        number = _line(document, wording.number, FACE_BODY, SIZE_BODY, align="centre")
        _rule_below(number)
    _line(document, wording.title, FACE_TITLE, SIZE_TITLE, align="centre", before=20, after=14)
    if not wording.organ and wording.number:
        _line(document, wording.number, FACE_BODY, SIZE_TABLE, align="right", after=6)
    if wording.addressee:
        _line(document, wording.addressee, FACE_BODY, SIZE_BODY)
    if wording.facts:
        _fact_table(document, wording.facts)
    for text in wording.body:
        _paragraph(document, text)
    if wording.table:
        _row_table(document, wording.table)
    for text in wording.closing:
        _paragraph(document, text)
    if wording.handed_to:
        _paragraph(document, "此致")
        _line(document, wording.handed_to, FACE_BODY, SIZE_BODY)
    for position, text in enumerate(wording.signed):
        _line(document, text, FACE_BODY, SIZE_BODY, align="right", before=0 if position else 40)
    for annex in wording.annexes:
        _annex(document, annex)
    document.save(str(path))


def _annex(document: Any, annex: Annex) -> None:
    _line(document, f"{{%p if {annex.table.rows} %}}", FACE_BODY, SIZE_BODY)
    title = _line(document, annex.title, FACE_TITLE, SIZE_BODY, align="centre", after=10)
    title.paragraph_format.page_break_before = True
    if annex.note:
        _line(document, annex.note, FACE_BODY, SIZE_TABLE, after=6)
    _row_table(document, annex.table)
    _line(document, "{%p endif %}", FACE_BODY, SIZE_BODY)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    style = document.styles["Normal"]
    style.font.size = Pt(SIZE_BODY)
    _set_face(style.font, FACE_BODY)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    _page_number(section)


def _page_number(section: Any) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, instruction in (("— ", None), ("", "PAGE"), (" —", None)):
        run = paragraph.add_run(text)
        run.font.size = Pt(SIZE_PAGE)
        _set_face(run.font, FACE_PAGE)
        if instruction:
            for kind, content in (("begin", None), (None, instruction), ("end", None)):
                run._r.append(_field_part(kind, content))


def _field_part(kind: str | None, content: str | None) -> Any:
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
    else:
        part = OxmlElement("w:instrText")
        part.set(qn("xml:space"), "preserve")
        part.text = content
    return part


def _set_face(font: Any, face: str) -> None:
    font.name = face
    properties = font.element.get_or_add_rPr()
    faces = properties.get_or_add_rFonts()
    faces.set(qn("w:eastAsia"), face)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _line(
    document: Any,
    text: str,
    face: str,
    size: int,
    *,
    align: str = "left",
    colour: RGBColor | None = None,
    before: int = 0,
    after: int = 0,
) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
        "centre": WD_ALIGN_PARAGRAPH.CENTER,
    }[align]
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    if size <= SIZE_BODY:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    if align == "right":
        layout.right_indent = Pt(SIZE_BODY * 2)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _set_face(run.font, face)
    if colour is not None:
        run.font.color.rgb = colour
    return paragraph


def _paragraph(document: Any, text: str) -> None:
    face = FACE_HEADING if FIRST_RANK.match(text) else FACE_BODY
    paragraph = _line(document, text, face, SIZE_BODY)
    if not text.startswith("{%p"):
        paragraph.paragraph_format.first_line_indent = Pt(SIZE_BODY * 2)


def _rule_below(paragraph: Any) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", "C01010")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _fact_table(document: Any, facts: tuple[tuple[str, str], ...]) -> None:
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, FACT_WIDTHS, strict=True):
        column.width = Mm(width)
    for label, content in facts:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = (Mm(width) for width in FACT_WIDTHS)
        _cell(cells[0], label, bold=True)
        _cell(cells[1], content)


def _row_table(document: Any, wanted: Table) -> None:
    table = document.add_table(rows=4, cols=len(wanted.columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _cell(table.rows[1].cells[0], f"{{%tr for row in {wanted.rows} %}}")
    _cell(table.rows[3].cells[0], "{%tr endfor %}")
    _mark_row(table.rows[0], "w:tblHeader")
    for row in table.rows:
        _mark_row(row, "w:cantSplit")
    for position, column in enumerate(wanted.columns):
        table.columns[position].width = Mm(column.width_mm)
        for row in table.rows:
            row.cells[position].width = Mm(column.width_mm)
        _cell(table.rows[0].cells[position], column.heading, bold=True)
        _cell(table.rows[2].cells[position], column.cell)


def _mark_row(row: Any, mark: str) -> None:
    """The head is printed on every page, and no row is torn between two."""
    row._tr.get_or_add_trPr().append(OxmlElement(mark))


def _cell(cell: Any, text: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size = Pt(SIZE_TABLE)
    run.bold = bold
    _set_face(run.font, FACE_HEADING if bold else FACE_BODY)
