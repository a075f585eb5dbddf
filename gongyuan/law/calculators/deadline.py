"""Any deadline of the table: its last day from a start, with pauses, restart and extension."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import Field

from gongyuan.law import figures
from gongyuan.law.calculation import Result, Workings
from gongyuan.law.calculators.working_days import CalendarDay
from gongyuan.law.deadline_table import NATION, DeadlineRule, UnknownDeadline, deadline_table
from gongyuan.law.deadlines import (
    Deadline,
    Override,
    Pause,
    Unit,
    due_at,
    due_on,
    extended,
    remaining,
)
from gongyuan.law.figures import Figure, FigureTable
from gongyuan.law.inputs import CalculatorInput, Labelled, Region
from gongyuan.law.registry import calculator
from gongyuan.law.results import written_date

if TYPE_CHECKING:

    class DeadlineCode(Labelled):
        """The codes of the table of deadlines; they and their labels are rows of data."""

else:
    DeadlineCode = Labelled(
        "DeadlineCode", {row.code: (row.code, row.label) for row in deadline_table().rows}
    )

BEIJING = ZoneInfo("Asia/Shanghai")
MOST_PAUSES = 50
MOST_LENGTH = 1000
FIGURE_UNITS = {Unit.NATURAL_DAY: "day"}


class KnownPause(CalculatorInput):
    """Days that are not counted: those after the first up to and including the last."""

    began_on: CalendarDay = Field(title="开始日期", description="当日仍计入。")
    ended_on: CalendarDay = Field(title="结束日期", description="当日不计入。")
    kind: str | None = Field(None, title="事由", description="只有一种事由的可以不填。")


class AskedDeadline(CalculatorInput):
    """Which deadline, what started it, and what happened since."""

    in_order: ClassVar = (("started_on", "restarted_on"), ("started_on", "today"))

    code: DeadlineCode = Field(title="期限")
    started_on: CalendarDay | None = Field(
        None, title="起算事件的日期", description="如收到裁决书之日；往前计算的填开庭之日。"
    )
    started_at: datetime | None = Field(
        None,
        title="起算时刻",
        description="只用于以小时计算的期限，如2026-09-01T10:30；未写时区的按北京时间。",
    )
    region: Region | None = Field(
        None, title="地区（行政区划代码）", description="当地另有规定的，按当地的期限计算。"
    )
    restarted_on: CalendarDay | None = Field(
        None, title="重新计算之日", description="中断、补正、变更请求等最近一次发生之日。"
    )
    pauses: tuple[KnownPause, ...] = Field((), title="不计入的期间", max_length=MOST_PAUSES)
    is_extended: bool = Field(False, title="已经依法延长")
    extension: Annotated[int, Field(ge=1, le=MOST_LENGTH)] | None = Field(
        None, title="延长多少", description="以该期限的单位计；法律写明的可以不填。"
    )
    length: Annotated[int, Field(ge=0, le=MOST_LENGTH)] | None = Field(
        None, title="机构确定的长度", description="只用于法律没有规定长度的期限。"
    )
    today: CalendarDay | None = Field(None, title="今天", description="填写后算出还剩几天。")

    def obstacles(self) -> dict[str, str]:
        """Say what the rule of this code does not know: pauses, extension, length, the hour."""
        rule = self.rule
        if rule is None:
            return self._without_rule()
        return self._start_obstacles(rule) | self._length_obstacles(rule) | self._pause_faults(rule)

    @property
    def rule(self) -> DeadlineRule | None:
        """The row in force at the place on the day that starts the period; None without one."""
        started = self.started_at.date() if self.started_at else None
        on = self.restarted_on or self.started_on or started
        if on is None:
            return None
        try:
            return deadline_table().rule(self.code.value, on=on, region=self.region or NATION)
        except UnknownDeadline:
            return None

    def _without_rule(self) -> dict[str, str]:
        if self.started_on is None and self.started_at is None:
            return {"started_on": "请填写起算事件的日期。"}
        place = f"{self.region}地区" if self.region else "全国"
        return {"code": f"{place}在这一天没有“{self.code.label}”这个期限，请核对地区和日期。"}

    def _start_obstacles(self, rule: DeadlineRule) -> dict[str, str]:
        in_hours = rule.unit == Unit.HOUR
        if in_hours and self.started_at is None:
            return {"started_at": f"{rule.label}以小时计算，请填写起算时刻。"}
        if not in_hours and self.started_on is None:
            return {"started_on": "请填写起算事件的日期。"}
        if in_hours and self.restarted_on:
            return {"restarted_on": f"{rule.label}没有重新计算的规定。"}
        return {}

    def _length_obstacles(self, rule: DeadlineRule) -> dict[str, str]:
        if self.length is not None and rule.length is not None:
            return {"length": f"{rule.source}已经规定了长度，不能另填。"}
        if not self.is_extended:
            return {"extension": "没有延长的不填这一项。"} if self.extension else {}
        try:
            extended(rule, self.extension)
        except ValueError as error:
            return {"extension": f"{error}。"}
        return {}

    def _pause_faults(self, rule: DeadlineRule) -> dict[str, str]:
        errors = {}
        known = {cause.kind: cause.label for cause in rule.pauses}
        choices = "、".join(f"{kind}（{label}）" for kind, label in known.items())
        for at, pause in enumerate(self.pauses):
            if not known:
                errors["pauses"] = f"{rule.label}没有不计入的期间。"
            elif pause.kind is None and len(known) > 1:
                errors[f"pauses.{at}.kind"] = f"请填写事由：{choices}。"
            elif pause.kind is not None and pause.kind not in known:
                errors[f"pauses.{at}.kind"] = f"只能是{choices}。"
            if pause.ended_on < pause.began_on:
                errors[f"pauses.{at}.ended_on"] = "结束日期不能早于开始日期。"
        return errors


@calculator(
    name="deadline",
    title="法定期限",
    group="days",
    question="一个法定期限从某天起算，最后一日是哪一天？",
)
def deadline(given: AskedDeadline, regional: FigureTable) -> Result:
    """The last day of a deadline of the table (民法典第二百零一至二百零三条), as a date.

    Days without a length in law give no day unless the office's own length is given. A deadline
    in hours gives its day, and the hour as a part. What is unverified or provisional is said.
    """
    workings, rule = Workings(regional), given.rule
    if rule is None:
        raise LookupError(given.code)
    if given.is_extended:
        rule = extended(rule, given.extension)
    found = _reckoned(given, rule, regional)
    if rule.length is not None:
        workings.use(_figure(rule))
    _say(found, workings)
    if found.due_at is not None:
        workings.part("due_at", "届满时刻", f"{found.due_at:%Y-%m-%d %H:%M}", "choice")
    if found.due_on is not None and given.today is not None:
        left = remaining(found.due_on, given.today, regional.calendar)
        workings.part("days_left", "剩余自然日", left.days, "day")
        workings.part("working_days_left", "剩余工作日", left.working_days, "working_day")
    return workings.result(found.due_on, "date", _summary(rule, found))


def _reckoned(given: AskedDeadline, rule: DeadlineRule, regional: FigureTable) -> Deadline:
    own = Override(given.length, rule.unit, "机构确定") if given.length is not None else None
    if rule.unit == Unit.HOUR and given.started_at is not None:
        start = given.started_at
        return due_at(rule, start if start.tzinfo else start.replace(tzinfo=BEIJING), own)
    started_on = given.restarted_on or given.started_on
    if started_on is None:
        raise LookupError(given.code)
    only = rule.pauses[0].kind if rule.pauses else ""
    pauses = [Pause(one.began_on, one.ended_on, one.kind or only) for one in given.pauses]
    return due_on(rule, started_on, regional.calendar, pauses, own)


def _say(found: Deadline, workings: Workings) -> None:
    for step in found.steps:
        workings.step(step.text, step.source)
    for text in found.assumptions:
        workings.assume(text)
    for text in found.what_would_change:
        workings.changes(text)
    if not found.verified:
        workings.warn(f"所据{found.source}待核，请核对原文后使用。")
    if found.is_provisional:
        workings.warn("结果是暂定的，放假安排公布后可能变动。")
    workings.part("provisional", "暂定", found.is_provisional, "yes_no")


def _summary(rule: DeadlineRule, found: Deadline) -> str:
    if found.due_on is None:
        return f"{rule.label}：{found.assumptions[0]}"
    last = f"{found.due_at:%Y-%m-%d %H:%M}" if found.due_at else written_date(found.due_on)
    if rule.sense == "least":
        return f"{rule.label}：至少到{last}。"
    return f"{rule.label}：最晚{last}。"


def _figure(rule: DeadlineRule) -> Figure:
    return Figure(
        key=f"deadline_{rule.code.lower()}",
        label=rule.label,
        value=Decimal(rule.length or 0),
        unit=FIGURE_UNITS.get(rule.unit, rule.unit.value),
        source=rule.source,
        is_verified=rule.verified,
        region=figures.NATION if rule.region == NATION else rule.region,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        note=rule.note,
    )
