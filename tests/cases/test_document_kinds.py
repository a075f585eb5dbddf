"""Every kind of document: its fields are known, its template holds, it is filled from a case."""

import pytest

from gongyuan.cases.actions.documents import SERIES
from gongyuan.cases.choices import CaseState, DocumentKind
from gongyuan.cases.choices.vocabulary import INNER_DOCUMENTS
from gongyuan.cases.document_fields import FIELDS
from gongyuan.cases.document_texts import WORDINGS, finished
from gongyuan.cases.models import Case
from gongyuan.cases.queries.document_templates import BUILT_IN
from gongyuan.cases.queries.writing import printed_facts, write_document
from gongyuan.cases.rules import document_parts as rules
from gongyuan.cases.rules.catalogue import BY_CODE
from gongyuan.core.documents.checking import template_obstacles, uses
from gongyuan.core.documents.layout import make_template
from gongyuan.core.documents.reading import text_lines
from gongyuan.drafting.choices import DraftKind
from gongyuan.people.models import Worker
from tests.cases.factories import NOW, granted, make_case, person, submitted
from tests.cases.handling_factories import handled

BY_NAME = {kind.value: kind for kind in FIELDS}
#: Asked for by the list of documents a centre gives out.
WANTED = {
    "registration_sheet", "application_form", "oral_record", "receipt", "supplement_notice",
    "approval_sheet", "grant_decision", "refusal_decision", "service_receipt",
    "assignment_letter", "entrustment_agreement", "power_of_attorney", "interview_record",
    "risk_notice", "progress_notice", "transfer_letter", "replacement_approval",
    "replacement_notice", "termination_decision", "closing_report", "file_catalogue",
    "subsidy_sheet", "discussion_minutes", "oversight_notice", "major_report", "lawyer_report",
    "collaboration_letter",
}  # fmt: skip


def said(case: Case, kind: DocumentKind) -> str:
    written = write_document(case, kind, number="试援〔2026〕1号", now=NOW)
    return "\n".join(text_lines(written.content))


def test_every_wanted_document_has_a_wording_a_template_fields_and_a_series():
    assert set(WORDINGS) >= WANTED
    assert set(BY_NAME) == WANTED
    assert {kind.value for kind in SERIES} >= WANTED
    assert not [kind for kind in WANTED if not (BUILT_IN / f"{kind}.docx").exists()]


def test_no_two_kinds_share_the_word_of_their_numbers():
    words = [word for word, _ in SERIES.values()]

    assert len(words) == len(set(words))
    assert {code for _, code in SERIES.values()} <= set(BY_CODE)


@pytest.mark.parametrize("name", sorted(WANTED))
def test_the_built_in_template_passes_the_check_that_offices_pass(name):
    content = (BUILT_IN / f"{name}.docx").read_bytes()

    assert template_obstacles(content, FIELDS[DocumentKind(name)]) == []


@pytest.mark.parametrize("name", sorted(WANTED))
def test_the_stored_template_is_made_from_the_wording(name, tmp_path):
    make_template(finished(name), tmp_path / "new.docx")
    fresh = text_lines((tmp_path / "new.docx").read_bytes())

    assert text_lines((BUILT_IN / f"{name}.docx").read_bytes()) == fresh


@pytest.mark.parametrize("kind", sorted(rules.REPLACEABLE), ids=str)
def test_a_part_that_may_be_worded_is_printed(kind):
    content = (BUILT_IN / f"{kind}.docx").read_bytes()

    used = uses(content, FIELDS[kind])
    assert {part.name for part in rules.parts_of(kind)} <= used
    assert "replaces" in used


def test_what_the_worker_drafts_has_no_template_of_an_office():
    assert not set(BY_NAME) & set(DraftKind.values)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [CaseState.SUBMITTED, CaseState.GRANTED, CaseState.HANDLING])
def test_every_kind_is_filled_from_a_case_in_any_state_and_knows_all_its_fields(state):
    """A field told on the page of templates is always there; what is unknown is a line."""
    case = make_case(state=state)

    for kind, fields in FIELDS.items():
        facts = printed_facts(case, kind, now=NOW)
        missing = {field.name for field in fields} - set(facts) - {"number"}
        assert not missing, (kind, missing)
        for field in fields:
            for row in facts.get(field.name) or [] if field.is_list else []:
                assert {column.name for column in field.columns} <= set(row), (kind, field.name)
        assert "试援〔2026〕1号" in said(case, kind) or kind == DocumentKind.FILE_CATALOGUE


@pytest.mark.django_db
def test_the_application_says_what_was_told_and_leaves_lines_for_the_rest():
    case = submitted(applicants=(person(name="试瓦工", address="试验市东街2号"),))
    worker = Worker.objects.get(name="试瓦工")

    text = said(case, DocumentKind.APPLICATION_FORM)

    assert worker.identity_number in text
    assert "试验市东街2号" in text
    assert "农民工" in text
    assert "文化程度　＿＿" in text


@pytest.mark.django_db
def test_the_subsidy_sheet_names_no_amount():
    case = handled()

    text = said(case, DocumentKind.SUBSIDY_SHEET)

    assert "补贴金额（元）　＿＿" in text
    assert case.assignments.get().lawyer.name in text


@pytest.mark.django_db
def test_the_approval_sheet_holds_opinion_reasons_and_decision_and_lies_in_the_inner_file():
    case = granted()
    decision = case.decisions.get()

    text = said(case, DocumentKind.APPROVAL_SHEET)

    assert decision.decided_by in text
    assert decision.reasons[0]["text"] in text
    assert DocumentKind.APPROVAL_SHEET in INNER_DOCUMENTS


@pytest.mark.django_db
def test_a_collective_names_nobody_on_the_form_but_points_to_the_roll():
    people = tuple(person(name=f"试集体{number}") for number in range(6))
    case = Case.objects.get(pk=submitted(applicants=people).pk)

    text = said(case, DocumentKind.REGISTRATION_SHEET)

    assert "见申请人名册" in text
    assert Worker.objects.get(name="试集体3").identity_number not in text


@pytest.mark.django_db
def test_the_agreement_and_the_power_follow_the_signed_mandate():
    case = handled()

    assert "一般代理" in said(case, DocumentKind.ENTRUSTMENT_AGREEMENT)
