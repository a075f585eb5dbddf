"""The facts of an application that policy asks about; none of them names or describes a person."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import Enum
from typing import Any

from gongyuan.policy.choices import (
    AidForm,
    ApplicantKind,
    ClaimKind,
    EmergencyReason,
    HardshipGround,
    MatterScope,
)


class FactsError(ValueError):
    """Facts that cannot be read: field name to a Chinese sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("；".join(f"{field}：{sentence}" for field, sentence in errors.items()))
        self.errors = errors


CHOICES: dict[str, type[Enum]] = {
    "applicant_kind": ApplicantKind,
    "matter_scope": MatterScope,
    "aid_form": AidForm,
    "emergency_reason": EmergencyReason,
}
LISTS: dict[str, type[Enum]] = {"claims": ClaimKind, "hardship_grounds": HardshipGround}
FLAGS = (
    "is_migrant",
    "is_hardship_confirmed",
    "has_severe_infringement_evidence",
    "is_emergency",
    "is_restructuring",
    "is_marked_major",
)
# The lowest number that makes sense: a case has a worker; a limit already past is below zero.
NUMBERS: dict[str, tuple[int | None, int]] = {
    "workers": (1, 1_000_000),
    "days_to_limitation": (None, 36_600),
}

QUESTIONS = {
    "applicant_kind": "申请人是职工、工会工作者还是工会组织",
    "matter_scope": "争议属于哪一类事项",
    "claims": "提出了哪些请求",
    "aid_form": "需要哪种援助形式",
    "is_migrant": "是否农民工（进城务工人员）",
    "hardship_grounds": "是否有经济困难的情形",
    "is_hardship_confirmed": "经济困难核查的结果",
    "has_severe_infringement_evidence": "是否有证据证明合法权益被严重侵害",
    "is_emergency": "是否紧急",
    "emergency_reason": "紧急的原因",
    "days_to_limitation": "距时效或者法定期限届满还有几天",
    "workers": "涉及多少名职工",
    "is_restructuring": "是否因企业重组、破产引起",
    "is_marked_major": "是否经认定为重大疑难案件",
}


@dataclass(frozen=True, kw_only=True)
class ApplicationFacts:
    """What is known of an application; None is "not known yet", an empty tuple is "none".

    `is_hardship_confirmed` is the result of the office's own check, `hardship_grounds` what the
    applicant states. `days_to_limitation` counts calendar days left (negative: past).
    """

    applicant_kind: str | None = None
    matter_scope: str | None = None
    claims: tuple[str, ...] | None = None
    aid_form: str | None = None
    is_migrant: bool | None = None
    hardship_grounds: tuple[str, ...] | None = None
    is_hardship_confirmed: bool | None = None
    has_severe_infringement_evidence: bool | None = None
    is_emergency: bool | None = None
    emergency_reason: str | None = None
    days_to_limitation: int | None = None
    workers: int | None = None
    is_restructuring: bool | None = None
    is_marked_major: bool | None = None

    def __post_init__(self) -> None:
        errors = _errors(asdict(self))
        if errors:
            raise FactsError(errors)
        for name, choices in LISTS.items():
            object.__setattr__(self, name, _ordered(getattr(self, name), choices))
        for name in CHOICES:
            value = getattr(self, name)
            object.__setattr__(self, name, None if value is None else str(value))

    def to_json(self) -> dict[str, Any]:
        """Every field by name; lists as lists, the unknown as null."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, data: object) -> "ApplicationFacts":
        """The facts written as a JSON object; raises FactsError naming each bad field."""
        if not isinstance(data, Mapping):
            raise FactsError({"": "应当是一个 JSON 对象。"})
        known = {field.name for field in fields(cls)}
        errors = {str(name): "没有这一项事实。" for name in data if name not in known}
        errors |= _errors({name: value for name, value in data.items() if name in known})
        if errors:
            raise FactsError(errors)
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        return cls(**values)


def _ordered(values: Iterable[str] | None, choices: type[Enum]) -> tuple[str, ...] | None:
    # One order for one set of facts, so that the stored form does not depend on how it was typed.
    if values is None:
        return None
    given = set(values)
    return tuple(str(choice.value) for choice in choices if choice.value in given)


def _errors(values: Mapping[str, Any]) -> dict[str, str]:
    errors = {}
    for name, value in values.items():
        if value is None:
            continue
        sentence = _error(name, value)
        if sentence:
            errors[name] = sentence
    return errors


def _error(name: str, value: Any) -> str:
    if name in CHOICES:
        return _choice_error(value, CHOICES[name])
    if name in LISTS:
        if not isinstance(value, list | tuple):
            return "应当是一个列表。"
        return next((error for item in value if (error := _choice_error(item, LISTS[name]))), "")
    if name in FLAGS:
        return "" if isinstance(value, bool) else "应当是 true、false 或者 null。"
    low, high = NUMBERS[name]
    if isinstance(value, bool) or not isinstance(value, int):
        return "应当是整数。"
    if value > high or (low is not None and value < low):
        return f"{value} 超出合理范围。"
    return ""


def _choice_error(value: Any, choices: type[Enum]) -> str:
    allowed = [str(choice.value) for choice in choices]
    if isinstance(value, str) and value in allowed:
        return ""
    return f"“{value}”不是允许的值，应当是：{'、'.join(allowed)}。"


def json_schema() -> dict[str, Any]:
    """The JSON Schema of one object of facts, for people who write them by machine."""
    properties: dict[str, Any] = {}
    for name, question in QUESTIONS.items():
        if name in CHOICES:
            allowed = [choice.value for choice in CHOICES[name]]
            shape: dict[str, Any] = {"enum": [*allowed, None]}
        elif name in LISTS:
            items = {"enum": [choice.value for choice in LISTS[name]]}
            shape = {"type": ["array", "null"], "items": items}
        elif name in FLAGS:
            shape = {"type": ["boolean", "null"]}
        else:
            low, high = NUMBERS[name]
            shape = {"type": ["integer", "null"], "maximum": high}
            if low is not None:
                shape["minimum"] = low
        properties[name] = {"title": question, **shape}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "法律援助申请的事实",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
