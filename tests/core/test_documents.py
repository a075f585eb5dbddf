"""Official documents: the template, its fields, and what comes out."""

import zipfile
from io import BytesIO

import docx
import pytest
from jinja2 import UndefinedError

from gongyuan.core.documents.layout import Column, Table, Wording, make_template
from gongyuan.core.documents.rendering import render

WORDING = Wording(
    title="给予法律援助决定书",
    addressee="{{ name }}：",
    body=("你的申请已收到。", "{%p for reason in reasons %}", "{{ reason }}", "{%p endfor %}"),
    table=Table(
        rows="papers",
        columns=(
            Column(heading="序号", cell="{{ row.position }}", width_mm=20),
            Column(heading="材料", cell="{{ row.title }}", width_mm=100),
        ),
    ),
)
FACTS = {
    "office": "舞钢市总工会",
    "number": "平工援决〔2026〕1号",
    "name": "赵<&>某",
    "reasons": ["甲", "乙"],
    "papers": [{"position": 1, "title": "身份证"}, {"position": 2, "title": "工资条"}],
    "date": "2026年11月22日",
}


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "template.docx"
    make_template(WORDING, path)
    return path


def text_of(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    lines = [p.text for p in document.paragraphs]
    lines += [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join(lines)


def test_fields_loops_and_rows_are_filled(template):
    text = text_of(render(template, FACTS))

    assert "舞钢市总工会" in text
    assert "平工援决〔2026〕1号" in text
    assert text.index("甲") < text.index("乙")
    assert [w for w in ("身份证", "工资条") if w in text] == ["身份证", "工资条"]
    assert "{{" not in text
    assert "{%" not in text


def test_what_a_person_typed_stays_text(template):
    assert "赵<&>某" in text_of(render(template, FACTS))


def test_a_field_the_facts_do_not_know_is_an_error_not_a_blank(template):
    facts = {key: value for key, value in FACTS.items() if key != "name"}

    with pytest.raises(UndefinedError):
        render(template, facts)


def test_the_page_is_that_of_the_standard(template):
    section = docx.Document(BytesIO(render(template, FACTS))).sections[0]

    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]


def test_the_document_is_a_sound_archive(template):
    with zipfile.ZipFile(BytesIO(render(template, FACTS))) as archive:
        assert archive.testzip() is None
