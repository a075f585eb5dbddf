"""Whether an arbitral award is final, item by item (劳动争议调解仲裁法第四十七条)."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import LATEST_DAY, Labelled, Yuan
from gongyuan.law.lookups import MINIMUM_WAGE, InRegion, required
from gongyuan.law.registry import calculator

#: 劳动争议调解仲裁法 took effect.
LAW_SINCE = date(2008, 5, 1)
LAW = "劳动争议调解仲裁法"
RULES = "劳动人事争议仲裁办案规则第五十条"

AwardDay = Annotated[date, Field(ge=LAW_SINCE, le=LATEST_DAY, json_schema_extra={"unit": "date"})]


class Kind(Labelled):
    """What an item of the award is about."""

    WAGES = "wages", "劳动报酬（含加班工资）"
    LEAVE_PAY = "leave_pay", "未休年休假工资"
    INJURY_MEDICAL = "injury_medical", "工伤医疗费"
    COMPENSATION = "compensation", "经济补偿（含竞业限制补偿）"
    DAMAGES = "damages", "赔偿金（含未签合同第二倍工资）"
    WORKING_TIME = "working_time", "执行国家劳动标准：工作时间"
    REST = "rest", "执行国家劳动标准：休息休假"
    INSURANCE = "insurance", "执行国家劳动标准：社会保险"
    RELATION = "relation", "确认劳动关系"
    INJURY_BENEFIT = "injury_benefit", "工伤医疗费以外的工伤待遇"
    OTHER = "other", "其他"


class Verdict(Labelled):
    """What an award is as a whole."""

    FINAL = "final", "终局裁决"
    NOT_FINAL = "not_final", "非终局裁决"
    MIXED = "mixed", "兼有终局与非终局事项"


#: The kinds of 第四十七条第（一）项, tested by amount, and those of 第（二）项, final as they are.
BY_AMOUNT = {Kind.WAGES, Kind.LEAVE_PAY, Kind.INJURY_MEDICAL, Kind.COMPENSATION, Kind.DAMAGES}
BY_STANDARD = {Kind.WORKING_TIME, Kind.REST, Kind.INSURANCE}


class Item(BaseModel):
    """One item of the award."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind = Field(title="事项")
    amount: Yuan = Field(Decimal(0), title="裁决数额", description="没有金额的不填。")


class Award(InRegion):
    """The items of an award, and the minimum wage of the place."""

    decided_on: AwardDay = Field(title="裁决日期")
    items: tuple[Item, ...] = Field(title="裁决事项", min_length=1, max_length=50)
    minimum_wage: Yuan | None = Field(
        None, title="当地月最低工资标准", description="不填则查参数表。"
    )


@calculator(
    name="final_award",
    title="一裁终局",
    group="procedure",
    question="仲裁裁决是不是终局？单位能不能起诉？",
    regional_keys=(MINIMUM_WAGE.key,),
)
def final_award(given: Award, regional: FigureTable) -> Result:
    """Say "final", "not_final" or "mixed" of an award; each item is a part (yes_no).

    Every item is tested alone against twelve months of the minimum wage, not their sum (办案规则
    第五十条第一款); an award of both kinds is treated as not final (解释一第二十条). Refuses when
    items are tested by amount and the minimum wage is unknown.
    """
    workings = Workings(regional)
    most = _limit(given, workings)
    found = []
    for number, item in enumerate(given.items, start=1):
        is_final = _is_final(item, most, workings)
        label = f"{item.kind.label}{yuan_text(item.amount) if item.amount else ''}"
        workings.part(f"item_{number}", label, is_final, "yes_no")
        found.append(is_final)
    value = Verdict.NOT_FINAL
    if any(found):
        value = Verdict.FINAL if all(found) else Verdict.MIXED
    return _remedies(given, workings, value)


def _limit(given: Award, workings: Workings) -> Decimal:
    """Return twelve months of the minimum wage in yuan; nought when no item needs it."""
    if not any(item.kind in BY_AMOUNT for item in given.items):
        return Decimal(0)
    minimum = required(MINIMUM_WAGE, given, workings, on=given.decided_on)
    months = workings.law("final_award_months", on=given.decided_on)
    most = minimum * months.value
    text = f"单项上限：当地月最低工资{yuan_text(minimum)}×{number_text(months.value)}"
    workings.step(
        f"{text}={yuan_text(most)}，各项分别比较，不相加。", f"{months.source}、{RULES}第一款"
    )
    workings.part("limit", "单项上限", most, "yuan")
    return most


def _is_final(item: Item, most: Decimal, workings: Workings) -> bool:
    label = item.kind.label
    if item.kind in BY_AMOUNT:
        is_final = item.amount <= most
        word = "不超过上限，终局" if is_final else "超过上限，非终局"
        workings.step(f"{label}{yuan_text(item.amount)}：{word}。", f"{LAW}第四十七条第（一）项")
        if item.kind == Kind.LEAVE_PAY and not is_final:
            workings.warn("未休年休假工资超过上限时，各地也有按第（二）项认定终局的。")
        return is_final
    if item.kind in BY_STANDARD:
        workings.step(f"{label}：终局。", f"{LAW}第四十七条第（二）项")
        return True
    workings.step(f"{label}：不属于终局事项。", f"{LAW}第五十条")
    if item.kind == Kind.INJURY_BENEFIT:
        workings.warn("工伤医疗费以外的工伤待遇是否终局，各地掌握不一，此处按非终局处理。")
    return False


def _remedies(given: Award, workings: Workings, value: Verdict) -> Result:
    on = given.decided_on
    sue = number_text(workings.law("appeal_days_worker", on=on).value)
    undo = number_text(workings.law("set_aside_days_employer", on=on).value)
    workings.assume("以裁决书载明的类型为准；没有载明的按各项数额认定（解释一第十八、十九条）。")
    if value == Verdict.FINAL:
        text = f"劳动者不服的，收到裁决书{sue}日内可以起诉；用人单位不能起诉，"
        text += f"只能在{undo}日内向中级人民法院申请撤销。"
        workings.step(text, f"{LAW}第四十八条、第四十九条第一款")
        return workings.result(value, "choice", "各项均为终局裁决，单位不能起诉。")
    workings.step(f"双方不服的，收到裁决书{sue}日内都可以起诉。", f"{LAW}第五十条")
    if value == Verdict.NOT_FINAL:
        return workings.result(value, "choice", "各项均为非终局裁决，双方都可以起诉。")
    workings.step("终局与非终局的内容应当分别制作裁决书。", f"{RULES}第四款")
    text = "同一裁决书同时包含两种事项，当事人起诉的，按照非终局裁决处理。"
    workings.step(text, "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第二十条")
    workings.changes("分别制作裁决书的，终局部分用人单位只能申请撤销。")
    return workings.result(
        value, "choice", "既有终局又有非终局事项；写在同一裁决书的，按非终局处理。"
    )
