"""How many days of annual leave a year gives, and its parts (职工带薪年休假条例第三至五条)."""

from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.calculation import Workings, number_text
from gongyuan.law.inputs import CalculatorInput, Days, EmploymentDay, Months

ENTITLEMENT_SOURCE = "职工带薪年休假条例第三条第一款"
NONE_SOURCE = "职工带薪年休假条例第四条"
JOINED_SOURCE = "企业职工带薪年休假实施办法第五条"
LEFT_SOURCE = "企业职工带薪年休假实施办法第十二条"
TIERS = ("third", "second", "first")
ONE_DAY = timedelta(days=1)


class LeaveYear(CalculatorInput):
    """One calendar year of a worker, as far as annual leave is concerned."""

    year: Annotated[int, Field(ge=2008, le=2100)] = Field(
        title="年度", description="公历年度，2008年起。"
    )
    accumulated_years: Annotated[Decimal, Field(ge=0, le=60, decimal_places=2)] | None = Field(
        None, title="累计工龄（年）", description="在各单位工作的年限合计；不足一年的用小数。"
    )
    has_twelve_months: bool = Field(
        True, title="已经连续工作满十二个月", description="含在其他单位连续工作的时间。"
    )
    joined_on: EmploymentDay | None = Field(
        None, title="本年度入职日期", description="本年度以前入职的不填。"
    )
    left_on: EmploymentDay | None = Field(
        None, title="本年度最后工作日", description="没有离职的不填。"
    )
    taken_days: Days = Field(Decimal(0), title="本年度已休天数")
    agreed_days: Days | None = Field(
        None, title="约定的全年天数", description="合同或者制度规定高于法定天数的才填。"
    )
    unused_days: Days | None = Field(
        None, title="未休天数", description="已经确定的直接填写，不再推算。"
    )
    has_long_holidays: bool = Field(False, title="享受的寒暑假多于年休假天数")
    paid_personal_days: Days = Field(Decimal(0), title="不扣工资的事假累计天数")
    sick_months: Months = Field(Decimal(0), title="病假累计月数")

    def obstacles(self) -> dict[str, str]:
        """Refuse days of another year, and an entitlement that cannot be told."""
        errors = {}
        for field in ("joined_on", "left_on"):
            day = getattr(self, field)
            if day is not None and day.year != self.year:
                errors[field] = f"不在{self.year}年度内，请核对。"
        if self.joined_on and self.left_on and self.left_on < self.joined_on:
            errors["left_on"] = "本年度最后工作日不能早于本年度入职日期。"
        if self.accumulated_years is None and self.unused_days is None:
            errors["accumulated_years"] = "请填写累计工龄，或者直接填写未休天数。"
        return errors


def unused_days(given: LeaveYear, workings: Workings) -> Decimal:
    """Return the days of leave not taken in a year, never below nought.

    Five, ten or fifteen days by accumulated service (条例第三条); none in the cases of 第四条; for
    a year joined or left in the middle the calendar days over 365, less than a whole day dropped
    (实施办法第五、十二条). A number given directly stands.
    """
    if given.unused_days is not None:
        workings.assume(f"未休天数{number_text(given.unused_days)}天是已经确定的数。")
        return given.unused_days
    whole = _whole_year(given, workings)
    if not whole:
        return Decimal(0)
    days = _proportion(given, whole, workings)
    left = days - given.taken_days
    if left < 0:
        workings.step("多休的天数不再扣回。", f"{LEFT_SOURCE}第三款")
        return Decimal(0)
    # Whole days only for a year left in the middle; a half day of a whole year stays half a day.
    return left.to_integral_value(ROUND_FLOOR) if given.left_on else left


def _whole_year(given: LeaveYear, workings: Workings) -> Decimal:
    """Return the days a whole year gives, nought when there is no leave this year."""
    on = date(given.year, 12, 31)
    if not given.has_twelve_months:
        workings.step("没有连续工作满十二个月，不享受年休假。", "企业职工带薪年休假实施办法第三条")
        return Decimal(0)
    tier = _tier(given.accumulated_years or Decimal(0), on, workings)
    if tier is None:
        workings.step("累计工作不满一年，不享受年休假。", ENTITLEMENT_SOURCE)
        return Decimal(0)
    reason = _reason_for_none(given, tier, on, workings)
    if reason:
        workings.step(f"{reason}，不享受当年的年休假。", NONE_SOURCE)
        return Decimal(0)
    days = workings.law(f"annual_leave_{tier}_days", on=on).value
    years = number_text(given.accumulated_years or Decimal(0))
    text = f"累计工作{years}年，年休假{number_text(days)}天。"
    workings.step(text, ENTITLEMENT_SOURCE)
    if given.agreed_days is not None and given.agreed_days > days:
        text = f"约定{number_text(given.agreed_days)}天，高于法定天数，从其约定。"
        workings.step(text, "企业职工带薪年休假实施办法第十三条")
        return given.agreed_days
    return days


def _tier(years: Decimal, on: date, workings: Workings) -> str | None:
    for tier in TIERS:
        if years >= workings.law(f"annual_leave_{tier}_years", on=on).value:
            return tier
    return None


def _reason_for_none(given: LeaveYear, tier: str, on: date, workings: Workings) -> str:
    """Return why there is no leave this year (条例第四条), or nothing."""
    if given.has_long_holidays:
        return "寒暑假多于年休假天数"
    most = workings.law("annual_leave_personal_days", on=on).value
    if given.paid_personal_days >= most:
        return f"不扣工资的事假累计{number_text(most)}天以上"
    most = workings.law(f"annual_leave_{tier}_sick_months", on=on).value
    if given.sick_months >= most:
        return f"病假累计{number_text(most)}个月以上"
    return ""


def _proportion(given: LeaveYear, whole: Decimal, workings: Workings) -> Decimal:
    """Return the days for the part of the year spent with this employer.

    For a year joined the part of a day is dropped at once (实施办法第五条), for a year left only
    after the days taken are off (第十二条).
    """
    if given.joined_on is None and given.left_on is None:
        workings.part("entitled", "应休天数", whole, "day")
        return whole
    first = given.joined_on or date(given.year, 1, 1)
    last = given.left_on or date(given.year, 12, 31)
    spent = (last - first + ONE_DAY).days
    year_days = workings.law("annual_leave_year_days", on=last).value
    # A leap year has a day more than the formula's year; nobody gets more than the whole.
    share = min(spent * whole / year_days, whole)
    days = share.to_integral_value(ROUND_FLOOR)
    terms = f"{spent}÷{number_text(year_days)}×{number_text(whole)}"
    text = f"本年度在本单位{spent}天，{terms}，不足一整天的舍去，为{number_text(days)}天。"
    workings.step(text, LEFT_SOURCE if given.left_on else JOINED_SOURCE)
    workings.part("entitled", "应休天数", days, "day")
    return share if given.left_on else days
