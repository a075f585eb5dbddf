"""Whether a DOCX that somebody uploads will do as a template; every fault is said in words.

A template is a program in the hands of whoever wrote it: what it may hold is listed here, and
anything else is refused before it is ever run.
"""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError

from gongyuan.core.documents.fields import Field, sample_facts
from gongyuan.core.documents.package import package_obstacles
from gongyuan.core.documents.reading import text_lines
from gongyuan.core.documents.rendering import environment, render
from gongyuan.core.documents.syntax import Reading, read_syntax

#: Marks of the library that put a text into the document as XML, or paint cells.
RAW_MARKS = re.compile(r"\{[{%]r\s|\{%\s*(?:cellbg|colspan|hm|vm)\b")
NOT_A_DOCUMENT = "这个文件打不开，请用 Word 或者 WPS 另存为“Word 文档（.docx）”再传。"
#: How the libraries say that a package is torn.
TORN = (KeyError, ValueError, SyntaxError, TypeError, AttributeError, PackageNotFoundError)
TAGS = re.compile(r"<[^>]+>")
LEFT_OVER = ("{{", "}}", "{%", "%}")
SEEN_AROUND = 24


def template_obstacles(content: bytes, fields: Sequence[Field]) -> list[str]:
    """Why this DOCX will not do as a template with these fields, as sentences; empty when it will.

    Looked at in order: the package (is it a DOCX, does it carry a program, does it fetch from
    elsewhere), the syntax, the names, what is compulsory, and one filling with a sample.
    """
    found = package_obstacles(content)
    if found:
        return found
    try:
        reading = read_template(content, fields)
    except TemplateSyntaxError as error:
        return [_syntax_words(error)]
    except TORN:
        return [NOT_A_DOCUMENT]
    found = [*reading.faults, *_name_faults(reading, fields)]
    return found or _trial_faults(content, fields)


def read_template(content: bytes, fields: Sequence[Field]) -> Reading:
    """What the templates of body, headers and footers ask for, and what in them is not allowed."""
    reading = Reading(fields=tuple(fields))
    for raw, text in _sources(content):
        if RAW_MARKS.search(TAGS.sub("", raw)):
            reading.faults.append("模板里不能用 {{r …}}、cellbg、colspan、hm、vm 这些写法。")
        read_syntax(environment().parse(text), reading)
    return reading


def _sources(content: bytes) -> Iterator[tuple[str, str]]:
    """The XML of body, headers and footers, as it is and as the library reads it."""
    document = DocxTemplate(BytesIO(content))
    document.init_docx()
    written = [document.get_xml()]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        written += [document.get_part_xml(part) for _, part in document.get_headers_footers(uri)]
    for raw in written:
        yield raw, document.patch_xml(raw)


def _name_faults(reading: Reading, fields: Sequence[Field]) -> list[str]:
    found = []
    if reading.unknown:
        wrong = "、".join(sorted(reading.unknown))
        known = "、".join(field.name for field in fields)
        found.append(f"没有这样的字段：{wrong}。可以用的字段：{known}。")
    missing = [f for f in fields if f.is_compulsory and f.name not in reading.names]
    if missing:
        named = "、".join(f"{field.name}（{field.meaning}）" for field in missing)
        found.append(f"缺少必须有的字段：{named}。")
    return found


def _trial_faults(content: bytes, fields: Sequence[Field]) -> list[str]:
    try:
        lines = text_lines(render(content, sample_facts(fields)))
    except (TemplateError, *TORN):
        return [
            "用样例试填没有成功：循环、判断的标记要自己占一段或者一行，请对照字段表和内置模板检查。"
        ]
    left = [line for line in lines if any(mark in line for mark in LEFT_OVER)]
    return [f"“{left[0][:40]}”里有没配成对的花括号。"] if left else []


def _syntax_words(error: TemplateSyntaxError) -> str:
    """The fault in words, with what is written near it."""
    lines = (error.source or "").splitlines()
    near = _near(lines[error.lineno - 1]) if 0 < error.lineno <= len(lines) else ""
    place = f"在“{near}”附近，" if near else ""
    return (
        f"模板的写法有错：{place}请检查花括号是否成对、字段名是否只用字母和下划线，"
        "for、if 是否都有 endfor、endif。"
    )


def _near(line: str) -> str:
    """The first mark of the line that may be meant, without the XML around it."""
    text = TAGS.sub("", line)
    marks = re.findall(r"\{[{%].{0,60}?(?:[}%]\}|$)", text)
    return str(marks[0] if len(marks) == 1 else text.strip()[:SEEN_AROUND])


def uses(content: bytes, fields: Sequence[Field]) -> set[str]:
    """The names of the fields that a template of ours or a checked one asks for."""
    known: set[str] = read_template(content, fields).names
    return known
