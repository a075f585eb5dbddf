"""What the machine interface takes and gives, as its OpenAPI description tells it."""

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field, RootModel


class CalculatorLine(Schema):
    name: str = Field(description="代码，写进地址")
    title: str
    group: str
    question: str = Field(description="职工会怎么问")
    regional_keys: list[str] = Field(description="不填就查参数表的地区数")


class AnyObject(RootModel[dict[str, Any]]):
    """One JSON object; what it may hold is told by the schema of the calculator."""


class CalculationStep(Schema):
    text: str
    article: str


class Calculation(Schema):
    """A result: amounts as numbers, days as ISO text."""

    model_config = ConfigDict(extra="allow")

    calculator: str
    value: Any
    unit: str
    summary: str
    parts: dict[str, Any]
    steps: list[CalculationStep]
    articles: list[str]
    assumptions: list[str]
    sensitivities: list[str]
    warnings: list[str]
    missing: list[dict[str, Any]]
    parameters: list[dict[str, Any]]
    verified: bool = Field(description="用到的数是否都核实过原文")


class Question(RootModel[dict[str, Any]]):
    """region, date and facts (by the names of `manage.py policy decide --schema`)."""


class Wrong(Schema):
    """What is wrong, field by field; the empty name is the whole."""

    error: dict[str, str]
