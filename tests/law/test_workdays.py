from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyuan.law.workdays import Calendar, CalendarRow, mainland_calendar, statutory_days

CALENDAR = mainland_calendar()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),
        (date(2026, 10, 11), False),
        (date(2026, 2, 14), True),
        (date(2026, 2, 16), False),
        (date(2026, 2, 23), False),
        (date(2026, 2, 28), True),
        (date(2026, 5, 9), True),
        (date(2026, 6, 19), False),
    ],
)
def test_the_published_year_knows_holidays_and_make_up_days(day, works):
    assert CALENDAR.is_working_day(day) is works


@pytest.mark.parametrize(("year", "count"), [(2004, 252), (2005, 250), (2025, 248), (2026, 248)])
def test_published_years_have_the_known_number_of_working_days(year, count):
    assert CALENDAR.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_a_judgment_of_2014_counted_eight_working_days_over_the_mid_autumn_festival():
    assert CALENDAR.working_days_between(date(2014, 9, 3), date(2014, 9, 16)) == 8
    assert CALENDAR.add_working_days(date(2014, 9, 3), 8) == date(2014, 9, 16)


def test_a_rest_day_has_a_name_and_a_working_day_has_none():
    assert CALENDAR.rest_name(date(2026, 10, 5)) == "国庆节"
    assert CALENDAR.rest_name(date(2026, 10, 11)) == "双休日"
    assert CALENDAR.rest_name(date(2026, 10, 12)) == ""
    assert CALENDAR.rest_name(date(2027, 2, 5)) == "春节"


def test_an_unpublished_year_is_provisional_and_rests_on_weekends_and_statutory_days():
    assert CALENDAR.is_provisional(date(2027, 1, 1))
    assert not CALENDAR.is_provisional(date(2026, 12, 31))
    for day in (date(2027, 1, 1), date(2027, 5, 1), date(2027, 5, 2), date(2027, 10, 1)):
        assert not CALENDAR.is_working_day(day)
    assert not CALENDAR.is_working_day(date(2027, 3, 6))
    assert CALENDAR.is_working_day(date(2027, 5, 3))
    assert CALENDAR.is_working_day(date(2027, 10, 8))


def test_the_lunar_festivals_of_a_listed_year_rest_from_the_eve_on():
    eve = date(2027, 2, 5)

    assert [d for d, name in statutory_days(2027).items() if name == "春节"] == [
        eve + timedelta(days=offset) for offset in range(4)
    ]
    assert statutory_days(2027)[date(2027, 6, 9)] == "端午节"


def test_a_year_beyond_the_list_knows_only_the_fixed_days():
    assert set(statutory_days(2041).values()) == {"元旦", "劳动节", "国庆节"}


def test_listed_festivals_agree_with_the_published_years():
    for year in (2025, 2026):
        for day in statutory_days(year):
            assert not CALENDAR.is_working_day(day), day


def test_the_office_enters_a_new_year_and_it_is_no_longer_provisional():
    notice = "国务院办公厅关于2027年部分节假日安排的通知"
    rows = [
        CalendarRow(date(2027, 10, 4), False, notice, "国庆节"),
        CalendarRow(date(2027, 10, 9), True, notice, "国庆节调休"),
    ]
    entered = mainland_calendar(rows, published_years=[2027])

    assert not entered.is_provisional(date(2027, 10, 9))
    assert entered.is_working_day(date(2027, 10, 9))
    assert not entered.is_working_day(date(2027, 10, 4))
    assert not entered.is_working_day(date(2027, 10, 1)), "statutory, though no row says so"
    assert CALENDAR.is_working_day(date(2027, 10, 4)), "the packaged calendar must not change"


def test_one_row_in_an_unpublished_year_fixes_its_day_only():
    entered = CALENDAR.with_rows([CalendarRow(date(2027, 3, 6), True, "省政府通知")])

    assert entered.is_working_day(date(2027, 3, 6))
    assert entered.is_provisional(date(2027, 3, 6))


def test_a_later_row_wins_over_the_packaged_day():
    entered = CALENDAR.with_rows([CalendarRow(date(2026, 10, 10), False, "更正通知")])

    assert not entered.is_working_day(date(2026, 10, 10))
    assert entered.next_working_day(date(2026, 10, 10)) == date(2026, 10, 12)


def test_adding_no_working_days_moves_only_a_rest_day():
    assert CALENDAR.add_working_days(date(2026, 9, 30), 0) == date(2026, 9, 30)
    assert CALENDAR.add_working_days(date(2026, 10, 1), 0) == date(2026, 10, 8)
    with pytest.raises(ValueError, match="forward"):
        CALENDAR.add_working_days(date(2026, 10, 1), -1)


def test_years_are_provisional_from_the_first_to_the_last_day_asked():
    assert CALENDAR.provisional_years(date(2026, 12, 30), date(2028, 1, 2)) == (2027, 2028)
    assert CALENDAR.provisional_years(date(2026, 1, 1), date(2026, 12, 31)) == ()


def test_rows_of_a_calendar_cannot_be_changed_from_outside():
    rows = {}
    calendar = Calendar(frozenset({2026}), rows)
    rows[date(2026, 3, 2)] = CalendarRow(date(2026, 3, 2), False, "后来的改动")

    assert calendar.is_working_day(date(2026, 3, 2))


@given(
    day=st.dates(min_value=date(2005, 1, 1), max_value=date(2030, 12, 31)),
    count=st.integers(min_value=1, max_value=60),
)
def test_adding_working_days_and_counting_them_back_agree(day, count):
    end = CALENDAR.add_working_days(day, count)

    assert CALENDAR.is_working_day(end)
    assert CALENDAR.working_days_between(day, end) == count
