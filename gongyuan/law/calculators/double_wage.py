"""Double wage without a written contract (劳动合同法第八十二条, 法释〔2025〕12号第六至九条)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.double_wage_limitation import LimitationMode, Window, left_in_time
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import CalculatorInput, EmploymentDay, InputErrors, Labelled, Yuan
from gongyuan.law.periods import add_months
from gongyuan.law.registry import calculator
from gongyuan.law.results import written_date
from gongyuan.law.wages import Span, daily_wage, folding_source, span

CONTRACT_LAW_SINCE = date(2008, 1, 1)
ONE_DAY = timedelta(days=1)
NO_CONTRACT_SOURCE = "劳动合同法第八十二条第一款、劳动合同法实施条例第六、七条"
OPEN_ENDED_SOURCE = "劳动合同法第八十二条第二款"
BY_MONTH_SOURCE = "法释〔2025〕12号第六条"
LOCAL_PRACTICE = "法释〔2025〕12号施行前的当地做法"


class Kind(Labelled):
    """Which written contract is missing."""

    NEVER_SIGNED = "never_signed", "没有签订书面劳动合同（含期满后未续签）"
    OPEN_ENDED_REFUSED = "open_ended_refused", "应当签无固定期限劳动合同而单位不签"


class PartMonth(Labelled):
    """How a part of a month is paid: by working days since 法释〔2025〕12号, or as was usual."""

    WORKING_DAYS = "working_days", "按实际工作日"
    CALENDAR_DAYS = "calendar_days", "按自然日（当地做法）"
    WHOLE = "whole", "按一个月（当地做法）"
    LEFT_OUT = "left_out", "不计（当地做法）"


class Exemption(Labelled):
    """Facts the employer must prove, with which no double wage is due."""

    FORCE_MAJEURE = "force_majeure", "不可抗力"
    WORKERS_FAULT = "workers_fault", "劳动者故意或者重大过失"
    CONTINUED_BY_LAW = "continued_by_law", "合同依法自动续延"


class WithoutContract(CalculatorInput):
    """Work without the written contract the law asks for."""

    in_order = (
        ("started_on", "signed_on"),
        ("started_on", "ended_on"),
        ("started_on", "applied_on"),
    )

    kind: Kind = Field(Kind.NEVER_SIGNED, title="缺少哪种书面合同")
    started_on: EmploymentDay = Field(
        title="用工之日",
        description="合同期满未续签的，填期满次日；应签无固定期限合同的，填应当签订之日。",
    )
    signed_on: EmploymentDay | None = Field(None, title="补签合同之日")
    ended_on: EmploymentDay | None = Field(None, title="最后工作日", description="含当日。")
    applied_on: EmploymentDay | None = Field(None, title="申请仲裁之日")
    monthly_wage: Yuan = Field(title="月工资")
    wages: Annotated[tuple[Yuan, ...], Field(max_length=120)] = Field(
        (),
        title="应付二倍工资期间各月的工资",
        description="各月不同的逐月填写，不满一个月的填该段的数额；不填则按月工资计算。",
    )
    part_month: PartMonth = Field(
        PartMonth.WORKING_DAYS,
        title="不满一个月的部分",
        description="法释〔2025〕12号统一为按实际工作日；核对以前的裁判才选当地做法。",
    )
    part_month_days: Annotated[Decimal, Field(gt=0, le=31)] | None = Field(
        None, title="按自然日折算时每月的天数", description="选择按自然日的才填。"
    )
    exemption: Exemption | None = Field(None, title="单位能够证明的免责情形")
    limitation_mode: LimitationMode = Field(
        LimitationMode.NOT_APPLIED, title="仲裁时效的算法", description="各地不同。"
    )

    def obstacles(self) -> dict[str, str]:
        """Refuse a window without an end, and a limitation without the day of applying."""
        errors = {}
        if not (self.signed_on or self.ended_on or self.applied_on):
            errors["ended_on"] = "请填写补签合同之日、最后工作日或者申请仲裁之日之一。"
        if self.limitation_mode != LimitationMode.NOT_APPLIED and self.applied_on is None:
            errors["applied_on"] = "选择了时效的算法，请填写申请仲裁之日。"
        is_by_days = self.part_month == PartMonth.CALENDAR_DAYS
        if is_by_days != (self.part_month_days is not None):
            errors["part_month_days"] = "选择按自然日的，填写每月的天数；否则不填。"
        return errors


@calculator(
    name="double_wage",
    title="未签书面劳动合同的二倍工资",
    group="pay",
    question="一直没有签劳动合同，二倍工资差额能要多少？",
)
def double_wage(given: WithoutContract, regional: FigureTable) -> Result:
    """Yuan due beside the wage already paid: one more wage for every month of the window.

    Without a contract the window runs from a month after the first day, at most eleven months
    (劳动合同法第八十二条第一款, 实施条例第六、七条); for an open-ended contract refused from the
    day it was due, without such a limit (第二款). Whole months by corresponding days, a part by
    its working days (法释〔2025〕12号第六条). Limitation is applied only when asked for.
    """
    workings = Workings(regional)
    if given.exemption is not None:
        return _exempt(given.exemption, workings)
    window = _window(given, workings)
    if window.last_day < window.first_day:
        source = _source(given)
        workings.step("应付二倍工资的期间尚未开始。", source)
        return workings.result(Decimal(0), "yuan", "没有应付二倍工资的期间。")
    amount = _amount(given, window, workings)
    workings.part("whole", "不考虑时效的数额", amount, "yuan")
    value = _in_time(given, window, amount, workings)
    workings.assume("正常工资已经支付，本结果是另付的一倍。")
    if given.kind == Kind.NEVER_SIGNED:
        workings.changes("单位证明因不可抗力、劳动者故意或者重大过失未签的，不付二倍工资。")
    return workings.result(value, "yuan", f"二倍工资差额为{yuan_text(value)}。")


def _source(given: WithoutContract) -> str:
    return NO_CONTRACT_SOURCE if given.kind == Kind.NEVER_SIGNED else OPEN_ENDED_SOURCE


def _exempt(exemption: Exemption, workings: Workings) -> Result:
    is_continued = exemption == Exemption.CONTINUED_BY_LAW
    source = "法释〔2025〕12号第八条" if is_continued else "法释〔2025〕12号第七条"
    workings.step(f"{exemption.label}，不付二倍工资。", source)
    workings.changes("免责情形由单位举证；不能证明的，应付二倍工资。")
    return workings.result(Decimal(0), "yuan", f"{exemption.label}，没有二倍工资。")


def _window(given: WithoutContract, workings: Workings) -> Window:
    """Return the first and last day for which double wage is due."""
    start = max(given.started_on, CONTRACT_LAW_SINCE)
    if start > given.started_on:
        workings.step(
            "劳动合同法施行前已用工的，自2008年1月1日起算。", "劳动合同法第九十七条第二款"
        )
    ends = [given.ended_on, given.applied_on]
    ends.append(given.signed_on - ONE_DAY if given.signed_on else None)
    first_day = start
    if given.kind == Kind.NEVER_SIGNED:
        grace = int(workings.law("double_wage_grace_months", on=start).value)
        most = int(workings.law("double_wage_until_months", on=start).value)
        first_day = add_months(start, grace)
        natural_end = add_months(start, most) - ONE_DAY
        ends.append(natural_end)
        workings.changes(f"{written_date(natural_end)}后视为已签无固定期限合同，不再有二倍工资。")
    last_day = min(day for day in ends if day is not None)
    if last_day >= first_day:
        text = f"应付期间为{written_date(first_day)}至{written_date(last_day)}。"
        workings.step(text, _source(given))
        workings.part("from", "期间首日", first_day, "date")
        workings.part("to", "期间末日", last_day, "date")
    return Window(first_day=first_day, last_day=last_day)


def _amount(given: WithoutContract, window: Window, workings: Workings) -> Decimal:
    counted = _span(given, window, workings)
    workings.part("months", "整月数", counted.months, "month")
    if given.wages:
        # A window that begins within a month touches one calendar month more than it is long.
        most = counted.months + (1 if counted.rest_first is None else 2)
        if len(given.wages) > most:
            raise InputErrors({"wages": f"应付期间不足{len(given.wages)}个月，请核对。"})
        total = sum(given.wages, Decimal(0))
        workings.step(f"各月工资合计{yuan_text(total)}。", BY_MONTH_SOURCE)
        return total
    return amount_between(given, window, workings, is_told=True)


def _span(given: WithoutContract, window: Window, workings: Workings) -> Span:
    """Months and part of a window; months end on the day of the month that work began on."""
    anchor = max(given.started_on, CONTRACT_LAW_SINCE)
    calendar = workings.regional.calendar
    return span(window.first_day, window.last_day, calendar, anchor=anchor)


def amount_between(
    given: WithoutContract, window: Window, workings: Workings, *, is_told: bool = False
) -> Decimal:
    """Return yuan for a window at the monthly wage; `is_told` adds the steps."""
    counted = _span(given, window, workings)
    amount = given.monthly_wage * counted.months
    if counted.months and is_told:
        text = f"{counted.months}个月×{yuan_text(given.monthly_wage)}={yuan_text(amount)}。"
        workings.step(text, BY_MONTH_SOURCE)
    if counted.rest_first is None:
        return amount
    part, days, source = _part(given, counted, workings)
    # Days of a long month may come to more than the month itself: a part never exceeds the whole.
    part = min(part, given.monthly_wage)
    if is_told:
        text = f"不满一个月的部分{days}，计{yuan_text(part)}。"
        workings.step(text, source)
        workings.part("rest_days", "不满一个月部分的工作日", counted.rest_working_days, "day")
    return amount + part


def _part(given: WithoutContract, counted: Span, workings: Workings) -> tuple[Decimal, str, str]:
    """Return yuan for the part of a month, its length in words, and the source."""
    if given.part_month == PartMonth.WHOLE:
        return given.monthly_wage, "按一个月计", LOCAL_PRACTICE
    if given.part_month == PartMonth.LEFT_OUT:
        return Decimal(0), "不计入", LOCAL_PRACTICE
    if given.part_month_days is not None:
        part = given.monthly_wage * counted.rest_days / given.part_month_days
        return part, f"{counted.rest_days}天", LOCAL_PRACTICE
    on = counted.rest_first or counted.rest_last
    part = daily_wage(given.monthly_wage, workings, on=on) * counted.rest_working_days
    source = f"{BY_MONTH_SOURCE}、{folding_source(workings, on=on)}"
    return part, f"{counted.rest_working_days}个工作日", source


def _in_time(
    given: WithoutContract, window: Window, amount: Decimal, workings: Workings
) -> Decimal:
    """Apply limitation as asked; without being asked only say what each reading would leave."""
    if given.applied_on is None:
        workings.warn("二倍工资差额适用一年仲裁时效，起算的算法各地不同，应当尽早申请。")
        return amount
    for mode in LimitationMode:
        if mode == LimitationMode.NOT_APPLIED:
            continue
        left = left_in_time(mode, window, given.applied_on, workings)
        kept = amount if left == window else _kept(given, window, left, workings)
        if mode == given.limitation_mode:
            workings.step(f"时效{mode.label}，剩余{yuan_text(kept)}。", LIMITATION_SOURCE)
            return kept
        if given.limitation_mode == LimitationMode.NOT_APPLIED and kept < amount:
            workings.part(f"left_{mode.value}", f"时效{mode.label}时的数额", kept, "yuan")
            workings.warn(f"对方提出时效抗辩、当地时效{mode.label}的，剩{yuan_text(kept)}。")
    return amount


LIMITATION_SOURCE = "劳动争议调解仲裁法第二十七条第一款"


def _kept(
    given: WithoutContract, window: Window, left: Window | None, workings: Workings
) -> Decimal:
    if left is None:
        return Decimal(0)
    if not given.wages:
        return amount_between(given, left, workings)
    # Wages month by month: those of the months that are wholly or partly in time.
    gone = span(window.first_day, left.first_day - ONE_DAY).months
    workings.assume(f"逐月填写的工资中，前{number_text(Decimal(gone))}个月已过时效。")
    return sum(given.wages[gone:], Decimal(0))
