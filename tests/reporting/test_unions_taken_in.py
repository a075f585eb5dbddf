"""Years before a merger, and before a union changed its level, are counted as they were."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse

from gongyuan.cases.choices import CaseState, StageKind
from gongyuan.organisations import actions
from gongyuan.organisations.actions.days import effective_from
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Role
from gongyuan.people.models import User
from gongyuan.policy.choices import AidForm
from gongyuan.reporting.actions import accept_return, save_manual_figures, submit_return
from gongyuan.reporting.choices import INDICATORS, Source
from gongyuan.reporting.models import Return
from gongyuan.reporting.queries import Place, cell_records, progress, record_page, roster, table
from tests.lawyers.factories import make_lawyer, make_term
from tests.organisations.factories import make_institution, make_tree
from tests.people.factories import make_actor, make_post
from tests.reporting.factories import NOW, TODAY, YEAR, make_case, make_question, make_stage

pytestmark = pytest.mark.django_db
MERGED = date(YEAR + 1, 3, 1)
FILED = date(YEAR, 7, 1)
BY_SOURCE = {one.source: one.code for one in INDICATORS if one.source}


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def county_at_work(tree):
    """The other county with one of everything of 2014 that is still open when it is taken in."""
    unit = tree.other_county
    make_institution(unit=unit, name="石桥县职工法律援助中心")
    make_post(unit=unit, role=Role.LEGAL_OFFICER, starts_on=date(2010, 1, 1))
    make_term(
        lawyer=make_lawyer(has_term=False, has_account=False),
        unit=unit,
        starts_on=date(YEAR, 9, 1),
        ends_on=date(YEAR + 1, 8, 31),
    )
    make_case(unit=unit, aid_form=AidForm.CONSULTATION, state=CaseState.HANDLING)
    make_question(unit=unit)
    make_question(unit=unit, answer="可以。")
    case = make_case(unit=unit, state=CaseState.HANDLING)
    make_stage(case=case, kind=StageKind.ARBITRATION, filed_on=FILED)
    make_stage(case=case, kind=StageKind.FIRST_INSTANCE, filed_on=FILED)
    return unit


def merge(tree, unit, into, on=MERGED):
    actions.merge_unit(
        unit=unit,
        into=into,
        merged_on=on,
        actor=make_actor(unit=tree.prefecture, starts_on=date(YEAR + 2, 1, 1)),
        now=NOW,
        note="撤县并区",
    )
    for one in (unit, into):
        one.refresh_from_db()


def figures(unit, year=YEAR):
    """What is counted, by row and column, where it is not nothing."""
    cells = table(unit=unit, year=year, today=TODAY).cells
    return {
        (cell.indicator.source, str(cell.level)): int(cell.value)
        for cell in cells
        if cell.indicator.source and cell.value
    }


COUNTY, TOWNSHIP = str(UnitLevel.COUNTY), str(UnitLevel.TOWNSHIP)
ALL = (
    Source.INSTITUTIONS,
    Source.STAFF,
    Source.VOLUNTEERS,
    Source.CONSULTATIONS,
    Source.ARBITRATIONS,
    Source.LITIGATIONS,
)


def test_the_year_before_a_merger_counts_where_it_was(tree, county_at_work):
    before = {unit: figures(unit) for unit in (tree.prefecture, tree.county, county_at_work)}
    # A case of advice, a question that waits and one that is answered.
    most = {(Source.CONSULTATIONS, COUNTY): 3}
    assert before[county_at_work] == {(source, COUNTY): 1 for source in ALL} | most

    merge(tree, county_at_work, tree.county)

    for unit, found in before.items():
        unit.refresh_from_db()
        assert figures(unit) == found, unit
    assert figures(tree.county) == {}
    held = {(one, COUNTY): 1 for one in (Source.INSTITUTIONS, Source.STAFF, Source.VOLUNTEERS)}
    assert figures(tree.county, YEAR + 1) == held


def test_the_list_behind_a_cell_names_the_union_of_then(tree, county_at_work):
    merge(tree, county_at_work, tree.county)

    for cell in table(unit=tree.prefecture, year=YEAR, today=TODAY).cells:
        if cell.indicator.source and cell.value and cell.is_open:
            rows = [row for one in cell_records(cell).lists for row in record_page(one).rows]
            assert {row["unit"] for row in rows} == {"石桥县总工会"}, cell.indicator.code
            assert len(rows) == cell.value


def test_a_township_taken_in_by_its_county_keeps_its_column(tree):
    make_case(unit=tree.township, aid_form=AidForm.CONSULTATION, state=CaseState.HANDLING)
    before = figures(tree.county)
    assert before == {(Source.CONSULTATIONS, TOWNSHIP): 1}

    merge(tree, tree.township, tree.county)

    assert figures(tree.county) == before


def test_taken_in_twice_a_record_is_found_at_each_of_the_three(tree, county_at_work):
    first, second = date(YEAR - 1, 5, 1), date(YEAR + 1, 3, 1)
    case = make_case(
        unit=tree.township,
        aid_form=AidForm.CONSULTATION,
        state=CaseState.HANDLING,
        applied_at=datetime(YEAR - 2, 3, 1, tzinfo=UTC),
    )
    merge(tree, tree.township, tree.county, on=first)
    merge(tree, tree.county, tree.other_county, on=second)
    case.refresh_from_db()
    assert case.unit == tree.other_county

    early = figures(tree.prefecture, YEAR - 2)

    assert early[Source.CONSULTATIONS, TOWNSHIP] == 1
    assert figures(tree.county, YEAR - 2)[Source.CONSULTATIONS, TOWNSHIP] == 1
    assert (Source.CONSULTATIONS, COUNTY) not in figures(tree.other_county, YEAR - 2)


def test_a_union_counts_in_the_column_of_the_level_it_had(tree):
    town = tree.township
    make_institution(unit=town, kind="station", name="柳镇工作站")
    make_post(unit=town, role=Role.WINDOW_CLERK, starts_on=date(2010, 1, 1))
    make_case(unit=town, aid_form=AidForm.CONSULTATION, state=CaseState.HANDLING)
    before = figures(tree.prefecture)
    assert set(before) == {
        (one, TOWNSHIP) for one in (Source.INSTITUTIONS, Source.STAFF, Source.CONSULTATIONS)
    }

    town.level = UnitLevel.PRIMARY
    with effective_from(MERGED):
        town.save(update_fields=["level"])

    assert figures(tree.prefecture) == before
    assert figures(tree.prefecture, YEAR + 1) == {}
    named = roster(unit=tree.prefecture, year=YEAR, today=TODAY)
    assert [(row.name, row.level_label) for row in named] == [("柳镇工作站", "乡镇（街道）")]
    assert not roster(unit=tree.prefecture, year=YEAR + 1, today=TODAY).exists()


def test_who_took_it_in_files_its_last_table_and_whoever_led_it_then_accepts(client, tree):
    """The year before the merger is the closed union's own: somebody still has to send it up."""
    unit, heir, above = tree.other_county, tree.county, tree.prefecture
    head = make_actor(unit=heir, role=Role.LEGAL_HEAD)
    upper = make_actor(unit=above, role=Role.LEGAL_HEAD)
    expected, own_below = (progress(one, YEAR, today=TODAY) for one in (above, heir))
    merge(tree, unit, heir)
    own = {Place(row.code, unit.level, ""): Decimal(1) for row in INDICATORS if row.is_entered}
    save_manual_figures(unit=unit, year=YEAR, figures=own, actor=head, now=NOW)
    sent = submit_return(unit=unit, year=YEAR, actor=head, now=NOW)

    assert progress(above, YEAR, today=TODAY).expected == expected.expected
    assert progress(above, YEAR, today=TODAY).reported == expected.reported + 1
    assert progress(heir, YEAR, today=TODAY) == own_below
    assert not Return.objects.overseen_by(head).filter(pk=sent.pk).exists()
    assert accept_return(unit_return=sent, actor=upper, now=NOW).accepted_at == NOW
    with pytest.raises(Unit.DoesNotExist):
        submit_return(unit=unit, year=MERGED.year, actor=head, now=NOW)
    for actor, theirs in ((head, heir), (upper, above)):
        client.force_login(
            User.objects.get(pk=actor.user_id), backend=settings.AUTHENTICATION_BACKENDS[0]
        )
        text = client.get(
            reverse("return_list"), {"unit": theirs.pk, "year": YEAR}
        ).content.decode()
        assert "并入临河县，由它报" in text
        page = client.get(reverse("return_table", args=[unit.pk, YEAR]))
        assert page.status_code == 200
