"""Documents worded before they have a number, issued when wanted, replaced by a new version."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from gongyuan.cases.actions.decision import grant
from gongyuan.cases.actions.issuing import issue_wanted, replace_document, word_document
from gongyuan.cases.choices import CaseState, DocumentKind
from gongyuan.cases.models import Case, DocumentDraft, OfficialDocument
from gongyuan.cases.queries.writing import draft_parts
from gongyuan.core import files
from gongyuan.core.documents.reading import text_lines
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, granted, make_case, proposed, submitted
from tests.cases.handling_factories import handled, lawyer_of, officer_of
from tests.core.markup import Markup
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db
SHEET = DocumentKind.REGISTRATION_SHEET


def said(document: OfficialDocument) -> str:
    return "\n".join(text_lines(files.read(document.file)))


def issued(case: Case, kind: DocumentKind = SHEET, **parts: str) -> OfficialDocument:
    return issue_wanted(case=case, kind=kind, parts=parts, actor=officer_of(case), now=NOW)


def decided(case: Case) -> OfficialDocument:
    return OfficialDocument.objects.get(case=case, kind=DocumentKind.GRANT_DECISION)


def signed_in(case: Case, role: str = Role.LEGAL_OFFICER) -> Client:
    client = Client()
    client.force_login(make_post(role=role, unit=case.unit).user)
    return client


def test_a_form_is_issued_with_a_number_and_the_words_put_in():
    case = submitted()

    document = issued(case, handling_words="已告知申请条件。\n另约时间。")

    assert document.number.endswith("登〔2026〕1号")
    assert "已告知申请条件。 另约时间。" in said(document)
    assert document.paper.catalogue_code == "03"
    assert document.parts == {"handling_words": "已告知申请条件。\n另约时间。"}
    assert not DocumentDraft.objects.exists()
    assert events_of(case).filter(code="cases.case.issue_document").count() == 1


def test_the_same_page_sent_twice_issues_one():
    case = submitted()
    issued(case)

    with pytest.raises(Refused, match="刚才已经出具"):
        issued(case)

    assert case.documents.count() == 1


def test_a_second_is_issued_from_a_page_that_shows_the_first():
    case = submitted()
    first = issued(case)

    second = issue_wanted(
        case=case,
        kind=SHEET,
        parts={},
        seen_document_id=first.pk,
        actor=officer_of(case),
        now=NOW,
    )

    assert second.number.endswith("登〔2026〕2号")
    assert second.replaces is None


def test_words_are_kept_and_taken_up_by_the_verb_that_issues_the_document():
    case = proposed()
    head = make_actor(role=Role.LEGAL_HEAD, unit=case.unit)
    parts = draft_parts(case, DocumentKind.GRANT_DECISION, now=NOW) | {
        "facts_words": "经核实，申请人三个月未领到工资。",
        "reasons": "第一条理由（依据甲）\n第二条理由",
        "closing_words": "领取时请带身份证。",
    }
    word_document(case=case, kind=DocumentKind.GRANT_DECISION, parts=parts, actor=head, now=NOW)

    grant(case=case, actor=head, now=NOW)

    text = said(decided(case))
    assert "经核实，申请人三个月未领到工资。" in text
    assert "2．第二条理由" in text
    assert "领取时请带身份证。" in text
    assert not DocumentDraft.objects.exists()


def test_words_of_the_case_itself_are_not_kept_so_that_they_stay_up_to_date():
    case = submitted()
    parts = draft_parts(case, SHEET, now=NOW)

    assert (
        word_document(case=case, kind=SHEET, parts=parts, actor=officer_of(case), now=NOW) is None
    )
    assert not DocumentDraft.objects.exists()


def test_wording_says_nothing_to_the_worker_but_stands_in_the_history():
    case = submitted()
    word_document(
        case=case,
        kind=SHEET,
        parts={"handling_words": "另约"},
        actor=officer_of(case),
        now=NOW,
    )

    assert events_of(case).get(code="cases.case.word_document").data["title"] == "接待登记表"


def test_a_new_version_names_the_one_it_replaces_and_the_old_one_stays():
    case = granted()
    old = decided(case)
    before = files.read(old.file)

    new = replace_document(
        document=old,
        parts={"closing_words": "更正后的通知。"},
        note="案由写错",
        actor=officer_of(case),
        now=NOW,
    )

    assert new.replaces == old
    assert f"本文书替代{old.number}。" in said(new)
    assert "更正后的通知。" in said(new)
    assert new.number != old.number
    old.refresh_from_db()
    assert files.read(old.file) == before
    event = events_of(case).get(code="cases.case.replace_document")
    assert event.note == "案由写错"


def test_a_version_is_replaced_once():
    case = granted()
    old = decided(case)
    new = replace_document(document=old, parts={}, note="更正", actor=officer_of(case), now=NOW)

    with pytest.raises(Refused, match=new.number):
        replace_document(document=old, parts={}, note="更正", actor=officer_of(case), now=NOW)
    again = replace_document(document=new, parts={}, note="再更正", actor=officer_of(case), now=NOW)

    assert again.replaces == new
    assert case.documents.filter(kind=DocumentKind.GRANT_DECISION).count() == 3


def test_a_new_version_begins_from_the_words_of_the_old_one():
    case = submitted()
    old = issued(case, handling_words="已告知。")

    page = signed_in(case).get(reverse("case_new_version", args=[case.pk, old.pk]))

    assert "已告知。" in page.content.decode()


@pytest.mark.parametrize(("note", "why"), [("", "请写明为什么改出"), ("  ", "请写明为什么改出")])
def test_a_new_version_needs_its_reason(note, why):
    case = granted()

    with pytest.raises(Refused, match=why):
        replace_document(
            document=decided(case), parts={}, note=note, actor=officer_of(case), now=NOW
        )

    assert case.documents.filter(kind=DocumentKind.GRANT_DECISION).count() == 1


def test_a_sealed_file_takes_no_new_version():
    case = submitted()
    old = issued(case)
    archived = make_case(state=CaseState.ARCHIVED, unit=case.unit)
    OfficialDocument.objects.filter(pk=old.pk).update(case=archived)
    old.refresh_from_db()

    with pytest.raises(Refused, match="封存"):
        replace_document(document=old, parts={}, note="更正", actor=officer_of(case), now=NOW)


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (DocumentKind.ENTRUSTMENT_AGREEMENT, CaseState.SUBMITTED),
        (DocumentKind.TRANSFER_LETTER, CaseState.HANDLING),
        (DocumentKind.SUBSIDY_SHEET, CaseState.HANDLING),
        (DocumentKind.GRANT_DECISION, CaseState.UNDER_REVIEW),
        (DocumentKind.FILE_CATALOGUE, CaseState.CLOSED),
        (DocumentKind.REGISTRATION_SHEET, CaseState.ARCHIVED),
    ],
)
def test_what_is_not_issued_by_hand_or_not_now_is_refused(kind, state):
    case = make_case(state=state)

    with pytest.raises(Refused):
        issued(case, kind)

    assert not case.documents.exists()


def test_words_too_long_and_a_list_left_empty_are_refused():
    case = handled()

    with pytest.raises(Refused, match="太长"):
        issued(case, DocumentKind.INTERVIEW_RECORD, interview_text="长" * 5001)
    with pytest.raises(Refused, match="不能空着"):
        issued(case, DocumentKind.RISK_NOTICE, risks="  ")


def test_the_lawyer_issues_what_is_the_lawyers_and_nothing_of_the_offices():
    case = handled()
    lawyer = lawyer_of(case)

    notice = issue_wanted(case=case, kind=DocumentKind.RISK_NOTICE, parts={}, actor=lawyer, now=NOW)
    with pytest.raises(Refused):
        issue_wanted(case=case, kind=SHEET, parts={}, actor=lawyer, now=NOW)

    assert "证据不足" in said(notice)


def test_a_post_without_the_power_issues_nothing():
    case = submitted()
    auditor = make_actor(role=Role.AUDITOR, unit=case.unit)

    with pytest.raises(PermissionDenied):
        issue_wanted(case=case, kind=SHEET, parts={}, actor=auditor, now=NOW)


def test_the_words_of_a_decision_are_for_those_who_decide():
    case = granted()
    clerk = officer_of(case, Role.WINDOW_CLERK)
    waiting = proposed(unit=case.unit)

    with pytest.raises(PermissionDenied):
        replace_document(document=decided(case), parts={}, note="更正", actor=clerk, now=NOW)
    with pytest.raises(PermissionDenied):
        word_document(
            case=waiting, kind=DocumentKind.REFUSAL_DECISION, parts={}, actor=clerk, now=NOW
        )

    address = reverse("case_documents", args=[case.pk])
    link = reverse("case_new_version", args=[case.pk, decided(case).pk])
    assert link not in signed_in(case, Role.WINDOW_CLERK).get(address).content.decode()
    assert link in signed_in(case).get(address).content.decode()


def test_another_units_case_is_out_of_reach():
    case = submitted()

    with pytest.raises(Case.DoesNotExist):
        issue_wanted(
            case=case, kind=SHEET, parts={}, actor=make_actor(role=Role.LEGAL_OFFICER), now=NOW
        )


def test_the_pages_show_text_and_form_and_issue_by_one_button():
    case = submitted()
    client = signed_in(case, Role.WINDOW_CLERK)
    address = reverse("case_wording", args=[case.pk, SHEET])

    page = client.get(address).content.decode()
    assert "（出具时编号）" in page
    assert case.applicants.get().worker.identity_number not in page
    assert case.applicants.get().worker.phone not in page
    assert Markup(page).faults() == []
    kept = client.post(address, {"do": "keep", "handling_words": "另约", "facts_text": "欠薪"})
    assert kept["Location"] == address
    assert "另约" in client.get(address).content.decode()
    client.post(address, {"do": "issue", "handling_words": "另约", "facts_text": "欠薪"})

    listed = client.get(reverse("case_documents", args=[case.pk])).content.decode()
    assert case.documents.get().number in listed
    assert Markup(listed).faults() == []


def test_a_refusal_keeps_what_was_typed():
    case = granted()
    client = signed_in(case)
    address = reverse("case_new_version", args=[case.pk, decided(case).pk])

    answer = client.post(address, {"note": "", "reasons": "改过的理由", "closing_words": "话"})

    assert answer.status_code == 200
    assert "改过的理由" in answer.content.decode()


def test_a_document_that_a_verb_issues_is_only_worded_here():
    case = proposed()
    client = signed_in(case, Role.LEGAL_HEAD)
    address = reverse("case_wording", args=[case.pk, DocumentKind.GRANT_DECISION])

    client.post(address, {"do": "issue", "reasons": "一条理由", "closing_words": "请来领取。"})

    assert not case.documents.filter(kind=DocumentKind.GRANT_DECISION).exists()
    assert DocumentDraft.objects.get(case=case).parts["closing_words"] == "请来领取。"


@pytest.mark.parametrize("name", ["nonsense", "file_catalogue", "arbitration_application"])
def test_an_address_of_what_is_not_issued_here_is_not_found(name):
    case = submitted()

    assert signed_in(case).get(reverse("case_wording", args=[case.pk, name])).status_code == 404


def test_the_lawyer_sees_the_own_documents_page_without_the_inner_file():
    case = handled()
    issued(case, DocumentKind.APPROVAL_SHEET)
    client = Client()
    client.force_login(case.assignments.get().lawyer.user)

    page = client.get(reverse("case_documents", args=[case.pk])).content.decode()

    assert "风险告知书" in page
    assert "法律援助审批表" not in page
    assert "改出新的" not in page
    assert Markup(page).faults() == []


def test_the_page_asks_the_same_number_of_questions_for_one_document_and_for_many(
    django_assert_max_num_queries,
):
    case = submitted()
    issued(case)
    client = signed_in(case)
    address = reverse("case_documents", args=[case.pk])
    client.get(address)
    with django_assert_max_num_queries(60) as one:
        client.get(address)
    last = case.documents.get()
    for _ in range(3):
        last = replace_document(
            document=last, parts={}, note="更正", actor=officer_of(case), now=NOW
        )

    with django_assert_max_num_queries(len(one)):
        client.get(address)
