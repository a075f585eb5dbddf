"""Pages of a list in order of a day: each row once, in order, wherever a page ends."""

from datetime import UTC, date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyuan.cases.models import Case, HandUp
from gongyuan.core.keyset import Position, page_of, read_position
from tests.cases.factories import NOW, make_case
from tests.cases.major_factories import handed_up
from tests.organisations.factories import make_tree, make_unit

DAYS = st.none() | st.dates() | st.datetimes(timezones=st.just(UTC))


@given(DAYS, st.integers(0, 10**17))
def test_a_position_is_read_as_it_was_written(day, number):
    assert read_position(str(Position(day, number))) == Position(day, number)


@pytest.mark.parametrize("text", ["", "x", "5.", "2026-01-01", "2026-01-01T03:00.5", "T.5", "-5"])
def test_what_is_no_position_is_none(text):
    assert read_position(text) is None


def walked(rows, by, **how):
    found, after = [], ""
    while True:
        page = page_of(rows, by, after=after, size=4, **how)
        assert len(page.rows) <= 4
        found += page.rows
        if not page.next_after:
            return found
        after = page.next_after


@pytest.mark.django_db
def test_the_soonest_day_comes_first_and_rows_without_one_last():
    unit = make_unit()
    days = [3, None, 1, 1, 2, None, 1, 3, 1, None, 2, 1]
    for day in days:
        make_case(unit=unit, next_due_on=day and date(2026, 6, day))
    rows = Case.objects.filter(unit=unit)

    found = walked(rows, "next_due_on")

    assert [row.pk for row in found] == [
        row.pk
        for row in sorted(
            rows, key=lambda row: (row.next_due_on is None, row.next_due_on or NOW.date(), row.pk)
        )
    ]


@pytest.mark.django_db
def test_the_newest_moment_comes_first():
    tree = make_tree()
    for hour in (3, 1, 1, 2, 1, 3, 1, 1, 1):
        row = handed_up(tree.township)
        HandUp.objects.filter(pk=row.pk).update(sent_at=NOW + timedelta(hours=hour))

    found = walked(HandUp.objects.all(), "sent_at", newest_first=True)

    wanted = sorted(HandUp.objects.all(), key=lambda row: (row.sent_at, row.pk), reverse=True)
    assert found == wanted


@pytest.mark.django_db
@pytest.mark.parametrize("after", ["x", "2026-06-01.5", "2026-06-01T02:00:00.5", "5"])
def test_a_position_of_another_order_shows_the_first_page(after):
    row = handed_up(make_tree().township)

    assert page_of(
        HandUp.objects.all(), "sent_at", after=after, size=4, newest_first=True
    ).rows == [row]
