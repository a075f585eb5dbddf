"""Probation: its limit, its least wage, damages for what exceeds it (劳动合同法第十九条)."""

from datetime import date, timedelta
from decimal import Decimal

from pydantic import Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import EmploymentDay, Labelled, Yuan
from gongyuan.law.lookups import MINIMUM_WAGE, InRegion, known
from gongyuan.law.periods import add_months
from gongyuan.law.registry import calculator
from gongyuan.law.results import written_date
from gongyuan.law.wages import daily_wage, folding_source, span
from gongyuan.law.years_of_service import service

ONE_DAY = timedelta(days=1)
LIMIT_SOURCE = "劳动合同法第十九条"
WAGE_SOURCE = "劳动合同法第二十条、劳动合同法实施条例第十五条"
DAMAGES_SOURCE = "劳动合同法第八十三条"
PERCENT = Decimal(100)


class Term(Labelled):
    """The kind of contract."""

    FIXED = "fixed", "固定期限"
    OPEN_ENDED = "open_ended", "无固定期限"
    TASK = "task", "以完成一定工作任务为期限"


class OnProbation(InRegion):
    """A contract with a time of probation."""

    in_order = (("started_on", "contract_until"), ("started_on", "probation_until"))

    term: Term = Field(Term.FIXED, title="合同期限的种类")
    started_on: EmploymentDay = Field(title="合同（试用期）起始日")
    contract_until: EmploymentDay | None = Field(None, title="固定期限合同的期满日")
    probation_until: EmploymentDay = Field(
        title="试用期实际履行到", description="试用期已经结束的填末日；还在试用的填今天。"
    )
    probation_wage: Yuan = Field(title="试用期月工资")
    full_wage: Yuan = Field(title="试用期满后的月工资", description="合同约定的转正工资。")
    lowest_wage_of_post: Yuan | None = Field(None, title="本单位相同岗位最低档工资")
    is_second: bool = Field(False, title="与同一单位再次约定的试用期")
    only_probation: bool = Field(False, title="合同只约定了试用期")
    minimum_wage: Yuan | None = Field(
        None, title="当地月最低工资标准", description="不填则查参数表。"
    )

    def obstacles(self) -> dict[str, str]:
        """Refuse a fixed term without its end, and an end where there is none."""
        needs_end = self.term == Term.FIXED and not self.only_probation
        if needs_end and self.contract_until is None:
            return {"contract_until": "固定期限合同请填写期满日。"}
        if self.term == Term.OPEN_ENDED and self.contract_until is not None:
            return {"contract_until": "无固定期限合同没有期满日。"}
        return {}


@calculator(
    name="probation",
    title="试用期",
    group="pay",
    question="试用期最长多久、工资最低多少，超期怎么赔？",
    regional_keys=(MINIMUM_WAGE.key,),
)
def probation(given: OnProbation, regional: FigureTable) -> Result:
    """Yuan of damages for probation served beyond the legal limit (劳动合同法第八十三条).

    Limit of one, two or six months by the length of the contract; none for less than three
    months, for a task, and for a second probation (第十九条). The damages are the full wage for
    the time served beyond. Parts give the limit and what the probation wage falls short of 80 %
    and of the minimum wage (第二十条).
    """
    workings = Workings(regional)
    limit = _limit(given, workings)
    workings.part("limit", "试用期上限", limit, "month")
    damages = _damages(given, limit, workings)
    short = _shortfall(given, workings)
    workings.assume("试用期已经实际履行到所填的日期。")
    workings.changes("试用期约定过长但还没有履行到超期的，由劳动行政部门责令改正，没有赔偿金。")
    summary = f"违法约定试用期的赔偿金为{yuan_text(damages)}。"
    if not damages:
        summary = "试用期没有超过法定期限。" if limit else "没有已经履行的违法试用期。"
    if short:
        summary += f"试用期工资每月还应补{yuan_text(short)}。"
    return workings.result(damages, "yuan", summary)


def _limit(given: OnProbation, workings: Workings) -> Decimal:
    """Return the months of probation the law allows (劳动合同法第十九条)."""
    none = Decimal(0)
    if given.is_second:
        workings.step("同一单位与同一劳动者只能约定一次试用期。", f"{LIMIT_SOURCE}第二款")
        return none
    if given.term == Term.TASK:
        text = "以完成一定工作任务为期限的合同不得约定试用期。"
        workings.step(text, f"{LIMIT_SOURCE}第三款")
        return none
    if given.only_probation:
        text = "合同仅约定试用期的，试用期不成立，该期限为劳动合同期限。"
        workings.step(text, f"{LIMIT_SOURCE}第四款")
        return none
    on = given.started_on
    if given.contract_until is None:
        months = workings.law("probation_long_months", on=on).value
        text = f"无固定期限合同，试用期不得超过{number_text(months)}个月。"
        workings.step(text, f"{LIMIT_SOURCE}第一款")
        return months
    length = service(on, given.contract_until)
    for size in ("long", "middle"):
        least = workings.law(f"probation_{size}_contract_months", on=on).value
        if length.whole_months >= least:
            return _told(
                length.text, workings.law(f"probation_{size}_months", on=on).value, workings
            )
    if length.whole_months >= workings.law("probation_least_contract_months", on=on).value:
        return _told(length.text, workings.law("probation_short_months", on=on).value, workings)
    workings.step(f"合同期限{length.text}，不得约定试用期。", f"{LIMIT_SOURCE}第三款")
    return none


def _told(length: str, months: Decimal, workings: Workings) -> Decimal:
    text = f"合同期限{length}，试用期不得超过{number_text(months)}个月。"
    workings.step(text, f"{LIMIT_SOURCE}第一款")
    return months


def _damages(given: OnProbation, limit: Decimal, workings: Workings) -> Decimal:
    first_beyond = add_months(given.started_on, int(limit))
    beyond = span(first_beyond, given.probation_until, workings.regional.calendar)
    if given.probation_until < first_beyond:
        text = f"合法的试用期到{written_date(first_beyond - ONE_DAY)}为止，没有超过。"
        workings.step(text, LIMIT_SOURCE)
        return Decimal(0)
    period = f"{written_date(first_beyond)}至{written_date(given.probation_until)}"
    amount = given.full_wage * beyond.months
    if beyond.rest_first is not None:
        amount += _part_month(given.full_wage, beyond.rest_working_days, first_beyond, workings)
    text = f"超过法定试用期的期间为{period}，按试用期满月工资计{yuan_text(amount)}。"
    workings.step(text, DAMAGES_SOURCE)
    workings.part("beyond_months", "超过的整月数", beyond.months, "month")
    workings.part("beyond_days", "超过的不满一个月的工作日", beyond.rest_working_days, "day")
    return amount


def _part_month(wage: Decimal, days: int, on: date, workings: Workings) -> Decimal:
    """Return yuan for the working days of a part of a month, at most a month's wage."""
    workings.assume("不满一个月的部分按实际工作日折算。")
    amount = min(daily_wage(wage, workings, on=on) * days, wage)
    workings.step(
        f"不满一个月的{days}个工作日计{yuan_text(amount)}。", folding_source(workings, on=on)
    )
    return amount


def _shortfall(given: OnProbation, workings: Workings) -> Decimal:
    """Return yuan a month that the probation wage lacks (劳动合同法第二十条)."""
    percent = workings.law("probation_wage_percent", on=given.started_on).value
    bases = [given.full_wage]
    if given.lowest_wage_of_post is not None:
        bases.append(given.lowest_wage_of_post)
    # 实施条例第十五条 offers both measures with "或者": the lower one is the least that is lawful.
    floor = min(bases) * percent / PERCENT
    minimum = known(MINIMUM_WAGE, given, workings, on=given.started_on)
    if minimum is None:
        workings.assume("试用期工资不低于当地最低工资标准。")
    else:
        floor = max(floor, minimum)
    short = max(floor - given.probation_wage, Decimal(0))
    workings.step(f"试用期工资不得低于{yuan_text(floor)}。", WAGE_SOURCE)
    workings.part("wage_floor", "试用期工资下限", floor, "yuan_per_month")
    workings.part("wage_short", "试用期工资每月差额", short, "yuan_per_month")
    return short
