"""Working days (工作日) of mainland China, with make-up days (调休), year by year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources
from importlib.metadata import version
from types import MappingProxyType
from typing import Any

import yaml
from chinese_calendar import constants

from gongyuan.law.results import LawDataError

WEEKEND = frozenset({5, 6})
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CalendarRow:
    """One day that differs from the plain week, as the office or a notice enters it."""

    day: date
    is_working: bool
    source: str
    name: str = ""


@dataclass(frozen=True)
class Calendar:
    """A working calendar: the years whose arrangement is published, and the days that differ.

    A year that is not in `published_years` is provisional (暂定): weekends rest, and the
    statutory days of 全国年节及纪念日放假办法（2024年修订）第二条 rest as far as they can be
    computed: 元旦, 劳动节, 国庆节 in any year from 2025; 春节 (with its eve), 清明节, 端午节,
    中秋节 in the years listed in `data/holidays.yaml` (to 2040), none of the four after that.
    Not computable, hence never guessed: which working days replace a holiday that falls on a
    weekend (第六条) and which weekends are worked for a long holiday (第七条); both are arranged
    by the State Council's yearly notice. Days of part of the citizens (第三条) and of minorities
    (第四条) are no rest days here; a region enters the latter as rows.
    """

    published_years: frozenset[int]
    rows: Mapping[date, CalendarRow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", MappingProxyType(dict(self.rows)))

    def with_rows(
        self, rows: Iterable[CalendarRow], *, published_years: Iterable[int] = ()
    ) -> "Calendar":
        """Return a calendar in which `rows` win over the days known before.

        `published_years` names the years that these rows make complete; a row in a year that
        stays unpublished fixes its own day only (全国年节及纪念日放假办法第七条). A statutory day
        rests even in a published year without a row for it.
        """
        merged = dict(self.rows) | {row.day: row for row in rows}
        return Calendar(self.published_years | frozenset(published_years), merged)

    def with_years(self, years: Iterable[int], rows: Iterable[CalendarRow]) -> "Calendar":
        """Return a calendar in which whole years are published as `rows` say, and nothing else.

        What was known of these years before is dropped, so that a corrected arrangement leaves
        none of the wrong days behind (放假办法第七条).
        """
        replaced = frozenset(years)
        others = {day: row for day, row in self.rows.items() if day.year not in replaced}
        return Calendar(self.published_years, others).with_rows(rows, published_years=replaced)

    def is_provisional(self, day: date) -> bool:
        """Tell whether the arrangement of this day's year is still unpublished (办法第七条)."""
        return day.year not in self.published_years

    def is_working_day(self, day: date) -> bool:
        """Tell whether people work this day; make-up days count (办法第二条、第七条)."""
        row = self.rows.get(day)
        if row is not None:
            return row.is_working
        if day.weekday() in WEEKEND:
            return False
        return day not in statutory_days(day.year)

    def rest_name(self, day: date) -> str:
        """Name the rest day (国庆节, 双休日); empty for a working day (办法第二条)."""
        if self.is_working_day(day):
            return ""
        row = self.rows.get(day)
        name = row.name if row is not None else ""
        name = name or statutory_days(day.year).get(day, "")
        return name or ("双休日" if day.weekday() in WEEKEND else "放假日")

    def next_working_day(self, day: date) -> date:
        """Return `day` if it is a working day, else the first one after (民法典第二百零三条)."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, itself not counted (民法典第二百零一条).

        With 0 it is `day` itself, or the next working day when `day` is a rest day. Refuses a
        negative count.
        """
        if count < 0:
            raise ValueError("working days are counted forward only")
        for _ in range(count):
            day = self.next_working_day(day + ONE_DAY)
        return self.next_working_day(day)

    def working_days_before(self, day: date, count: int) -> date:
        """Return the `count`-th working day before `day`, itself not counted (民法典第二百零一条).

        Refuses a count below one.
        """
        if count < 1:
            raise ValueError("working days are counted back from one on")
        while count:
            day -= ONE_DAY
            count -= self.is_working_day(day)
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """Count the working days after `after` up to and including `until`; 0 when there are none.

        Start day out, last day in (民法典第二百零一条).
        """
        span = range(1, (until - after).days + 1)
        return sum(self.is_working_day(after + timedelta(days=step)) for step in span)

    @property
    def first_year(self) -> int | None:
        """The earliest year whose arrangement is known; None when none is."""
        return min(self.published_years, default=None)

    def provisional_years(self, first: date, last: date) -> tuple[int, ...]:
        """List the unpublished years from `first` to `last` (办法第七条)."""
        years = range(first.year, last.year + 1)
        return tuple(year for year in years if year not in self.published_years)


# The package names its festivals in English; what people read is Chinese.
FESTIVAL_LABELS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}


def mainland_calendar(
    rows: Iterable[CalendarRow] = (), *, published_years: Iterable[int] = ()
) -> Calendar:
    """Build the calendar of mainland China from the `chinesecalendar` package and later rows.

    The package follows the State Council's yearly notices (全国年节及纪念日放假办法第七条); every
    year it knows is published. `rows` are what the office has entered since and win over it;
    `published_years` are the years these rows complete.
    """
    return _packaged_calendar().with_rows(rows, published_years=published_years)


@cache
def _packaged_calendar() -> Calendar:
    source = f"chinesecalendar {version('chinesecalendar')}（国务院办公厅历年放假安排）"
    off = {
        day: CalendarRow(day, False, source, _label(name))
        for day, name in constants.holidays.items()
    }
    made_up = {
        day: CalendarRow(day, True, source, f"{_label(name)}调休")
        for day, name in constants.workdays.items()
    }
    known = off | made_up
    return Calendar(frozenset(day.year for day in known), known)


def _label(name: str) -> str:
    return FESTIVAL_LABELS.get(name, "放假日")


@cache
def statutory_days(year: int) -> Mapping[date, str]:
    """Return the computable statutory holidays, date to name (全国年节及纪念日放假办法第二条).

    These are the days of triple pay; the days off around them are arranged by notice. Empty for
    a year before 2014; without the four lunar festivals for a year whose days are not listed in
    `data/holidays.yaml`.
    """
    data = _holiday_data()
    festivals = data["festivals"].get(year, {})
    days: dict[date, str] = {}
    for rule in data["rules"]:
        if not _covers(rule, year):
            continue
        for name, month_days in rule["fixed"].items():
            days |= {date.fromisoformat(f"{year}-{text}"): name for text in month_days}
        for name, offsets in rule["lunar"].items():
            if name in festivals:
                days |= {festivals[name] + timedelta(days=offset): name for offset in offsets}
    return MappingProxyType(days)


def _covers(rule: Mapping[str, Any], year: int) -> bool:
    ends_on = rule["valid_to"]
    return rule["valid_from"].year <= year and (ends_on is None or year <= ends_on.year)


@cache
def _holiday_data() -> Mapping[str, Any]:
    text = resources.files("gongyuan.law").joinpath("data/holidays.yaml").read_text("utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    for year, festivals in data["festivals"].items():
        for name, day in festivals.items():
            if day.year != year:
                raise LawDataError(f"data/holidays.yaml：{year}年的{name}写成了{day}")
    return MappingProxyType(dict(data))
