"""The documents of quality are made from an office's own template where it has one."""

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.document_templates import (
    preview_template,
    put_in_force,
    upload_template,
)
from gongyuan.cases.queries.documents import common_facts
from gongyuan.cases.template_kinds import TemplateKind, add_kinds, all_kinds, find_kind
from gongyuan.core import files
from gongyuan.core.documents.checking import template_obstacles, uses
from gongyuan.core.documents.reading import text_lines
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from gongyuan.quality.actions import complaints
from gongyuan.quality.choices import QualityDocumentKind
from gongyuan.quality.document_fields import TEMPLATE_KINDS
from gongyuan.quality.queries.documents import complaint_facts
from tests.cases.test_document_templates import own_docx
from tests.people.factories import make_actor, make_post
from tests.quality.factories import NOW, decided, lodged, officer_of

pytestmark = pytest.mark.django_db
REPLY = QualityDocumentKind.COMPLAINT_REPLY
BY_CODE = {kind.code: kind for kind in TEMPLATE_KINDS}


def test_every_document_of_quality_may_have_an_offices_own_template():
    assert set(BY_CODE) == set(QualityDocumentKind.values)
    assert set(TEMPLATE_KINDS) <= set(all_kinds())


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_the_built_in_one_passes_the_check_that_offices_pass(code):
    kind = BY_CODE[code]
    assert template_obstacles(kind.built_in.read_bytes(), kind.fields) == []
    assert uses(kind.built_in.read_bytes(), kind.fields) <= {field.name for field in kind.fields}


def test_a_field_told_on_the_page_of_templates_is_always_there():
    complaint = lodged()
    known = set(complaint_facts(complaint)) | set(common_facts(complaint.unit)) | {"number", "date"}

    assert {field.name for field in BY_CODE[REPLY].fields} <= known


def test_a_code_stands_for_one_kind_only():
    reply = BY_CODE[REPLY]
    add_kinds([reply])
    with pytest.raises(ValueError, match="complaint_reply"):
        add_kinds([TemplateKind(code=REPLY, label="别的", fields=(), built_in=reply.built_in)])
    assert find_kind(REPLY) == reply


def test_the_reply_is_written_from_the_template_in_force(settings, tmp_path):
    complaint = decided()
    actor = make_actor(role=Role.LEGAL_OFFICER, unit=complaint.unit)
    own = own_docx("本县答复", " {{ complainant }} {{ verdict }} {{ finding }}")
    with pytest.raises(Refused, match="applicants"):
        upload_template(kind=REPLY, file=own, actor=actor, now=NOW)
    own = reply_docx()
    template = upload_template(kind=REPLY, file=own, actor=actor, now=NOW)
    preview_template(template=template, actor=actor, now=NOW)
    put_in_force(template=template, starts_on=timezone.localdate(NOW), actor=actor, now=NOW)

    complaints.reply(complaint=complaint, note="已答复。", actor=officer_of(complaint), now=NOW)

    document = complaint.documents.get(kind=REPLY)
    assert text_lines(files.read(document.file))[0].startswith(f"本县答复 {document.number}")


def reply_docx():
    document = docx.Document()
    fields = ("number", "complainant", "verdict", "finding")
    document.add_paragraph("本县答复 " + " ".join(f"{{{{ {name} }}}}" for name in fields))
    out = BytesIO()
    document.save(out)
    return SimpleUploadedFile("模板.docx", out.getvalue(), content_type=files.DOCX)


def test_the_page_lists_them_after_those_of_cases(client):
    client.force_login(make_post(role=Role.LEGAL_OFFICER).user)

    assert "投诉处理答复书" in client.get(reverse("case_templates")).text
    assert client.get(reverse("case_template_kind", args=[REPLY])).status_code == 200
    assert client.get(reverse("case_template_built_in", args=[REPLY])).status_code == 200
