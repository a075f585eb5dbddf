"""A turn of a week: one person from Monday to Friday, fair over the weeks, replaced on leave."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyuan.duty.actions.leave import take_leave
from gongyuan.duty.actions.rosters import arrange_month
from gongyuan.duty.choices import DutyTurn
from gongyuan.duty.rules.rotation import Sitter, overlap
from gongyuan.duty.rules.weeks import week_of, weekly_rotation
from tests.duty.factories import MONTH, NOW, make_listed_point, make_roster, officer
from tests.duty.test_rotation import MONTHS, half_days, month_of, tables

MAY = date(2026, 5, 1)


def holders(found):
    """Who sits in each week, seat by seat."""
    sat = {}
    for slot, key in found.items():
        sat.setdefault(week_of(slot), set()).add(key)
    return sat


@given(month=MONTHS, people=st.integers(1, 6))
def test_everybody_who_can_come_sits_whole_weeks(month, people):
    slots = month_of(month)

    found = weekly_rotation(slots, [Sitter(key=key) for key in range(1, people + 1)])

    assert set(found) == set(slots)
    assert all(len(keys) == 1 for keys in holders(found).values())


@given(
    month=MONTHS,
    carried=st.lists(st.integers(-10, 0), min_size=1, max_size=6),
    seats=st.integers(1, 2),
)
def test_nobody_sits_more_than_a_week_more_than_another(month, carried, seats):
    slots = month_of(month, seats=seats)
    sitters = [Sitter(key=key, carried=load) for key, load in enumerate(carried, start=1)]
    widest = max(Counter(half for week in _halves(slots).values() for half in [week]), default=0)

    loads = half_days(weekly_rotation(slots, sitters))
    total = {one.key: one.carried + loads[one.key] for one in sitters}

    if len(sitters) >= seats:
        assert max(total.values()) - min(total.values()) <= max(widest, -min(carried))


def _halves(slots):
    found = Counter()
    for slot in slots:
        found[week_of(slot)] += slot.half_days
    return found


@given(first=MONTHS, people=st.integers(2, 6))
def test_over_a_year_the_weeks_are_spread_evenly(first, people):
    total = Counter()
    month, begun = first, {}
    for _ in range(12):
        slots = month_of(month)
        highest = max(total.values(), default=0)
        sitters = [Sitter(key=key, carried=total[key] - highest) for key in range(people)]
        found = weekly_rotation(slots, sitters, holders=begun)
        total.update(half_days(found))
        last = max(found)
        begun = {week_of(last): found[last]}
        month = (month.replace(day=28) + timedelta(days=7)).replace(day=1)

    assert max(total.values()) - min(total.values()) <= 2 * 14


@given(tables())
def test_a_week_keeps_what_single_shifts_keep(table):
    slots, sitters = table
    by_key = {sitter.key: sitter for sitter in sitters}

    found = weekly_rotation(slots, sitters)

    assert set(found) == set(slots)
    assert found == weekly_rotation(reversed(slots), reversed(sitters))
    for slot, key in found.items():
        beside = [
            (other, who)
            for other, who in found.items()
            if other != slot and other.day == slot.day and overlap(other.part, slot.part)
        ]
        if key is None:
            sitting = {who for _, who in beside}
            assert all(one.key in sitting for one in sitters if one.may_take(slot))
        else:
            assert by_key[key].may_take(slot)
            assert key not in {who for _, who in beside}


def test_a_week_that_began_in_the_month_before_is_its_holders_to_the_end():
    # 2026-04-01 is a Wednesday: the week began on 30 March.
    slots = month_of(date(2026, 4, 1))
    week = week_of(slots[0])

    found = weekly_rotation(slots, [Sitter(key=1), Sitter(key=2)], holders={week: 2})

    assert week == (date(2026, 3, 30), 1)
    assert holders(found)[week] == {2}


def test_on_the_days_of_leave_another_sits_and_the_rest_of_the_week_stays():
    slots = month_of(date(2026, 3, 1))
    away = frozenset([date(2026, 3, 4)])
    people = [Sitter(key=1, carried=-9, away=away), Sitter(key=2, away=away | {date(2026, 3, 5)})]

    found = weekly_rotation(slots, [*people, Sitter(key=3, away=frozenset(_week_but(4)))])

    first = {slot.day: key for slot, key in found.items() if slot.day < date(2026, 3, 7)}
    assert first == {date(2026, 3, day): 3 if day == 4 else 1 for day in range(2, 7)}


def _week_but(day):
    return {date(2026, 3, one) for one in range(2, 7) if one != day}


@pytest.mark.django_db
def test_a_point_that_turns_by_the_week_goes_on_over_the_end_of_the_month():
    point = make_listed_point()
    point.turn = DutyTurn.WEEK
    point.save()
    april = make_roster(point)

    may = arrange_month(point=point, month=MAY, actor=officer(point), now=NOW + timedelta(days=14))

    sat = {}
    for shift in [*april.shifts.all(), *may.shifts.all()]:
        sat.setdefault(shift.day - timedelta(days=shift.day.weekday()), set()).add(shift.member_id)
    assert all(len(keys) == 1 for keys in sat.values())
    assert {key for keys in sat.values() for key in keys} == {
        member.pk for member in point.members.all()
    }


@pytest.mark.django_db
def test_leave_for_a_week_hands_the_whole_week_to_one_other():
    point = make_listed_point()
    point.turn = DutyTurn.WEEK
    point.save()
    roster = make_roster(point)
    monday = date(2026, 4, 13)
    week = {"day__gte": monday, "day__lte": monday + timedelta(days=4)}
    [holder] = {shift.member for shift in roster.shifts.filter(**week).select_related("member")}

    take_leave(
        member=holder,
        first_day=monday,
        last_day=monday + timedelta(days=4),
        actor=officer(point),
        now=NOW,
    )

    [instead] = {shift.member_id for shift in roster.shifts.filter(**week)}
    assert instead not in (None, holder.pk)
    assert MONTH.month == monday.month
