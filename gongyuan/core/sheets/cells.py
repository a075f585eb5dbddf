"""What a cell means, whichever way an office wrote it: days, amounts, numbers kept as text."""

import calendar
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

#: Excel keeps fifteen digits of a number; of an identity number it makes the last ones up.
MOST_DIGITS = 15
MOST_YUAN = 10**10
#: Full-width signs as their narrow ones; brackets and commas in names stay as they are.
_NARROW = str.maketrans(
    {0xFF10 + place: 0x30 + place for place in range(10)}
    | {0xFF21 + place: 0x41 + place for place in range(26)}
    | {0xFF41 + place: 0x61 + place for place in range(26)}
    | {"．": ".", "－": "-", "／": "/", "＋": "+", "％": "%", "\u3000": " ", "￥": "¥", "，": ","}
)
_DAY = re.compile(r"(\d{4})[-/.年。、](\d{1,2})[-/.月。、](\d{1,2})[日号.。]?")
_PACKED_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})[-/.年。](\d{1,2})月?(?:份)?")
_YEAR = re.compile(r"(\d{4})年?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
#: Blanks beside the words of a day mean nothing: 2014 年 3 月 5 日.
_LOOSE = re.compile(r"\s+(?=[年月日号])|(?<=[年月.\-/])\s+")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_TIME = re.compile(r"(上午|下午|晚上)?(\d{1,2})(?:[:点时](\d{1,2}|半)?分?(?::\d{2})?)?")
_FIGURE = re.compile(r"(-?\d+(?:\.\d+)?)(万)?(?:元|圆|块)?")
#: Days as Excel counts them: between these years a bare number is one.
_FIRST_SERIAL, _LAST_SERIAL = 14_000, 60_000
_SERIAL_ZERO = date(1899, 12, 30)
#: What lies before is a slip of the pen: 0215 for 2015.
_FIRST_YEAR = 1900
NO_YEAR = "年份不对，请照原件重新填写。"


def column_letter(index: int) -> str:
    """The letter of a column as Excel shows it; `index` from 0."""
    from xlsxwriter.utility import xl_col_to_name  # weighs 2 MB, for those alone that open sheets

    return xl_col_to_name(index)


def shown(value: Any) -> str:
    """A cell as the person who typed it sees it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        value = value.date() if value.time() == datetime.min.time() else value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def kept(value: Any) -> str:
    """A cell as text that still tells what it was: a number too long for Excel is not repaired.

    Fractions lose the noise of binary numbers: 0.1 + 0.2 is 0.3.
    """
    if isinstance(value, float) and not value.is_integer():
        return format(Decimal(repr(round(value, 6))).normalize(), "f")
    if isinstance(value, float) and abs(value) >= 10**MOST_DIGITS:
        return f"{value:.15g}"
    return shown(value)


def narrowed(text: str) -> str:
    """Full-width digits, letters and signs as narrow ones; an apostrophe that made text is gone."""
    wide = text if text.isascii() else text.translate(_NARROW)
    return wide.strip().removeprefix("'").strip()


@lru_cache(maxsize=8192)  # the days of ten years, over and over
def any_day(text: str, *, is_end: bool = False) -> tuple[date | None, str, bool]:
    """The day a cell's text means, what is wrong ("" when nothing), and whether only its month was
    written: 2015-05-03, 2015.5.3, 20150503, 2015年5月3日, the days Excel counts, 2015年5月, 2015.5.

    A month alone is its first day, or with `is_end` its last. None for an empty cell.
    """
    typed = _CLOCK.sub("", _LOOSE.sub("", narrowed(text))).strip()
    if not typed:
        return None, "", False
    try:
        match = _DAY.fullmatch(typed) or _PACKED_DAY.fullmatch(typed)
        if match:
            day = date(*map(int, match.groups()))
            return (day, "", False) if day.year >= _FIRST_YEAR else (None, NO_YEAR, False)
        serial = _SERIAL.fullmatch(typed)
        if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
            return _SERIAL_ZERO + timedelta(days=int(serial[1])), "", False
        month = _MONTH.fullmatch(typed)
        if month:
            return _month(typed, int(month[1]), int(month[2]), is_end=is_end)
    except ValueError:
        return None, "没有这一天。", False
    if _YEAR.fullmatch(typed):
        return None, f"只写了年份，请补上月和日，如 {typed[:4]}-05-03。", False
    return None, "日期请写成 2015-05-03 这样。", False


def _month(typed: str, year: int, month: int, *, is_end: bool) -> tuple[date | None, str, bool]:
    if year < _FIRST_YEAR:
        return None, NO_YEAR, False
    if typed == f"{year}.1":
        # As a number 2015.10 and 2015.1 are the same.
        return None, f"“{typed}”分不清是1月还是10月，请写成{year}-01或者{year}-10。", False
    last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 1
    return date(year, month, last if is_end else 1), "", True


def any_amount(text: str) -> tuple[Decimal | None, str]:
    """The amount in yuan a cell's text means, and what is wrong with it ("" when nothing).

    Thousands may be separated, 元 and 万元 may follow. None for an empty cell; never negative,
    never finer than a fen.
    """
    typed = narrowed(text).replace(",", "").replace("¥", "").replace(" ", "")
    if typed in {"", "-", "—", "/", "无"}:
        return None, ""
    found = _FIGURE.fullmatch(typed)
    if not found:
        return None, "金额应是数字，如 12000 或者 1.2万元。"
    try:
        amount = Decimal(found[1]) * (10_000 if found[2] else 1)
    except InvalidOperation:  # pragma: no cover - the pattern lets only numbers through
        return None, "金额应是数字。"
    if amount < 0 or amount >= MOST_YUAN:
        return None, "金额应在0元以上、100亿元以下。"
    whole = amount.quantize(Decimal("0.01"))
    return (whole, "") if whole == amount else (None, "金额最多到分。")


def any_time(text: str) -> tuple[time | None, str]:
    """The time of day a cell's text means (9:00, 9点半, 下午2点), None when empty, and what is
    wrong with it ("" when nothing)."""
    typed = narrowed(text).replace("：", ":").replace(" ", "")
    if not typed:
        return None, ""
    found = _TIME.fullmatch(typed)
    if found:
        half, hour, minute = found[1] or "", int(found[2]), found[3] or "0"
        hour += 12 if half in {"下午", "晚上"} and hour < 12 else 0
        minutes = 30 if minute == "半" else int(minute)
        if hour < 24 and minutes < 60:
            return time(hour, minutes), ""
    return None, "时间请写成 9:00 这样。"


def any_hours(text: str) -> tuple[Decimal | None, str]:
    """How many hours a cell's text means (2.5, 3小时), in whole or half ones, None when empty, and
    what is wrong with it."""
    typed = narrowed(text).replace(" ", "").removesuffix("小时").removesuffix("个")
    if typed in {"", "-", "—", "/", "无"}:
        return None, ""
    if not re.fullmatch(r"\d{1,4}(\.\d+)?", typed):
        return None, "时长应是小时数，如 3 或者 2.5。"
    hours = Decimal(typed)
    return hours, "" if hours * 2 % 1 == 0 else "时长按整小时或者半小时填写，如 3 或者 2.5。"


def any_count(text: str) -> tuple[int | None, str]:
    """The number a cell's text means (3, 3人, 3.0), and what is wrong with it; None when empty."""
    typed = narrowed(text).rstrip("人名件个").strip()
    if not typed:
        return None, ""
    if not re.fullmatch(r"\d{1,7}(\.0+)?", typed):
        return None, "应是整数，如 3。"
    return int(float(typed)), ""
