"""The list, the window, the page of a case and the verbs on it, as a browser asks for them."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.papers import add_paper
from gongyuan.cases.choices import CaseState
from gongyuan.cases.details import NewPaper
from gongyuan.cases.models import Case
from gongyuan.cases.queries.lists import PAGE
from gongyuan.core.events import events_of
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, accepted, granted, make_case, proposed, submitted
from tests.cases.test_review import officer
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import identity_number, make_employer, make_post, make_worker

pytestmark = pytest.mark.django_db


def sign_in(client, *, role=Role.LEGAL_OFFICER, unit=None):
    post = make_post(role=role, unit=unit or make_unit())
    client.force_login(post.user)
    return post


def words(response) -> str:
    return response.content.decode()


def typed(**values):
    """What a clerk types at the window, every key as it is on a keyboard."""
    return {
        "submission_key": "6d7f3c1e-0b1a-4f0e-9c58-0a3f7d2f9a11",
        "source": "window",
        "name": "试窗口",
        "identity_number": identity_number(serial=501),
        "phone": "19900001234",
        "is_migrant": "on",
        "employer_name": "试验劳务公司",
        "employed_from": "20260301",
        "claim1_kind": "unpaid_wages",
        "claim1_amount": "1.2万",
        "facts_text": "三月起做木工，没有发工资。",
        "applicant_kind": "worker",
        "matter_scope": "labour_dispute",
        "aid_form": "arbitration",
        "consent": "on",
        **values,
    }


def test_the_list_costs_the_same_for_one_case_and_for_thirty(client):
    unit = sign_in(client).unit
    employer, person = make_employer(), make_worker(unit=unit)
    counts = []
    for more in (1, 29):
        for _ in range(more):
            make_case(unit=unit, employer=employer, worker=person)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("case_list"))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12


def test_a_full_page_of_the_list_weighs_thirty_kilobytes_at_most(client):
    unit = sign_in(client, unit=make_unit(name="某某自治州某某县总工会")).unit
    employer = make_employer(name="某某建筑安装工程劳务分包有限责任公司")
    person = make_worker(unit=unit)
    for number in range(51):
        make_case(
            unit=unit,
            employer=employer,
            worker=person,
            applicant_label="欧阳某某等12人",
            application_number=f"某某工援申〔2026〕{number}号",
        )

    response = client.get(reverse("case_list"))

    assert len(response.content) <= 30_000
    assert words(response).count('name="case"') == PAGE
    assert "下一页" in words(response)


def test_the_list_finds_names_by_post_and_keeps_them_out_of_the_address(client):
    unit = sign_in(client).unit
    case = submitted(unit=unit)
    other = submitted(unit=unit)
    url = reverse("case_list")

    response = client.post(url, {"text": case.applicants.get().worker.name})

    assert case.application_number in words(response)
    assert other.application_number not in words(response)
    assert other.application_number in words(client.get(url, {"text": "忽略"}))


def test_the_list_has_filters_and_says_when_nothing_is_left(client):
    unit = sign_in(client).unit
    case = make_case(unit=unit, state=CaseState.GRANTED)

    assert case.number in words(client.get(reverse("case_list"), {"state": "granted"}))
    assert "没有这样的案件" in words(client.get(reverse("case_list"), {"state": "archived"}))
    wrong = words(client.get(reverse("case_list"), {"state": "nonsense"}))
    assert "筛选案件" in wrong
    assert "选择一个有效的选项" in wrong


def test_registering_at_the_window_makes_a_case_and_goes_to_it(client):
    sign_in(client, role=Role.WINDOW_CLERK)

    response = client.post(reverse("case_registration"), typed())

    case = Case.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("case_detail", args=[case.pk])
    assert case.applicants.get().worker.name == "试窗口"
    assert case.claims.get().amount == 12000
    assert case.employed_from == date(2026, 3, 1)
    assert case.consents.get().purpose == "handling"
    assert case.matter.code in words(client.get(response["Location"]))


def test_the_same_form_sent_twice_at_the_window_is_one_case(client):
    sign_in(client, role=Role.WINDOW_CLERK)

    first = client.post(reverse("case_registration"), typed())
    second = client.post(reverse("case_registration"), typed())

    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"identity_number": "99999919850312501X"}, "identity_number", "校验位"),
        ({"identity_number": identity_number(born_on=date(2099, 1, 1))}, "identity_number", "晚于"),
        ({"phone": "1990000123"}, "phone", "11位"),
        ({"claim1_amount": "-5"}, "claim1_amount", "负数"),
        ({"employed_from": "20260230"}, "employed_from", "没有这一天"),
        ({"employed_from": "20990101"}, "employed_from", "晚于今天"),
        ({"facts_text": "。。。"}, "facts_text", "事实与理由"),
        ({"uscc": "123"}, "uscc", "18位"),
        ({"consent": ""}, "consent", "还没有填"),
        ({"others": "某甲 99999919850312501X"}, "others", "第1行"),
    ],
)
def test_what_cannot_be_is_shown_beside_its_field_and_what_was_typed_stays(
    client, values, field, sentence
):
    sign_in(client, role=Role.WINDOW_CLERK)

    response = client.post(reverse("case_registration"), typed(**values))

    page = words(response)
    assert response.status_code == 200
    errors = page.split(f'id="id_{field}_error"')[1].split("</ul>")[0]
    assert sentence in errors
    assert f'href="#id_{field}"' in page
    assert "试窗口" in page
    assert not Case.objects.exists()


def test_a_group_is_typed_one_person_a_line(client):
    sign_in(client, role=Role.WINDOW_CLERK)
    others = f"试甲 {identity_number(serial=601)} 19900005678\n试乙，{identity_number(serial=603)}"

    client.post(reverse("case_registration"), typed(others=others))

    case = Case.objects.get()
    assert [row.worker.name for row in case.applicants.all()] == ["试窗口", "试甲", "试乙"]


def test_checking_a_number_shows_birth_date_sex_and_known_cases_and_keeps_the_form(client):
    post = sign_in(client, role=Role.WINDOW_CLERK)
    number = identity_number(born_on=date(1985, 3, 12), serial=502)
    case = make_case(unit=post.unit, worker=make_worker(unit=post.unit, identity_number=number))

    response = client.post(
        reverse("case_registration"), typed(identity_number=number, check="1", phone="")
    )

    page = words(response)
    assert "女，1985年3月12日出生" in page
    assert case.number in page
    assert "试窗口" in page
    assert "field-errors" not in page
    assert Case.objects.count() == 1


def test_an_oral_application_leads_to_a_record_and_its_signature(client):
    sign_in(client, role=Role.WINDOW_CLERK)
    client.post(reverse("case_registration"), typed(oral_text="本人口述，没有发工资。"))
    case = Case.objects.get()
    assert "待签字" in words(client.get(reverse("case_detail", args=[case.pk])))

    client.post(reverse("case_oral_signed", args=[case.pk]))

    assert "已签字" in words(client.get(reverse("case_detail", args=[case.pk])))


def test_the_page_of_a_case_answers_who_what_where_by_when_and_by_which_clause(client):
    unit = make_unit(region_code="410481")
    sign_in(client, unit=unit)
    case = submitted(unit=unit)

    page = words(client.get(reverse("case_detail", args=[case.pk])))

    assert case.applicant_label in page
    assert case.employer.name in page
    assert "12,000.00 元" in page
    assert "轮到我们" in page
    assert "法律援助审查决定" in page
    assert "豫工办〔2015〕28号" in page
    assert "系统建议：给予援助" in page
    assert reverse("case_acceptance", args=[case.pk]) in page
    assert "还没有给予援助的决定" in page
    assert reverse("case_clause", args=["henan-2015", "h2.3.exempt"]) in page


def test_personal_numbers_are_masked(client):
    unit = sign_in(client).unit
    case = submitted(unit=unit)
    person = case.applicants.get().worker

    page = words(client.get(reverse("case_detail", args=[case.pk])))

    assert person.identity_number not in page
    assert person.phone not in page
    assert f"{person.identity_number[:4]}**********{person.identity_number[-4:]}" in page


def test_reading_a_case_and_opening_a_paper_are_written_down(client):
    post = sign_in(client)
    case = accepted(unit=post.unit)
    paper = case.papers.get()

    client.get(reverse("case_detail", args=[case.pk]))
    response = client.get(reverse("case_paper", args=[case.pk, paper.pk]))

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    seen = events_of(case).filter(actor_user_id=post.user_id).order_by("pk")
    assert [row.code for row in seen] == ["cases.case.viewed", "cases.case.opened_file"]
    page = words(client.get(reverse("case_detail", args=[case.pk])))
    assert "查看案件" not in page


def test_a_lawyer_does_not_open_the_inner_file(client):
    lawyer = make_lawyer()
    case = make_case(state=CaseState.HANDLING, lawyer=lawyer)
    upload = SimpleUploadedFile("会议记录.pdf", b"%PDF-1.4 x", content_type="application/pdf")
    paper = add_paper(case=case, paper=NewPaper(file=upload), actor=officer(case), now=NOW)
    type(paper).objects.filter(pk=paper.pk).update(is_inner=True)
    client.force_login(lawyer.user)

    assert client.get(reverse("case_paper", args=[case.pk, paper.pk])).status_code == 404


ROUTES = [
    ("case_detail", ()),
    ("case_acceptance", ()),
    ("case_supplement_request", ()),
    ("case_supplement", ()),
    ("case_review", ()),
    ("case_decision", ("grant",)),
    ("case_decision", ("refuse",)),
    ("case_objection", ("uphold",)),
    ("case_note_verb", ("withdraw",)),
    ("case_note_verb", ("object",)),
    ("case_transfer", ()),
    ("case_lapse", ()),
    ("case_termination", ()),
    ("case_paper_new", ()),
]


@pytest.mark.parametrize(("route", "more"), ROUTES)
def test_a_neighbours_case_is_not_there(client, route, more):
    tree = make_tree()
    sign_in(client, role=Role.LEGAL_HEAD, unit=tree.county)
    case = make_case(unit=tree.other_county)

    response = client.get(reverse(route, args=[case.pk, *more]))

    assert response.status_code == 404
    assert not events_of(case).exists()


@pytest.mark.parametrize(("route", "more"), ROUTES)
def test_a_post_without_the_power_is_turned_away(client, route, more):
    post = sign_in(client, role=Role.FINANCE_OFFICER)
    case = make_case(unit=post.unit)

    assert client.get(reverse(route, args=[case.pk, *more])).status_code == 403


def test_a_superior_reads_but_is_offered_nothing_to_do(client):
    tree = make_tree()
    sign_in(client, role=Role.LEGAL_HEAD, unit=tree.prefecture)
    case = submitted(unit=tree.county)

    page = words(client.get(reverse("case_detail", args=[case.pk])))
    acting = client.get(reverse("case_acceptance", args=[case.pk]))

    assert "等经办" in page
    assert reverse("case_acceptance", args=[case.pk]) not in page
    assert acting.status_code == 404


def test_the_walk_from_acceptance_to_the_grant(client):
    post = sign_in(client, role=Role.LEGAL_HEAD, unit=make_unit(region_code="410481"))
    case = submitted(unit=post.unit)
    codes = list(case.materials.values_list("code", flat=True))
    home = reverse("case_detail", args=[case.pk])

    def do(route, *more, **values):
        response = client.post(reverse(route, args=[case.pk, *more]), values)
        assert (response.status_code, response["Location"]) == (302, home)
        case.refresh_from_db()

    do("case_acceptance", received=[code for code in codes if code != "written_application"])
    assert case.state == CaseState.UNDER_REVIEW
    do("case_review", outcome="grant")
    assert case.state == CaseState.AWAITING_DECISION
    do("case_decision", "grant", seen_review=case.reviews.get().pk)
    assert case.state == CaseState.GRANTED
    page = words(client.get(home))
    assert "决定：给予援助" in page
    assert "给予法律援助决定书" in page


def test_the_page_offers_a_decision_only_to_whom_the_pack_leaves_it(client):
    post = sign_in(client)
    simple, grave = accepted(unit=post.unit, aid_form="mediation"), accepted(unit=post.unit)

    def page(case):
        return words(client.get(reverse("case_detail", args=[case.pk])))

    assert reverse("case_decision", args=[simple.pk, "grant"]) in page(simple)
    assert reverse("case_decision", args=[grave.pk, "grant"]) not in page(grave)
    denied = client.post(reverse("case_decision", args=[grave.pk, "grant"]), {"note": ""})
    assert denied.status_code == 403
    sign_in(client, role=Role.LEGAL_HEAD, unit=post.unit)
    assert reverse("case_decision", args=[grave.pk, "grant"]) not in page(grave)
    assert reverse("case_decision", args=[grave.pk, "grant_first"]) in page(grave)
    assert "先由法律部工作人员提出审查意见" in page(grave)


def test_a_refusal_of_the_action_is_shown_beside_the_field_with_the_proposal(client):
    post = sign_in(client, role=Role.LEGAL_HEAD)
    case = proposed(unit=post.unit)

    response = client.post(
        reverse("case_decision", args=[case.pk, "refuse"]), {"note": "没有证据。"}
    )

    page = words(response)
    assert response.status_code == 200
    errors = page.split('id="id_overrule_reason_error"')[1].split("</ul>")[0]
    assert "作出不同决定要写明理由" in errors
    assert "没有证据。" in page
    assert "系统建议" in page
    case.refresh_from_db()
    assert case.state == CaseState.AWAITING_DECISION


def test_the_second_who_decides_reads_who_did(client):
    post = sign_in(client, role=Role.LEGAL_HEAD)
    case = granted(unit=post.unit)

    response = client.post(reverse("case_decision", args=[case.pk, "grant"]), {"note": ""})

    assert response.status_code == 200
    assert case.decisions.get().decided_by in words(response)


def test_everything_missing_is_told_from_the_page(client):
    post = sign_in(client)
    case = submitted(unit=post.unit, now=timezone.now() - timedelta(hours=1))
    url = reverse("case_supplement_request", args=[case.pk])
    page = words(client.get(url))
    assert len(re.findall(r'name="missing"[^>]* checked', page)) == 3

    client.post(
        url,
        {"missing": ["identity", "matter_papers", "migrant_status"], "more": "说明工作地点\n"},
    )

    case.refresh_from_db()
    assert case.state == CaseState.SUPPLEMENTING
    assert [item["label"] for item in case.supplements.get().items][-1] == "说明工作地点"
    assert "已一次性告知补正" in words(client.get(reverse("case_detail", args=[case.pk])))


def test_an_upload_that_is_a_program_is_refused_beside_the_file(client):
    post = sign_in(client)
    case = submitted(unit=post.unit)
    fake = SimpleUploadedFile("照片.jpg", b"MZ\x90\x00 a program", content_type="image/jpeg")

    response = client.post(reverse("case_paper_new", args=[case.pk]), {"file": fake})

    assert response.status_code == 200
    assert "id_file_error" in words(response)
    assert not case.papers.exists()


def test_a_document_is_recorded_as_served_from_the_page(client):
    post = sign_in(client)
    case = accepted(unit=post.unit)
    document = case.documents.get()

    client.post(reverse("case_document_served", args=[case.pk, document.pk]), {"how": "当面"})

    document.refresh_from_db()
    assert document.served_how == "当面"


def test_a_clause_is_shown_in_its_words_and_an_unknown_one_is_not_found(client):
    sign_in(client)

    known = client.get(reverse("case_clause", args=["national-2008", "u13"]))
    unknown = client.get(reverse("case_clause", args=["national-2008", "no-such"]))

    assert 'id="article"' in words(known)
    assert "待核" in words(known)
    assert unknown.status_code == 404


def test_the_page_of_a_case_costs_the_same_however_much_hangs_on_it(client):
    post = sign_in(client)
    few, many = accepted(unit=post.unit), accepted(unit=post.unit)
    for _ in range(5):
        upload = SimpleUploadedFile("材料.pdf", b"%PDF-1.4 x", content_type="application/pdf")
        add_paper(case=many, paper=NewPaper(file=upload), actor=officer(many), now=NOW)
    counts = []
    for case in (few, many):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("case_detail", args=[case.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_an_enterprise_union_writes_for_the_union_above_it(client):
    tree = make_tree()
    sign_in(client, role=Role.ENTERPRISE_UNION_OFFICER, unit=tree.township)

    response = client.get(reverse("case_registration"))

    assert response.url == reverse("hand_up_new")


def test_nobody_gets_in_without_signing_in(client):
    for route in ("case_list", "case_registration"):
        assert client.get(reverse(route)).status_code == 302


@pytest.mark.parametrize("state", [CaseState.ASSIGNED, CaseState.HANDLING])
def test_while_the_lawyer_is_to_move_the_officer_has_no_red_button(client, state):
    unit = sign_in(client).unit
    case = make_case(unit=unit, state=state)

    page = words(client.get(reverse("case_detail", args=[case.pk])))

    assert "现在等承办律师。别的事在下面各栏里办。" in page
    assert "更换承办律师" in page
    assert "button-primary" not in page


def test_checking_the_number_keeps_every_box_that_was_ticked(client):
    sign_in(client, role=Role.WINDOW_CLERK)
    ticked = ["low_income", "social_assistance"]

    page = words(
        client.post(reverse("case_registration"), typed(check="1", hardship_grounds=ticked))
    )

    found = re.findall(r'name="hardship_grounds" value="(\w+)"[^>]* checked', page)
    assert sorted(found) == sorted(ticked)
