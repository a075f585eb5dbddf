"""What a firm does for an employer, which bars it from cases against that employer."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class EngagementFacts:
    """What a firm does for one employer, from a day, to a day or without end."""

    kind: str
    label: str
    employer: str
    employer_id: int
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def engagement_obstacles(starts_on: date, ends_on: date | None) -> list[str]:
    """Say why these days of an engagement are impossible (律师法 第三十九条, 利益冲突的登记)."""
    if ends_on is not None and ends_on < starts_on:
        return ["业务关系的最后一日早于第一日。"]
    return []
