"""What a row would change of a record that is known."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gongyuan.ledgers.kinds.kind import Line


def compare(
    line: Line, known: Mapping[str, Any], *, words: Mapping[str, Mapping[str, str]] | None = None
) -> None:
    """Note on the line where it says something other than what is known; empty cells say nothing.

    `words` are the labels of values, by column.
    """
    for name, before in known.items():
        after = line.values.get(name)
        if after in (None, "", []) or after == before:
            continue
        labels = (words or {}).get(name, {})
        line.changes[name] = [_text(before, labels), _text(after, labels)]


def day_text(day: date | None) -> str:
    """A day as ledgers have it, "" for none."""
    return day.isoformat() if day else ""


def _text(value: Any, labels: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(labels.get(one, str(one)) for one in value)
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    return str(labels.get(value, value))
