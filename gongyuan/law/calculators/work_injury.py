"""Benefits of a work injury by grade (工伤保险条例第三十三、三十五至三十七、六十四条)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import Field

from gongyuan.law.amounts import rounded_amount
from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.injuries import PERCENT, Grade, InjuryDay, grade_text, own_wage
from gongyuan.law.inputs import InputErrors, Labelled, Months, Yuan
from gongyuan.law.lookups import AVERAGE_WAGE, MINIMUM_WAGE, InRegion, known
from gongyuan.law.registry import calculator

#: Grades that leave the post, and the last one with a monthly allowance.
LAST_OFF_POST, LAST_WITH_ALLOWANCE, LAST_GRADE = 4, 6, 10
MEDICAL, EMPLOYMENT = "injury_medical_lump_months", "injury_employment_lump_months"
LUMP_KEYS = tuple(
    f"{key}_{grade}" for key in (MEDICAL, EMPLOYMENT) for grade in range(5, LAST_GRADE + 1)
)
LUMP_LABELS = {MEDICAL: "一次性工伤医疗补助金", EMPLOYMENT: "一次性伤残就业补助金"}


class Ending(Labelled):
    """How the employment stands after the injury."""

    KEPT = "kept", "仍保留劳动关系"
    BY_WORKER = "by_worker", "本人提出解除或者终止"
    EXPIRED = "expired", "劳动合同期满终止"
    BY_EMPLOYER = "by_employer", "用人单位解除或者终止"


class Injured(InRegion):
    """What is known of the injury, the grade, the wage and the employment."""

    in_order = (("injured_on", "ended_on"),)

    injured_on: InjuryDay = Field(title="工伤发生日期", description="职业病填诊断、鉴定之日。")
    grade: Grade = Field(title="伤残等级", description="劳动能力鉴定结论的等级，一至十级。")
    monthly_wage: Yuan = Field(
        title="工伤前十二个月平均月缴费工资",
        description="用人单位没有参保的，按应当缴费的实际工资填写。",
    )
    local_average_wage: Yuan | None = Field(
        None, title="统筹地区上年度职工月平均工资", description="不填则查参数表。"
    )
    minimum_wage: Yuan | None = Field(
        None, title="当地月最低工资标准", description="一至六级核对伤残津贴用；不填则查参数表。"
    )
    insured: bool = Field(True, title="用人单位是否已参加工伤保险")
    ending: Ending = Field(Ending.KEPT, title="劳动关系的情况")
    ended_on: InjuryDay | None = Field(None, title="劳动关系结束日期")
    work_arranged: bool = Field(
        False,
        title="单位是否已安排适当工作",
        description="只对五级、六级有影响：难以安排的按月发给伤残津贴。",
    )
    medical_lump_months: Months | None = Field(
        None, title="一次性工伤医疗补助金月数", description="各省规定不同；不填则查参数表。"
    )
    employment_lump_months: Months | None = Field(
        None, title="一次性伤残就业补助金月数", description="各省规定不同；不填则查参数表。"
    )
    lump_base_wage: Yuan | None = Field(
        None,
        title="两项补助金的月计发基数",
        description="不填则按统筹地区上年度职工月平均工资；当地另有规定的填写当地基数。",
    )
    suspension_months: Months = Field(Decimal(0), title="停工留薪期（月）")
    suspension_wage: Yuan | None = Field(
        None, title="停工留薪期的原工资福利（元/月）", description="不填则同工伤前月工资。"
    )
    suspension_paid: Yuan = Field(Decimal(0), title="停工留薪期内已付的工资")

    def obstacles(self) -> dict[str, str]:
        """Say what contradicts: grades 1 to 4 keep the employment; kept has no last day."""
        errors = {}
        if self.grade <= LAST_OFF_POST and self.ending != Ending.KEPT:
            errors["ending"] = "一级至四级伤残的，保留劳动关系，退出工作岗位，不因此解除或者终止。"
        if self.ended_on and self.ending == Ending.KEPT:
            errors["ended_on"] = "劳动关系仍保留的，不填结束日期。"
        return errors


@dataclass(frozen=True, kw_only=True)
class Due:
    """One amount due in yuan; `from_fund` while the employer is insured, else from the employer."""

    code: str
    label: str
    amount: Decimal
    from_fund: bool


@calculator(
    name="work_injury",
    title="工伤待遇",
    group="injury",
    question="鉴定了伤残等级，工伤能拿哪些钱？由谁付？",
    regional_keys=(AVERAGE_WAGE.key, MINIMUM_WAGE.key, *LUMP_KEYS),
)
def work_injury(given: Injured, regional: FigureTable) -> Result:
    """Yuan payable at once by grade; the monthly allowance and who pays stand among the parts.

    工伤保险条例第三十三、三十五至三十七条. Refuses a suspension longer than the regulation allows.
    """
    workings = Workings(regional)
    average = known(AVERAGE_WAGE, given, workings, on=given.injured_on)
    wage = own_wage(given.monthly_wage, average, workings, on=given.injured_on)
    workings.part("own_wage", "本人工资", wage, "yuan_per_month")
    dues = [_disability_lump(given, workings, wage), *_suspension(given, workings)]
    dues += _ending_lumps(given, workings, average)
    allowance = _allowance(given, workings, wage)
    total = _split(given, workings, dues)
    monthly = "" if allowance is None else f"；另按月领取伤残津贴{yuan_text(allowance)}"
    summary = f"{grade_text(given.grade)}伤残，一次性支付的项目合计{yuan_text(total)}{monthly}。"
    return workings.result(total, "yuan", summary)


def _disability_lump(given: Injured, workings: Workings, wage: Decimal) -> Due:
    months = workings.law(f"injury_lump_months_{given.grade}", on=given.injured_on)
    amount = wage * months.value
    workings.step(
        f"一次性伤残补助金：{yuan_text(wage)}×{number_text(months.value)}个月={yuan_text(amount)}。",
        months.source,
    )
    return Due(code="disability_lump", label="一次性伤残补助金", amount=amount, from_fund=True)


def _suspension(given: Injured, workings: Workings) -> list[Due]:
    months = given.suspension_months
    if not months:
        workings.changes("停工留薪期内原工资福利没有付足的，单位应当补足，请填写停工留薪期。")
        return []
    usual = workings.law("injury_suspension_months", on=given.injured_on).value
    most = usual + workings.law("injury_suspension_extension", on=given.injured_on).value
    if months > most:
        text = f"停工留薪期连同延长最多{number_text(most)}个月。"
        raise InputErrors({"suspension_months": text})
    if months > usual:
        text = f"停工留薪期超过{number_text(usual)}个月的，须经设区的市级劳动能力鉴定委员会确认。"
        workings.warn(text)
    wage = given.monthly_wage if given.suspension_wage is None else given.suspension_wage
    amount = max(wage * months - given.suspension_paid, Decimal(0))
    paid = f"-已付{yuan_text(given.suspension_paid)}" if given.suspension_paid else ""
    text = f"停工留薪期工资：{yuan_text(wage)}×{number_text(months)}个月{paid}={yuan_text(amount)}"
    workings.step(f"{text}，由所在单位支付。", "工伤保险条例第三十三条第一款")
    return [Due(code="suspension_pay", label="停工留薪期工资", amount=amount, from_fund=False)]


def _ending_lumps(given: Injured, workings: Workings, average: Decimal | None) -> list[Due]:
    if given.grade <= LAST_OFF_POST:
        return []
    if given.ending == Ending.KEPT:
        workings.changes("劳动关系结束时，另可领取一次性工伤医疗补助金和一次性伤残就业补助金。")
        return []
    if given.grade <= LAST_WITH_ALLOWANCE and given.ending != Ending.BY_WORKER:
        workings.warn(
            "五级、六级伤残的，用人单位不能单方终止；本人不同意的，可以要求保留劳动关系。"
        )
        workings.assume("本人同意结束劳动关系。")
    if given.ending != Ending.BY_WORKER:
        workings.changes("用人单位依法终止的，另付经济补偿；违法解除的，另付赔偿金。")
    on = given.ended_on or given.injured_on
    base = average if given.lump_base_wage is None else given.lump_base_wage
    if given.lump_base_wage is None and given.local_average_wage is None and given.ended_on:
        base = known(AVERAGE_WAGE, given, workings, on=on)
    if given.lump_base_wage is None:
        workings.assume("两项补助金以统筹地区上年度职工月平均工资为基数。")
    dues = (
        _ending_lump(given, workings, base, MEDICAL, typed=given.medical_lump_months),
        _ending_lump(given, workings, base, EMPLOYMENT, typed=given.employment_lump_months),
    )
    return [due for due in dues if due is not None]


def _ending_lump(
    given: Injured, workings: Workings, base: Decimal | None, key: str, *, typed: Decimal | None
) -> Due | None:
    """Return one of the two lump sums; None with a warning when months or base are unknown."""
    label = LUMP_LABELS[key]
    on: date = given.ended_on or given.injured_on
    months = typed
    if typed is None and given.region is not None:
        name = f"{grade_text(given.grade)}{label}月数"
        found = workings.regional_figure(f"{key}_{given.grade}", name, region=given.region, on=on)
        months = None if found is None else found.value
    if months is None or base is None:
        workings.warn(f"{label}的月数和基数由省级规定，没有查到或者填写，未计入合计。")
        return None
    amount = base * months
    article = "三十六条第二款" if given.grade <= LAST_WITH_ALLOWANCE else "三十七条第（二）项"
    workings.step(
        f"{label}：{yuan_text(base)}×{number_text(months)}个月={yuan_text(amount)}。",
        f"工伤保险条例第{article}",
    )
    workings.changes("有的省份对距法定退休年龄不足五年的递减一次性伤残就业补助金，以当地规定为准。")
    return Due(
        code=f"{key.split('_')[1]}_lump", label=label, amount=amount, from_fund=key == MEDICAL
    )


def _allowance(given: Injured, workings: Workings, wage: Decimal) -> Decimal | None:
    """Return the monthly allowance in yuan, topped up to the minimum wage; None when not due."""
    if given.grade > LAST_WITH_ALLOWANCE:
        return None
    off_post = given.grade <= LAST_OFF_POST
    if not off_post and (given.work_arranged or given.ending != Ending.KEPT):
        return None
    percent = workings.law(f"injury_allowance_percent_{given.grade}", on=given.injured_on)
    amount = wage * percent.value / PERCENT
    payer = "工伤保险基金" if off_post and given.insured else "用人单位"
    text = f"伤残津贴：{yuan_text(wage)}×{number_text(percent.value)}%={yuan_text(amount)}每月"
    workings.step(f"{text}，由{payer}按月支付。", percent.source)
    minimum = known(MINIMUM_WAGE, given, workings, on=given.injured_on)
    if minimum is None:
        workings.assume("伤残津贴不低于当地最低工资标准。")
    elif amount < minimum:
        text = f"低于当地最低工资{yuan_text(minimum)}，由{payer}补足差额"
        workings.step(f"{text}{yuan_text(minimum - amount)}。", percent.source)
        amount = minimum
    workings.part("allowance", "伤残津贴", amount, "yuan_per_month")
    workings.part("allowance_payer", "伤残津贴支付方", payer, "choice")
    workings.changes("伤残津贴由统筹地区适时调整；达到退休年龄办理退休后停发，改领养老保险待遇。")
    return amount


def _split(given: Injured, workings: Workings, dues: list[Due]) -> Decimal:
    """Add up what the fund and the employer pay; return the total in yuan."""
    for due in dues:
        workings.part(due.code, due.label, rounded_amount(due.amount), "yuan")
    from_fund = [due.from_fund and given.insured for due in dues]
    amounts = [rounded_amount(due.amount) for due in dues]
    total = sum(amounts, Decimal(0))
    fund = sum(
        (amount for amount, paid in zip(amounts, from_fund, strict=True) if paid), Decimal(0)
    )
    workings.part("fund_total", "工伤保险基金支付", fund, "yuan")
    workings.part("employer_total", "用人单位支付", total - fund, "yuan")
    if not given.insured:
        workings.step(
            "用人单位应参保未参保，由用人单位按工伤保险待遇的项目和标准支付全部费用。",
            "工伤保险条例第六十二条第二款",
        )
        workings.warn("用人单位不支付的，可以申请工伤保险基金先行支付（社会保险法第四十一条）。")
    workings.changes("医疗费、康复费、住院伙食补助、辅助器具费和生活护理费另行计算。")
    return total
