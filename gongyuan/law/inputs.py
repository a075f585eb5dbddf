"""Typed inputs of calculators: what a field accepts, and what is said when it is wrong.

An input is a pydantic model, so that its JSON Schema, its form on a page and its check are one.
Sentences are Chinese and stand beside the field.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from gongyuan.law.results import written_date

#: 劳动法 took effect on this day; employment before it followed rules that are not computed here.
LABOUR_LAW_SINCE = date(1995, 1, 1)
EARLIEST_BIRTH = date(1900, 1, 1)
LATEST_DAY = date(2100, 12, 31)
#: Far above what labour disputes know: more is a slip of the finger.
MOST_YUAN = Decimal(100_000_000)

Yuan = Annotated[
    Decimal,
    Field(ge=0, le=MOST_YUAN, decimal_places=2, json_schema_extra={"unit": "yuan"}),
]
EmploymentDay = Annotated[
    date, Field(ge=LABOUR_LAW_SINCE, le=LATEST_DAY, json_schema_extra={"unit": "date"})
]
BirthDay = Annotated[
    date, Field(ge=EARLIEST_BIRTH, le=LATEST_DAY, json_schema_extra={"unit": "date"})
]
Hours = Annotated[
    Decimal, Field(ge=0, le=10_000, decimal_places=2, json_schema_extra={"unit": "hour"})
]
Days = Annotated[
    Decimal, Field(ge=0, le=10_000, decimal_places=2, json_schema_extra={"unit": "day"})
]
Months = Annotated[
    Decimal, Field(ge=0, le=1_200, decimal_places=2, json_schema_extra={"unit": "month"})
]
Region = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{6}([0-9]{3}|[0-9]{6})?$",
        title="地区（行政区划代码）",
        description="合同履行地的六位行政区划代码，如410400。",
        json_schema_extra={"unit": "region"},
    ),
]


class InputErrors(ValueError):
    """An input cannot be computed: field name to a Chinese sentence ("" for the whole)."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("；".join(f"{field}：{text}" for field, text in errors.items()))
        self.errors = dict(errors)


class CalculatorInput(BaseModel):
    """What a calculator is asked; unknown fields are refused, nothing is changed afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    #: Pairs of day fields of which the first may not be after the second.
    in_order: ClassVar[tuple[tuple[str, str], ...]] = ()

    def obstacles(self) -> dict[str, str]:
        """Say what fields mean together cannot be so: field to sentence; empty when all is well."""
        return {}


Input = TypeVar("Input", bound=CalculatorInput)


def read_input(kind: type[Input], data: object) -> Input:
    """Read one JSON object as an input; refuses (InputErrors) with a sentence for every field."""
    if not isinstance(data, Mapping):
        raise InputErrors({"": "应当是一个 JSON 对象。"})
    try:
        given = kind.model_validate(dict(data))
    except ValidationError as error:
        errors = _sentences(kind, error.errors())
        # Days that are well written are compared all the same: every fault is told at once.
        raise InputErrors(_out_of_order(kind, _well_written(data, errors)) | errors) from error
    errors = _out_of_order(kind, dict(given)) | given.obstacles()
    if errors:
        raise InputErrors(errors)
    return given


def title_of(kind: type[BaseModel], field: str) -> str:
    """Return the Chinese name of a field, or its own name when it has none."""
    info = kind.model_fields.get(field)
    return (info.title if info else None) or field


def _out_of_order(kind: type[CalculatorInput], values: Mapping[str, Any]) -> dict[str, str]:
    errors = {}
    for first, second in kind.in_order:
        earlier, later = values.get(first), values.get(second)
        if earlier is not None and later is not None and earlier > later:
            errors[second] = f"{title_of(kind, second)}不能早于{title_of(kind, first)}。"
    return errors


def _well_written(data: Mapping[Any, Any], errors: Mapping[str, str]) -> dict[str, date]:
    """The fields without an error that are days as JSON writes them."""
    found = {}
    for name, value in data.items():
        if name in errors or not isinstance(value, str):
            continue
        with suppress(ValueError):
            found[name] = date.fromisoformat(value.strip())
    return found


def _sentences(kind: type[BaseModel], found: list[ErrorDetails]) -> dict[str, str]:
    errors: dict[str, str] = {}
    for one in found:
        # An optional field of two kinds reports each; the first sentence is enough.
        place = ".".join(str(part) for part in one["loc"] if not _is_tag(part))
        errors.setdefault(place, _sentence(one))
    return errors


def _is_tag(part: int | str) -> bool:
    return isinstance(part, str) and ("[" in part or part in {"decimal", "date", "int", "str"})


SENTENCES = {
    "missing": "请填写这一项。",
    "extra_forbidden": "没有这一项。",
    "decimal_parsing": "应当是数字。",
    "decimal_type": "应当是数字。",
    "finite_number": "应当是数字。",
    "decimal_max_places": "最多两位小数。",
    "int_parsing": "应当是整数。",
    "int_from_float": "应当是整数。",
    "int_type": "应当是整数。",
    "bool_parsing": "应当是“是”或者“否”。",
    "bool_type": "应当是“是”或者“否”。",
    "date_parsing": "不是有效的日期，应写作2024-06-30。",
    "date_from_datetime_parsing": "不是有效的日期，应写作2024-06-30。",
    "date_from_datetime_inexact": "不是有效的日期，应写作2024-06-30。",
    "date_type": "不是有效的日期，应写作2024-06-30。",
    "string_pattern_mismatch": "应当是六位行政区划代码，如410400。",
    "string_type": "应当是文字。",
    "list_type": "应当是一个列表。",
    "tuple_type": "应当是一个列表。",
    "model_type": "应当是一个 JSON 对象。",
    "too_short": "至少要有一项。",
}


def _sentence(error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "greater_than_equal":
        return _too_low(context["ge"])
    if kind == "greater_than":
        return f"应当大于{context['gt']}。"
    if kind == "less_than_equal":
        return _too_high(context["le"])
    if kind == "enum":
        return f"只能是{_choices(context['expected'])}之一。"
    if kind == "too_long":
        return f"最多{context['max_length']}项。"
    return SENTENCES.get(kind, "填写有误，请核对。")


def _too_low(bound: Any) -> str:
    if _day(bound) == LABOUR_LAW_SINCE:
        return "不能早于1995年1月1日（劳动法施行之日），更早的工龄按当时规定核定。"
    day = _day(bound)
    if day:
        return f"不能早于{written_date(day)}。"
    return "不能是负数。" if bound == 0 else f"不能小于{bound}。"


def _too_high(bound: Any) -> str:
    day = _day(bound)
    if day:
        return f"不能晚于{written_date(day)}。"
    return f"数目过大，不能超过{bound:,}，请核对。"


def _day(bound: Any) -> date | None:
    """Read a bound that is a day; pydantic tells it as text."""
    return date.fromisoformat(bound) if isinstance(bound, str) else None


def _choices(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", "、").replace(", ", "、")


class Labelled(StrEnum):
    """A choice with its Chinese label: `UNLAWFUL = "unlawful", "违法解除"`."""

    label: str

    def __new__(cls, value: str, label: str) -> "Labelled":
        """Make the member: its value is the code, its label what people read."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
