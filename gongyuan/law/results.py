"""What every computed result of law carries besides its value."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Step:
    """One step of a computation: a Chinese sentence and the article it applies."""

    text: str
    source: str


class LawDataError(ValueError):
    """A data file of law is wrong: the message names the file, the row and the reason."""


def written_date(day: date) -> str:
    """Write a date as documents do: 2026年9月1日, no leading zeros (GB/T 9704-2012)."""
    return f"{day.year}年{day.month}月{day.day}日"
