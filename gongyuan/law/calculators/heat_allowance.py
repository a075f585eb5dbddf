"""Heat allowance for work in hot weather (防暑降温措施管理办法第十七条)."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from gongyuan.law.calculation import Result, Workings, number_text, yuan_text
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import LATEST_DAY, Labelled, Yuan
from gongyuan.law.lookups import Asked, InRegion, required
from gongyuan.law.registry import calculator

#: 防暑降温措施管理办法 was issued and took effect.
RULES_SINCE = date(2012, 6, 29)
BY_MONTH = Asked(key="heat_allowance_month", label="高温津贴月标准", field="standard")
BY_DAY = Asked(key="heat_allowance_day", label="高温津贴日标准", field="standard")
SOURCE = "防暑降温措施管理办法第十七条"
MOST_DAYS = 400

HotDay = Annotated[date, Field(ge=RULES_SINCE, le=LATEST_DAY, json_schema_extra={"unit": "date"})]
Temperature = Annotated[
    Decimal, Field(ge=-50, le=70, decimal_places=1, json_schema_extra={"unit": "degree"})
]


class Place(Labelled):
    """Where the work was done."""

    OUTDOORS = "outdoors", "室外露天"
    INDOORS = "indoors", "室内工作场所"


class Basis(Labelled):
    """How the province sets the allowance."""

    MONTH = "month", "按月"
    DAY = "day", "按日"


class WorkedDay(BaseModel):
    """One day worked and how hot it was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: HotDay = Field(title="日期")
    place: Place = Field(title="工作地点")
    temperature: Temperature = Field(
        title="温度（℃）", description="室外填气象台发布的日最高气温，室内填工作场所的温度。"
    )


class Worked(InRegion):
    """The days worked in the heat, and the standard of the place."""

    days: tuple[WorkedDay, ...] = Field(title="工作的日子", min_length=1, max_length=MOST_DAYS)
    basis: Basis = Field(Basis.MONTH, title="当地标准按月还是按日")
    standard: Yuan | None = Field(
        None,
        title="当地高温津贴标准",
        description="按月填每月的数，按日填每日的数；不填则查参数表。",
    )
    paid: Yuan = Field(Decimal(0), title="已经发放的高温津贴")

    def obstacles(self) -> dict[str, str]:
        """Refuse the same day twice."""
        if len({one.day for one in self.days}) < len(self.days):
            return {"days": "同一天只填一次。"}
        return {}


@calculator(
    name="heat_allowance",
    title="高温津贴",
    group="pay",
    question="高温天上班，哪些天该发高温津贴？",
    regional_keys=(BY_MONTH.key, BY_DAY.key),
)
def heat_allowance(given: Worked, regional: FigureTable) -> Result:
    """Yuan of heat allowance still owed for the days (or months with such days) that qualify.

    防暑降温措施管理办法第十七条. The standard is the province's: refused when it is neither typed
    nor in the table and a day qualifies.
    """
    workings = Workings(regional)
    hot = [one for one in given.days if _qualifies(one, workings)]
    months = sorted({(one.day.year, one.day.month) for one in hot})
    workings.part("days", "符合条件的天数", len(hot), "day")
    workings.part("months", "有符合条件日子的月数", len(months), "month")
    _count(given, workings, len(hot), months)
    if not hot:
        return workings.result(Decimal(0), "yuan", "没有符合发放高温津贴条件的日子。")
    amount = _owed(given, workings, hot, len(months))
    workings.step("高温津贴纳入工资总额，不得以饮料、实物充抵。", SOURCE)
    workings.changes("各省的发放月份、标准和折算办法不同，以当地规定为准。")
    workings.changes("没有发放的，按拖欠劳动报酬主张。")
    return workings.result(amount, "yuan", f"应补发高温津贴{yuan_text(amount)}。")


def _qualifies(one: WorkedDay, workings: Workings) -> bool:
    key = "heat_day_temperature" if one.place == Place.OUTDOORS else "heat_workplace_temperature"
    return one.temperature >= workings.law(key, on=one.day).value


def _count(given: Worked, workings: Workings, hot: int, months: list[tuple[int, int]]) -> None:
    outdoors = workings.law("heat_day_temperature", on=given.days[0].day).value
    indoors = workings.law("heat_workplace_temperature", on=given.days[0].day).value
    text = f"日最高气温{number_text(outdoors)}℃以上室外露天作业，或者工作场所温度不能降到"
    written = "、".join(f"{year}年{month}月" for year, month in months)
    found = f"符合的有{hot}天，在{written}" if months else "没有符合的日子"
    workings.step(f"{text}{number_text(indoors)}℃以下的，应发高温津贴；{found}。", SOURCE)
    workings.warn("发放条件据二手资料整理（待核），请对照办法原文。")
    workings.assume(f"工作场所温度恰为{number_text(indoors)}℃的，按应发计算。")


def _owed(given: Worked, workings: Workings, hot: list[WorkedDay], months: int) -> Decimal:
    asked = BY_MONTH if given.basis == Basis.MONTH else BY_DAY
    number = months if given.basis == Basis.MONTH else len(hot)
    unit = "个月" if given.basis == Basis.MONTH else "天"
    standard = required(asked, given, workings, on=hot[0].day)
    amount = max(standard * number - given.paid, Decimal(0))
    paid = f"-已发{yuan_text(given.paid)}" if given.paid else ""
    workings.step(f"{yuan_text(standard)}×{number}{unit}{paid}={yuan_text(amount)}。", SOURCE)
    return amount
