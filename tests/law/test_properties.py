"""Truths that hold for every day, length and number, searched for exceptions."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from gongyuan.law.amounts import formatted_amount, parsed_amount
from gongyuan.law.deadlines import Override, Pause, Unit, deadline_table, due_on
from gongyuan.law.identity import (
    USCC_CHARACTERS,
    identity_check_character,
    identity_facts,
    identity_obstacles,
    uscc_check_character,
    uscc_obstacles,
)
from gongyuan.law.workdays import mainland_calendar

CALENDAR = mainland_calendar()
REVIEW = deadline_table().rule("AID_REVIEW", on=date(2026, 9, 1))
TODAY = date(2026, 9, 1)

days = st.dates(min_value=date(2022, 1, 1), max_value=date(2029, 12, 31))
units = st.sampled_from([Unit.NATURAL_DAY, Unit.WORKING_DAY, Unit.MONTH, Unit.YEAR])
lengths = st.integers(min_value=0, max_value=40)


@st.composite
def rules(draw):
    unit = draw(units)
    most = {Unit.MONTH: 14, Unit.YEAR: 2}.get(unit, 60)
    return replace(REVIEW, unit=unit, length=draw(st.integers(min_value=0, max_value=most)))


@st.composite
def pauses_from(draw, start):
    began_on = start + timedelta(days=draw(st.integers(min_value=-5, max_value=70)))
    ended_on = began_on + timedelta(days=draw(st.integers(min_value=0, max_value=25)))
    return Pause(began_on, ended_on, "supplement")


@st.composite
def started_with_pauses(draw):
    start = draw(days)
    return start, draw(st.lists(pauses_from(start), max_size=3))


quick = settings(max_examples=150, deadline=None)


@quick
@given(rule=rules(), case=started_with_pauses())
def test_a_rolled_deadline_never_falls_on_a_rest_day(rule, case):
    start, pauses = case

    assert CALENDAR.is_working_day(due_on(rule, start, CALENDAR, pauses).due_on)


@quick
@given(rule=rules(), case=started_with_pauses(), more=st.integers(min_value=0, max_value=10))
def test_a_longer_period_never_ends_earlier(rule, case, more):
    start, pauses = case
    longer = replace(rule, length=rule.length + more)

    assert (
        due_on(rule, start, CALENDAR, pauses).due_on
        <= due_on(longer, start, CALENDAR, pauses).due_on
    )


@quick
@given(rule=rules(), case=started_with_pauses())
def test_a_pause_never_makes_a_deadline_earlier(rule, case):
    start, pauses = case
    ends = [
        due_on(rule, start, CALENDAR, pauses[:count]).due_on for count in range(len(pauses) + 1)
    ]

    assert ends == sorted(ends)


@quick
@given(rule=rules(), start=days, days_later=st.integers(min_value=0, max_value=30))
def test_a_later_start_never_ends_earlier(rule, start, days_later):
    later = start + timedelta(days=days_later)

    assert due_on(rule, start, CALENDAR).due_on <= due_on(rule, later, CALENDAR).due_on


@quick
@given(case=started_with_pauses(), length=st.integers(min_value=0, max_value=7), unit=units)
def test_an_accepted_override_never_ends_after_the_laws_own_day(case, length, unit):
    start, pauses = case
    pack = Override(min(length, 0 if unit in (Unit.MONTH, Unit.YEAR) else length), unit, "某办法")
    own = due_on(REVIEW, start, CALENDAR, pauses).due_on

    assert due_on(REVIEW, start, CALENDAR, pauses, pack).due_on <= own


@quick
@given(rule=rules(), start=days)
def test_a_deadline_marked_certain_stays_when_later_years_are_published(rule, start):
    deadline = due_on(rule, start, CALENDAR)
    published = CALENDAR.with_rows([], published_years=range(2027, 2035))

    if not deadline.is_provisional:
        assert due_on(rule, start, published).due_on == deadline.due_on


born = st.dates(min_value=date(1920, 1, 1), max_value=TODAY)
places = st.integers(min_value=110000, max_value=839999)
orders = st.integers(min_value=0, max_value=999)


@given(place=places, born_on=born, order=orders)
def test_a_number_with_the_right_check_digit_is_accepted_and_read_back(place, born_on, order):
    seventeen = f"{place}{born_on:%Y%m%d}{order:03d}"
    number = seventeen + identity_check_character(seventeen)

    assert identity_obstacles(number, today=TODAY) == []
    assert identity_facts(number).born_on == born_on
    assert identity_facts(number).sex == ("男" if order % 2 else "女")


@given(
    place=places,
    born_on=born,
    order=orders,
    at=st.integers(min_value=0, max_value=17),
    digit=st.sampled_from("0123456789"),
)
def test_any_single_changed_digit_of_an_identity_number_is_refused(
    place, born_on, order, at, digit
):
    seventeen = f"{place}{born_on:%Y%m%d}{order:03d}"
    number = seventeen + identity_check_character(seventeen)
    changed = number[:at] + digit + number[at + 1 :]

    assert bool(identity_obstacles(changed, today=TODAY)) is (changed != number)


@given(
    front=st.text(alphabet="123456789ANY", min_size=1, max_size=1),
    kind=st.sampled_from(USCC_CHARACTERS),
    place=places,
    body=st.text(alphabet=USCC_CHARACTERS, min_size=9, max_size=9),
    at=st.integers(min_value=0, max_value=17),
    character=st.sampled_from(USCC_CHARACTERS),
)
def test_any_single_changed_character_of_a_credit_code_is_refused(
    front, kind, place, body, at, character
):
    seventeen = f"{front}{kind}{place}{body}"
    code = seventeen + uscc_check_character(seventeen)
    changed = code[:at] + character + code[at + 1 :]

    assert uscc_obstacles(code) == []
    assert bool(uscc_obstacles(changed)) is (changed != code)


@given(fen=st.integers(min_value=0, max_value=10**15))
def test_a_printed_amount_is_read_back_as_the_same_amount(fen):
    amount = Decimal(fen) / 100

    assert parsed_amount(formatted_amount(amount)) == amount
