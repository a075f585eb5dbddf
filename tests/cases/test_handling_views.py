import pytest
from django.urls import reverse

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case
from gongyuan.people.choices import Role
from tests.cases.factories import make_case
from tests.cases.handling_factories import closed, conclude, handled, stage, submitted_file
from tests.lawyers.factories import make_engagement, make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def officer(client, tree):
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    return client


def _url(name, case, *more):
    return reverse(name, args=[case.pk, *more])


OFFICE_PAGES = [
    "case_assignment",
    "case_replacement",
    "case_mandate",
    "case_suspension",
    "case_resumption",
    "case_message",
    "case_file",
    "case_file_paper",
    "case_file_return",
    "case_archive",
]


@pytest.mark.parametrize("name", OFFICE_PAGES)
def test_the_case_of_a_sibling_county_is_not_found(officer, tree, name):
    other = make_case(state=CaseState.HANDLING, unit=tree.other_county)

    assert officer.get(_url(name, other)).status_code == 404
    assert officer.post(_url(name, other), {}).status_code == 404


@pytest.mark.parametrize("name", [*OFFICE_PAGES, "case_archive_package"])
def test_a_post_without_the_power_is_forbidden(client, tree, name):
    case = make_case(state=CaseState.HANDLING, unit=tree.county)
    client.force_login(make_post(role=Role.AUDITOR, unit=tree.county).user)

    assert client.get(_url(name, case)).status_code == 403


@pytest.mark.parametrize("name", OFFICE_PAGES)
def test_every_form_opens_on_the_page_of_the_case(officer, tree, name):
    case = make_case(state=CaseState.HANDLING, unit=tree.county)

    answer = officer.get(_url(name, case))

    assert answer.status_code == 200
    assert f'action="{_url(name, case)}"' in answer.text


def test_the_proposals_show_points_reasons_and_who_is_barred(officer, tree):
    case = make_case(state=CaseState.GRANTED, unit=tree.county)
    first = make_lawyer(unit=tree.county, specialities=["wages"])
    barred = make_lawyer(unit=tree.county)
    make_engagement(firm=barred.firm, employer=case.employer)

    text = officer.get(_url("case_assignment", case)).text

    assert "对口：劳动报酬" in text
    assert f"1．{first.name}" in text
    assert "律师法第三十九条" in text
    assert f'value="{barred.pk}"' not in text


def test_an_officer_assigns_and_a_second_look_at_an_old_page_changes_nothing(officer, tree):
    case = make_case(state=CaseState.GRANTED, unit=tree.county)
    lawyer = make_lawyer(unit=tree.county)
    told = {"lawyer": lawyer.pk, "replaces": "", "note": ""}

    answer = officer.post(_url("case_assignment", case), told)
    assert answer.url == _url("case_detail", case)
    again = officer.post(_url("case_assignment", case), told)

    assert again.status_code == 200
    assert "同事已经作了新的指派" in again.text
    assert case.assignments.count() == 1


def test_a_conflict_is_refused_beside_the_lawyer(officer, tree):
    case = make_case(state=CaseState.GRANTED, unit=tree.county)
    barred = make_lawyer(unit=tree.county)
    make_engagement(firm=barred.firm, employer=case.employer)

    answer = officer.post(_url("case_assignment", case), {"lawyer": barred.pk})

    assert "利益冲突" in answer.text
    assert "id_lawyer_error" in answer.text
    assert Case.objects.get(pk=case.pk).state == CaseState.GRANTED


def test_replacing_leads_to_the_next_assignment(officer, tree):
    case = make_case(state=CaseState.HANDLING, unit=tree.county)
    current = case.assignments.get()

    answer = officer.post(
        _url("case_replacement", case), {"replaces": current.pk, "note": "职工请求"}
    )

    assert answer.url == _url("case_assignment", case)
    assert "更换" in officer.get(answer.url).text


def test_two_of_the_office_let_a_fatal_deadline_go_with_the_reason(officer, tree):
    case = handled(unit=tree.county)
    conclude(stage(case))
    deadline = case.deadlines.get(code="SUE_WORKER")
    assert _url("case_deadline", case, deadline.pk) in officer.get(_url("case_detail", case)).text

    officer.post(
        _url("case_deadline", case, deadline.pk), {"how": "waived", "note": "职工书面表示不起诉"}
    )

    deadline.refresh_from_db()
    assert deadline.cancelled_at is None
    officer.force_login(make_post(role=Role.LEGAL_HEAD, unit=tree.county).user)
    officer.post(_url("case_deadline_report", case, deadline.pk), {"verdict": "confirm"})
    deadline.refresh_from_db()
    assert deadline.cancelled_at is not None


def test_a_deadline_of_another_case_is_not_found(officer, tree):
    mine, other = handled(unit=tree.county), handled(unit=tree.county)
    stage(other)

    address = _url("case_deadline", mine, other.deadlines.first().pk)
    assert officer.get(address).status_code == 404


def test_the_stages_and_claim_by_claim_outcomes_stand_on_the_page(officer, tree):
    case = handled(unit=tree.county)
    conclude(stage(case, body="试验县仲裁委", number="试劳人仲案〔2026〕8号"))

    text = officer.get(_url("case_detail", case)).text

    assert "试劳人仲案〔2026〕8号" in text
    assert "12,000.00" in text
    assert "支持（仲裁）" in text


def test_a_file_goes_back_and_is_archived_and_its_package_taken(officer, tree):
    case = submitted_file(unit=tree.county)
    page = officer.get(_url("case_detail", case)).text
    assert "法律援助法第五十条" in page

    officer.post(_url("case_file_return", case), {"missing": ["13"], "note": ""})
    assert Case.objects.get(pk=case.pk).state == CaseState.CLOSED
    officer.post(_url("case_file", case), {})
    answer = officer.post(_url("case_archive", case), {})

    assert answer.status_code == 302
    page = officer.get(answer.url).text
    assert f"{case.unit.document_prefix}档〔" in page
    package = officer.get(_url("case_archive_package", case))
    assert package.headers["Content-Type"] == "application/zip"
    assert package.content.startswith(b"PK")


def test_a_missing_item_is_asked_for_in_the_archive_form(officer, tree):
    case = closed(unit=tree.county)
    officer.post(_url("case_file", case), {})

    refused = officer.post(_url("case_archive", case), {})
    assert refused.status_code == 200
    assert "请退回补卷" in refused.text
    excuses = {f"excuse_{code}": "见申请卷" for code in ("05", "08", "11", "12", "15", "21")}
    officer.post(_url("case_archive", case), excuses)

    assert Case.objects.get(pk=case.pk).state == CaseState.ARCHIVED


def test_the_package_of_a_case_out_of_sight_is_not_found(officer, tree):
    other = submitted_file(unit=tree.other_county)

    assert officer.get(_url("case_archive_package", other)).status_code == 404
