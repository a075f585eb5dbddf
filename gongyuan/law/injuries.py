"""What calculators of work injuries share: the day, the grade, and the wage they start from."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gongyuan.law.calculation import Workings, number_text, yuan_text
from gongyuan.law.inputs import LATEST_DAY

#: The revised 工伤保险条例 took effect; earlier injuries followed other multiples.
INJURY_RULES_SINCE = date(2011, 1, 1)
OWN_WAGE_SOURCE = "工伤保险条例第六十四条第二款"
PERCENT = Decimal(100)

InjuryDay = Annotated[
    date, Field(ge=INJURY_RULES_SINCE, le=LATEST_DAY, json_schema_extra={"unit": "date"})
]
Grade = Annotated[int, Field(ge=1, le=10)]

GRADE_WORDS = "一二三四五六七八九十"


def grade_text(grade: int) -> str:
    """Write a grade of disability: 九级."""
    return f"{GRADE_WORDS[grade - 1]}级"


def own_wage(wage: Decimal, average: Decimal | None, workings: Workings, *, on: date) -> Decimal:
    """Return 本人工资 in yuan a month: bounded by 60 % and 300 % of the regional average.

    `average` is the monthly average wage of the insured region; without it the bounds are assumed
    to hold (工伤保险条例第六十四条第二款).
    """
    workings.step(f"工伤前十二个月平均月缴费工资为{yuan_text(wage)}。", OWN_WAGE_SOURCE)
    low = workings.law("injury_wage_floor_percent", on=on).value
    high = workings.law("injury_wage_ceiling_percent", on=on).value
    if average is None:
        text = f"本人工资在统筹地区职工平均工资的{number_text(low)}%至{number_text(high)}%之间。"
        workings.assume(text)
        return wage
    least, most = average * low / PERCENT, average * high / PERCENT
    if wage < least:
        text = f"低于统筹地区职工平均工资{yuan_text(average)}的{number_text(low)}%，"
        workings.step(f"{text}本人工资按{yuan_text(least)}计算。", OWN_WAGE_SOURCE)
        return least
    if wage > most:
        text = f"高于统筹地区职工平均工资{yuan_text(average)}的{number_text(high)}%，"
        workings.step(f"{text}本人工资按{yuan_text(most)}计算。", OWN_WAGE_SOURCE)
        return most
    return wage
