from datetime import date

import pytest

from gongyuan.lawyers.rules import TermFacts, service_obstacles

TERM = TermFacts(starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("terms", "today", "reason"),
    [
        ([TERM], date(2026, 1, 1), ""),
        ([TERM], date(2026, 12, 31), ""),
        ([TERM], date(2027, 1, 1), "届满"),
        ([TERM], date(2025, 12, 31), "尚未开始"),
        ([], date(2026, 6, 1), "没有被"),
    ],
)
def test_a_term_serves_from_its_first_day_through_its_last(terms, today, reason):
    found = service_obstacles(terms, today=today)

    assert bool(found) == bool(reason)
    assert reason in "".join(found)


def test_a_suspended_term_does_not_serve_from_that_day_on():
    term = TermFacts(
        starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), suspended_on=date(2026, 6, 2)
    )

    assert service_obstacles([term], today=date(2026, 6, 1)) == []
    assert "暂停" in service_obstacles([term], today=date(2026, 6, 2))[0]


def test_one_running_term_is_enough_beside_a_suspended_one():
    suspended = TermFacts(
        starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), suspended_on=date(2026, 6, 2)
    )

    assert service_obstacles([suspended, TERM], today=date(2026, 7, 1)) == []
