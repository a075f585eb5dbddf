"""Running our calculators for one row of the file, and keeping what was run with what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gongyuan.law.figures import NO_FIGURES
from gongyuan.law.periods import add_months
from gongyuan.law.registry import calculators

Row = Mapping[str, Any]
#: The day an undated service is taken to end: only its length counts then.
SOME_DAY = date(2020, 12, 31)
ONE_DAY = timedelta(days=1)


@dataclass
class Ours:
    """What we compute: yuan, the calculators run, and which inputs the formula gave."""

    amount: Decimal = Decimal(0)
    used: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def run(self, name: str, /, part: str | None = None, **given: Any) -> Decimal:
        """Compute with one calculator; its value or one of its parts."""
        result = calculators()[name].run(_json(given), NO_FIGURES)
        if name not in self.used:
            self.used.append(name)
        value = result.value if part is None else result.part(part)
        return Decimal(value)

    def add(self, amount: Decimal) -> "Ours":
        self.amount += amount
        return self

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def _json(given: Mapping[str, Any]) -> dict[str, Any]:
    """Amounts as text to the fen, days as ISO text, what is unknown left out."""
    return {key: _plain(value) for key, value in given.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal("0.01")))
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(one) for one in value] if isinstance(value, list) else value


def day(text: str | None, *, is_last: bool) -> date | None:
    """Read a day; of a month its first or last day."""
    if not text:
        return None
    if len(text) == len("2020-06"):
        first = date.fromisoformat(f"{text}-01")
        return add_months(first, 1) - ONE_DAY if is_last else first
    return date.fromisoformat(text)


def decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
