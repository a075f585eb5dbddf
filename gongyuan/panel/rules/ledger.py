"""The yearly ledger: when it is due, when it may be signed (平工文〔2016〕28号 附件1 四(五))."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongyuan.panel.choices import NOT_SERVICE, LedgerStep

#: The forms' own bounds, not of law.
LONGEST_REMARKS = 3000
MOST_MINUTES = 12 * 60
MOST_PEOPLE = 100_000


@dataclass(frozen=True, kw_only=True)
class Span:
    """The days of one appointment of a lawyer in one union; both are in it."""

    term_id: int
    unit_path: str
    starts_on: date
    ends_on: date


def day_of_year(value: int, year: int) -> date | None:
    """The day that a parameter such as 520 (5月20日) names in a year; None where there is none."""
    month, day = divmod(value, 100)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def ledger_due_on(ends_on: date, month_day: int | None) -> date | None:
    """The last day to hand in the ledger of a term: the first such day not before the term's end.

    平工文〔2016〕28号 附件1 四(五): 每年5月20日前提交一份年度工作台账; a term from 20 May to 19 May
    has its ledger due on the day after it ends. None where no policy names a day.
    """
    if month_day is None:
        return None
    for year in (ends_on.year, ends_on.year + 1):
        due = day_of_year(month_day, year)
        if due is not None and due >= ends_on:
            return due
    return None


def ledger_opens_on(ends_on: date, due_on: date | None, remind_days: int) -> date:
    """From when on a ledger may be signed: so many days before it is due or the term ends."""
    return min(ends_on, due_on or ends_on) - timedelta(days=remind_days)


def signing_obstacles(*, opens_on: date, lines: int, remarks: str, today: date) -> list[str]:
    """Why a ledger may not be signed: too early, or nothing happened and nothing is said of it."""
    if today < opens_on:
        return [f"聘期还没有快满，{opens_on:%Y-%m-%d}起可以签署。"]
    if not lines and not remarks.strip():
        return ["台账里还没有任何活动，请在补充说明里写明原因再签。"]
    return []


def steps_due(
    *, due_on: date | None, remind_days: int, again_days: int, today: date
) -> list[LedgerStep]:
    """Which reminders of an unsigned ledger are called for on a day; each is sent once."""
    if due_on is None:
        return []
    if today > due_on:
        return [LedgerStep.OVERRUN]
    found = []
    if today >= due_on - timedelta(days=remind_days):
        found.append(LedgerStep.EARLY)
    if today >= due_on - timedelta(days=again_days):
        found.append(LedgerStep.NEAR)
    return found


def home_term(spans: Iterable[Span], *, day: date, unit_path: str) -> int | None:
    """The one appointment that something done on a day counts for: never two.

    Of several that run, the one nearest above the union served; what was served no union at all,
    or one elsewhere, counts for the oldest appointment that runs.
    """
    running = [span for span in spans if span.starts_on <= day <= span.ends_on]
    if not running:
        return None
    above = [span for span in running if unit_path and unit_path.startswith(span.unit_path)]
    if above:
        return max(above, key=lambda span: (len(span.unit_path), -span.term_id)).term_id
    return min(running, key=lambda span: (span.starts_on, span.term_id)).term_id


def served(kinds: Sequence[str]) -> int:
    """How many of these things were service to workers (附件2 第三条、第四条); training is none."""
    return sum(kind not in NOT_SERVICE for kind in kinds)


def activity_obstacles(
    *, happened_on: date, minutes: int, people_count: int, today: date
) -> dict[str, str]:
    """What is wrong with an activity as a lawyer enters it, by field."""
    found = {}
    if happened_on > today:
        found["happened_on"] = "这一天还没有到。"
    if not 1 <= minutes <= MOST_MINUTES:
        found["minutes"] = f"请填1到{MOST_MINUTES}分钟。"
    if not 1 <= people_count <= MOST_PEOPLE:
        found["people_count"] = f"请填1到{MOST_PEOPLE}人。"
    return found
