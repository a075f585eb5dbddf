"""An office's own templates: uploaded, previewed, put in force, dated, nearest union first."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.document_templates import (
    preview_template,
    put_in_force,
    upload_template,
    withdraw_template,
)
from gongyuan.cases.actions.issuing import issue_wanted
from gongyuan.cases.choices import DocumentKind
from gongyuan.cases.models import DocumentTemplate, OfficialDocument
from gongyuan.cases.queries.document_templates import BUILT_IN, template_in_force
from gongyuan.core import files
from gongyuan.core.documents.reading import text_lines
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, submitted
from tests.cases.handling_factories import officer_of
from tests.core.markup import Markup
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db
SHEET = DocumentKind.REGISTRATION_SHEET
TODAY = timezone.localdate(NOW)


def own_docx(title: str = "本县登记表", extra: str = "") -> SimpleUploadedFile:
    document = docx.Document()
    document.add_paragraph(
        f"{title} {{{{ number }}}} {{{{ applicants }}}} {{{{ replaces }}}}{extra}"
    )
    out = BytesIO()
    document.save(out)
    return SimpleUploadedFile("模板.docx", out.getvalue(), content_type=files.DOCX)


def officer(unit):
    return make_actor(role=Role.LEGAL_OFFICER, unit=unit)


def in_force(unit, title="本县登记表", starts_on=TODAY, kind=SHEET) -> DocumentTemplate:
    actor = officer(unit)
    template = upload_template(kind=kind, file=own_docx(title), actor=actor, now=NOW)
    preview_template(template=template, actor=actor, now=NOW)
    return put_in_force(template=template, starts_on=starts_on, actor=actor, now=NOW)


def issued(case, now=NOW) -> OfficialDocument:
    return issue_wanted(case=case, kind=SHEET, parts={}, actor=officer_of(case), now=now)


def said(document: OfficialDocument) -> str:
    return "\n".join(text_lines(files.read(document.file)))


def test_documents_are_made_from_the_offices_own_template_once_it_is_in_force():
    case = submitted()
    template = in_force(case.unit)

    document = issued(case)

    assert said(document).startswith(f"本县登记表 {document.number}")
    assert document.template == template
    codes = list(events_of(template).order_by("pk").values_list("code", flat=True))
    assert [code.rsplit(".", 1)[-1] for code in codes] == ["upload", "preview", "put_in_force"]


def test_an_uploaded_version_changes_nothing_before_it_is_in_force():
    case = submitted()
    upload_template(kind=SHEET, file=own_docx(), actor=officer(case.unit), now=NOW)

    document = issued(case)

    assert "本县登记表" not in said(document)
    assert document.template is None


def test_a_version_is_not_put_in_force_before_somebody_looked_at_it():
    unit = make_unit()
    template = upload_template(kind=SHEET, file=own_docx(), actor=officer(unit), now=NOW)

    with pytest.raises(Refused, match="预览"):
        put_in_force(template=template, starts_on=TODAY, actor=officer(unit), now=NOW)


def test_the_preview_is_filled_with_a_sample_and_no_number_is_used():
    unit = make_unit()
    template = upload_template(kind=SHEET, file=own_docx(), actor=officer(unit), now=NOW)

    content = preview_template(template=template, actor=officer(unit), now=NOW)

    assert "张样例" in "\n".join(text_lines(content))
    assert not OfficialDocument.objects.exists()


def test_a_version_begins_on_its_day_and_the_one_before_holds_until_then():
    case = submitted()
    in_force(case.unit, "甲版")
    in_force(case.unit, "乙版", starts_on=TODAY + timedelta(days=3))

    assert "甲版" in said(issued(case))
    later = submitted(unit=case.unit)
    assert "乙版" in said(issued(later, now=NOW + timedelta(days=3)))
    assert list(DocumentTemplate.objects.values_list("version", flat=True).order_by("pk")) == [1, 2]


def test_the_nearest_union_upwards_wins():
    city = make_unit()
    county = make_unit(parent=city)
    sibling = make_unit(parent=city)
    above = in_force(city, "市版")
    own = in_force(county, "县版")

    assert template_in_force(county, SHEET, today=TODAY) == own
    assert template_in_force(sibling, SHEET, today=TODAY) == above
    assert template_in_force(make_unit(), SHEET, today=TODAY) is None
    assert template_in_force(county, DocumentKind.RECEIPT, today=TODAY) is None


def test_one_put_in_force_above_later_does_not_take_over_below():
    city = make_unit()
    county = make_unit(parent=city)
    own = in_force(county, "县版")
    in_force(city, "市版")

    assert template_in_force(county, SHEET, today=TODAY) == own


def test_a_withdrawn_version_gives_way_to_the_one_before_and_is_kept():
    unit = make_unit()
    first = in_force(unit, "甲版")
    second = in_force(unit, "乙版")
    assert template_in_force(unit, SHEET, today=TODAY) == second

    withdraw_template(template=second, note="版面不对", actor=officer(unit), now=NOW)

    assert template_in_force(unit, SHEET, today=TODAY) == first
    assert DocumentTemplate.objects.filter(pk=second.pk).exists()
    with pytest.raises(Refused, match="已经停用"):
        withdraw_template(template=second, note="再停", actor=officer(unit), now=NOW)
    with pytest.raises(Refused, match="启用过"):
        put_in_force(template=second, starts_on=TODAY, actor=officer(unit), now=NOW)


def test_withdrawing_needs_a_reason_and_beginning_a_day_not_past():
    unit = make_unit()
    template = in_force(unit)

    with pytest.raises(Refused, match="理由"):
        withdraw_template(template=template, note=" ", actor=officer(unit), now=NOW)
    with pytest.raises(Refused, match="早于今天"):
        in_force(unit, starts_on=TODAY - timedelta(days=1))


def test_a_document_keeps_the_version_it_was_made_from():
    case = submitted()
    first = in_force(case.unit, "甲版")
    document = issued(case)

    in_force(case.unit, "乙版")

    document.refresh_from_db()
    assert document.template == first
    assert "甲版" in said(document)


def test_what_will_not_do_is_refused_with_its_reason_and_nothing_is_kept():
    unit = make_unit()
    wrong = own_docx(extra="{{ nonsense }}")

    with pytest.raises(Refused, match="nonsense") as refusal:
        upload_template(kind=SHEET, file=wrong, actor=officer(unit), now=NOW)

    assert refusal.value.field == "file"
    assert not DocumentTemplate.objects.exists()


def test_a_kind_that_is_computed_for_the_worker_has_no_template_here():
    kind = DocumentKind.ARBITRATION_APPLICATION

    with pytest.raises(Refused):
        upload_template(kind=kind, file=own_docx(), actor=officer(make_unit()), now=NOW)


def test_a_clerk_changes_no_template():
    unit = make_unit()

    with pytest.raises(PermissionDenied):
        upload_template(
            kind=SHEET,
            file=own_docx(),
            actor=make_actor(role=Role.WINDOW_CLERK, unit=unit),
            now=NOW,
        )


def test_another_units_version_is_out_of_reach():
    template = in_force(make_unit())

    with pytest.raises(DocumentTemplate.DoesNotExist):
        withdraw_template(template=template, note="停", actor=officer(make_unit()), now=NOW)


def signed_in(unit, role=Role.LEGAL_OFFICER) -> Client:
    client = Client()
    client.force_login(make_post(role=role, unit=unit).user)
    return client


def test_the_pages_list_fields_take_a_file_preview_and_begin():
    unit = make_unit()
    client = signed_in(unit)
    address = reverse("case_template_kind", args=[SHEET])

    page = client.get(address).content.decode()
    assert "{{ applicants }}" in page
    assert "申请人（受援人）" in page
    assert Markup(page).faults() == []
    assert client.post(address, {"file": own_docx()})["Location"] == address
    template = DocumentTemplate.objects.get()
    preview = client.post(reverse("case_template_preview", args=[template.pk]))
    assert preview["Content-Type"] == files.DOCX
    start = {"starts_on": timezone.localdate().isoformat()}
    client.post(reverse("case_template_start", args=[template.pk]), start)

    template.refresh_from_db()
    assert template.in_force_from == timezone.localdate()
    listed = client.get(reverse("case_templates")).content.decode()
    assert "第1版" in listed
    assert Markup(listed).faults() == []
    assert Markup(client.get(address).content.decode()).faults() == []


def test_a_refused_file_is_said_beside_the_field():
    client = signed_in(make_unit())

    answer = client.post(
        reverse("case_template_kind", args=[SHEET]), {"file": own_docx(extra="{{ nonsense }}")}
    )

    assert answer.status_code == 200
    assert "没有这样的字段：nonsense" in answer.content.decode()


def test_the_built_in_template_can_be_taken_to_begin_from():
    client = signed_in(make_unit())

    answer = client.get(reverse("case_template_built_in", args=[SHEET]))

    assert answer.content == (BUILT_IN / f"{SHEET}.docx").read_bytes()
