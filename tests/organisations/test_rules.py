from datetime import date

import pytest

from gongyuan.organisations import rules

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("code", "is_right"),
    [
        ("222400", True),
        ("222406002", True),
        ("222406002001", True),
        ("22240", False),
        ("2224060", False),
        ("022400", False),
        ("22240０", False),
        ("222400\n", False),
        ("", False),
    ],
)
def test_a_place_code_has_six_nine_or_twelve_digits(code, is_right):
    assert (rules.region_code_obstacles(code) == []) is is_right


@pytest.mark.parametrize(
    ("kind", "level", "parent", "is_right"),
    [
        ("federation", "county", "prefecture", True),
        ("federation", "township", "province", True),
        ("federation", "county", "county", False),
        ("federation", "province", "county", False),
        ("industrial", "prefecture", "prefecture", True),
        ("industrial", "province", "prefecture", False),
        ("enterprise", "primary", "primary", True),
        ("federation", "province", None, True),
        ("federation", "village", None, False),
    ],
)
def test_a_federation_stands_below_its_superior_and_no_union_above(kind, level, parent, is_right):
    reasons = rules.level_obstacles(kind=kind, level=level, parent_level=parent)

    assert (reasons == []) is is_right


@pytest.mark.parametrize(
    ("opened_on", "closed_on", "is_right"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (date(2026, 6, 2), None, False),
        (None, date(2026, 6, 2), False),
        (date(2020, 1, 2), date(2020, 1, 1), False),
    ],
)
def test_days_lie_in_the_past_and_in_order(opened_on, closed_on, is_right):
    reasons = rules.date_obstacles(opened_on=opened_on, closed_on=closed_on, today=TODAY)

    assert (reasons == []) is is_right


@pytest.mark.parametrize(("length", "is_right"), [(120, True), (121, False)])
def test_a_path_fits_its_column(length, is_right):
    assert (rules.path_obstacles("1" * length) == []) is is_right


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", " ="])
def test_a_name_that_a_spreadsheet_would_run_is_refused(sign):
    assert rules.text_obstacles(f"{sign}A1") != []
    assert rules.text_obstacles(f"甲{sign}A1") == []
