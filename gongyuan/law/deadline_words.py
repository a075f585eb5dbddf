"""The words of the table of deadlines: units, senses, leeway, how well a source was read."""

from enum import StrEnum


class Unit(StrEnum):
    """The unit in which a period is counted."""

    NATURAL_DAY = "natural_day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"

    @property
    def label(self) -> str:
        """Name the unit as it stands behind a number: 7日, 5个工作日, 1年."""
        return UNIT_LABELS[self]


UNIT_LABELS = {
    Unit.NATURAL_DAY: "日",
    Unit.WORKING_DAY: "个工作日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.HOUR: "小时",
}


class Sense(StrEnum):
    """Whether the day is the latest to act on or the least time to keep something."""

    LATEST = "latest"
    LEAST = "least"


class Leeway(StrEnum):
    """What a policy pack may do to a length: nothing, be stricter, or set any."""

    NONE = "none"
    STRICTER = "stricter"
    OPEN = "open"


class Confidence(StrEnum):
    """How the article was read: in full, in part, on a secondary page, or from memory only."""

    FULL = "F"
    PARTIAL = "P"
    SECONDARY = "S"
    MEMORY = "M"
