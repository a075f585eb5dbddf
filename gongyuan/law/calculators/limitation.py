"""Limitation of labour arbitration (仲裁时效): its last day, what is left, what stops it now."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from gongyuan.law.calculation import Result, Workings
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import CalculatorInput, EmploymentDay, Labelled
from gongyuan.law.limitation import (
    Interruption,
    Limitation,
    LimitationFacts,
    Suspension,
    Way,
    interruption_kinds,
    limitation,
)
from gongyuan.law.registry import calculator
from gongyuan.law.results import written_date

if TYPE_CHECKING:

    class InterruptionKind(Labelled):
        """The kinds of interruption; their codes and labels are rows of data."""

else:
    InterruptionKind = Labelled(
        "InterruptionKind", [(kind, (kind, label)) for kind, label in interruption_kinds().items()]
    )

MOST_EVENTS = 50


class KnownInterruption(CalculatorInput):
    """One thing that was done and starts the year anew."""

    on: EmploymentDay = Field(title="日期")
    kind: InterruptionKind = Field(title="做了什么")


class KnownSuspension(CalculatorInput):
    """A time in which applying was impossible; without an end it still lasts."""

    began_on: EmploymentDay = Field(title="开始日期")
    ended_on: EmploymentDay | None = Field(None, title="结束日期", description="仍在持续的不填。")


class Claimed(CalculatorInput):
    """What is known of one claim, and the day on which it is asked."""

    in_order: ClassVar = (("known_on", "today"),)

    today: EmploymentDay = Field(title="今天")
    known_on: EmploymentDay | None = Field(
        None,
        title="知道权利被侵害的日期",
        description="知道或者应当知道之日，如被解除之日、应发工资之日；欠薪可以不填。",
    )
    is_wage_claim: bool = Field(
        False, title="是拖欠劳动报酬", description="工资、加班费、奖金、津贴等。"
    )
    is_employed: bool | None = Field(None, title="现在仍在职")
    employment_ended_on: EmploymentDay | None = Field(None, title="劳动关系终止日期")
    interruptions: tuple[KnownInterruption, ...] = Field(
        (), title="已经做过的主张", max_length=MOST_EVENTS
    )
    suspensions: tuple[KnownSuspension, ...] = Field(
        (), title="不能申请的期间", max_length=MOST_EVENTS
    )

    def obstacles(self) -> dict[str, str]:
        """Refuse what cannot be so: still employed after the end, things still to come."""
        errors = {}
        if self.is_employed and self.employment_ended_on and self.employment_ended_on < self.today:
            errors["is_employed"] = "劳动关系已经终止的，不能同时是在职。"
        for at, event in enumerate(self.interruptions):
            if event.on > self.today:
                errors[f"interruptions.{at}.on"] = "还没有发生的不能算作中断。"
        for at, span in enumerate(self.suspensions):
            if span.began_on > self.today:
                errors[f"suspensions.{at}.began_on"] = "还没有发生的不能算作中止。"
            elif span.ended_on and span.ended_on < span.began_on:
                errors[f"suspensions.{at}.ended_on"] = "结束日期不能早于开始日期。"
        return errors


@calculator(
    name="limitation",
    title="仲裁时效",
    group="days",
    question="还来得及申请劳动仲裁吗？最晚是哪一天？",
)
def arbitration_limitation(given: Claimed, regional: FigureTable) -> Result:
    """The last day to apply for arbitration, with the days left (劳动争议调解仲裁法第二十七条).

    No day is given while wages are owed in a lasting employment, nor when a fact is missing, which
    is named. Fewer than seven days left is urgent: act first, papers later (法律援助法第四十四条).
    It warns and never refuses: a claim out of time is still accepted.
    """
    workings = Workings(regional)
    found = limitation(_facts(given), today=given.today, calendar=regional.calendar)
    for step in found.steps:
        workings.step(step.text, step.source)
    for text in found.assumptions:
        workings.assume(text)
    for text in found.what_would_change:
        workings.changes(text)
    for text in found.warnings:
        workings.warn(text)
    _say_parts(found, workings)
    return workings.result(found.ends_on, "date", _summary(found))


def _facts(given: Claimed) -> LimitationFacts:
    ended_on = given.employment_ended_on
    # An end still to come: the employment lasts until then.
    still_employed = True if ended_on and ended_on >= given.today else given.is_employed
    return LimitationFacts(
        known_on=given.known_on,
        is_wage_claim=given.is_wage_claim,
        is_employed=still_employed,
        employment_ended_on=_past(ended_on, given.today),
        interruptions=tuple(Interruption(one.on, one.kind.value) for one in given.interruptions),
        suspensions=tuple(Suspension(one.began_on, one.ended_on) for one in given.suspensions),
    )


def _past(day: date | None, today: date) -> date | None:
    return day if day and day < today else None


def _say_parts(found: Limitation, workings: Workings) -> None:
    if found.left is not None:
        workings.part("days_left", "剩余自然日", found.left.days, "day")
        workings.part("working_days_left", "剩余工作日", found.left.working_days, "working_day")
    workings.part("unlimited", "不受一年时效限制", found.is_unlimited, "yes_no")
    workings.part("urgent", "不足七日，先办后补", found.is_urgent, "yes_no")
    workings.part("expired", "已经届满", found.is_expired, "yes_no")
    workings.part("provisional", "暂定", found.is_provisional, "yes_no")
    for number, way in enumerate(found.ways, start=1):
        workings.part(f"way_{number}", f"现在可以：{way.label}", way_text(way), "choice")


def way_text(way: Way) -> str:
    """Say one act in a line: for whom, how, what to keep, by which article."""
    first = f"（{way.only_for}）" if way.only_for else ""
    return f"{first}{way.how}保留：{way.keep}依据：{way.source}。"


def _summary(found: Limitation) -> str:
    if found.is_unlimited:
        return "在职期间拖欠的劳动报酬不受一年时效限制；劳动关系终止后一年内应当申请。"
    if found.ends_on is None or found.left is None:
        return "缺少关键日期，不能计算时效；为稳妥，请尽快申请仲裁或者书面主张权利。"
    last = f"申请仲裁的最后一日是{written_date(found.ends_on)}"
    if found.is_expired:
        return f"{last}，已经过去；仍可申请，对方不提时效抗辩的不影响审理。"
    if found.is_urgent:
        return f"{last}，{found.left.text}：请先申请，手续后补。"
    return f"{last}，{found.left.text}。"
