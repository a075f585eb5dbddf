"""What the worklist shows to whom, and in which order."""

from datetime import date, timedelta

import pytest

from gongyuan.cases.choices import FINAL_STATES, CaseState, MoveOf
from gongyuan.cases.queries.below import stuck_by_unit
from gongyuan.desk.choices import STATES_OF_KIND, Kind, Stuck, Tab
from gongyuan.desk.queries import (
    PAGE,
    Narrowed,
    count,
    counts,
    tabs_of,
    work,
    work_page,
)
from gongyuan.desk.tallies import tallies
from gongyuan.people.choices import Role
from tests.cases.factories import make_case, with_deadline
from tests.lawyers.factories import lawyer_actor, make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post

TODAY = date(2026, 6, 3)
pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def shown(actor, tab):
    return set(work(actor, tab, today=TODAY))


def test_an_officer_has_the_moves_of_the_office_and_a_head_also_the_decisions(tree):
    office = make_case(unit=tree.county, state=CaseState.UNDER_REVIEW, move_of=MoveOf.OFFICE)
    decision = make_case(unit=tree.county, state=CaseState.AWAITING_DECISION, move_of=MoveOf.HEAD)
    worker = make_case(unit=tree.county, state=CaseState.SUPPLEMENTING, move_of=MoveOf.WORKER)
    make_case(unit=tree.county, state=CaseState.ARCHIVED, move_of=MoveOf.NOBODY)
    make_case(unit=tree.other_county, move_of=MoveOf.OFFICE)
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)
    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.county)

    assert shown(officer, Tab.MINE) == {office}
    assert shown(head, Tab.MINE) == {office, decision}
    assert shown(officer, Tab.UNIT) == {office, decision, worker}
    assert shown(officer, Tab.WAITING) == {decision, worker}


def test_a_superior_sees_what_is_stuck_below_and_not_the_own_cases_nor_a_strangers(tree):
    late = make_case(unit=tree.county, next_due_on=TODAY - timedelta(days=1))
    make_case(unit=tree.county, next_due_on=TODAY)
    make_case(unit=tree.prefecture, next_due_on=TODAY - timedelta(days=9))
    make_case(unit=tree.stranger, next_due_on=TODAY - timedelta(days=9))
    make_case(unit=tree.county, state=CaseState.ARCHIVED, next_due_on=TODAY - timedelta(days=9))

    assert shown(make_actor(role=Role.LEGAL_HEAD, unit=tree.prefecture), Tab.BELOW) == {late}


def test_a_lawyer_has_the_own_cases_and_no_other_tabs(tree):
    lawyer, other = make_lawyer(unit=tree.county), make_lawyer(unit=tree.county)
    mine = make_case(unit=tree.county, state=CaseState.ASSIGNED, lawyer=lawyer)
    make_case(unit=tree.county, state=CaseState.ASSIGNED, lawyer=other)
    actor = lawyer_actor(lawyer)

    assert shown(actor, Tab.MINE) == {mine}
    assert tabs_of(actor) == [Tab.MINE, Tab.WAITING]


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.JUSTICE_OFFICER, Role.FINANCE_OFFICER])
def test_who_may_not_read_cases_has_none_on_the_list(tree, role):
    make_case(unit=tree.county, next_due_on=TODAY - timedelta(days=2))
    actor = make_actor(role=role, unit=tree.county)

    assert set().union(*(shown(actor, tab) for tab in Tab)) == set()


@pytest.mark.parametrize("role", list(Role))
def test_pages_and_counts_are_those_of_the_role_and_place(tree, role):
    for unit in (tree.county, tree.township, tree.stranger):
        for move in (MoveOf.OFFICE, MoveOf.WORKER):
            make_case(unit=unit, move_of=move, next_due_on=TODAY - timedelta(days=2))

    for unit in (tree.county, tree.prefecture, tree.stranger):
        actor = make_actor(role=role, unit=unit)
        counted = tallies(actor, today=TODAY, tab=Tab.MINE)
        for tab in tabs_of(actor):
            page = work_page(actor, tab, today=TODAY)
            listed = {row.pk for group in page.groups for row in group.rows}
            assert listed == {case.pk for case in shown(actor, tab)}, (unit, tab)
            assert counted.tabs[tab] == len(listed)


def test_the_list_is_grouped_by_when_it_is_due_soonest_first_and_dateless_last(tree):
    days = {
        "已超期": TODAY - timedelta(days=1),
        "今天": TODAY,
        "本周": TODAY + timedelta(days=2),
        "以后": TODAY + timedelta(days=30),
        "没有期限": None,
    }
    for day in reversed(days.values()):
        make_case(unit=tree.county, next_due_on=day)
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)

    page = work_page(officer, Tab.MINE, today=TODAY)

    assert [group.label for group in page.groups] == list(days)
    assert [row.due_on for group in page.groups for row in group.rows] == list(days.values())


def test_a_row_names_the_rule_that_set_its_date(tree):
    case = make_case(unit=tree.county, state=CaseState.UNDER_REVIEW)
    with_deadline(case, "AID_REVIEW", starts_on=date(2026, 6, 1))
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)

    (group,) = work_page(officer, Tab.MINE, today=TODAY).groups

    assert "第四十三条" in (group.rows[0].source or "")
    assert group.rows[0].step == "审查"


def test_pages_follow_one_another_without_gap_or_double(tree):
    made = [
        make_case(
            unit=tree.county,
            next_due_on=None if n % 3 == 0 else TODAY + timedelta(days=n // 20),
        )
        for n in range(PAGE + 15)
    ]
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)

    first = work_page(officer, Tab.MINE, today=TODAY)
    second = work_page(officer, Tab.MINE, today=TODAY, after=first.next_after)

    seen = [row.pk for page in (first, second) for g in page.groups for row in g.rows]
    assert (first.shown, second.shown, second.next_after) == (PAGE, 15, "")
    assert sorted(seen) == sorted(case.pk for case in made)


@pytest.mark.parametrize("after", ["x", "2026-13-01.5", ".x", "2026-06-01", "." + "9" * 30])
def test_a_position_nobody_gave_shows_the_first_page(tree, after):
    make_case(unit=tree.county, next_due_on=TODAY)
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)

    assert work_page(officer, Tab.MINE, today=TODAY, after=after).shown == 1


def test_the_counts_are_those_of_the_lists(tree):
    make_case(unit=tree.county, move_of=MoveOf.OFFICE)
    make_case(unit=tree.county, move_of=MoveOf.WORKER, state=CaseState.SUPPLEMENTING)
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)

    assert counts(officer, today=TODAY) == {
        Tab.MINE: 1,
        Tab.UNIT: 2,
        Tab.WAITING: 1,
        Tab.BELOW: 0,
    }


def test_every_open_state_belongs_to_one_kind_of_work():
    kinds = [state for states in STATES_OF_KIND.values() for state in states]

    assert sorted(kinds) == sorted(set(CaseState) - FINAL_STATES)
    assert set(STATES_OF_KIND) == set(Kind)


@pytest.mark.parametrize("tab", [Tab.MINE, Tab.UNIT, Tab.WAITING])
def test_each_kind_counts_what_its_list_shows_and_together_they_are_the_tab(tree, tab):
    for state in set(CaseState) - FINAL_STATES:
        make_case(unit=tree.county, state=state)
        make_case(unit=tree.county, state=state, move_of=MoveOf.WORKER)
        make_case(unit=tree.other_county, state=state)
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)
    counted = tallies(officer, today=TODAY, tab=tab)

    for kind in Kind:
        page = work_page(officer, tab, today=TODAY, narrowed=Narrowed(kind=kind))
        states = {row.state for group in page.groups for row in group.rows}
        assert states <= STATES_OF_KIND[kind]
        assert page.shown == counted.kinds.get(kind, 0)
    assert sum(counted.kinds.values()) == counted.tabs[tab] > 0


def test_what_is_late_or_dateless_below_is_counted_by_unit_as_its_list_shows(tree):
    days = (TODAY - timedelta(days=3), TODAY - timedelta(days=1), TODAY, None)
    for unit in (tree.county, tree.township, tree.other_county, tree.prefecture, tree.stranger):
        for day in days:
            make_case(unit=unit, next_due_on=day)
    make_case(unit=tree.county, state=CaseState.ARCHIVED)
    make_case(unit=tree.county, next_due_on=TODAY - timedelta(days=1))
    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.prefecture)

    lines = stuck_by_unit(head, today=TODAY)

    assert [(line.unit, line.late, line.dateless) for line in lines] == [
        (tree.county, 5, 2),
        (tree.other_county, 2, 1),
    ]
    assert {line.oldest for line in lines} == {TODAY - timedelta(days=3)}
    for line in lines:
        for stuck, number in ((Stuck.LATE, line.late), (Stuck.DATELESS, line.dateless)):
            part = {"narrowed": Narrowed(stuck=stuck), "below": line.unit.path}
            assert work_page(head, Tab.BELOW, today=TODAY, **part).shown == number
            assert count(head, Tab.BELOW, today=TODAY, **part) == number


def test_what_nobody_can_act_on_is_an_alarm_above(tree):
    make_post(role=Role.WINDOW_CLERK, unit=tree.county)
    gone = make_lawyer(unit=tree.county)
    gone.terms.update(ends_on=TODAY - timedelta(days=1))
    make_case(unit=tree.county)
    at_nobodys = make_case(unit=tree.township)
    with_the_gone = make_case(unit=tree.county, state=CaseState.ASSIGNED, lawyer=gone)
    make_case(unit=tree.county, state=CaseState.ASSIGNED, lawyer=make_lawyer(unit=tree.county))
    make_case(unit=tree.stranger)
    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.prefecture)

    found = work(head, Tab.BELOW, today=TODAY, narrowed=Narrowed(stuck=Stuck.OWNERLESS))

    assert set(found) == {at_nobodys, with_the_gone}


def test_the_own_cases_without_a_deadline_are_counted_and_listed(tree):
    make_case(unit=tree.county, next_due_on=TODAY)
    bare = [make_case(unit=tree.county, next_due_on=None) for _ in range(2)]
    make_case(unit=tree.other_county, next_due_on=None)
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)

    assert tallies(officer, today=TODAY, tab=Tab.UNIT).dateless == 2
    dateless = Narrowed(stuck=Stuck.DATELESS)
    assert set(work(officer, Tab.UNIT, today=TODAY, narrowed=dateless)) == set(bare)


@pytest.mark.parametrize("role", [Role.LAWYER, Role.SYSTEM_ADMIN, Role.WINDOW_CLERK])
def test_who_does_not_oversee_has_nothing_below(tree, role):
    make_case(unit=tree.county, next_due_on=TODAY - timedelta(days=1))

    assert stuck_by_unit(make_actor(role=role, unit=tree.prefecture), today=TODAY) == []
