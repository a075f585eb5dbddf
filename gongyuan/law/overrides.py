"""What a policy pack may set in place of a legal length."""

from dataclasses import dataclass
from datetime import date

from gongyuan.law.deadline_table import DeadlineRule, Leeway, Sense, Unit
from gongyuan.law.periods import add_months


@dataclass(frozen=True)
class Override:
    """A length set by a policy pack, with the clause that sets it."""

    length: int
    unit: Unit
    source: str
    verified: bool = True


class OverrideRefused(ValueError):
    """A policy pack may not set this length; `obstacles` says why, in Chinese."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__("；".join(obstacles))
        self.obstacles = obstacles


def override_obstacles(rule: DeadlineRule, override: Override) -> list[str]:
    """Say why a pack may not set this length; empty when it may.

    A pack may only be stricter than the article in `rule.source`, unless the row leaves room;
    lengths that differ in unit are compared by their certain bounds in natural days, and
    `deadlines.due_on` compares the days themselves.
    """
    if override.length < 0:
        return [f"{rule.label}的期限不能是负数"]
    if (override.unit == Unit.HOUR) != (rule.unit == Unit.HOUR):
        return [f"{rule.label}的单位不能在小时与日、月、年之间改变"]
    if rule.override == Leeway.NONE:
        return [f"{rule.label}由{rule.source}直接规定，政策包不能改变"]
    if rule.override == Leeway.OPEN or rule.length is None:
        return []
    asked = f"{override.length}{override.unit.label}（{override.source}）"
    fixed = f"{rule.length}{rule.unit.label}（{rule.source}）"
    shortest, longest = _bounds(rule.length, rule.unit)
    least, most = _bounds(override.length, override.unit)
    if rule.sense == Sense.LATEST and least > longest:
        return [f"{rule.label}：{asked}长于法定的{fixed}"]
    if rule.sense == Sense.LEAST and most < shortest:
        return [f"{rule.label}：{asked}短于法定的{fixed}"]
    if rule.unit == override.unit and rule.unit == Unit.WORKING_DAY:
        return [f"{rule.label}：{asked}长于法定的{fixed}"] if override.length > rule.length else []
    return []


def _bounds(length: int, unit: Unit) -> tuple[float, float]:
    """Bound a length from below and above: hours as they are, all else in natural days."""
    if unit == Unit.WORKING_DAY:
        return length, float("inf") if length else 0
    if unit in (Unit.MONTH, Unit.YEAR):
        months = length * 12 if unit == Unit.YEAR else length
        starts = [date(year, month, 1) for year in range(2001, 2005) for month in range(1, 13)]
        spans = [(add_months(start, months) - start).days for start in starts]
        return min(spans), max(spans)
    return length, length
