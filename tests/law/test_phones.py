import pytest

from gongyuan.law.phones import (
    landline_obstacles,
    mobile_obstacles,
    normalised_phone,
    phone_obstacles,
)


@pytest.mark.parametrize(
    "typed",
    [
        "13800000000",
        "138 0000 0000",
        "138-0000-0000",
        "+8613800000000",
        "+86 138-0000-0000",
        "0086-13800000000",
        "１３８００００００００",
    ],
)
def test_a_mobile_number_is_read_however_it_is_typed(typed):
    assert mobile_obstacles(typed) == []
    assert normalised_phone(typed) == "13800000000"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "应为11位，现为0位"),
        ("1380000000", "应为11位，现为10位"),
        ("138000000000", "应为11位，现为12位"),
        ("12800000000", "13至19"),
        ("23800000000", "13至19"),
        ("1380000000a", "只能是数字"),
        ("12351", "应为11位"),
    ],
)
def test_a_wrong_mobile_number_says_why(typed, reason):
    (obstacle,) = mobile_obstacles(typed)

    assert reason in obstacle


@pytest.mark.parametrize(
    "typed",
    ["0433-2913214", "04332913214", "0375-2660000", "010-65000000", "02165000000",
     "0371-65000000", "0433-2913214-801", "0433-2913214转801", "（0433）2913214", "0433—2913214"],
)  # fmt: skip
def test_a_landline_with_its_area_code_is_accepted(typed):
    assert landline_obstacles(typed) == []


@pytest.mark.parametrize("typed", ["", "2913214", "0433-291321", "010-6500000", "13800000000"])
def test_a_landline_without_area_code_or_too_short_is_refused(typed):
    assert landline_obstacles(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "12351",
        "12348",
        "400-810-0000",
        "8008100000",
        "95588",
        "13800000000",
        "0433-2913214",
        "0375-12351",
    ],
)
def test_an_office_may_be_reached_by_any_kind_of_number(typed):
    assert phone_obstacles(typed) == []


@pytest.mark.parametrize("typed", ["", "123", "1380000000", "电话"])
def test_what_is_no_number_at_all_is_refused(typed):
    assert phone_obstacles(typed)
