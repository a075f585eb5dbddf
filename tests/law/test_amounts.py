from decimal import Decimal

import pytest

from gongyuan.law.amounts import (
    NotAnAmount,
    amount_obstacles,
    capital_amount,
    formatted_amount,
    parsed_amount,
    rounded_amount,
)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.01", "壹分"),
        ("0.05", "伍分"),
        ("0.5", "伍角整"),
        ("0.55", "伍角伍分"),
        ("1", "壹元整"),
        ("1.05", "壹元零伍分"),
        ("10", "壹拾元整"),
        ("10.50", "壹拾元伍角整"),
        ("100", "壹佰元整"),
        ("105", "壹佰零伍元整"),
        ("110", "壹佰壹拾元整"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1005", "壹仟零伍元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("10000.00", "壹万元整"),
        ("10001", "壹万零壹元整"),
        ("10100", "壹万零壹佰元整"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("100200.05", "壹拾万零贰佰元零伍分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("1000100", "壹佰万零壹佰元整"),
        ("10000001", "壹仟万零壹元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100001234", "壹亿零壹仟贰佰叁拾肆元整"),
        ("100010000", "壹亿零壹万元整"),
        ("123456789.12", "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分"),
        ("1000000000000", "壹万亿元整"),
        ("1200000000000", "壹万贰仟亿元整"),
        ("1000000010000", "壹万亿零壹万元整"),
        ("-12.30", "负壹拾贰元叁角整"),
    ],
)
def test_yuan_in_capitals(amount, words):
    assert capital_amount(Decimal(amount)) == words


def test_capitals_round_to_the_fen_before_anything_is_written():
    assert capital_amount(Decimal("0.005")) == "壹分"
    assert capital_amount(Decimal("99.995")) == "壹佰元整"
    assert capital_amount(Decimal("-0.001")) == "零元整"


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1E16"])
def test_what_cannot_be_written_in_capitals_is_refused(amount):
    with pytest.raises(ValueError, match="capitals"):
        capital_amount(Decimal(amount))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12000", "12000.00"),
        ("12,000.5", "12000.50"),
        ("１２０００．５０", "12000.50"),
        ("￥1,234,567.89", "1234567.89"),
        ("¥ 300", "300.00"),
        ("300元", "300.00"),
        ("人民币300元整", "300.00"),
        ("3万", "30000.00"),
        ("1.25万元", "12500.00"),
        ("0", "0.00"),
        ("007.10", "7.10"),
        ("5.", "5.00"),
    ],
)
def test_an_amount_is_read_however_it_is_typed(text, amount):
    assert str(parsed_amount(text)) == amount


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "请填写金额"),
        ("  ", "请填写金额"),
        ("-5", "不能是负数"),
        ("1.005", "两位小数"),
        ("0.0000001万", "两位小数"),
        ("1e5", "应为数字"),
        ("NaN", "应为数字"),
        ("12,00", "应为数字"),
        ("1.2.3", "应为数字"),
        ("五百", "应为数字"),
        (".5", "应为数字"),
        ("9" * 17, "金额过大"),
        ("9" * 60, "金额过大"),
    ],
)
def test_what_is_no_amount_says_why(text, reason):
    (obstacle,) = amount_obstacles(text)

    assert reason in obstacle
    with pytest.raises(NotAnAmount, match=reason):
        parsed_amount(text)


def test_amounts_are_printed_with_separators_and_rounded_half_up():
    assert formatted_amount(Decimal("1234567.885")) == "1,234,567.89"
    assert formatted_amount(Decimal(0)) == "0.00"
    assert rounded_amount(Decimal("2.345")) == Decimal("2.35")
