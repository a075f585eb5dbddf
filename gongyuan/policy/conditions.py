"""Conditions of packs (`when`) judged on facts, with "not known" as an answer of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongyuan.policy import facts as application
from gongyuan.policy.choices import Ground, Refusal


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether a condition holds (None: cannot be said yet) and which facts would settle it."""

    holds: bool | None
    unknown: tuple[str, ...] = ()


# What the rules themselves add to the facts while deciding.
DERIVED_FLAGS = frozenset({"needs_hardship_proof", "state_aid"})
DERIVED_LISTS: dict[str, frozenset[str]] = {
    "refusal": frozenset(Refusal.values),
    "grounds": frozenset(Ground.values),
}


def judge(when: Any, facts: Mapping[str, Any], numbers: Mapping[str, int]) -> Verdict:
    """Judge a `when`: a mapping holds if all its facts do, a list if any of its mappings does.

    `numbers` are the parameters a limit may name. A fact that is None leaves the verdict open
    unless the other facts settle it.
    """
    alternatives = when if isinstance(when, list | tuple) else [when]
    verdicts = [_all_of(alternative, facts, numbers) for alternative in alternatives]
    if any(verdict.holds for verdict in verdicts):
        return Verdict(holds=True)
    if all(verdict.holds is False for verdict in verdicts):
        return Verdict(holds=False)
    unknown = [name for verdict in verdicts for name in verdict.unknown]
    return Verdict(holds=None, unknown=tuple(dict.fromkeys(unknown)))


def _all_of(
    wanted: Mapping[str, Any], facts: Mapping[str, Any], numbers: Mapping[str, int]
) -> Verdict:
    answers = {name: _one(test, facts.get(name), numbers) for name, test in wanted.items()}
    if any(answer is False for answer in answers.values()):
        return Verdict(holds=False)
    unknown = tuple(name for name, answer in answers.items() if answer is None)
    return Verdict(holds=None if unknown else True, unknown=unknown)


def _one(test: Any, value: Any, numbers: Mapping[str, int]) -> bool | None:
    if value is None:
        return None
    if isinstance(test, bool):
        return value is test
    if isinstance(test, list | tuple):
        values = value if isinstance(value, tuple) else (value,)
        return any(item in test for item in values)
    if "at_least" in test and value < _number(test["at_least"], numbers):
        return False
    return "below" not in test or bool(value < _number(test["below"], numbers))


def _number(limit: int | str, numbers: Mapping[str, int]) -> int:
    return numbers[limit] if isinstance(limit, str) else limit


def faults(when: Any) -> list[tuple[str, str]]:
    """What is wrong with a `when`: (fact, Chinese reason) for unknown facts and values."""
    alternatives = when if isinstance(when, list) else [when]
    found = []
    for alternative in alternatives:
        for name, test in alternative.items():
            reason = _fault(name, test)
            if reason:
                found.append((name, reason))
    return found


def _fault(name: str, test: Any) -> str:
    listed = {**application.CHOICES, **application.LISTS}
    if name in listed or name in DERIVED_LISTS:
        allowed = DERIVED_LISTS.get(name) or {choice.value for choice in listed[name]}
        if not isinstance(test, list):
            return "应当写成取值的列表"
        strange = [value for value in test if value not in allowed]
        return f"没有这样的取值：{'、'.join(strange)}" if strange else ""
    if name in application.FLAGS or name in DERIVED_FLAGS:
        return "" if isinstance(test, bool) else "应当写 true 或者 false"
    if name in application.NUMBERS:
        return "" if isinstance(test, dict) else "应当写 at_least 或者 below"
    return "没有这一项事实"


def parameters_named(when: Any) -> set[str]:
    """The parameter keys that limits of this condition refer to."""
    alternatives = when if isinstance(when, list) else [when]
    tests = [test for alternative in alternatives for test in alternative.values()]
    limits = [limit for test in tests if isinstance(test, dict) for limit in test.values()]
    return {limit for limit in limits if isinstance(limit, str)}
