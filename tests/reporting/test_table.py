"""A small province whose every figure was written down before it was counted."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from gongyuan.cases.choices import CaseState, StageKind
from gongyuan.organisations.actions.days import effective_from
from gongyuan.organisations.actions.paths import relocate
from gongyuan.organisations.choices import InstitutionForm, UnitLevel
from gongyuan.organisations.models import AidInstitution
from gongyuan.organisations.queries.passed_on import then
from gongyuan.people.choices import Employment, Role
from gongyuan.policy.choices import AidForm
from gongyuan.reporting.choices import INDICATORS, Group, ReturnState, Source
from gongyuan.reporting.queries import cell_text, frozen_table, records, roster, table
from gongyuan.reporting.rules import period_of
from tests.lawyers.factories import make_lawyer, make_term
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.people.factories import make_post, make_user
from tests.reporting.factories import (
    TODAY,
    YEAR,
    enter,
    make_case,
    make_return,
    make_stage,
)
from tests.reporting.independent import differences

pytestmark = pytest.mark.django_db

WORDINGS = [
    ("机构", "单独设立的职工法律援助机构（个）"),
    ("机构", "与地方工会帮扶中心合署办公（个）"),
    ("机构", "作为地方司法行政法律援助中心分中心或职工法律援助工作站（个）"),
    ("机构", "通过购买法律服务设立法律援助机构（个）"),
    ("人员", "职工法律援助维权服务工作人员（人）（专职、兼职）"),
    ("人员", "职工法律援助维权服务志愿者（人）"),
    ("补贴", "是否有法律援助办案补贴（1.是  2.否）"),
    ("经费", "中央财政帮扶资金中用于困难职工法律援助维权服务预算资金（元）"),
    ("经费", "地方财政帮扶配套资金中用于职工法律援助维权服务预算资金（元）"),
    ("经费", "工会经费中用于职工法律援助维权服务预算资金（元）"),
    ("案件", "为职工代书、咨询案件数（件）"),
    ("案件", "代理职工参与仲裁案件数（件）"),
    ("案件", "代理职工参与诉讼案件数（件）"),
]


def texts(unit, year=YEAR):
    """The table as three words a row, "" where nothing stands."""
    cells = table(unit=unit, year=year, today=TODAY).cells
    return [[cell_text(cell) for cell in cells[row : row + 3]] for row in range(0, 39, 3)]


def test_the_rows_are_those_of_the_form_in_its_words_and_order():
    assert [(row.group.label, row.wording) for row in INDICATORS] == WORDINGS
    assert [group.label for group in Group] == ["机构", "人员", "补贴", "经费", "案件"]


@pytest.fixture
def tree():
    tree = make_tree()
    _institutions(tree)
    _people(tree)
    _cases(tree)
    _returns(tree)
    return SimpleNamespace(**tree.__dict__)


def _institutions(tree):
    make_institution(unit=tree.prefecture)
    # Opened on the last day counts; opened on the first of the next year does not.
    make_institution(unit=tree.county, opened_on=date(YEAR, 12, 31))
    make_institution(unit=tree.county, opened_on=date(YEAR + 1, 1, 1))
    # Closed on the last day does not count; closed the day after does.
    make_institution(unit=tree.county, closed_on=date(YEAR, 12, 31))
    make_institution(unit=tree.other_county, closed_on=date(YEAR + 1, 1, 1))
    make_institution(unit=tree.county, form=InstitutionForm.CO_LOCATED)
    make_institution(unit=tree.township, form=InstitutionForm.JUDICIAL_BRANCH)
    make_institution(unit=tree.other_township, form=InstitutionForm.PURCHASED)
    make_institution(unit=tree.province)
    make_institution(unit=tree.stranger)


def _people(tree):
    begun = {"starts_on": date(YEAR, 3, 1)}
    lent_out = {"employment": Employment.PART_TIME, **begun}
    # Two posts in one union, part-time and full-time: one full-time person.
    both = make_user()
    make_post(user=both, unit=tree.county, role=Role.WINDOW_CLERK, **lent_out)
    make_post(user=both, unit=tree.county, role=Role.LEGAL_OFFICER, **begun)
    # Part-time in the prefecture and in a county: counted with the higher.
    lent = make_user()
    make_post(user=lent, unit=tree.other_county, **lent_out)
    make_post(user=lent, unit=tree.prefecture, **lent_out)
    make_post(unit=tree.township, **lent_out)
    # In office on the last day still counts; begun on the next first day does not.
    make_post(unit=tree.other_county, ends_on=date(YEAR, 12, 31), **begun)
    make_post(unit=tree.other_county, starts_on=date(YEAR + 1, 1, 1))
    make_post(unit=tree.county, role=Role.STATISTICIAN, **begun)
    make_post(unit=tree.county, starts_on=date(YEAR - 1, 1, 1), ends_on=date(YEAR, 12, 30))

    year = {"starts_on": date(YEAR, 1, 1), "ends_on": date(YEAR, 12, 31)}
    shared = make_lawyer(unit=tree.county, has_term=False)
    make_term(lawyer=shared, unit=tree.county, **year)
    make_term(lawyer=shared, unit=tree.prefecture, **year)
    make_term(unit=tree.county, **year)
    make_term(unit=tree.county, suspended_on=date(YEAR, 12, 31), **year)
    make_term(unit=tree.county, starts_on=date(YEAR, 1, 1), ends_on=date(YEAR, 12, 30))
    make_term(unit=tree.county, starts_on=date(YEAR + 1, 1, 1), ends_on=date(YEAR + 1, 12, 31))


def _cases(tree):
    advice = AidForm.CONSULTATION
    # 00:30 in Beijing on 1 January is still the year before in UTC. In two columns, so that the
    # two could not make up for one another.
    make_case(
        unit=tree.prefecture,
        aid_form=advice,
        applied_at=datetime(YEAR - 1, 12, 31, 16, 30, tzinfo=UTC),
    )
    make_case(
        unit=tree.other_county,
        aid_form=advice,
        applied_at=datetime(YEAR, 12, 31, 16, 30, tzinfo=UTC),
    )
    make_case(unit=tree.township, aid_form=AidForm.DRAFTING)
    sent_on = {"aid_form": advice, "state": CaseState.TRANSFERRED}
    make_case(unit=tree.county, **sent_on)

    both = make_case(unit=tree.county)
    make_stage(case=both, kind=StageKind.ARBITRATION, filed_on=date(YEAR, 1, 1))
    make_stage(case=both, kind=StageKind.FIRST_INSTANCE, filed_on=date(YEAR, 8, 1))
    make_stage(case=both, kind=StageKind.SECOND_INSTANCE, filed_on=date(YEAR, 12, 31))
    across = make_case(unit=tree.county)
    make_stage(case=across, kind=StageKind.ARBITRATION, filed_on=date(YEAR - 1, 12, 31))
    make_stage(case=across, kind=StageKind.FIRST_INSTANCE, filed_on=date(YEAR, 2, 1))
    twice = make_case(unit=tree.other_county)
    make_stage(case=twice, kind=StageKind.ARBITRATION, filed_on=date(YEAR, 3, 1))
    make_stage(case=twice, kind=StageKind.ARBITRATION, filed_on=date(YEAR, 9, 1))
    mediated = make_case(unit=tree.township)
    make_stage(case=mediated, kind=StageKind.MEDIATION, filed_on=date(YEAR, 3, 1))


def _returns(tree):
    enter(
        make_return(unit=tree.prefecture, state=ReturnState.DRAFT),
        subsidy="1",
        central_funds="80000",
        consultations="411",
    )
    enter(make_return(unit=tree.county), subsidy="1", union_funds="1000.50", consultations="20")
    enter(make_return(unit=tree.other_county, state=ReturnState.ACCEPTED), subsidy="2")
    enter(make_return(unit=tree.township, state=ReturnState.DRAFT), subsidy="2")
    enter(make_return(unit=tree.other_township, state=ReturnState.RETURNED), union_funds="7")
    enter(make_return(unit=tree.county, year=YEAR - 1), union_funds="999999")


PREFECTURE = [
    ["1", "2", "0"],
    ["0", "1", "0"],
    ["0", "0", "1"],
    ["0", "0", "1"],
    ["0、1", "2、0", "0、1"],
    ["1", "1", "0"],
    ["1", "1：1　2：1", ""],
    ["80,000", "", ""],
    ["", "", ""],
    ["", "1,000.50", ""],
    ["412", "20", "1"],
    ["0", "2", "0"],
    ["0", "2", "0"],
]
COUNTY = [
    ["", "1", "0"],
    ["", "1", "0"],
    ["", "0", "1"],
    ["", "0", "1"],
    ["", "1、0", "0、1"],
    ["", "1", "0"],
    ["", "1", ""],
    ["", "", ""],
    ["", "", ""],
    ["", "1,000.50", ""],
    ["", "20", "1"],
    ["", "1", "0"],
    ["", "2", "0"],
]


def test_the_prefectures_table_is_what_was_written_down(tree):
    assert texts(tree.prefecture) == PREFECTURE


def test_the_countys_table_has_nothing_of_the_prefecture_and_its_own_answer(tree):
    assert texts(tree.county) == COUNTY


def test_the_provinces_table_counts_a_draft_below_no_more(tree):
    found = texts(tree.province)

    assert found[:6] == PREFECTURE[:6]
    assert found[6] == ["", "1：1　2：1", ""]
    assert found[7] == ["", "", ""]
    assert found[10] == ["1", "20", "1"]


def test_the_township_sees_its_own_draft_and_only_its_column(tree):
    found = texts(tree.township)

    assert found[6] == ["", "", "2"]
    assert [row[:2] for row in found] == [["", ""]] * 13


def test_the_independent_script_agrees_with_the_hand_made_province(tree):
    for unit in (tree.province, tree.prefecture, tree.county, tree.township, tree.stranger):
        assert differences(unit=unit, year=YEAR, today=TODAY) == []


def test_records_of_the_province_itself_are_named_outside_the_columns(tree):
    assert table(unit=tree.province, year=YEAR, today=TODAY).outside == {Source.INSTITUTIONS: 1}
    assert table(unit=tree.prefecture, year=YEAR, today=TODAY).outside == {}


def test_a_moved_county_counts_with_its_new_superior(tree):
    other = make_unit(level=UnitLevel.PREFECTURE, parent=tree.province)

    relocate(tree.county, parent=other, on=date(YEAR, 12, 31))

    assert texts(other)[0] == ["0", "1", "0"]
    assert texts(tree.prefecture)[0] == ["1", "1", "0"]


def test_a_county_that_moves_after_the_year_stays_in_the_old_superiors_table(tree):
    other = make_unit(level=UnitLevel.PREFECTURE, parent=tree.province)
    before = texts(tree.prefecture)

    relocate(tree.county, parent=other, on=date(YEAR + 1, 1, 1))

    assert texts(other)[0] == ["0", "0", "0"]
    assert texts(tree.prefecture) == before
    assert len(roster(unit=tree.prefecture, year=YEAR, today=TODAY)) == 6


def test_a_form_changed_after_the_year_leaves_its_table(tree):
    institution = AidInstitution.objects.filter(unit=tree.county, form="stand_alone").first()
    before = texts(tree.prefecture)

    with effective_from(date(YEAR + 1, 1, 1)):
        institution.form = "purchased"
        institution.save(update_fields=["form"])

    assert texts(tree.prefecture) == before


def test_a_running_year_is_counted_as_today(tree):
    make_institution(unit=tree.county, opened_on=date(2015, 5, 20))
    make_institution(unit=tree.county, opened_on=date(2015, 5, 21))

    # Two of before, one opened on 1 January 2015, one today; the fifth is still to come.
    found = table(unit=tree.county, year=2015, today=date(2015, 5, 20)).cells

    assert cell_text(found[1]) == "3"


def test_the_roster_has_the_institutions_of_the_table_and_no_other(tree):
    listed = roster(unit=tree.prefecture, year=YEAR, today=TODAY)

    assert len(listed) == 6


def test_the_table_costs_three_queries_whatever_its_size(tree):
    def queries(run):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            run()
        return len(captured)

    few = queries(lambda: table(unit=tree.province, year=YEAR, today=TODAY))
    for _ in range(30):
        make_institution(unit=make_unit(level=UnitLevel.COUNTY, parent=tree.prefecture))
    many = queries(lambda: table(unit=tree.province, year=YEAR, today=TODAY))
    filed = make_return(unit=tree.province)
    frozen = queries(lambda: frozen_table(unit_return=filed, today=TODAY))

    assert (few, many, frozen) == (3, 3, 4)


def test_the_level_of_a_union_is_sought_once_for_all_its_records(tree):
    """Sought for each, a million questions took a quarter of a minute."""
    with CaptureQueriesContext(connection) as captured:
        table(unit=tree.province, year=YEAR, today=TODAY)

    (counted,) = [one["sql"] for one in captured if "UNION ALL" in str(one["sql"])]
    for name in ("cases_case", "consultations_consultation"):
        assert f'GROUP BY "{name}"."unit_path")' in counted


def test_advice_of_a_year_is_counted_from_an_index_alone(tree):
    period = period_of(YEAR, today=TODAY)
    found = records.consultations(tree.province.path, period, then(period.as_at))
    counted = found.order_by().values("unit_path").annotate(number=Count("*"))
    sql, params = counted.query.sql_with_params()
    with connection.cursor() as cursor:
        # On a few rows reading them all is cheap; of a million it is not.
        for name in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{name} = off")
        cursor.execute(f"EXPLAIN {sql}", params)
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "Index Only Scan using case_advice_by_day" in plan
