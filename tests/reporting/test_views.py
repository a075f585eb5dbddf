from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongyuan.cases.choices import StageKind
from gongyuan.people.choices import Employment, Role
from gongyuan.policy.choices import AidForm
from gongyuan.reporting.choices import INDICATORS, ReturnState
from gongyuan.reporting.models import ManualFigure, Return
from gongyuan.reporting.queries.lists import PAGE
from tests.core.markup import Markup
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.people.factories import make_post
from tests.reporting.factories import YEAR, enter, make_case, make_question, make_return, make_stage

pytestmark = pytest.mark.django_db

OF_A_TABLE = ["return_table", "return_roster", "return_export", "return_print"]
WRITES = ["return_figures", "return_submission", "return_remarks", "return_acceptance"]
FIGURES = {
    "subsidy-county": "1",
    "central_funds-county": "80,000",
    "local_funds-county": "０",
    "union_funds-county": "1000.50",
}


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def signed_in(client):
    def sign_in(unit, role=Role.LEGAL_HEAD):
        client.force_login(make_post(unit=unit, role=role).user)
        return client

    return sign_in


def address(name, unit, year=YEAR, *more):
    return reverse(name, args=[unit.pk, year, *more])


def test_the_table_shows_every_row_in_order_and_links_its_numbers(signed_in, tree):
    make_institution(unit=tree.county)
    make_post(unit=tree.county, employment=Employment.PART_TIME, starts_on=date(2010, 1, 1))

    text = signed_in(tree.prefecture).get(address("return_table", tree.prefecture)).text

    assert Markup(text).faults() == []
    places = [text.index(row.wording) for row in INDICATORS]
    assert places == sorted(places)
    cell = address("return_cell", tree.prefecture, YEAR, "institutions_stand_alone", "county")
    assert f'<a href="{cell}">1</a>' in text
    staff = address("return_cell", tree.prefecture, YEAR, "staff", "county")
    assert f'0、<a href="{staff}?part=part_time">1</a>' in text
    assert "2014年1—12月为准" in text
    assert "2 个下级单位中 0 个已报" in text


def test_every_page_is_well_formed(signed_in, tree):
    client = signed_in(tree.county)
    filed = make_return(unit=tree.township)
    enter(filed, subsidy="1", consultations="4")
    make_case(unit=tree.county, aid_form=AidForm.CONSULTATION)
    make_institution(unit=tree.county)

    own = ["return_table", "return_roster", "return_print", "return_figures", "return_submission"]
    below = ["return_remarks", "return_acceptance"]
    pages = [address(name, tree.county) for name in own]
    pages += [address(name, tree.township) for name in below]
    pages += [
        address("return_cell", tree.county, YEAR, row.code, level)
        for row in INDICATORS
        for level in ("prefecture", "county", "township")
    ]
    pages += [reverse("return_list"), reverse("return_list") + "?q=" + "柳镇"]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert Markup(answer.text).faults() == [], page


def test_the_list_behind_a_cell_names_the_cases_with_masked_people(signed_in, tree):
    ours = make_case(unit=tree.county, applicant_label="试建国等3人")
    make_stage(case=ours, kind=StageKind.ARBITRATION, filed_on=date(YEAR, 2, 1))
    theirs = make_case(unit=tree.other_county)
    make_stage(case=theirs, kind=StageKind.ARBITRATION, filed_on=date(YEAR, 2, 1))

    client = signed_in(tree.county)
    text = client.get(address("return_cell", tree.county, YEAR, "arbitrations", "county")).text

    assert ours.number in text
    assert "试×国等3人" in text
    assert "试建国" not in text
    assert theirs.number not in text


def test_a_long_list_is_paged_without_losing_or_doubling_a_record(signed_in, tree):
    cases = [make_case(unit=tree.county, aid_form=AidForm.CONSULTATION) for _ in range(PAGE + 1)]
    asked = [make_question(unit=tree.county, asker_name="试建国") for _ in range(PAGE + 2)]
    client = signed_in(tree.county)
    page = address("return_cell", tree.county, YEAR, "consultations", "county")

    def lists(answer):
        assert Markup(answer.text).faults() == []
        return [one["page"] for one in answer.context["lists"]]

    whole = client.get(page)
    advice, questions = lists(whole)
    # Each of the two lists goes on by itself.
    rest, same = lists(client.get(page, {"after": advice.next_after}))
    last = lists(client.get(page + whole.context["lists"][1]["next_url"]))[1]

    shown = [row["case_id"] for row in advice.rows + rest.rows]
    assert shown == sorted((case.pk for case in cases), reverse=True)
    assert (rest.next_after, same.rows) == ("", questions.rows)
    told = [row["consultation_id"] for row in questions.rows + last.rows]
    assert told == sorted((one.pk for one in asked), reverse=True)
    assert lists(client.get(page, {"after": "x'"}))[0].rows == advice.rows
    assert whole.context["total"] == str(2 * PAGE + 3)
    assert reverse("consultation_detail", args=[asked[-1].pk]) in whole.text
    assert "试×国" in whole.text
    assert "试建国" not in whole.text


def test_the_list_of_a_row_entered_by_hand_says_which_unit_who_and_when(signed_in, tree):
    enter(make_return(unit=tree.county), union_funds="88")
    enter(make_return(unit=tree.other_county, state=ReturnState.DRAFT), union_funds="77")

    client = signed_in(tree.prefecture)
    text = client.get(address("return_cell", tree.prefecture, YEAR, "union_funds", "county")).text

    assert tree.county.name in text
    assert tree.other_county.name not in text
    assert "88" in text


@pytest.mark.parametrize("name", OF_A_TABLE + WRITES)
def test_a_table_out_of_sight_is_not_found(signed_in, tree, name):
    make_return(unit=tree.county)
    for unit in (tree.other_county, tree.township, tree.stranger):
        answer = signed_in(unit).get(address(name, tree.county))
        assert answer.status_code == 404, unit


def test_a_cell_or_a_list_out_of_sight_is_not_found(signed_in, tree):
    client = signed_in(tree.other_county)

    page = address("return_cell", tree.county, YEAR, "staff", "county")
    assert client.get(page).status_code == 404
    assert client.get(reverse("return_list"), {"unit": tree.county.pk}).status_code == 404


@pytest.mark.parametrize(
    ("indicator", "level", "part"),
    [("staffs", "county", ""), ("staff", "province", ""), ("staff", "county", "yes")],
)
def test_a_cell_that_the_form_does_not_have_is_not_found(signed_in, tree, indicator, level, part):
    page = address("return_cell", tree.county, YEAR, indicator, level)

    assert signed_in(tree.county).get(page, {"part": part}).status_code == 404


@pytest.mark.parametrize("year", [2007, 9999, 0])
def test_a_year_without_a_table_is_not_found(signed_in, tree, year):
    assert signed_in(tree.county).get(address("return_table", tree.county, year)).status_code == 404


@pytest.mark.parametrize("asked", [{"unit": "x"}, {"unit": "9" * 30}, {"year": "1"}])
def test_a_wrong_address_of_the_list_is_not_found(signed_in, tree, asked):
    assert signed_in(tree.county).get(reverse("return_list"), asked).status_code == 404


@pytest.mark.parametrize("name", OF_A_TABLE)
def test_a_post_without_the_power_to_read_is_forbidden(signed_in, tree, name):
    assert (
        signed_in(tree.county, Role.SYSTEM_ADMIN).get(address(name, tree.county)).status_code == 403
    )


@pytest.mark.parametrize("name", ["return_figures", "return_submission"])
def test_a_superior_reads_but_does_not_fill_or_submit_for_a_unit(signed_in, tree, name):
    client = signed_in(tree.prefecture)

    assert client.get(address("return_table", tree.county)).status_code == 200
    assert client.get(address(name, tree.county)).status_code == 403
    assert client.post(address(name, tree.county), FIGURES).status_code == 403
    assert not Return.objects.exists()


@pytest.mark.parametrize("name", ["return_remarks", "return_acceptance"])
def test_the_province_neither_returns_nor_accepts_a_countys_return(signed_in, tree, name):
    filed = make_return(unit=tree.county)

    answer = signed_in(tree.province).post(address(name, tree.county), {"note": "改"})

    assert answer.status_code == 403
    filed.refresh_from_db()
    assert filed.state == ReturnState.SUBMITTED


def test_powers_are_asked_for_every_write(signed_in, tree):
    for role, name in (
        (Role.WINDOW_CLERK, "return_figures"),
        (Role.STATISTICIAN, "return_submission"),
        (Role.STATISTICIAN, "return_remarks"),
        (Role.STATISTICIAN, "return_acceptance"),
    ):
        assert signed_in(tree.county, role).post(address(name, tree.county)).status_code == 403


def test_figures_are_typed_as_people_write_them(signed_in, tree):
    client = signed_in(tree.county, Role.STATISTICIAN)

    answer = client.post(address("return_figures", tree.county), FIGURES)

    assert answer.url == address("return_table", tree.county)
    kept = {f.indicator: f.value for f in ManualFigure.objects.all()}
    assert kept == {"subsidy": 1, "central_funds": 80000, "local_funds": 0, "union_funds": 1000.5}
    form = client.get(address("return_figures", tree.county)).text
    assert 'value="80,000"' in form
    assert 'value="1,000.50"' in form


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("union_funds-county", "-1", "不能小于0"),
        ("union_funds-county", "1.005", "最多两位小数"),
        ("subsidy-county", "3", "只能填1（是）或者2（否）"),
        ("subsidy-county", "是", "请填数字"),
        ("consultations-township", "2.5", "应为整数"),
        ("union_funds-county", "NaN", "请填数字"),
        ("union_funds-county", "9" * 40, "数字太大"),
    ],
)
def test_a_wrong_figure_is_shown_beside_its_field_and_what_was_typed_stays(
    signed_in, tree, name, typed, sentence
):
    client = signed_in(tree.county)

    answer = client.post(address("return_figures", tree.county), {**FIGURES, name: typed})

    assert answer.status_code == 200
    assert sentence in answer.text.split(f'id="id_{name}_error"')[1][:200]
    assert f'value="{typed}"' in answer.text
    assert not ManualFigure.objects.exists()


def test_a_return_goes_up_comes_back_and_is_accepted(client, tree):
    head = make_post(unit=tree.county, role=Role.LEGAL_HEAD)
    superior = make_post(unit=tree.prefecture, role=Role.LEGAL_HEAD)
    client.force_login(head.user)
    client.post(address("return_figures", tree.county), FIGURES)
    client.post(address("return_submission", tree.county))
    page = client.get(address("return_table", tree.county)).text
    assert "已提交" in page
    assert "手填数字" not in page

    client.force_login(superior.user)
    client.post(address("return_remarks", tree.county), {"note": "请核对工会经费"})
    client.force_login(head.user)
    assert "请核对工会经费" in client.get(address("return_table", tree.county)).text
    client.post(address("return_submission", tree.county))

    client.force_login(superior.user)
    client.post(address("return_acceptance", tree.county))
    assert "已接收" in client.get(address("return_table", tree.county)).text
    assert "2 个下级单位中 1 个已报" in client.get(address("return_table", tree.prefecture)).text


def test_an_unfinished_return_is_refused_in_place(signed_in, tree):
    answer = signed_in(tree.county).post(address("return_submission", tree.county))

    assert answer.status_code == 200
    assert "还没有填" in answer.text


def test_a_submitted_table_keeps_its_numbers_and_says_what_they_are_now(signed_in, tree):
    make_institution(unit=tree.county)
    client = signed_in(tree.county)
    client.post(address("return_figures", tree.county), FIGURES)
    client.post(address("return_submission", tree.county))

    make_institution(unit=tree.county)

    page = client.get(address("return_table", tree.county)).text
    assert "提交后有 1 格变了" in page
    assert '>1</a><span class="sub">现为 2</span>' in page
    assert "格变了" not in client.get(address("return_table", tree.township)).text
    cell = address("return_cell", tree.county, YEAR, "institutions_stand_alone", "county")
    assert "提交时为 1" in client.get(cell).text


def test_the_page_for_the_stamp_has_the_notes_and_the_lines_to_sign(signed_in, tree):
    text = signed_in(tree.county).get(address("return_print", tree.county)).text

    for words in ("填报单位（盖章）", "单位负责人（签字）", "填表人（签字）", "填报日期"):
        assert words in text
    assert "由市州级工会统一于5月25日前将本表及所附法援机构名册" in text


def test_units_in_sight_are_found_by_name(signed_in, tree):
    client = signed_in(tree.county)

    found = client.get(reverse("return_list"), {"q": "柳镇", "year": YEAR}).text

    assert address("return_table", tree.township) in found
    outside = client.get(reverse("return_list"), {"q": "石桥", "year": YEAR}).text
    assert address("return_table", tree.other_county) not in outside


def test_pages_cost_the_same_with_one_and_with_thirty_institutions(signed_in, tree):
    client = signed_in(tree.province)
    make_institution(unit=tree.county)
    pages = [address(name, tree.province) for name in OF_A_TABLE]
    pages += [
        address("return_cell", tree.province, YEAR, "institutions_stand_alone", "county"),
        reverse("return_list"),
    ]

    def queries():
        numbers = []
        for page in pages:
            with CaptureQueriesContext(connection) as captured:
                client.get(page)
            numbers.append(len(captured))
        return numbers

    queries()
    few = queries()
    for _ in range(30):
        make_institution(unit=make_unit(parent=tree.prefecture))
    assert queries() == few
