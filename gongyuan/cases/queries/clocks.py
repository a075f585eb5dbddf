"""By when unions owe each other an answer: lengths are parameters of the policy, none is of law."""

from dataclasses import dataclass
from datetime import date, datetime

from gongyuan.law import deadline_table as law
from gongyuan.law.deadlines import Deadline, Override, Unit, due_at, due_on
from gongyuan.organisations.models import Unit as Union
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.answers import Parameter
from gongyuan.policy.in_force import current_calendar
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, resolve

#: Label and the event that starts the period, by the parameter that gives its length.
ROWS = {
    "major_report_hours": ("向上级报告", "认定为重大案件"),
    "major_acknowledge_hours": ("签收报告", "收到报告"),
    "major_tracking_days": ("跟踪", "上次跟踪"),
    "hand_up_answer_days": ("接收转交", "收到转交"),
    "collaboration_answer_days": ("答复协作", "收到委托"),
}


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The end of a period: its day, with hours its moment, and where the length comes from."""

    on: date
    at: datetime | None
    source: str
    is_verified: bool


def own_number(unit: Union, key: str, *, on: date) -> Parameter | None:
    """A parameter of the policy at a union's place on a day; None where no pack gives one."""
    try:
        return policy_rules.parameter(resolve(current_packs(), unit.region_code, on), key)
    except (MissingRule, ValueError):
        return None


def days_after(unit: Union, key: str, *, starts_on: date) -> Clock | None:
    """The last day of a period in days that begins on the Beijing day `starts_on`.

    民法典 第二百零一条. None where the policy gives no length: nothing is guessed.
    """
    found = own_number(unit, key, on=starts_on)
    if found is None:
        return None
    rule = _rule(unit, key, Unit.NATURAL_DAY)
    return _clock(due_on(rule, starts_on, current_calendar(), (), _length(found)))


def hours_after(unit: Union, key: str, *, starts_at: datetime, on: date) -> Clock | None:
    """The moment at which a period in hours ends that begins at once; `on` is its Beijing day.

    None where the policy gives no length.
    """
    found = own_number(unit, key, on=on)
    if found is None:
        return None
    return _clock(due_at(_rule(unit, key, Unit.HOUR), starts_at, _length(found)))


def _clock(reckoned: Deadline) -> Clock | None:
    if reckoned.due_on is None:
        return None
    return Clock(
        on=reckoned.due_on,
        at=reckoned.due_at,
        source=reckoned.source[:200],
        is_verified=reckoned.verified,
    )


def _length(found: Parameter) -> Override:
    source = "、".join(clause.citation for clause in found.clauses)
    return Override(found.value, Unit(found.unit), source, found.is_verified)


def _rule(unit: Union, key: str, counted_in: Unit) -> law.DeadlineRule:
    label, event = ROWS[key]
    return law.DeadlineRule(
        code=key,
        label=label,
        length=None,
        unit=counted_in,
        starts="next_day",
        event=event,
        roll_over=True,
        sense=law.Sense.LATEST,
        override=law.Leeway.OPEN,
        source="",
        region=unit.region_code[:6] or law.NATION,
        confidence=law.Confidence.MEMORY,
        verified=False,
    )
