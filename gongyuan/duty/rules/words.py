"""Days and runs of shifts in words."""

from collections.abc import Sequence
from datetime import date


def day_words(day: date) -> str:
    """A day with its day of the week: 11月23日（周一） (值班表上的写法)."""
    return f"{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"


def days_words(first: date, last: date) -> str:
    """A run of days, both included (值班表上的写法)."""
    if first == last:
        return day_words(first)
    end = f"{last.day}日" if (first.year, first.month) == (last.year, last.month) else ""
    return f"{first.month}月{first.day}日至{end or f'{last.month}月{last.day}日'}"


def run_words(shifts: Sequence[tuple[date, str]]) -> str:
    """Shifts, each a day and the name of its part, in order (换班时写的班次): one by its name,
    several by their days and how many; empty for none."""
    if not shifts:
        return ""
    first, last = shifts[0][0], shifts[-1][0]
    if first == last:
        return day_words(first) + "、".join(part for _, part in shifts)
    return f"{days_words(first, last)}的{len(shifts)}班"
