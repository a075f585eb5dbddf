"""By when: a row of the deadline table, a start and a calendar give a day, its steps and sources.

How days are counted stands in `periods`; what a policy pack may change stands in `overrides`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from gongyuan.law.deadline_table import DeadlineRule, Leeway, Sense, Unit, deadline_table
from gongyuan.law.overrides import Override, OverrideRefused, override_obstacles
from gongyuan.law.periods import Count, Pause, add_months, counted, pause_rule
from gongyuan.law.results import Step
from gongyuan.law.workdays import Calendar

__all__ = [
    "AppliedRule",
    "Deadline",
    "DeadlineRule",
    "Override",
    "OverrideRefused",
    "Pause",
    "Remaining",
    "Unit",
    "add_months",
    "deadline_table",
    "due_at",
    "due_on",
    "extended",
    "override_obstacles",
    "remaining",
]

BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class AppliedRule:
    """The rule as it was applied: a pack's length where the pack decided."""

    code: str
    label: str
    length: int | None
    unit: Unit
    is_overridden: bool


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """By when, and why.

    `due_on` is None when the length is not known: it is never guessed. `due_at` (Beijing time)
    stands for deadlines in hours only. `is_provisional` means the day may still move: an
    unpublished year or a running pause is in it, and `assumptions` says which. `verified` is
    false when the length comes from an article nobody has checked against the original (待核).
    """

    rule: AppliedRule
    source: str
    due_on: date | None
    due_at: datetime | None = None
    steps: tuple[Step, ...] = ()
    assumptions: tuple[str, ...] = ()
    what_would_change: tuple[str, ...] = ()
    is_provisional: bool = False
    verified: bool = True


@dataclass(frozen=True)
class Remaining:
    """What is left: calendar and working days, negative when overdue, and the words for it."""

    days: int
    working_days: int
    text: str


def extended(rule: DeadlineRule, by: int | None = None) -> DeadlineRule:
    """Return the rule lengthened by its own extension, counted from the same start.

    `by` is in the rule's unit; without it the whole extension its article allows is taken, e.g.
    15 日 for an award (劳动争议调解仲裁法第四十三条第一款). Refuses (ValueError) a rule without an
    extension, one whose extension the law does not measure when `by` is missing, and more than
    the law allows.
    """
    extension = rule.extension
    if extension is None or rule.length is None:
        raise ValueError(f"{rule.label}没有可以延长的规定")
    length = extension.length if by is None else by
    if length is None:
        raise ValueError(f"{rule.label}的延长没有法定长度，应写明延长多少")
    if length < 0 or (extension.length is not None and length > extension.length):
        raise ValueError(f"{rule.label}不能延长{length}{rule.unit.label}")
    source = f"{rule.source}；{extension.source}"
    return replace(rule, length=rule.length + length, source=source, extension=None)


def due_on(
    rule: DeadlineRule,
    start: date,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    override: Override | None = None,
) -> Deadline:
    """Compute the last day of a period in days, months or years (民法典第二百零一至二百零三条).

    `start` is the Beijing date of the event (of the latest one after a restart). A length of 0
    days is the same day (当日). A stricter pack's length is applied; where it would end later
    than the law's own on this calendar, the law's day stands. Refuses (ValueError,
    OverrideRefused) a rule in hours, a pause the rule does not know, a forbidden override, and
    (TypeError) an instant as start.
    """
    _refuse_wrong_use(rule, start, pauses)
    lengths = _lengths(rule, override)
    if not lengths:
        return _unknown(rule)
    counts = [
        counted(rule, start, calendar, pauses, (length.length, length.unit, length.source))
        for length in lengths
    ]
    at = _chosen(rule, counts)
    length, count = lengths[at], counts[at]
    steps = count.steps + (_capped(lengths, rule) if at < len(lengths) - 1 else ())
    running = any(pause.still_running for pause in count.pauses)
    return Deadline(
        rule=_applied(rule, length, override),
        source=length.source,
        due_on=count.due_on,
        steps=steps,
        assumptions=_assumptions(rule, count, calendar),
        what_would_change=_what_would_change(rule, _to_come(count, calendar), running),
        is_provisional=bool(count.provisional_years) or running,
        verified=length.verified,
    )


def due_at(rule: DeadlineRule, start_at: datetime, override: Override | None = None) -> Deadline:
    """Compute the instant at which a period in hours ends; it starts at once (民法典第二百零一条).

    `start_at` is aware; the answer is in Beijing time and `due_on` is its day there. Refuses
    (ValueError, OverrideRefused) a rule in other units, a naive instant, a forbidden override.
    """
    if rule.unit != Unit.HOUR:
        raise ValueError(f"{rule.label}不以小时计算")
    if start_at.utcoffset() is None:
        raise ValueError("an instant without a time zone cannot start a period")
    lengths = _lengths(rule, override)
    if not lengths:
        return _unknown(rule)
    length = lengths[-1]
    end = (start_at.astimezone(UTC) + timedelta(hours=length.length)).astimezone(BEIJING)
    text = f"自{rule.event}时起{length.length}小时，至{end:%Y-%m-%d %H:%M}。"
    return Deadline(
        rule=_applied(rule, length, override),
        source=length.source,
        due_on=end.date(),
        due_at=end,
        steps=(Step(text, length.source),),
        assumptions=tuple(_notes(rule)),
        what_would_change=_what_would_change(rule, (), False),
        verified=length.verified,
    )


def remaining(due: date, today: date, calendar: Calendar) -> Remaining:
    """Say what is left at `today`: 还有n天, 今天, 超n天, in calendar days.

    The last day itself is still in time (民法典第一千二百五十九条：届满包括本数).
    """
    days = (due - today).days
    if days < 0:
        return Remaining(days, -calendar.working_days_between(due, today), f"超{-days}天")
    text = f"还有{days}天" if days else "今天"
    return Remaining(days, calendar.working_days_between(today, due), text)


def _refuse_wrong_use(rule: DeadlineRule, start: date, pauses: Sequence[Pause]) -> None:
    if rule.unit == Unit.HOUR:
        raise ValueError(f"{rule.label}以小时计算，应给出时刻")
    if isinstance(start, datetime):
        raise TypeError("a period in days starts on a date, not at an instant")
    for pause in pauses:
        pause_rule(rule, pause.kind)
        if pause.ended_on < pause.began_on:
            raise ValueError("a pause cannot end before it begins")


def _lengths(rule: DeadlineRule, override: Override | None) -> list[Override]:
    """List the lengths that compete: the law's own first, the pack's last."""
    lengths = []
    if rule.length is not None:
        lengths.append(Override(rule.length, rule.unit, rule.source, rule.verified))
    if override is not None:
        obstacles = override_obstacles(rule, override)
        if obstacles:
            raise OverrideRefused(obstacles)
        lengths.append(override)
    return lengths


def _chosen(rule: DeadlineRule, counts: Sequence[Count]) -> int:
    """Choose the pack's count unless it is laxer than the law's and the law leaves no room."""
    law, pack = counts[0].due_on, counts[-1].due_on
    laxer = pack > law if rule.sense == Sense.LATEST else pack < law
    return 0 if laxer and rule.override != Leeway.OPEN else len(counts) - 1


def _capped(lengths: Sequence[Override], rule: DeadlineRule) -> tuple[Step, ...]:
    pack = lengths[-1]
    text = f"{pack.source}的{pack.length}{pack.unit.label}宽于法定期限，以法定期限为准。"
    return (Step(text, rule.source),)


def _applied(rule: DeadlineRule, length: Override, override: Override | None) -> AppliedRule:
    return AppliedRule(rule.code, rule.label, length.length, length.unit, length is override)


def _notes(rule: DeadlineRule) -> list[str]:
    return [f"{rule.note}。"] if rule.note else []


def _unknown(rule: DeadlineRule) -> Deadline:
    reason = (
        "法律未规定长度，由政策包或者机构确定。" if rule.verified else "期限长度待核，暂不计算。"
    )
    return Deadline(
        rule=AppliedRule(rule.code, rule.label, None, rule.unit, False),
        source=rule.source,
        due_on=None,
        assumptions=(reason, *_notes(rule)),
        what_would_change=("填入有依据的期限长度后计算。",),
        verified=rule.verified,
    )


def _assumptions(rule: DeadlineRule, count: Count, calendar: Calendar) -> tuple[str, ...]:
    found = _notes(rule)
    if count.due_on != count.last_day and calendar.rest_name(count.last_day) == "双休日":
        found.append("双休日按法定休假日处理。")
    for kind in dict.fromkeys(pause.kind for pause in count.pauses):
        cause = pause_rule(rule, kind)
        if not cause.verified:
            found.append(f"“{cause.label}”不计入期限，所据{cause.source}的现行条文待核。")
    if any(pause.still_running for pause in count.pauses):
        found.append("暂停尚未结束，按今日结束计算。")
    for year in count.provisional_years:
        why = "尚未公布" if year in _to_come(count, calendar) else "未收录"
        found.append(f"{year}年放假安排{why}，暂按周末和法定节日计算。")
    return tuple(found)


def _to_come(count: Count, calendar: Calendar) -> list[int]:
    """The provisional years whose arrangement will still be published, not those long past."""
    first = calendar.first_year or 0
    return [year for year in count.provisional_years if year > first]


def _what_would_change(
    rule: DeadlineRule, provisional_years: Sequence[int], pause_running: bool
) -> tuple[str, ...]:
    found = [f"{cause.label}的，其间的日数不计入（{cause.source}）。" for cause in rule.pauses]
    found += [f"{cause.label}的，期限重新计算（{cause.source}）。" for cause in rule.restarts]
    if rule.extension is not None:
        by = rule.extension.length
        length = f"，最多延长{by}{rule.unit.label}" if by is not None else ""
        found.append(f"{rule.extension.label}{length}（{rule.extension.source}）。")
    found += [f"{text}。" for text in rule.exceptions]
    if pause_running:
        found.append("暂停每多一日，期限顺延一日。")
    found += [f"{year}年放假安排公布后重新计算。" for year in provisional_years]
    return tuple(found)
