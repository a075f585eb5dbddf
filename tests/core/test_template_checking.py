"""Templates that an office uploads: what is refused, in which words, and that none can do harm."""

import zipfile
from io import BytesIO

import docx
import pytest

from gongyuan.core.documents.checking import template_obstacles, uses
from gongyuan.core.documents.fields import Field, compulsory, sample_facts
from gongyuan.core.documents.reading import text_lines
from gongyuan.core.documents.rendering import environment, render

FIELDS = compulsory(
    (
        Field(name="number", meaning="文号", sample="平工援决〔2026〕1号"),
        Field(name="name", meaning="申请人", sample="张样例"),
        Field(
            name="papers",
            meaning="材料",
            columns=(
                Field(name="position", meaning="序号", sample="1"),
                Field(name="title", meaning="名称", sample="工资条"),
            ),
        ),
    ),
    "number",
)


def made(*paragraphs: str, header: str = "", rows: tuple[str, ...] = ()) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if rows:
        table = document.add_table(rows=0, cols=1)
        for text in rows:
            table.add_row().cells[0].text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(content: bytes, **changed: bytes) -> bytes:
    """The same package with parts put in or replaced; `__` stands for a slash, `_D_` for a dot."""
    names = {key.replace("__", "/").replace("_D_", "."): text for key, text in changed.items()}
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            if entry.filename not in names:
                new.writestr(entry, old.read(entry))
        for name, text in names.items():
            new.writestr(name, text)
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read(name)


GOOD = made(
    "{{ number }}",
    "{{ name }}：{% if name %}你好{% endif %}",
    "{%p for row in papers %}",
    "{{ loop.index }}．{{ row.title }}",
    "{%p endfor %}",
    rows=("{%tr for row in papers %}", "{{ row.position }}", "{%tr endfor %}"),
)


def test_a_plain_template_is_taken_and_filled():
    assert template_obstacles(GOOD, FIELDS) == []
    text = "\n".join(text_lines(render(GOOD, sample_facts(FIELDS))))
    assert "平工援决〔2026〕1号" in text
    assert "2．工资条" in text


def test_the_fields_a_template_uses_are_told():
    assert uses(GOOD, FIELDS) == {"number", "name", "papers"}


def test_an_unknown_field_is_named_with_the_known_ones():
    (fault,) = template_obstacles(made("{{ number }}{{ nmae }}"), FIELDS)

    assert "没有这样的字段：nmae" in fault
    assert "number、name、papers" in fault


def test_an_unknown_column_is_named():
    text = ("{{ number }}", "{%p for row in papers %}", "{{ row.titel }}", "{%p endfor %}")

    assert "row.titel" in template_obstacles(made(*text), FIELDS)[0]


def test_an_unknown_field_in_the_header_is_found():
    assert "nmae" in template_obstacles(made("{{ number }}", header="{{ nmae }}"), FIELDS)[0]


def test_a_compulsory_field_left_out_is_named_with_its_meaning():
    assert template_obstacles(made("{{ name }}"), FIELDS) == ["缺少必须有的字段：number（文号）。"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ number",
        "{{ number }",
        "{% if name %}{{ number }}",
        "{{ number }}{% endif %}",
        "{% for row in papers %}{{ number }}",
        "{{ number }}{{ 申请 人 }}",
        "{{ number }}{% nonsense %}",
    ],
)
def test_broken_syntax_is_said_in_words(text):
    (fault,) = template_obstacles(made(text), FIELDS)

    assert "花括号" in fault
    assert "Error" not in fault


def test_braces_left_over_are_found():
    assert "花括号" in template_obstacles(made("{{ number }} 尾巴 }}"), FIELDS)[0]


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", b"PK\x03\x04 torn", b"\xd0\xcf\x11\xe0 an old .doc"]
)
def test_what_is_no_docx_is_refused(content):
    assert "不是 DOCX 文件" in template_obstacles(content, FIELDS)[0]


def test_an_archive_that_is_no_document_is_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<not a document>")

    assert template_obstacles(out.getvalue(), FIELDS) != []


@pytest.mark.parametrize(
    "changed",
    [
        {"word__vbaProject_D_bin": b"macro"},
        {
            "[Content_Types]_D_xml": b'<Types><Override PartName="/word/document.xml" '
            b'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
        },
    ],
)
def test_macros_are_refused(changed):
    assert "宏" in template_obstacles(repacked(GOOD, **changed), FIELDS)[0]


RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/%s" Target="http://example.invalid/x" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    "changed",
    [
        {"word___rels__settings_D_xml_D_rels": RELATIONS % b"attachedTemplate"},
        {"word___rels__header1_D_xml_D_rels": RELATIONS % b"image"},
        {"word__embeddings__x_D_bin": b"object"},
        {"word__activeX__x_D_xml": b"<x/>"},
    ],
)
def test_what_would_fetch_or_run_something_is_refused(changed):
    assert "指向外面" in template_obstacles(repacked(GOOD, **changed), FIELDS)[0]


@pytest.mark.parametrize(
    "written",
    [
        b'<w:r><w:instrText>DDEAUTO cmd "/c calc"</w:instrText></w:r>',
        b"<w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO x</w:instrText></w:r>",
        b'<w:fldSimple w:instr="INCLUDEPICTURE http://example.invalid/x"/>',
    ],
)
def test_a_field_that_fetches_is_refused(written):
    body = part(GOOD, "word/document.xml").replace(b"</w:p>", written + b"</w:p>", 1)

    faults = template_obstacles(repacked(GOOD, **{"word__document_D_xml": body}), FIELDS)

    assert "指向外面" in faults[0]


def test_entities_are_refused():
    styles = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'

    assert template_obstacles(repacked(GOOD, **{"word__extra_D_xml": styles}), FIELDS) == [
        "文件里有不许用的 XML 声明，请用 Word 或者 WPS 重新保存。"
    ]


def test_marks_outside_body_header_and_footer_are_refused():
    notes = b"<w:footnotes>{{ number.__class__ }}</w:footnotes>"

    faults = template_obstacles(repacked(GOOD, **{"word__footnotes_D_xml": notes}), FIELDS)

    assert "脚注" in faults[0]


HOSTILE = [
    "{{ number.__class__.__mro__ }}",
    "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ number['__class__'] }}",
    "{{ number|attr('__class__') }}",
    "{{ number.format(number) }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self._TemplateReference__context }}",
    "{{ lipsum() }}",
    "{{ range(999999999)|join }}",
    "{{ 'a' * 999999999 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{% for a in range(99999999) %}{% endfor %}",
    "{% for a in papers %}{% for b in papers %}x{% endfor %}{% endfor %}",
    "{% for a in papers recursive %}{{ loop(papers) }}{% endfor %}",
    "{% for a in 'abc' %}{{ a }}{% endfor %}",
    "{% set x = number %}{{ x }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% block x %}{% endblock %}",
    "{% filter upper %}x{% endfilter %}",
    "{% with x = number %}{{ x }}{% endwith %}",
    "{% call number() %}{% endcall %}",
    "{% autoescape false %}{{ number }}{% endautoescape %}",
    "{% for row in papers %}{{ row.items }}{% endfor %}",
    "{% for row in papers %}{{ row }}{% endfor %}",
    "{% for row in papers %}{{ row.title.upper }}{% endfor %}",
    "{% for row in papers %}{{ loop.cycle }}{% endfor %}",
    "{% for row in papers if row.title.__class__ %}{% endfor %}",
    "{{ papers }}",
    "{{ number is defined }}",
    "{{r number }}",
    "{% cellbg number %}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_template_is_refused_before_it_runs(text):
    assert template_obstacles(made("{{ number }}", text), FIELDS) != []


@pytest.mark.parametrize(
    "text",
    [
        "{{ number.__class__ }}",
        "{{ number|upper }}",
        "{{ range(3) }}",
        "{{ papers.append(1) }}",
        "{{ cycler }}",
    ],
)
def test_even_an_unchecked_template_reaches_nothing(text):
    """The sandbox stands by itself, should the check ever let something through."""
    from jinja2 import TemplateError

    with pytest.raises((TemplateError, TypeError)):
        environment().from_string(text).render(sample_facts(FIELDS))


def test_what_a_person_typed_is_never_read_as_a_template():
    filled = render(GOOD, sample_facts(FIELDS) | {"name": "{{ number }}{% if x %}"})

    assert "{{ number }}{% if x %}" in "\n".join(text_lines(filled))


def test_lines_become_paragraphs_and_unprintable_marks_are_left_out():
    filled = render(GOOD, sample_facts(FIELDS) | {"name": "甲\r\n乙\x0b\x00丙"})

    lines = text_lines(filled)
    assert "甲" in lines
    assert "乙丙：你好" in lines


def test_a_package_too_large_is_refused():
    assert "2 MB" in template_obstacles(b"PK\x03\x04" + b"x" * (2 * 1024 * 1024), FIELDS)[0]


def test_a_package_that_swells_when_unpacked_is_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (17 * 1024 * 1024))

    assert len(out.getvalue()) < 100_000
    assert "不是 DOCX 文件" in template_obstacles(out.getvalue(), FIELDS)[0]
