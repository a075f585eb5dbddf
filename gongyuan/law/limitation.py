"""Limitation of labour arbitration (仲裁时效): what is left today, and what to do about it.

It warns and never refuses: a claim out of time is still accepted, for the other side may not
raise the defence (法释〔2025〕12号第二十条).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from gongyuan.law.deadline_table import DeadlineRule, deadline_table
from gongyuan.law.deadlines import Deadline, Pause, Remaining, due_on, remaining
from gongyuan.law.results import Step, written_date
from gongyuan.law.workdays import Calendar


@dataclass(frozen=True)
class Interruption:
    """A fact that starts the period anew; `kind` is one of `interruption_kinds()`."""

    on: date
    kind: str


@dataclass(frozen=True)
class Suspension:
    """A time in which the worker could not apply; `ended_on` is None while it lasts."""

    began_on: date
    ended_on: date | None


@dataclass(frozen=True, kw_only=True)
class Way:
    """An act that starts the period anew if done in time: how, by which article, what to keep.

    `kind` is one of `interruption_kinds()`; `only_for` tells for which claims it exists, or "".
    """

    kind: str
    label: str
    how: str
    keep: str
    source: str
    only_for: str = ""


@dataclass(frozen=True, kw_only=True)
class LimitationFacts:
    """What is known of one claim; None = not known yet, which is said and never guessed.

    `known_on`: the worker knew or should have known. `is_wage_claim`: pay owed (劳动报酬) from the
    time of employment, for which the exception holds. `employment_ended_on`: the last day of the
    employment, None while it lasts or when unknown; `is_employed` tells those two apart.
    """

    known_on: date | None
    is_wage_claim: bool = False
    is_employed: bool | None = None
    employment_ended_on: date | None = None
    interruptions: tuple[Interruption, ...] = ()
    suspensions: tuple[Suspension, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Limitation:
    """Where a claim stands at `today`.

    `ends_on` is None when no period runs (wages while employed) or when facts are missing, which
    `missing` names. `is_urgent`: fewer days are left than the law's threshold, so aid may be
    granted first. `is_expired`: the last day has passed; a warning, no ground for refusal.
    """

    ends_on: date | None
    left: Remaining | None
    is_unlimited: bool
    is_urgent: bool
    is_expired: bool
    warnings: tuple[str, ...]
    missing: tuple[str, ...]
    steps: tuple[Step, ...]
    assumptions: tuple[str, ...]
    what_would_change: tuple[str, ...]
    is_provisional: bool
    ways: tuple[Way, ...] = ()


def ways_to_interrupt() -> tuple[Way, ...]:
    """Return what a worker can do today to start limitation anew, the surest first.

    劳动争议调解仲裁法第二十七条第二款、劳动人事争议仲裁办案规则第二十七条; what to keep is advice,
    for whoever says that limitation was interrupted has to prove it.
    """
    kinds = _data()["interruptions"]
    return tuple(Way(label=kinds[row["kind"]]["label"], **row) for row in _data()["ways"])


def interruption_kinds() -> dict[str, str]:
    """Return the facts that interrupt limitation, code to Chinese label.

    劳动争议调解仲裁法第二十七条第二款、劳动人事争议仲裁办案规则第二十七条。
    """
    return {kind: row["label"] for kind, row in _data()["interruptions"].items()}


def limitation(facts: LimitationFacts, *, today: date, calendar: Calendar) -> Limitation:
    """Compute the end of limitation and what is left at `today` (劳动争议调解仲裁法第二十七条).

    One year from knowledge; for wages no limit while employed, then from the end of employment;
    an interruption starts it anew, a suspension lets it stand still. Fewer than seven days left
    is urgent (法律援助法第四十四条). Refuses (ValueError) only an unknown kind of interruption.
    """
    exception = _data()["wage_exception"]["source"]
    if facts.is_wage_claim and facts.employment_ended_on is None and facts.is_employed:
        step = Step("劳动关系存续期间拖欠劳动报酬，申请仲裁不受一年时效限制。", exception)
        change = "劳动关系终止的，自终止之日起一年内提出。"
        return _without_end(steps=(step,), changes=(change,), is_unlimited=True)
    missing = _missing(facts)
    if missing:
        return _without_end(missing=missing)
    return _running(facts, today, calendar)


def _missing(facts: LimitationFacts) -> tuple[str, ...]:
    if facts.is_wage_claim and facts.employment_ended_on is None:
        if facts.is_employed is None:
            return ("劳动关系是否终止及终止日期",)
        return ("劳动关系终止日期",)
    if not facts.is_wage_claim and facts.known_on is None:
        return ("知道或者应当知道权利被侵害的日期",)
    return ()


def _without_end(
    *,
    steps: tuple[Step, ...] = (),
    changes: tuple[str, ...] = (),
    missing: tuple[str, ...] = (),
    is_unlimited: bool = False,
) -> Limitation:
    return Limitation(
        ends_on=None,
        left=None,
        is_unlimited=is_unlimited,
        is_urgent=False,
        is_expired=False,
        warnings=(f"缺少{'、'.join(missing)}，无法计算时效。",) if missing else (),
        missing=missing,
        steps=steps,
        assumptions=tuple(_data()["assumptions"]),
        what_would_change=changes,
        is_provisional=False,
        ways=ways_to_interrupt() if missing else (),
    )


def _running(facts: LimitationFacts, today: date, calendar: Calendar) -> Limitation:
    start, steps = _start(facts)
    pauses = tuple(_pause(suspension, today) for suspension in facts.suspensions)
    deadline = due_on(_rule(start), start, calendar, pauses)
    for event in sorted(facts.interruptions, key=lambda event: event.on):
        label, source = _interruption(event.kind)
        if event.on < start or event.on > today:
            continue
        if event.on > _end(deadline):
            late = (
                f"{written_date(event.on)}{label}时，时效已于{written_date(_end(deadline))}届满。"
            )
            steps.append(Step(late, source))
            continue
        start = event.on
        steps.append(Step(f"{written_date(start)}{label}，时效中断，重新计算。", source))
        deadline = due_on(_rule(start), start, calendar, pauses)
    return _result(facts, deadline, tuple(steps), today, calendar)


def _start(facts: LimitationFacts) -> tuple[date, list[Step]]:
    if facts.is_wage_claim and facts.employment_ended_on is not None:
        text = (
            f"拖欠劳动报酬，时效自劳动关系终止之日{written_date(facts.employment_ended_on)}起算。"
        )
        return facts.employment_ended_on, [Step(text, _data()["wage_exception"]["source"])]
    if facts.known_on is None:
        raise ValueError("limitation cannot start without a day")
    text = f"时效自知道或者应当知道权利被侵害之日{written_date(facts.known_on)}起算。"
    return facts.known_on, [Step(text, _rule(facts.known_on).source)]


def _result(
    facts: LimitationFacts,
    deadline: Deadline,
    steps: tuple[Step, ...],
    today: date,
    calendar: Calendar,
) -> Limitation:
    ends_on = _end(deadline)
    left = remaining(ends_on, today, calendar)
    threshold = _data()["urgent_below_days"]
    is_urgent = 0 <= left.days < threshold["value"]
    changes = list(deadline.what_would_change)
    ended_on = facts.employment_ended_on
    if facts.is_wage_claim and facts.known_on and ended_on and facts.known_on > ended_on:
        changes.append("该笔报酬在劳动关系终止后才到期的，起算日可能更晚。")
    return Limitation(
        ends_on=ends_on,
        left=left,
        is_unlimited=False,
        is_urgent=is_urgent,
        is_expired=left.days < 0,
        warnings=_warnings(left, ends_on, is_urgent),
        ways=() if left.days < 0 else ways_to_interrupt(),
        missing=(),
        steps=steps + deadline.steps[1:],
        assumptions=tuple(_data()["assumptions"]) + deadline.assumptions,
        what_would_change=tuple(changes),
        is_provisional=deadline.is_provisional,
    )


def _warnings(left: Remaining, ends_on: date, is_urgent: bool) -> tuple[str, ...]:
    if left.days < 0:
        source = _data()["defence_not_raised"]["source"]
        return (
            f"仲裁时效已于{written_date(ends_on)}届满，{left.text}。",
            f"对方在仲裁期间未提出时效抗辩、其后才提出的，不予支持（{source}），不得据此拒绝申请。",
        )
    if is_urgent:
        threshold = _data()["urgent_below_days"]
        days = f"距仲裁时效届满不足{threshold['value']}日"
        when = "今天是最后一日" if left.days == 0 else left.text
        return (f"{days}（{when}），可以先行提供法律援助，事后补办手续（{threshold['source']}）。",)
    return ()


def _pause(suspension: Suspension, today: date) -> Pause:
    if suspension.ended_on is None:
        return Pause(suspension.began_on, max(today, suspension.began_on), "suspension", True)
    return Pause(suspension.began_on, suspension.ended_on, "suspension")


def _interruption(kind: str) -> tuple[str, str]:
    row = _data()["interruptions"].get(kind)
    if row is None:
        raise ValueError(f"没有“{kind}”这种时效中断的事由")
    return row["label"], row["source"]


def _rule(start: date) -> DeadlineRule:
    return deadline_table().rule(_data()["code"], on=start)


def _end(deadline: Deadline) -> date:
    if deadline.due_on is None:
        raise ValueError("the row of limitation has no length")
    return deadline.due_on


@cache
def _data() -> Mapping[str, Any]:
    text = resources.files("gongyuan.law").joinpath("data/limitation.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return MappingProxyType(data)
