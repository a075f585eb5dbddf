from datetime import date

import pytest
from stdnum.cn import uscc

from gongyuan.law.identity import (
    USCC_CHARACTERS,
    identity_check_character,
    identity_facts,
    identity_obstacles,
    normalised_code,
    uscc_check_character,
    uscc_obstacles,
)

TODAY = date(2026, 9, 1)


def with_check(first_seventeen):
    return first_seventeen + identity_check_character(first_seventeen)


def code_with_check(first_seventeen):
    return first_seventeen + uscc_check_character(first_seventeen)


def test_t42_the_check_digit_tells_the_valid_number_from_the_wrong_one():
    assert identity_obstacles("410402199003070015", today=TODAY) == []
    assert identity_obstacles("410402199003070016", today=TODAY) == [
        "身份证号码校验位不符，请核对是否有数字写错。"
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002X",
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231 002x ",
        "110105-19491231-002X",
    ],
)
def test_a_number_is_read_however_it_is_typed(typed):
    assert identity_obstacles(typed, today=TODAY) == []
    assert normalised_code(typed) == "11010519491231002X"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("", "应为18位，现为0位"),
        ("41040219900307001", "应为18位，现为17位"),
        ("410402900307001", "应为18位，现为15位"),
        ("4104021990030700155", "应为18位，现为19位"),
        ("41040219900307A015", "前17位应为数字"),
        ("X10402199003070015", "前17位应为数字"),
        ("010402199003070015", "首位不为0"),
        (with_check("41040219900230001"), "出生日期19900230不存在"),
        (with_check("41040219901301001"), "出生日期19901301不存在"),
        (with_check("41040220260902001"), "出生日期2026-09-02晚于今天"),
        (with_check("41040200000101001"), "出生日期00000101不存在"),
    ],
)
def test_an_invalid_number_says_why(number, reason):
    (obstacle,) = identity_obstacles(number, today=TODAY)

    assert reason in obstacle


def test_two_faults_are_both_said():
    valid = with_check("41040219900230001")
    wrong = valid[:17] + ("1" if valid[17] != "1" else "2")

    assert len(identity_obstacles(wrong, today=TODAY)) == 2


def test_someone_born_today_has_a_valid_number():
    assert identity_obstacles(with_check("41040220260901001"), today=TODAY) == []


def test_a_leap_day_is_a_birthday_in_leap_years_only():
    assert identity_obstacles(with_check("41040220000229001"), today=TODAY) == []
    assert identity_obstacles(with_check("41040219000229001"), today=TODAY)


@pytest.mark.parametrize("place", ["410105", "220102", "419001", "410154", "810000", "830000"])
def test_old_and_unlisted_places_are_accepted(place):
    assert identity_obstacles(with_check(f"{place}19700101001"), today=TODAY) == []


def test_the_number_says_birth_date_sex_and_place():
    facts = identity_facts("410402199003070015")

    assert facts.born_on == date(1990, 3, 7)
    assert facts.sex == "男"
    assert facts.division_code == "410402"
    assert identity_facts("11010519491231002x").sex == "女"
    with pytest.raises(ValueError, match="identity number"):
        identity_facts("41040219901301001X")


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 3, 6), 35), (date(2026, 3, 7), 36), (date(1990, 3, 7), 0)]
)
def test_age_is_completed_on_the_birthday(day, age):
    assert identity_facts("410402199003070015").age_on(day) == age


def test_t43_codes_of_unions_and_village_collectives_are_accepted():
    assert uscc_obstacles("91110000600037341L") == []
    assert uscc_obstacles(code_with_check("N2410402MF1234567")) == []
    assert uscc_obstacles(code_with_check("81410400415678901")) == []


@pytest.mark.parametrize("front", ["A1", "Y1", "12", "31", "89", "93", "N3"])
def test_every_registering_authority_is_accepted(front):
    assert uscc_obstacles(code_with_check(f"{front}410402MA1234567")) == []


def test_lower_case_and_full_width_codes_are_read():
    assert uscc_obstacles("９１１１００００６０００３７３４１ｌ") == []
    assert uscc_obstacles("91110000 60003734 1l") == []


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "应为18位，现为0位"),
        ("91110000600037341", "应为18位，现为17位"),
        ("91110000600037341I", "不能有I"),
        ("9111000060OO37341L", "不能有O"),
        ("91110000600037341M", "校验位不符"),
        (code_with_check("911100A0600037341"), "行政区划代码"),
        ("91110000中00037341L", "不能有中"),
    ],
)
def test_an_invalid_code_says_why(code, reason):
    (obstacle,) = uscc_obstacles(code)

    assert reason in obstacle


def test_the_check_character_agrees_with_a_well_kept_library():
    for number in ("9111000060003734", "9141040067005678", "5211000050000000"):
        for last in USCC_CHARACTERS:
            seventeen = number + last
            assert uscc_check_character(seventeen) == uscc.calc_check_digit(seventeen)
