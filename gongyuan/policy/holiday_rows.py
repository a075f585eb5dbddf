"""The days of a year's arrangement as an office types them, and what may be wrong with them.

One line a day or a run of days: 2027-10-01 休 国庆节, 2027-10-01至2027-10-07 休 国庆节,
2027-10-09 班 国庆节调休. Pure: values in, rows and sentences out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongyuan.law.results import written_date
from gongyuan.law.workdays import WEEKEND, statutory_days

DAY = r"(?:(\d{4})\s*[年.\-/]\s*)?(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?"
LINE = re.compile(
    rf"{DAY}(?:\s*(?:至|到|—|~|～)\s*{DAY})?[\s,，\t]+(休|放假|班|上班)(?:[\s,，\t]+(.*))?"
)
RESTING = ("休", "放假")
WEEKDAYS = "一二三四五六日"
MOST_LINES = 120
#: No holiday is longer than this; more is a slip of the finger.
MOST_RUN = 16
NAME_LENGTH = 30


@dataclass(frozen=True, kw_only=True)
class TypedDay:
    """One day that differs from the plain week, and the line it was typed in."""

    day: date
    is_working: bool
    name: str
    line: int

    @property
    def written(self) -> str:
        """The day with its weekday: 2027年10月9日（周六）."""
        return f"{written_date(self.day)}（周{WEEKDAYS[self.day.weekday()]}）"


def read_rows(text: str, *, year: int) -> tuple[list[TypedDay], list[str]]:
    """Read typed lines as days of a year; a day without a year is of that year.

    Returns the days in their order, and a sentence for every line that cannot be read.
    """
    days: list[TypedDay] = []
    faults: list[str] = []
    lines = [(at, line.strip()) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_LINES:
        return [], [f"最多{MOST_LINES}行，现有{len(lines)}行。"]
    for at, line in lines:
        found = LINE.fullmatch(line)
        if found is None:
            faults.append(f"第{at}行“{line[:30]}”看不懂，应写作：{year}-10-01 休 国庆节。")
            continue
        first, last = _day(found.group(1, 2, 3), year), _day(found.group(4, 5, 6), year)
        if first is None or (found.group(5) and last is None):
            faults.append(f"第{at}行没有这样的日期。")
        elif last is not None and not first <= last <= first + timedelta(days=MOST_RUN):
            faults.append(f"第{at}行的起止日期不对，前后颠倒或者超过{MOST_RUN}天。")
        else:
            name = (found.group(8) or "").strip()[:NAME_LENGTH]
            days += _run(first, last or first, found.group(7) not in RESTING, name, at)
    return days, faults


def row_faults(days: Sequence[TypedDay], *, year: int) -> list[str]:
    """Say every reason why these days cannot be a year's arrangement; empty when they can.

    A statutory day rests (放假办法第二条), make-up days lie on weekends (第七条), and a day belongs
    to the year, or to the December before (元旦 may begin there).
    """
    if not days:
        return ["请录入这一年的放假和调休日期。"]
    faults = line_faults(days, year=year)
    resting = {one.day for one in days if not one.is_working}
    missing: dict[str, list[date]] = {}
    for day, name in statutory_days(year).items():
        if day not in resting:
            missing.setdefault(name, []).append(day)
    for name, left_out in missing.items():
        written = "、".join(written_date(day) for day in left_out)
        faults.append(f"缺少{name}的法定假日：{written}。")
    return faults


def line_faults(days: Sequence[TypedDay], *, year: int) -> list[str]:
    """Say what is wrong with single lines, each by its number (放假办法第二条、第七条)."""
    return [*_single_faults(days, year), *_twice(days)]


def _single_faults(days: Sequence[TypedDay], year: int) -> Iterator[str]:
    for one in days:
        statutory = statutory_days(one.day.year).get(one.day)
        if one.day.year != year and (one.day.year, one.day.month) != (year - 1, 12):
            yield f"第{one.line}行{one.written}不在{year}年。"
        elif one.is_working and statutory:
            yield f"第{one.line}行{one.written}是{statutory}的法定假日，不能写作上班。"
        elif one.is_working and one.day.weekday() not in WEEKEND:
            yield f"第{one.line}行{one.written}本来就上班，请核对日期。"


def _twice(days: Sequence[TypedDay]) -> Iterator[str]:
    seen: dict[date, TypedDay] = {}
    for one in days:
        before = seen.setdefault(one.day, one)
        if before is not one:
            yield f"第{one.line}行{one.written}在第{before.line}行已经写过。"


def _day(parts: Sequence[str | None], year: int) -> date | None:
    own_year, month, day = parts
    if month is None or day is None:
        return None
    try:
        return date(int(own_year or year), int(month), int(day))
    except ValueError:
        return None


def _run(first: date, last: date, is_working: bool, name: str, line: int) -> list[TypedDay]:
    return [
        TypedDay(day=first + timedelta(days=step), is_working=is_working, name=name, line=line)
        for step in range((last - first).days + 1)
    ]
