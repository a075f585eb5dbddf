"""The rotation is fair, keeps away from rest days and leave, and forgets nobody."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gongyuan.duty.choices import DayPattern, DutyPart
from gongyuan.duty.rules.rotation import (
    Sitter,
    Slot,
    carried_loads,
    overlap,
    rotation,
    slots_of_month,
)
from gongyuan.law.workdays import mainland_calendar

CALENDAR = mainland_calendar()
HALVES = (DayPattern.HALVES,) * 5 + (DayPattern.NONE,) * 2
MONTHS = st.sampled_from([date(2026, month, 1) for month in range(1, 13)])
WEEKS = st.lists(st.sampled_from(list(DayPattern)), min_size=5, max_size=5).map(
    lambda days: (*days, DayPattern.NONE, DayPattern.NONE)
)


def month_of(month=date(2026, 3, 1), *, week=HALVES, seats=1):
    return slots_of_month(week=week, makeup_weekday=0, seats=seats, month=month, calendar=CALENDAR)


def days_of(month):
    return [month + timedelta(days=step) for step in range(31)]


@st.composite
def tables(draw):
    """A month's seats and people, each away on days of their own."""
    month = draw(MONTHS)
    slots = month_of(month, week=draw(WEEKS), seats=draw(st.integers(1, 2)))
    count = draw(st.integers(1, 6))
    days = days_of(month)
    sitters = [
        Sitter(
            key=key,
            carried=draw(st.integers(-6, 0)),
            away=frozenset(draw(st.lists(st.sampled_from(days), max_size=12))),
            busy=frozenset(
                draw(
                    st.lists(
                        st.tuples(st.sampled_from(days), st.sampled_from(list(DutyPart))),
                        max_size=4,
                    )
                )
            ),
        )
        for key in range(1, count + 1)
    ]
    return slots, sitters


def half_days(found):
    counts = Counter()
    for slot, key in found.items():
        counts[key] += slot.half_days
    return counts


@given(month=MONTHS, week=WEEKS, seats=st.integers(1, 3))
def test_shifts_are_on_working_days_only_and_each_working_day_with_a_pattern_has_its_shifts(
    month, week, seats
):
    slots = month_of(month, week=week, seats=seats)

    assert all(CALENDAR.is_working_day(slot.day) for slot in slots)
    assert len(set(slots)) == len(slots)
    weekdays = [slot.day.weekday() for slot in slots]
    assert all(week[day if day < 5 else 0] != DayPattern.NONE for day in weekdays)


def test_the_weekend_worked_for_the_spring_festival_follows_the_day_chosen_for_it():
    # 2026-02-14 is a Saturday worked, 2026-02-16 a Monday of the holiday.
    week = (DayPattern.MORNING_ONLY, *(DayPattern.NONE,) * 6)

    days = [slot.day for slot in month_of(date(2026, 2, 1), week=week)]

    assert date(2026, 2, 14) in days
    assert date(2026, 2, 16) not in days


@given(tables())
def test_nobody_sits_while_away_or_elsewhere_or_in_two_seats_at_once(table):
    slots, sitters = table
    by_key = {sitter.key: sitter for sitter in sitters}

    found = rotation(slots, sitters)

    assert set(found) == set(slots)
    taken = [(slot, key) for slot, key in found.items() if key is not None]
    for slot, key in taken:
        assert slot.day not in by_key[key].away
        assert by_key[key].may_take(slot)
        for other, who in taken:
            if other != slot and who == key and other.day == slot.day:
                assert not overlap(other.part, slot.part)


@given(tables())
def test_a_seat_is_empty_only_when_nobody_can_come(table):
    slots, sitters = table

    found = rotation(slots, sitters)

    for slot in [slot for slot, key in found.items() if key is None]:
        beside = {key for other, key in found.items() if _meets(other, slot)}
        assert all(s.key in beside for s in sitters if s.may_take(slot))


def _meets(one, other):
    return one.day == other.day and overlap(one.part, other.part)


@given(tables())
def test_the_same_people_give_the_same_roster_in_whatever_order_they_are_read(table):
    slots, sitters = table

    assert rotation(slots, sitters) == rotation(reversed(slots), reversed(sitters))


@given(
    month=MONTHS,
    count=st.integers(1, 8),
    seats=st.integers(1, 2),
    away=st.sets(st.integers(0, 30), max_size=12),
    carried=st.integers(-4, 0),
)
def test_with_the_same_leave_nobody_sits_more_than_one_shift_more_than_another(
    month, count, seats, away, carried
):
    days = days_of(month)
    gone = frozenset(days[step] for step in away)
    slots = month_of(month, seats=seats)
    sitters = [Sitter(key=key, carried=carried, away=gone) for key in range(count)]

    counts = half_days(rotation(slots, sitters))

    own = [counts[sitter.key] for sitter in sitters]
    assert max(own) - min(own) <= 1


@given(tables())
def test_no_seat_could_go_to_somebody_who_sits_less(table):
    slots, sitters = table

    found = rotation(slots, sitters)

    loads = {s.key: s.carried + half_days(found)[s.key] for s in sitters}
    by_key = {sitter.key: sitter for sitter in sitters}
    for slot, holder in found.items():
        for key in loads:
            sits = any(_meets(other, slot) and who == key for other, who in found.items())
            if holder is not None and not sits and by_key[key].may_take(slot):
                assert loads[holder] - loads[key] <= slot.half_days


@settings(max_examples=40)
@given(first=st.integers(1, 11), away=st.integers(5, 28), count=st.integers(2, 6))
def test_whoever_was_on_leave_catches_up_in_the_months_after(first, away, count):
    month, later = date(2026, first, 1), date(2026, first + 1, 1)
    gone = frozenset(days_of(month)[:away])
    before = half_days(
        rotation(
            month_of(month),
            [Sitter(key=key, away=gone if key == 0 else frozenset()) for key in range(count)],
        )
    )
    totals = {key: before[key] for key in range(count)}

    carried = carried_loads(totals, most=1000)
    after = half_days(
        rotation(month_of(later), [Sitter(key=key, carried=carried[key]) for key in range(count)])
    )

    ends = [totals[key] + after[key] for key in range(count)]
    owed = max(totals.values()) - totals[0]
    is_enough = len(month_of(later)) >= count * owed
    assert not is_enough or max(ends) - min(ends) <= 1
    assert owed <= 1 or after[0] >= max(after[key] for key in range(1, count))


def test_who_is_far_behind_catches_up_over_several_months_only():
    assert carried_loads({1: 30, 2: 28, 3: 0}, most=4) == {1: 0, 2: -2, 3: -4}
    assert carried_loads({}, most=4) == {}


def test_what_was_laid_down_by_hand_stays_and_counts():
    slots = month_of()
    fixed = dict.fromkeys(slots[:10], 1)

    found = rotation(slots, [Sitter(key=1), Sitter(key=2)], fixed=fixed)

    assert all(found[slot] == 1 for slot in fixed)
    counts = half_days(found)
    assert counts[1] == counts[2]


def test_a_whole_day_counts_as_two_halves():
    week = (DayPattern.WHOLE, DayPattern.HALVES, DayPattern.NONE, DayPattern.NONE) + (
        DayPattern.NONE,
    ) * 3

    counts = half_days(rotation(month_of(week=week), [Sitter(key=1), Sitter(key=2)]))

    assert abs(counts[1] - counts[2]) <= 2


def test_turns_alternate_instead_of_giving_one_person_all_mornings_of_a_week():
    found = rotation(month_of(), [Sitter(key=1), Sitter(key=2), Sitter(key=3)])

    first_week = [found[slot] for slot in month_of()[:6]]
    assert first_week == [1, 2, 3, 1, 2, 3]


def test_a_chain_through_a_third_relieves_whoever_sits_too_much():
    """The first can come on the first day only, and is to have it though the others were equal."""
    one, two = date(2026, 3, 2), date(2026, 3, 3)
    slots = [Slot(day=day, place=0, part=DutyPart.MORNING, seat=1) for day in (one, two)]

    found = rotation(slots, [Sitter(key=1), Sitter(key=2, away=frozenset({two}), carried=0)])

    assert found[slots[0]] == 2
    assert found[slots[1]] == 1
