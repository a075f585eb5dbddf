"""Who sees which case, page by page; what is similar; what is due."""

from datetime import date

import pytest

from gongyuan.cases.actions.deadlines import cancel_deadlines, meet_deadlines, set_deadline
from gongyuan.cases.choices import CaseState, MoveOf
from gongyuan.cases.models import Case
from gongyuan.cases.queries import lists
from gongyuan.cases.queries.filters import CaseFilter
from gongyuan.cases.queries.lists import PAGE, case_page, cases_of_person, similar_cases
from gongyuan.cases.queries.whole import whole_case
from gongyuan.people.actor import visitor, worker
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case, person, submitted, with_deadline
from tests.lawyers.factories import lawyer_actor, make_lawyer
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_actor, make_employer

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def seen_by(actor) -> set[int]:
    return set(Case.objects.visible_to(actor).values_list("pk", flat=True))


def test_each_sees_exactly_the_own_part():
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county)
    county = make_case(unit=tree.county)
    township = make_case(unit=tree.township)
    other = make_case(unit=tree.other_county)
    offered = make_case(unit=tree.county, state=CaseState.HANDLING, lawyer=lawyer)
    stranger = make_case(unit=tree.stranger)

    def staff(unit):
        return make_actor(role=Role.LEGAL_OFFICER, unit=unit)

    assert seen_by(staff(tree.county)) == {county.pk, township.pk, offered.pk}
    assert seen_by(staff(tree.prefecture)) == {county.pk, township.pk, other.pk, offered.pk}
    assert seen_by(staff(tree.township)) == {township.pk}
    assert seen_by(staff(tree.stranger)) == {stranger.pk}
    assert seen_by(lawyer_actor(lawyer)) == {offered.pk}
    assert seen_by(worker(case_ids=frozenset({other.pk}))) == {other.pk}
    assert seen_by(visitor()) == set()
    assert seen_by(make_actor(role=Role.FINANCE_OFFICER, unit=tree.province)) == set()


@pytest.mark.parametrize("role", list(Role))
def test_the_list_shows_each_role_exactly_what_is_in_sight(role):
    tree = make_tree()
    for unit in (tree.prefecture, tree.county, tree.township, tree.other_county, tree.stranger):
        make_case(unit=unit)

    for unit in (tree.county, tree.prefecture, tree.township, tree.stranger):
        actor = make_actor(role=role, unit=unit)
        page = case_page(actor, CaseFilter(), today=TODAY)
        assert {line.pk for line in page.cases} == seen_by(actor), unit
        assert page.count_text == f"共 {len(seen_by(actor))} 件"


def test_a_superior_oversees_but_does_not_handle():
    tree = make_tree()
    case = make_case(unit=tree.county)
    upper = make_actor(role=Role.LEGAL_HEAD, unit=tree.prefecture)
    own = make_actor(role=Role.LEGAL_HEAD, unit=tree.county)

    assert not Case.objects.handled_by(upper).exists()
    assert Case.objects.overseen_by(upper).get() == case
    assert not Case.objects.overseen_by(own).exists()


def test_pages_go_by_key_and_neither_lose_nor_double_a_case():
    unit = make_unit()
    made = [make_case(unit=unit).pk for _ in range(PAGE * 2 + 3)]
    actor = make_actor(unit=unit)

    first = case_page(actor, CaseFilter(), today=TODAY)
    second = case_page(actor, CaseFilter(), today=TODAY, before=first.older_than)
    third = case_page(actor, CaseFilter(), today=TODAY, before=second.older_than)
    back = case_page(actor, CaseFilter(), today=TODAY, after=third.newer_than)

    shown = [case.pk for page in (first, second, third) for case in page.cases]
    assert shown == sorted(made, reverse=True)
    assert first.newer_than == ""
    assert third.older_than == ""
    assert [case.pk for case in back.cases] == [case.pk for case in second.cases]
    assert first.count_text == f"共 {len(made)} 件"


def test_the_count_stops_where_nobody_reads_it(monkeypatch):
    monkeypatch.setattr(lists, "MOST_COUNTED", 2)
    unit = make_unit()
    for _ in range(4):
        make_case(unit=unit)

    page = case_page(make_actor(unit=unit), CaseFilter(), today=TODAY)

    assert page.count_text == "2 件以上"


def test_similar_cases_are_those_of_the_same_worker_the_same_employer_first():
    unit = make_unit()
    employer = make_employer()
    first = make_case(unit=unit, employer=employer)
    same = first.applicants.get().worker
    elsewhere = make_case(unit=unit, worker=same)
    again = make_case(unit=unit, worker=same, employer=employer)
    make_case(unit=unit, employer=employer)
    make_case(unit=make_unit(), worker=same)
    actor = make_actor(unit=unit)

    assert [
        case.pk for case in similar_cases(first, actor, whole_case(first, actor).elsewhere)
    ] == [again.pk, elsewhere.pk]


def test_the_counter_finds_a_persons_cases_by_identity_number_else_by_phone():
    unit = make_unit()
    who = person()
    case = submitted(unit=unit, applicants=(who,))
    actor = make_actor(unit=unit)

    assert cases_of_person(who.identity_number.lower(), "", actor) == [case]
    assert cases_of_person("", who.phone, actor) == [case]
    assert cases_of_person("", "", actor) == []
    assert cases_of_person(who.identity_number, "", make_actor()) == []


def test_the_soonest_open_deadline_stands_on_the_case():
    case = with_deadline(make_case(), "AID_ASSIGN", starts_on=TODAY)
    case = with_deadline(case, "AID_DOSSIER", starts_on=TODAY)
    assert (case.next_due_code, case.next_due_on) == ("AID_ASSIGN", date(2026, 6, 4))

    meet_deadlines(case=case, codes=["AID_ASSIGN"], now=NOW)
    assert (case.next_due_code, case.next_due_on) == ("AID_DOSSIER", date(2026, 7, 1))
    cancel_deadlines(case=case, now=NOW)

    case.refresh_from_db()
    assert (case.next_due_code, case.next_due_on) == ("", None)


def test_a_deadline_set_again_is_reckoned_anew_not_doubled():
    case = with_deadline(make_case(), "PROGRESS", starts_on=TODAY)
    first = case.next_due_on

    set_deadline(
        case=case, code="PROGRESS", starts_on=date(2026, 6, 10), kept_by=MoveOf.LAWYER, now=NOW
    )

    row = case.deadlines.get()
    assert first < row.due_on
    assert row.kept_by == MoveOf.LAWYER
    assert row.is_verified is False


def test_a_length_nobody_fixed_sets_no_deadline():
    case = make_case()

    row = set_deadline(
        case=case, code="AID_REPLACE", starts_on=TODAY, kept_by=MoveOf.OFFICE, now=NOW
    )

    assert row is None
    assert not case.deadlines.exists()


def test_a_deadline_says_how_it_was_reckoned_and_by_which_clause():
    case = with_deadline(
        make_case(unit=make_unit(region_code="990121")), "AID_ASSIGN", starts_on=TODAY
    )

    row = case.deadlines.get()

    assert "法律援助法" in row.source
    assert row.steps[0]["text"].startswith("2026年6月1日")
    assert row.is_verified
