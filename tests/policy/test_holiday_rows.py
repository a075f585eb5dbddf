"""How the days of a year are typed, and what is said of the wrong ones."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyuan.policy.holiday_rows import read_rows, row_faults
from tests.policy.entries import ROWS_2027, days_of


@pytest.mark.parametrize(
    ("line", "day", "works", "name"),
    [
        ("2027-10-01 休 国庆节", date(2027, 10, 1), False, "国庆节"),
        ("2027/10/9\t班\t国庆节调休", date(2027, 10, 9), True, "国庆节调休"),
        ("2027年10月9日 上班", date(2027, 10, 9), True, ""),
        ("10月9日，班，调休", date(2027, 10, 9), True, "调休"),
        ("10-09,班", date(2027, 10, 9), True, ""),
        ("2026-12-31 放假 元旦", date(2026, 12, 31), False, "元旦"),
    ],
)
def test_a_day_may_be_typed_in_the_usual_ways(line, day, works, name):
    (one,), faults = read_rows(line, year=2027)

    assert (one.day, one.is_working, one.name, faults) == (day, works, name, [])


def test_a_run_of_days_is_every_day_of_it():
    days, _ = read_rows("2027-10-01至2027-10-07 休 国庆节", year=2027)

    assert [one.day.day for one in days] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("国庆节放假", "看不懂"),
        ("2027-02-30 休 春节", "没有这样的日期"),
        ("2027-13-01 休", "没有这样的日期"),
        ("2027-10-07至2027-10-01 休 国庆节", "起止日期不对"),
        ("2027-01-01至2027-10-01 休 国庆节", "超过16天"),
        ("2027-10-01 也许 国庆节", "看不懂"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_number(line, said):
    _, faults = read_rows(f"2027-01-01 休 元旦\n\n{line}", year=2027)

    assert len(faults) == 1
    assert faults[0].startswith("第3行")
    assert said in faults[0]


def test_a_whole_year_has_no_faults():
    assert row_faults(days_of(), year=2027) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("2027-10-09，班，国庆节调休\n2027-10-09 班 又一次", "已经写过"),
        ("2027-10-08 班 国庆节调休", "本来就上班"),
        ("2028-10-09 班 国庆节调休", "不在2027年"),
        ("2026-11-29 班 国庆节调休", "不在2027年"),
    ],
)
def test_a_day_that_cannot_be_is_said(change, said):
    (fault,) = row_faults(
        days_of(ROWS_2027.replace("2027-10-09，班，国庆节调休", change)), year=2027
    )

    assert said in fault


def test_a_statutory_day_neither_works_nor_is_left_out():
    works = ROWS_2027.replace("2027-06-09 休", "2027-06-09 班")
    left_out = ROWS_2027.replace("2027-06-09 休 端午节\n", "")

    said = row_faults(days_of(works), year=2027)
    assert any("法定假日，不能写作上班" in fault for fault in said)
    assert row_faults(days_of(left_out), year=2027) == ["缺少端午节的法定假日：2027年6月9日。"]


def test_every_fault_is_said_at_once():
    text = "2027-03-01 班 x\n2028-03-04 班 x\n2027-03-06 班 x\n2027-03-06 班 x"

    said = row_faults(days_of(text), year=2027)

    assert len([fault for fault in said if fault.startswith("第")]) == 3
    assert len([fault for fault in said if fault.startswith("缺少")]) == 7


def test_nothing_typed_is_said():
    assert row_faults([], year=2027) == ["请录入这一年的放假和调休日期。"]


def test_too_many_lines_are_not_read():
    assert read_rows("2027-01-01 休\n" * 121, year=2027) == ([], ["最多120行，现有121行。"])


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_said_and_never_breaks(text):
    days, faults = read_rows(text, year=2027)

    assert all(isinstance(fault, str) for fault in faults + row_faults(days, year=2027))
