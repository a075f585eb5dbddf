"""The documents of the team are made from an office's own template where it has one."""

from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongyuan.cases.actions.document_templates import (
    preview_template,
    put_in_force,
    upload_template,
)
from gongyuan.cases.queries.documents import common_facts
from gongyuan.cases.template_kinds import all_kinds
from gongyuan.core import files
from gongyuan.core.documents.checking import template_obstacles, uses
from gongyuan.core.documents.reading import text_lines
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.actions.certificates import certify
from gongyuan.panel.choices import PanelDocumentKind as Kind
from gongyuan.panel.document_fields import CERTIFICATE, TEMPLATE_KINDS
from gongyuan.panel.models import Appraisal, HonourRound, PanelDocument
from gongyuan.panel.queries import documents
from gongyuan.people.choices import Role
from tests.panel.factories import (
    NOW,
    City,
    make_city,
    member,
    panel_records,
    proposed,
    signed,
)
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db
BY_CODE = {kind.code: kind for kind in TEMPLATE_KINDS}
TODAY = NOW.date()


def test_every_document_of_the_team_may_have_an_offices_own_template():
    assert set(BY_CODE) == {*Kind.values, CERTIFICATE}
    assert set(TEMPLATE_KINDS) <= set(all_kinds())


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_the_built_in_one_passes_the_check_that_offices_pass(code):
    kind = BY_CODE[code]
    assert template_obstacles(kind.built_in.read_bytes(), kind.fields) == []
    assert uses(kind.built_in.read_bytes(), kind.fields) <= {field.name for field in kind.fields}


def test_a_field_told_on_the_page_of_templates_is_always_there():
    city = make_city()
    row = proposed(city, member(city))
    records = panel_records(city.unit)
    version = signed(member(city), remarks="无").versions.get()
    appraisal = Appraisal.objects.get(pk=records["appraisal_id"])
    facts: dict[Kind, dict[str, Any]] = {
        Kind.YEARLY_LEDGER: documents.ledger_facts(version),
        **dict.fromkeys(
            (Kind.CONDUCT_NOTICE, Kind.CONDUCT_DECISION, Kind.CONDUCT_REVIEW),
            documents.conduct_facts(row),
        ),
        **dict.fromkeys(
            (Kind.IMPROVEMENT_NOTICE, Kind.APPRAISAL_SHEET), documents.appraisal_facts(appraisal)
        ),
        Kind.COMMENDATION: documents.honour_facts(HonourRound.objects.get(pk=records["honour_id"])),
    }
    always = set(common_facts(city.unit)) | {"number", "date"}

    for kind, known in facts.items():
        assert {field.name for field in BY_CODE[kind].fields} <= set(known) | always, kind


def own(city: City, kind: str, *fields: str):
    """The city's own template of a kind, put in force as an office does it."""
    paper = docx.Document()
    paper.add_paragraph("本市格式 " + " ".join(f"{{{{ {name} }}}}" for name in fields))
    out = BytesIO()
    paper.save(out)
    file = SimpleUploadedFile("模板.docx", out.getvalue(), content_type=files.DOCX)
    template = upload_template(kind=kind, file=file, actor=city.officer, now=NOW)
    preview_template(template=template, actor=city.officer, now=NOW)
    return put_in_force(template=template, starts_on=TODAY, actor=city.officer, now=NOW)


def test_a_notice_to_a_member_is_written_from_the_citys_own_template():
    city = make_city()
    with pytest.raises(Refused, match="statement_due_on"):
        own(city, Kind.CONDUCT_NOTICE, "number", "lawyer", "ground", "source", "facts")
    needed = ("number", "lawyer", "ground", "source", "facts", "statement_due_on")
    own(city, Kind.CONDUCT_NOTICE, *needed)

    proposed(city, member(city))

    paper = PanelDocument.objects.get(kind=Kind.CONDUCT_NOTICE)
    assert text_lines(files.read(paper.file))[0].startswith(f"本市格式 {paper.number}")


def test_a_certificate_of_appointment_is_written_from_the_citys_own_template():
    city = make_city()
    own(city, CERTIFICATE, "number", "lawyer", "ends_on", "check_code")

    term = certify(term=member(city), actor=city.officer, now=NOW)

    line = text_lines(files.read(term.certificate))[0]
    assert line == f"本市格式 {term.number} {term.lawyer.name} 2026年5月19日 {term.check_code}"


def test_without_one_the_built_in_template_is_used():
    city = make_city()

    assert documents.certificate_template(city.unit, TODAY) == BY_CODE[CERTIFICATE].built_in


def test_the_page_lists_them(client):
    client.force_login(make_post(role=Role.LEGAL_OFFICER).user)

    text = client.get(reverse("case_templates")).text
    for kind in TEMPLATE_KINDS:
        assert kind.label in text
        assert client.get(reverse("case_template_built_in", args=[kind.code])).status_code == 200
