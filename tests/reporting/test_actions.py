from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from gongyuan.reporting import actions
from gongyuan.reporting.choices import ReturnState
from gongyuan.reporting.models import FrozenFigure, ManualFigure, Return
from gongyuan.reporting.queries import Place, cell_text, frozen_table, return_of
from gongyuan.reporting.workflow import WORKFLOW
from tests.organisations.factories import make_institution, make_tree
from tests.people.factories import make_actor
from tests.reporting.factories import NOW, TODAY, YEAR, enter, make_return

pytestmark = pytest.mark.django_db
OWN = {"subsidy": "1", "central_funds": "0", "local_funds": "0", "union_funds": "0"}


@pytest.fixture
def tree():
    return make_tree()


def save(unit, actor, now=NOW, **figures):
    """Figures typed into the unit's own column."""
    places = {Place(code, unit.level, ""): v and Decimal(v) for code, v in figures.items()}
    return actions.save_manual_figures(unit=unit, year=YEAR, figures=places, actor=actor, now=now)


def kept(unit):
    rows = ManualFigure.objects.filter(unit_return__unit=unit)
    return {(row.indicator, row.part): row.value for row in rows}


def test_figures_are_kept_with_who_and_when_and_written_in_the_events(tree):
    actor = make_actor(role=Role.STATISTICIAN, unit=tree.county)

    filed = save(tree.county, actor, subsidy="2", union_funds="1000.50", consultations=None)

    assert kept(tree.county) == {("subsidy", "no"): 1, ("union_funds", ""): Decimal("1000.50")}
    figure = ManualFigure.objects.get(indicator="union_funds")
    assert figure.entered_at == NOW
    assert actor.name in figure.entered_by
    event = events_of(filed).get()
    assert event.data["changes"]["union_funds-county"] == ["", "1000.50"]


def test_a_figure_left_alone_keeps_who_entered_it_and_a_cleared_one_goes(tree):
    save(tree.county, make_actor(unit=tree.county), subsidy="1", union_funds="5")
    later = datetime(2015, 5, 22, tzinfo=UTC)

    save(tree.county, make_actor(unit=tree.county), now=later, subsidy="2", union_funds="5")
    save(tree.county, make_actor(unit=tree.county), now=later, central_funds=None)

    assert kept(tree.county) == {("subsidy", "no"): 1, ("union_funds", ""): 5}
    assert ManualFigure.objects.get(indicator="union_funds").entered_at == NOW
    assert events_of(Return.objects.get()).count() == 2


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (Place("union_funds", "county", ""), "-1"),
        (Place("union_funds", "county", ""), "1.005"),
        (Place("subsidy", "county", ""), "3"),
        (Place("consultations", "township", ""), "0.5"),
        (Place("staff", "county", "full_time"), "9"),
        (Place("union_funds", "prefecture", ""), "9"),
        (Place("subsidy", "township", ""), "1"),
        (Place("no_such_row", "county", ""), "1"),
    ],
)
def test_a_wrong_figure_is_refused_beside_its_field_and_changes_nothing(tree, place, value):
    actor = make_actor(unit=tree.county)
    figures = {Place("central_funds", "county", ""): Decimal(7), place: Decimal(value)}

    with pytest.raises(Refused) as refusal:
        actions.save_manual_figures(
            unit=tree.county, year=YEAR, figures=figures, actor=actor, now=NOW
        )

    assert refusal.value.field == actions.field_name(place)
    assert not Return.objects.exists()


def test_nobody_fills_for_another_unit(tree):
    for unit in (tree.prefecture, tree.other_county):
        with pytest.raises(ObjectDoesNotExist):
            save(tree.county, make_actor(unit=unit), union_funds="5")


def test_a_submitted_return_takes_no_more_figures(tree):
    make_return(unit=tree.county)

    with pytest.raises(Refused, match="请由上级退回"):
        save(tree.county, make_actor(unit=tree.county), union_funds="5")

    assert kept(tree.county) == {}


def submit(unit, now=NOW, role=Role.LEGAL_HEAD):
    actor = make_actor(role=role, unit=unit)
    return actions.submit_return(unit=unit, year=YEAR, actor=actor, now=now)


def test_submitting_freezes_every_figure_of_the_open_columns(tree):
    make_institution(unit=tree.county)
    make_institution(unit=tree.township)
    save(tree.county, make_actor(unit=tree.county), **OWN)

    filed = submit(tree.county)

    assert filed.state == ReturnState.SUBMITTED
    assert filed.submitted_at == NOW
    # Thirteen rows, two of them in two parts, by the two columns of a county.
    assert FrozenFigure.objects.filter(unit_return=filed).count() == 30
    assert [event.code for event in events_of(filed).order_by("pk")] == [
        "reporting.return.fill",
        "reporting.return.submit",
    ]


def test_later_records_leave_the_submitted_figures_and_show_as_changed(tree):
    make_institution(unit=tree.county)
    save(tree.county, make_actor(unit=tree.county), **OWN)
    submit(tree.county)

    make_institution(unit=tree.county)

    cells = frozen_table(unit_return=return_of(tree.county, YEAR), today=TODAY).cells
    assert cell_text(cells[1]) == "1"
    assert cell_text(cells[1], cells[1].present) == "2"
    assert cell_text(cells[22]) == cell_text(cells[22], cells[22].present) == "0"


def test_an_empty_own_row_stops_the_return_by_name(tree):
    save(tree.county, make_actor(unit=tree.county), subsidy="1", central_funds="1")

    with pytest.raises(Refused) as refusal:
        submit(tree.county)

    assert len(refusal.value.reasons) == 2
    assert "地方财政帮扶配套资金" in refusal.value.reasons[0]
    assert Return.objects.get().state == ReturnState.DRAFT
    assert not FrozenFigure.objects.exists()


def test_a_year_that_is_not_over_in_beijing_is_not_submitted(tree):
    save(tree.county, make_actor(unit=tree.county), **OWN)

    with pytest.raises(Refused, match="还没有过完"):
        submit(tree.county, now=datetime(YEAR, 12, 31, 15, 59, tzinfo=UTC))

    submit(tree.county, now=datetime(YEAR, 12, 31, 16, 0, tzinfo=UTC))


def test_a_province_has_no_column_of_its_own_and_nothing_to_enter(tree):
    assert submit(tree.province).state == ReturnState.SUBMITTED


def test_submitting_twice_does_one_thing(tree):
    save(tree.county, make_actor(unit=tree.county), **OWN)
    filed = submit(tree.county)

    with pytest.raises(Refused):
        submit(tree.county)

    assert events_of(filed).filter(code="reporting.return.submit").count() == 1


def test_only_who_may_sign_for_the_unit_submits(tree):
    save(tree.county, make_actor(unit=tree.county), **OWN)

    with pytest.raises(PermissionDenied):
        submit(tree.county, role=Role.STATISTICIAN)

    assert not FrozenFigure.objects.exists()


def test_the_superior_returns_with_remarks_the_unit_mends_and_submits_again(tree):
    save(tree.county, make_actor(unit=tree.county), **OWN)
    filed = submit(tree.county)
    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.prefecture)

    returned = actions.return_to_unit(
        unit_return=filed, note=" 工会经费请核对 ", actor=head, now=NOW
    )

    assert (returned.state, returned.remarks) == (ReturnState.RETURNED, "工会经费请核对")
    assert returned.submitted_at is None
    save(tree.county, make_actor(unit=tree.county), union_funds="12")
    again = submit(tree.county)
    figures = FrozenFigure.objects.filter(unit_return=again)
    assert figures.get(indicator="union_funds", level="county").entered == 12
    assert figures.count() == 30
    accepted = actions.accept_return(unit_return=again, actor=head, now=NOW)
    assert accepted.accepted_at == NOW
    reopened = actions.return_to_unit(unit_return=again, note="再核", actor=head, now=NOW)
    assert (reopened.state, reopened.accepted_at) == (ReturnState.RETURNED, None)


def test_returning_needs_remarks(tree):
    filed = make_return(unit=tree.county)
    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.prefecture)

    with pytest.raises(Refused):
        actions.return_to_unit(unit_return=filed, note="  ", actor=head, now=NOW)

    filed.refresh_from_db()
    assert filed.state == ReturnState.SUBMITTED


def test_only_the_direct_superior_accepts_or_returns(tree):
    filed = make_return(unit=tree.county)

    for unit in (tree.province, tree.county, tree.township, tree.other_county, tree.stranger):
        head = make_actor(role=Role.LEGAL_HEAD, unit=unit)
        with pytest.raises(ObjectDoesNotExist):
            actions.accept_return(unit_return=filed, actor=head, now=NOW)
        with pytest.raises(ObjectDoesNotExist):
            actions.return_to_unit(unit_return=filed, note="改", actor=head, now=NOW)


@pytest.mark.parametrize("state", ReturnState.values)
@pytest.mark.parametrize("verb", ["submit", "return_to_unit", "accept"])
def test_every_pair_of_state_and_verb_follows_the_table(tree, state, verb):
    filed = make_return(unit=tree.county, state=state)
    enter(filed, **OWN)
    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.prefecture)

    def act():
        if verb == "submit":
            submit(tree.county)
        elif verb == "accept":
            actions.accept_return(unit_return=filed, actor=head, now=NOW)
        else:
            actions.return_to_unit(unit_return=filed, note="改", actor=head, now=NOW)

    if WORKFLOW.allows(state, verb):
        act()
        filed.refresh_from_db()
        assert filed.state == WORKFLOW.find(verb).target
    else:
        with pytest.raises(Refused):
            act()
