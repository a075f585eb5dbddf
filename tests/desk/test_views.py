"""The start page and the search: what is shown, to whom, at which cost."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongyuan.cases.actions.search import index_case
from gongyuan.cases.choices import AssignmentEnd, CaseState
from gongyuan.cases.models import Assignment
from gongyuan.core.notices import tell_user
from gongyuan.desk.queries import PAGE
from gongyuan.organisations.choices import UnitLevel
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case, with_deadline
from tests.consultations.factories import make_consultation
from tests.core.markup import Markup
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_employer, make_post, make_worker, uscc

#: Session; user with posts; all counts; the page with its deadlines.
QUERIES = 4
pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def words(answer):
    assert answer.status_code == 200
    text = answer.content.decode()
    assert Markup(text).faults() == []
    return text


def sign_in(client, post):
    client.force_login(post.user)
    return post


@pytest.mark.parametrize("role", [Role.LEGAL_OFFICER, Role.LEGAL_HEAD, Role.AUDITOR])
def test_the_worklist_says_what_would_be_there_when_it_is_empty(client, tree, role):
    sign_in(client, make_post(role=role, unit=tree.county))

    assert "没有要办的案件" in words(client.get(reverse("desk_worklist")))


@pytest.mark.parametrize("role", [Role.JUSTICE_OFFICER, Role.LAW_FIRM_CONTACT, Role.SYSTEM_ADMIN])
def test_who_has_nothing_to_do_with_cases_reads_nothing_of_them_on_the_worklist(client, tree, role):
    sign_in(client, make_post(role=role, unit=tree.county))

    html = words(client.get(reverse("desk_worklist")))

    assert "没有要办的事" in html
    for of_cases in ("来访登记", "本单位", "下级卡住的", "案件"):
        assert of_cases not in Markup(html).all("main")[0].words()


def test_who_is_not_signed_in_is_sent_to_sign_in(client):
    answer = client.get(reverse("desk_worklist"))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_the_worklist_costs_the_same_queries_with_one_row_and_with_thirty(
    client, tree, django_assert_num_queries
):
    sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))
    make_case(unit=tree.county, state=CaseState.UNDER_REVIEW)
    client.get(reverse("desk_worklist"))

    with django_assert_num_queries(QUERIES):
        client.get(reverse("desk_worklist"))
    for _ in range(29):
        make_case(unit=tree.county, state=CaseState.UNDER_REVIEW)
    with django_assert_num_queries(QUERIES):
        answer = client.get(reverse("desk_worklist"))

    assert answer.context["page"].shown == PAGE
    assert len(answer.content) < 30_000 * PAGE / 50 + 12_000


def found(client, text):
    return client.post(reverse("desk_search"), {"q": text}).context


def test_a_case_is_found_by_all_that_is_remembered_of_it(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))
    worker = make_worker(name="王建国", phone="19901234567", unit=tree.county)
    case = make_case(
        unit=tree.county,
        worker=worker,
        employer=make_employer(name="试城宏达建筑劳务有限公司"),
        facts_text="在工地做木工，工资没有发。",
    )
    index_case(case)

    for text in (
        *("王建", "建国", "王建国", "wjg", "WJ", "wangjianguo", "宏达", "建筑劳务", "木工"),
        *(case.application_number, case.matter.code, "19901234567", "4567"),
        worker.identity_number,
    ):
        assert [line.pk for line in found(client, text)["cases"]] == [case.pk], text
    for text in ("王国", "李建", "宏大", "4568", "19901234568", "jg"):
        assert found(client, text)["cases"] == [], text


def test_a_consultation_is_found_by_its_number_as_offices_type_it(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))
    tree.county.document_prefix = "临工援"
    tree.county.save()
    row, away = (make_consultation(unit=unit) for unit in (tree.county, tree.other_county))
    place = row.number.split("〕")[1].removesuffix("号")
    office = row.number.split("〔")[0]

    for text in (row.number, f"{office}2026-{place}", f"2026-{place}", f"{office}{place}号"):
        assert [one.pk for one in found(client, text)["consultations"]] == [row.pk], text
    assert found(client, away.number)["consultations"] == []
    assert row.number in client.post(reverse("desk_search"), {"q": row.number}).content.decode()


def test_a_search_shows_the_own_subtree_and_nothing_else(client, tree):
    own = make_case(unit=tree.county, facts_text="加班费")
    below = make_case(unit=tree.township, facts_text="加班费")
    for unit in (tree.other_county, tree.prefecture, tree.stranger):
        index_case(make_case(unit=unit, facts_text="加班费"))
    index_case(own)
    index_case(below)
    sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))

    assert {line.pk for line in found(client, "加班")["cases"]} == {own.pk, below.pk}


def test_a_search_finds_people_and_employers_too(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))
    worker = make_worker(name="单英姬", unit=tree.county)
    make_worker(name="单英姬", unit=tree.stranger)
    employer = make_employer(name="白山矿业有限公司")

    assert list(found(client, "单英")["workers"]) == [worker]
    assert list(found(client, "syj")["workers"]) == [worker]
    assert list(found(client, "白山矿业")["employers"]) == [employer]


def test_who_may_not_read_cases_or_people_finds_none(client, tree):
    case = make_case(unit=tree.county, facts_text="加班费")
    index_case(case)
    sign_in(client, make_post(role=Role.SYSTEM_ADMIN, unit=tree.county))

    context = found(client, "加班")

    assert (context["cases"], context["workers"], context["employers"]) == ([], [], [])


def test_nothing_found_says_what_else_to_try(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))

    answer = client.post(reverse("desk_search"), {"q": "没有这个人"})

    assert "没有找到" in answer.content.decode()


def test_a_personal_word_never_stands_in_the_address(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))

    answer = client.get(reverse("desk_search"), {"q": "王建国"})

    assert "要找什么" in answer.content.decode()


def test_notices_are_shown_to_their_reader_and_marked_read_by_a_post(client, tree):
    post = sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))
    other = make_post(role=Role.LEGAL_OFFICER, unit=tree.county)
    tell_user(user_id=post.user_id, body="有一件新申请", link="", now=NOW)
    tell_user(user_id=other.user_id, body="别人的通知", link="", now=NOW)

    page = client.get(reverse("desk_notices")).content.decode()
    assert "有一件新申请" in page
    assert "未读" in page
    assert "别人的通知" not in page

    assert "未读" not in client.post(reverse("desk_notices"), follow=True).content.decode()


def test_a_lawyer_accepts_from_the_worklist_with_two_taps(client, tree):
    lawyer = make_lawyer(unit=tree.county)
    case = make_case(unit=tree.county, state=CaseState.ASSIGNED, lawyer=lawyer)
    client.force_login(lawyer.user)
    first = reverse("lawyer_case", args=[case.pk])

    assert f'href="{first}"' in client.get(reverse("desk_worklist")).content.decode()
    assert client.get(first).url == reverse("lawyer_offer", args=[case.pk])


def test_only_a_lawyer_has_a_way_back_to_the_own_cases(client, tree):
    way = f'href="{reverse("lawyer_cases")}"'
    shown = {}
    for role in (Role.LAWYER, Role.LEGAL_OFFICER):
        sign_in(client, make_post(role=role, unit=tree.county))
        shown[role] = way in client.get(reverse("desk_worklist")).content.decode()

    assert shown == {Role.LAWYER: True, Role.LEGAL_OFFICER: False}


def test_a_kind_of_work_is_a_link_to_its_list_and_back(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))
    review = make_case(unit=tree.county, state=CaseState.UNDER_REVIEW)
    receive = make_case(unit=tree.county)
    address = reverse("desk_worklist")

    everything = words(client.get(address))
    chosen = words(client.get(address, {"kind": "review"}))

    assert f'href="{address}?tab=mine&amp;kind=review">审查 <span class="tab-count">1' in everything
    assert "kind=decision" not in everything
    assert "要办：审查 1 件" in chosen
    assert review.number in chosen
    assert receive.number not in chosen
    assert f'href="{address}?tab=mine" aria-current="true">审查' in chosen
    assert "要办 2 件" in words(client.get(address, {"kind": "nonsense"}))
    assert "这一类没有要办的" in words(client.get(address, {"kind": "decision"}))


def test_a_supervisor_goes_from_the_number_of_a_unit_to_its_list(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_HEAD, unit=tree.prefecture))
    late = make_case(unit=tree.township, next_due_on=NOW.date() - timedelta(days=9))
    dateless = make_case(unit=tree.county)
    other = make_case(unit=tree.other_county, next_due_on=NOW.date() - timedelta(days=9))

    page = words(client.get(reverse("desk_below")))
    assert "超期 2 件，没有期限 1 件" in page
    links = [html.unescape(link) for link in re.findall(r'href="(/desk/[^"]*unit=[^"]+)"', page)]
    assert len(links) == 3

    shown = {link: words(client.get(link)) for link in links}
    for link, text in shown.items():
        is_county = f"unit={tree.county.pk}" in link
        is_dateless = "stuck=dateless" in link
        assert (late.number in text) is (is_county and not is_dateless)
        assert (dateless.number in text) is (is_county and is_dateless)
        assert (other.number in text) is not is_county
        assert "1 件</h1>" in text


def test_a_unit_out_of_sight_narrows_nothing_and_tells_nothing(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_HEAD, unit=tree.county))
    make_case(unit=tree.stranger, next_due_on=NOW.date() - timedelta(days=9))

    page = words(client.get(reverse("desk_worklist"), {"tab": "below", "unit": tree.stranger.pk}))

    assert tree.stranger.short_name not in page
    assert "下级没有这样的案件" in page


def test_the_units_below_cost_the_same_queries_however_many(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_HEAD, unit=tree.prefecture))
    counts = []
    for unit in (tree.county, tree.other_county):
        for _ in range(3):
            make_case(unit=unit)
        with CaptureQueriesContext(connection) as queries:
            words(client.get(reverse("desk_below")))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 6


def test_a_lawyer_is_found_by_name_with_the_cases_handled(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))
    lawyer = make_lawyer(unit=tree.county, name="周试明")
    make_lawyer(unit=tree.stranger, name="周试明")
    handled = make_case(unit=tree.county, state=CaseState.HANDLING, lawyer=lawyer)
    finished = make_case(unit=tree.county, state=CaseState.ARCHIVED, lawyer=lawyer)
    replaced = make_case(unit=tree.county, state=CaseState.HANDLING, lawyer=lawyer)
    end = {"ended_at": NOW, "end_kind": AssignmentEnd.FINISHED}
    Assignment.objects.filter(case=finished).update(**end)
    Assignment.objects.filter(case=replaced).update(**end | {"end_kind": AssignmentEnd.REPLACED})
    named = make_case(unit=tree.county, worker=make_worker(name="周试明", unit=tree.county))
    index_case(named)

    for text in ("周试明", "周试"):
        context = found(client, text)
        assert [line.pk for line in context["cases"]] == [named.pk, finished.pk, handled.pk], text
        assert context["lawyers"] == [lawyer]
    assert found(client, "周")["lawyers"] == []
    page = words(client.post(reverse("desk_search"), {"q": "周试明"}))
    listed = words(client.get(f"{reverse('case_list')}?lawyer={lawyer.pk}"))
    assert f'href="{reverse("case_list")}?lawyer={lawyer.pk}"' in page
    assert handled.number in listed
    assert finished.number in listed
    assert replaced.number not in listed


def test_people_lawyers_and_unions_are_found_by_the_letters_they_begin_with(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))
    worker = make_worker(name="单英姬", unit=tree.county)
    employer = make_employer(name="白山矿业有限公司", uscc=uscc())
    lawyer = make_lawyer(unit=tree.county, name="曾试明")
    make_lawyer(unit=tree.stranger, name="曾试明")
    union = make_unit(name="柳河口镇总工会", level=UnitLevel.TOWNSHIP, parent=tree.county)
    make_unit(name="柳河口镇总工会", level=UnitLevel.TOWNSHIP, parent=tree.stranger)

    assert list(found(client, "SYJ")["workers"]) == [worker]
    assert list(found(client, "bsky")["employers"]) == [employer]
    assert found(client, "zsm")["lawyers"] == [lawyer]
    for text in ("lhk", "柳河口", union.region_code):
        assert found(client, text)["units"] == [union], text
    code = str(employer.uscc)
    for text in (code, code.lower(), f"{code[:8]} {code[8:]}"):
        assert list(found(client, text)["employers"]) == [employer], text
    page = words(client.post(reverse("desk_search"), {"q": "lhk"}))
    assert reverse("unit_detail", args=[union.pk]) in page


def test_four_digits_are_the_end_of_a_telephone_and_no_place(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))
    worker = make_worker(phone=f"1990123{tree.county.region_code[:4]}", unit=tree.county)

    context = found(client, tree.county.region_code[:4])

    assert list(context["workers"]) == [worker]
    assert context["units"] == []


def test_signs_alone_are_said_to_be_nothing_to_look_for(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))
    make_case(unit=tree.county)

    for route, name in (("desk_search", "q"), ("case_list", "text")):
        page = words(client.post(reverse(route), {name: "，。&"}))
        assert "没有可以找的字" in page
        assert "没有找到" not in page


def test_a_search_costs_the_same_queries_for_one_found_and_for_many(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_OFFICER, unit=tree.county))
    lawyer = make_lawyer(unit=tree.county, name="加班律")
    counts = []
    for _ in range(2):
        for _ in range(4):
            made = make_case(unit=tree.county, facts_text="加班律", lawyer=lawyer, state="handling")
            index_case(made)
        with CaptureQueriesContext(connection) as queries:
            found(client, "加班律")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12


def test_a_full_worklist_with_boxes_weighs_thirty_kilobytes_at_most(client, tree):
    sign_in(client, make_post(role=Role.LEGAL_HEAD, unit=tree.county))
    employer = make_employer(name="某某建筑安装工程劳务分包有限责任公司")
    person = make_worker(unit=tree.county)
    for number in range(PAGE + 1):
        case = make_case(
            unit=tree.county,
            employer=employer,
            worker=person,
            state=CaseState.UNDER_REVIEW,
            applicant_label="欧阳某某等12人",
            application_number=f"某某工援申〔2026〕{number}号",
        )
        with_deadline(case, "AID_REVIEW", starts_on=NOW.date())

    answer = client.get(reverse("desk_worklist"), {"tab": "unit"})

    assert 'form="several"' in words(answer)
    assert answer.context["page"].shown == PAGE
    assert len(answer.content) <= 30_000
