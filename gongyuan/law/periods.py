"""Counting out one period on the calendar, with its pauses and the steps in words.

Where several readings exist: the day of the event is not counted, and natural days begin on the
next day, a working day or not (民法典第二百零一条第二款); months and years end on the
corresponding day, or on the last day of a month without one (第二百零二条); a last day that is a
rest day moves to the next working day (第二百零三条), weekends being treated as 法定休假日. A
period that ends at an event (开庭五日前) is counted back from it and never rolls over. A pause
follows the same start rule: the day it begins still counts, the days after it up to and including
the day it ends do not. That is the earlier, hence the safer reading.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongyuan.law.deadline_table import DAY_BEFORE, DeadlineRule, PauseRule, Unit
from gongyuan.law.results import Step, written_date
from gongyuan.law.workdays import Calendar

START_SOURCE = "民法典第二百零一条第二款"
MONTH_SOURCE = "民法典第二百零二条"
ROLL_SOURCE = "民法典第二百零三条第一款"


@dataclass(frozen=True)
class Pause:
    """Days that are not counted: those after `began_on` up to and including `ended_on`.

    `kind` is one of the rule's pauses. While the pause still runs, `ended_on` is today and
    `still_running` is true: the day computed is then the earliest possible one.
    """

    began_on: date
    ended_on: date
    kind: str
    still_running: bool = False


@dataclass(frozen=True)
class Count:
    """A period counted out: its nominal last day, the day after rolling over, the steps.

    `pauses` are those that moved the end.
    """

    last_day: date
    due_on: date
    steps: tuple[Step, ...]
    pauses: tuple[Pause, ...]
    provisional_years: tuple[int, ...]


def add_months(day: date, count: int) -> date:
    """Return the corresponding day `count` months on, or that month's end (民法典第二百零二条)."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def counted(
    rule: DeadlineRule,
    start: date,
    calendar: Calendar,
    pauses: Sequence[Pause],
    length: tuple[int, Unit, str],
) -> Count:
    """Count `length` (number, unit, source) from `start` (民法典第二百零一至二百零三条).

    `rule` gives the event, the pauses and whether the last day rolls over; pauses may overlap,
    and one that begins after the period is over changes nothing.
    """
    if rule.starts == DAY_BEFORE:
        return _counted_back(rule, start, calendar, length)
    number, unit, _ = length
    first_end = end = _nominal_end(start, number, unit, calendar)
    steps = _first_steps(rule, start, end, length)
    used: list[Pause] = []
    for pause in _merged(pauses, start):
        if pause.began_on > _rolled(rule, unit, end, calendar):
            break
        end = _after_pause(end, pause, unit, calendar)
        used.append(pause)
        steps.append(_pause_step(rule, pause, end))
    due_on = _rolled(rule, unit, end, calendar)
    if due_on != end:
        steps.append(_rolled_step(end, due_on, calendar))
    looked_up = unit == Unit.WORKING_DAY or rule.roll_over
    asked_from = start if unit == Unit.WORKING_DAY else first_end
    years = calendar.provisional_years(asked_from, due_on) if looked_up else ()
    return Count(end, due_on, tuple(steps), tuple(used), years)


def _counted_back(
    rule: DeadlineRule, event_on: date, calendar: Calendar, length: tuple[int, Unit, str]
) -> Count:
    number, unit, source = length
    in_working_days = unit == Unit.WORKING_DAY
    if in_working_days:
        end = calendar.working_days_before(event_on, number)
    else:
        end = event_on - timedelta(days=number)
    steps = (
        Step(f"{written_date(event_on)}{rule.event}，当日不计入，自前一日往前数。", START_SOURCE),
        Step(f"应当在{number}{unit.label}前，最后一日为{written_date(end)}。", source),
    )
    years = calendar.provisional_years(end, event_on) if in_working_days else ()
    return Count(end, end, steps, (), years)


def _nominal_end(start: date, number: int, unit: Unit, calendar: Calendar) -> date:
    if unit == Unit.WORKING_DAY:
        return calendar.add_working_days(start, number)
    if unit == Unit.MONTH:
        return add_months(start, number)
    if unit == Unit.YEAR:
        return add_months(start, number * 12)
    return start + timedelta(days=number)


def _rolled(rule: DeadlineRule, unit: Unit, end: date, calendar: Calendar) -> date:
    if unit == Unit.WORKING_DAY or rule.roll_over:
        return calendar.next_working_day(end)
    return end


def _merged(pauses: Sequence[Pause], start: date) -> list[Pause]:
    """Order the pauses, cut off what lies before the start, and join those that overlap."""
    merged: list[Pause] = []
    for pause in sorted(pauses, key=lambda pause: (pause.began_on, pause.ended_on)):
        began_on = max(pause.began_on, start)
        if merged:
            began_on = max(began_on, merged[-1].ended_on)
        if pause.ended_on > began_on:
            merged.append(Pause(began_on, pause.ended_on, pause.kind, pause.still_running))
    return merged


def _after_pause(end: date, pause: Pause, unit: Unit, calendar: Calendar) -> date:
    """Move the end by the uncounted days; with no day left it is the day the pause ends."""
    if pause.began_on > end:
        return pause.ended_on
    if unit != Unit.WORKING_DAY:
        return end + (pause.ended_on - pause.began_on)
    uncounted = calendar.working_days_between(pause.began_on, pause.ended_on)
    return calendar.next_working_day(max(calendar.add_working_days(end, uncounted), pause.ended_on))


def pause_rule(rule: DeadlineRule, kind: str) -> PauseRule:
    """Return the rule's pause of this kind; refuses (ValueError) a kind its article lacks."""
    for pause in rule.pauses:
        if pause.kind == kind:
            return pause
    raise ValueError(f"{rule.label}没有“{kind}”这种不计入的期间")


def _first_steps(
    rule: DeadlineRule, start: date, end: date, length: tuple[int, Unit, str]
) -> list[Step]:
    number, unit, source = length
    event, last = f"{written_date(start)}{rule.event}，", written_date(end)
    if number == 0:
        return [Step(f"{event}应当日完成，最后一日为{last}。", source)]
    first = Step(f"{event}当日不计入，自次日起算。", START_SOURCE)
    if unit in (Unit.MONTH, Unit.YEAR):
        text = f"期限{number}{unit.label}，至{last}届满。"
        return [first, Step(text, f"{source}、{MONTH_SOURCE}")]
    kind = "按自然日计算，" if unit == Unit.NATURAL_DAY else ""
    return [first, Step(f"期限{number}{unit.label}，{kind}最后一日为{last}。", source)]


def _pause_step(rule: DeadlineRule, pause: Pause, end: date) -> Step:
    cause = pause_rule(rule, pause.kind)
    first = written_date(pause.began_on + timedelta(days=1))
    text = f"{cause.label}，{first}至{written_date(pause.ended_on)}不计入，"
    return Step(f"{text}最后一日移至{written_date(end)}。", cause.source)


def _rolled_step(end: date, due_on: date, calendar: Calendar) -> Step:
    name = calendar.rest_name(end)
    text = f"{written_date(end)}为{name}，顺延至其后第一个工作日{written_date(due_on)}。"
    return Step(text, ROLL_SOURCE)
