"""One question to the packs and its answer, as the command, the simulator and machines ask it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongyuan.policy import facts as application
from gongyuan.policy import rules
from gongyuan.policy.answers import Evaluation
from gongyuan.policy.facts import ApplicationFacts, FactsError
from gongyuan.policy.pack import ClauseRef, PackSet
from gongyuan.policy.resolution import MissingRule, Resolved, resolve

WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
#: A county (GB/T 2260), a town or a village (the statistical codes below it).
WRITTEN_REGION = re.compile(r"\d{6}(\d{3}(\d{3})?)?", re.ASCII)
FRAME = ("region", "date", "facts")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The facts of an application, the handling unit's place and the day of the application."""

    region_code: str
    on: date
    facts: ApplicationFacts


def read_asked(data: object, *, region_code: str, on: date) -> Asked:
    """The question written as a JSON object: region, date and facts, or the facts themselves.

    `region_code` and `on` hold where the object does not say. Raises FactsError naming every bad
    field (`region`, `date`, `facts` or a fact) with a Chinese sentence.
    """
    if not isinstance(data, Mapping):
        raise FactsError({"": "应当是一个 JSON 对象。"})
    errors: dict[str, str] = {}
    rest = {name: value for name, value in data.items() if name not in FRAME}
    if "facts" in data:
        errors |= {str(name): "没有这一项。" for name in rest}
        rest = data["facts"]
        if not isinstance(rest, Mapping):
            errors["facts"], rest = "应当是一个 JSON 对象。", {}
    region = _region(data.get("region"), region_code, errors)
    day = _day(data.get("date"), on, errors)
    try:
        facts = ApplicationFacts.from_json(rest)
    except FactsError as error:
        raise FactsError(errors | error.errors) from error
    if errors:
        raise FactsError(errors)
    return Asked(region_code=region, on=day, facts=facts)


def _region(value: object, otherwise: str, errors: dict[str, str]) -> str:
    if value is None:
        return otherwise
    if isinstance(value, str) and WRITTEN_REGION.fullmatch(value):
        return value
    errors["region"] = f"“{str(value)[:40]}”不是6位、9位或者12位的区划代码。"
    return otherwise


def _day(value: object, otherwise: date, errors: dict[str, str]) -> date:
    if value is None:
        return otherwise
    if isinstance(value, str) and WRITTEN_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            errors["date"] = f"没有“{value}”这一天。"
            return otherwise
    errors["date"] = f"“{str(value)[:40]}”不是 2026-03-02 这样的日期。"
    return otherwise


def policy_of(packs: PackSet, region_code: str, on: date) -> Resolved:
    """The policy of a place on a day, for whoever typed them.

    Raises FactsError at `region` for what is no place, at `date` for a day without any pack.
    """
    try:
        return resolve(packs, region_code, on)
    except MissingRule as error:
        raise FactsError({"date": str(error)}) from error
    except ValueError as error:
        raise FactsError({"region": f"{error}。"}) from error


def answer(asked: Asked, packs: PackSet) -> Evaluation:
    """What the packs say to a question; raises FactsError where there is no policy."""
    return rules.evaluate(asked.facts, policy_of(packs, asked.region_code, asked.on))


def clauses_of(evaluation: Evaluation) -> tuple[ClauseRef, ...]:
    """Every clause an answer rests on, each once, those of the decision first."""
    return tuple(dict.fromkeys(_clauses(evaluation)))


def _clauses(evaluation: Evaluation) -> Iterator[ClauseRef]:
    decision, gravity = evaluation.decision, evaluation.gravity
    reasons = (*decision.reasons, *decision.advice, *evaluation.track.reasons, *gravity.reasons)
    approval = [evaluation.approval] if evaluation.approval else []
    resting: Iterable[Any] = (
        *reasons,
        *evaluation.materials,
        *gravity.measures,
        *evaluation.deadlines.values(),
        *approval,
    )
    for item in resting:
        yield from item.clauses


def answer_json(evaluation: Evaluation) -> dict[str, Any]:
    """The answer as one flat JSON object; what the decision says stands at the top too."""
    data = evaluation.to_json()
    decision = data["decision"]
    return {
        **data,
        **{name: decision[name] for name in ("outcome", "grounds", "reasons", "missing")},
        "clauses": [clause.to_json() for clause in clauses_of(evaluation)],
    }


def line_schema() -> dict[str, Any]:
    """The JSON Schema of one input line: region, date and facts, or the facts themselves."""
    facts = application.json_schema()
    frame = {
        "region": {
            "title": "办理单位的行政区划代码",
            "type": ["string", "null"],
            "pattern": f"^{WRITTEN_REGION.pattern}$".replace(r"\d", "[0-9]"),
        },
        "date": {
            "title": "申请日期",
            "type": ["string", "null"],
            "format": "date",
            "pattern": f"^{WRITTEN_DAY.pattern}$".replace(r"\d", "[0-9]"),
        },
    }
    whole = {**frame, "facts": {"title": "事实", "type": "object", **_shape(facts["properties"])}}
    return {
        "$schema": facts["$schema"],
        "title": "向政策包提的一个问题",
        "description": "region、date 不写时用命令行的 --region、--on；facts 也可以不包一层直接写。",
        "type": "object",
        "anyOf": [
            {"required": ["facts"], **_shape(whole)},
            _shape({**frame, **facts["properties"]}),
        ],
        "properties": whole,
    }


def _shape(properties: dict[str, Any]) -> dict[str, Any]:
    return {"additionalProperties": False, "properties": properties}
