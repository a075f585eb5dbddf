"""What the list is narrowed to, in which order, and how it is put into words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gongyuan.cases.choices import AssignmentEnd, CaseState
from gongyuan.cases.models import Assignment
from gongyuan.cases.queries.filters import CaseFilter, filter_from, filter_parts, filtered
from gongyuan.cases.queries.lists import PAGE, case_page
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
#: A minute before and at midnight in Beijing.
LATE_IN_MAY = datetime(2026, 5, 31, 15, 59, tzinfo=UTC)
EARLY_IN_JUNE = datetime(2026, 5, 31, 16, 0, tzinfo=UTC)


def shown(actor, **chosen):
    """What the page lists, which must be what the filter leaves and what is counted."""
    wanted = CaseFilter(**chosen)
    page = case_page(actor, wanted, today=TODAY)
    listed = {line.pk for line in page.cases}
    assert listed == {case.pk for case in filtered(actor, wanted, today=TODAY)}
    assert page.count_text == f"共 {len(listed)} 件"
    return listed


def test_track_state_and_claim_leave_exactly_what_they_say():
    unit = make_unit()
    fast = make_case(unit=unit, is_fast_track=True)
    major = make_case(unit=unit, is_major=True, state=CaseState.GRANTED)
    late = make_case(unit=unit, next_due_on=date(2026, 5, 31))
    make_case(unit=unit, next_due_on=date(2026, 5, 1), state=CaseState.WITHDRAWN)
    injury = make_case(unit=unit, claim_kinds=["work_injury", "unpaid_wages"])
    actor = make_actor(unit=unit)

    assert shown(actor, track="fast") == {fast.pk}
    assert shown(actor, track="major") == {major.pk}
    assert shown(actor, track="late") == {late.pk}
    assert shown(actor, state="granted") == {major.pk}
    assert shown(actor, claim="work_injury") == {injury.pk}
    assert shown(actor, claim="unpaid_wages", track="fast") == {fast.pk}
    assert shown(actor, claim="overtime") == set()


@pytest.mark.parametrize(
    ("names", "column"),
    [
        (("applied_from", "applied_to"), "applied_at"),
        (("decided_from", "decided_to"), "decided_at"),
    ],
)
def test_a_day_begins_and_ends_at_midnight_in_beijing(names, column):
    unit = make_unit()
    may = make_case(unit=unit, **{column: LATE_IN_MAY}).pk
    june = make_case(unit=unit, **{column: EARLY_IN_JUNE}).pk
    actor = make_actor(unit=unit)
    first, last = names

    assert shown(actor, **{first: date(2026, 6, 1)}) == {june}
    assert shown(actor, **{last: date(2026, 5, 31)}) == {may}
    assert shown(actor, **{first: date(2026, 5, 31), last: date(2026, 6, 1)}) == {may, june}
    assert shown(actor, **{first: date(2026, 6, 2)}) == set()


def test_days_of_closing_count_from_the_first_to_the_last():
    unit = make_unit()
    closed = [
        make_case(unit=unit, state=CaseState.CLOSED, closed_on=date(2026, 5, day)).pk
        for day in (1, 2, 3)
    ]
    make_case(unit=unit)
    actor = make_actor(unit=unit)

    assert shown(actor, closed_from=date(2026, 5, 2)) == set(closed[1:])
    assert shown(actor, closed_from=date(2026, 5, 1), closed_to=date(2026, 5, 2)) == set(closed[:2])


def test_a_unit_stands_for_those_below_it_and_the_own_one_for_itself():
    tree = make_tree()
    city, county, town, other = (
        make_case(unit=unit).pk
        for unit in (tree.prefecture, tree.county, tree.township, tree.other_county)
    )
    actor = make_actor(role=Role.LEGAL_HEAD, unit=tree.prefecture)

    assert shown(actor) == {city, county, town, other}
    assert shown(actor, unit="own") == {city}
    assert shown(actor, unit=str(tree.county.pk), unit_path=tree.county.path) == {county, town}


def test_a_path_out_of_sight_widens_nothing():
    tree = make_tree()
    make_case(unit=tree.stranger)
    actor = make_actor(unit=tree.county)

    assert shown(actor, unit="1", unit_path=tree.stranger.path) == set()


def test_a_lawyers_cases_are_those_handled_now_or_to_the_end():
    unit = make_unit()
    lawyer, other = make_lawyer(unit=unit), make_lawyer(unit=unit)
    now = make_case(unit=unit, state=CaseState.HANDLING, lawyer=lawyer)
    done = make_case(unit=unit, state=CaseState.ARCHIVED, lawyer=lawyer)
    Assignment.objects.filter(case=done).update(ended_at=NOW, end_kind=AssignmentEnd.FINISHED)
    declined = make_case(unit=unit, state=CaseState.GRANTED)
    Assignment.objects.create(
        case=declined, lawyer=lawyer, offered_at=NOW, ended_at=NOW, end_kind=AssignmentEnd.DECLINED
    )
    make_case(unit=unit, state=CaseState.HANDLING, lawyer=other)

    assert shown(make_actor(unit=unit), lawyer=lawyer.pk) == {now.pk, done.pk}


def test_by_deadline_shows_what_is_open_soonest_first_page_by_page_there_and_back():
    unit = make_unit()
    make_case(unit=unit, state=CaseState.WITHDRAWN, next_due_on=date(2026, 1, 1))
    for n in range(PAGE * 2 + 5):
        day = None if n % 4 == 0 else TODAY + timedelta(days=(n * 7) % 30)
        make_case(unit=unit, next_due_on=day)
    actor, chosen = make_actor(unit=unit), CaseFilter(order="due")
    wanted = sorted(
        filtered(actor, chosen, today=TODAY),
        key=lambda case: (case.next_due_on is None, case.next_due_on or TODAY, case.pk),
    )

    pages = [case_page(actor, chosen, today=TODAY)]
    while pages[-1].older_than:
        pages.append(case_page(actor, chosen, today=TODAY, before=pages[-1].older_than))
    back = [pages[-1]]
    while back[-1].newer_than:
        back.append(case_page(actor, chosen, today=TODAY, after=back[-1].newer_than))

    assert [line.pk for page in pages for line in page.cases] == [case.pk for case in wanted]
    assert [line.pk for page in reversed(back) for line in page.cases][-PAGE - 5 :] == [
        case.pk for case in wanted
    ][-PAGE - 5 :]
    assert [line.pk for line in back[1].cases] == [line.pk for line in pages[-2].cases]


@pytest.mark.parametrize(
    ("span", "column"),
    [("applied", "applied_at"), ("decided", "decided_at"), ("closed", "closed_on")],
)
def test_a_list_of_a_span_shows_its_newest_first_page_by_page_there_and_back(span, column):
    unit, state = make_unit(), CaseState.CLOSED
    for n in range(PAGE * 2 + 5):
        moment = EARLY_IN_JUNE - timedelta(days=(n * 7) % 30)
        make_case(unit=unit, state=state, **{column: moment.date() if span == "closed" else moment})
    actor = make_actor(unit=unit)
    chosen = CaseFilter(**{f"{span}_from": date(2026, 5, 3)})
    wanted = sorted(
        filtered(actor, chosen, today=TODAY),
        key=lambda case: (getattr(case, column), case.pk),
        reverse=True,
    )

    pages = [case_page(actor, chosen, today=TODAY)]
    while pages[-1].older_than:
        pages.append(case_page(actor, chosen, today=TODAY, before=pages[-1].older_than))
    back = case_page(actor, chosen, today=TODAY, after=pages[-1].newer_than)

    assert len(pages) > 1
    assert len(wanted) > PAGE
    assert [line.pk for page in pages for line in page.cases] == [case.pk for case in wanted]
    assert [line.pk for line in back.cases] == [line.pk for line in pages[-2].cases]


@pytest.mark.parametrize("where", ["5", "2026-05-01.5", "2026-05-01T03:00:00.5", "2026-05-01T.5"])
def test_a_position_of_another_order_shows_the_first_page(where):
    unit = make_unit()
    case = make_case(unit=unit, state=CaseState.GRANTED, decided_at=EARLY_IN_JUNE)
    chosen = CaseFilter(decided_from=date(2026, 5, 3))

    page = case_page(make_actor(unit=unit), chosen, today=TODAY, before=where)

    assert [line.pk for line in page.cases] == [case.pk]


@pytest.mark.parametrize("where", ["x", "-1", "9" * 30, "2026-13-01.5", "．5", ""])
@pytest.mark.parametrize("order", ["", "due"])
def test_a_position_nobody_gave_shows_the_first_page(where, order):
    unit = make_unit()
    case = make_case(unit=unit)

    page = case_page(make_actor(unit=unit), CaseFilter(order=order), today=TODAY, before=where)

    assert [line.pk for line in page.cases] == [case.pk]


def test_a_filter_is_read_again_as_it_was_kept():
    chosen = CaseFilter(
        state="granted",
        track="late",
        claim="overtime",
        applied_from=date(2026, 1, 1),
        closed_to=date(2026, 5, 31),
        unit="12",
        unit_path="1/12/",
        lawyer=7,
        order="due",
    )

    assert filter_from(chosen.kept()) == chosen
    assert "unit_path" not in chosen.query()
    assert filter_from(CaseFilter().kept()) == CaseFilter()


def test_a_filter_in_words_names_every_part():
    chosen = CaseFilter(
        state="granted",
        track="fast",
        claim="overtime",
        applied_from=date(2026, 1, 1),
        applied_to=date(2026, 3, 31),
        decided_from=date(2026, 2, 1),
        closed_to=date(2026, 5, 31),
        unit="12",
        lawyer=7,
        order="due",
    )

    parts = filter_parts(chosen, unit_name="舞钢市", lawyer_name="周试明")

    assert [part.words for part in parts] == [
        "待指派",
        "快速通道",
        "加班工资",
        "申请 2026-01-01 至 2026-03-31",
        "决定 2026-02-01 起",
        "结案 2026-05-31 止",
        "舞钢市",
        "律师 周试明",
    ]
    assert {name for part in parts for name in part.names} | {"order"} >= set(chosen.query())
