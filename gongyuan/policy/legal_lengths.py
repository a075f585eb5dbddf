"""Whether a deadline of a pack is one that law knows, and one that law lets a pack set."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from gongyuan.law.deadline_table import NATION as WHOLE_COUNTRY
from gongyuan.law.deadline_table import DeadlineRule, Leeway, Unit, deadline_table
from gongyuan.law.overrides import Override, override_obstacles
from gongyuan.policy import regions


def length_faults(
    name: str, entry: dict[str, Any], *, region: str, begins: str, ends: str | None
) -> Iterator[tuple[str, str]]:
    """What is wrong with `normal.AID_REVIEW` and its length: (place below the entry, reason).

    A code the table of deadlines has not, a length the article in force at the place during the
    pack does not allow (`law.overrides`), and working days where the article counts natural
    ones: a long holiday would carry them past the article's last day.
    """
    code = name.split(".")[1]
    rows = [row for row in deadline_table().rows if row.code == code]
    if not rows:
        yield "", f"没有这个期限代码：{code}"
        return
    asked = Override(entry["length"], Unit(entry["unit"]), "政策包")
    for row in rows:
        if not _meets(row, region, begins, ends):
            continue
        for reason in override_obstacles(row, asked):
            yield ".length", reason
        if _may_outrun(row, asked):
            yield ".unit", f"{row.source}按自然日计，改为工作日遇长假会超过法定期限"


def _may_outrun(row: DeadlineRule, asked: Override) -> bool:
    by_working_day = asked.unit == Unit.WORKING_DAY and asked.length > 0
    return by_working_day and row.unit == Unit.NATURAL_DAY and row.override == Leeway.STRICTER


def _meets(row: DeadlineRule, region: str, begins: str, ends: str | None) -> bool:
    """Whether a row of the table holds at the place on any day of the pack."""
    if row.region != WHOLE_COUNTRY and not regions.is_within(region, row.region):
        return False
    first, last = row.valid_from or date.min, row.valid_to or date.max
    return first <= (date.fromisoformat(ends) if ends else date.max) and last >= (
        date.fromisoformat(begins)
    )
