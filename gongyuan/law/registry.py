"""The registry of calculators: name, title, input, and the regional figures each asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any

from gongyuan.law.calculation import Result
from gongyuan.law.figures import FigureTable, MissingFigure, figure_labels, statutory_figures
from gongyuan.law.inputs import CalculatorInput, InputErrors, read_input
from gongyuan.law.results import written_date

Compute = Callable[[Any, FigureTable], Result]


@dataclass(frozen=True, kw_only=True)
class Calculator:
    """One calculator: its code, Chinese title, group, input, and the regional figures it asks for.

    `question` is what a worker would ask, in one line.
    """

    name: str
    title: str
    group: str
    question: str
    input: type[CalculatorInput]
    regional_keys: tuple[str, ...]
    compute: Compute

    def run(self, data: object, regional: FigureTable) -> Result:
        """Compute from a JSON object; refuses (InputErrors) with a sentence for every bad field.

        A day for which no rule is kept is refused too: another day's rule is never taken instead.
        """
        given = read_input(self.input, data)
        try:
            found = self.compute(given, regional)
        except MissingFigure as missing:
            raise InputErrors({"": _unknown_rule(missing)}) from missing
        return replace(found, calculator=self.name)


def _unknown_rule(missing: MissingFigure) -> str:
    label = figure_labels([statutory_figures()]).get(missing.key, missing.key)
    return f"没有收录{written_date(missing.on)}适用的{label}，不能计算。"


GROUPS = {
    "pay": "工资与加班",
    "ending": "解除与终止",
    "leave": "休假与医疗期",
    "injury": "工伤与工亡",
    "procedure": "程序与费用",
    "days": "期限与时效",
}
#: What workers ask most comes first in its group; the others follow in the order of their modules.
ASKED_MOST = (
    "wage_arrears",
    "overtime",
    "double_wage",
    "economic_compensation",
    "unlawful_termination",
    "notice_pay",
    "annual_leave",
    "work_injury",
    "work_death",
    "dispute_route",
    "limitation",
)
_registered: dict[str, Calculator] = {}


def calculator(
    *,
    name: str,
    title: str,
    group: str,
    question: str,
    regional_keys: tuple[str, ...] = (),
) -> Callable[[Compute], Compute]:
    """Register a function as a calculator; its first argument's type is its input.

    Refuses (ValueError) a name taken twice and an unknown group.
    """
    if group not in GROUPS or name in _registered:
        raise ValueError(f"calculator {name}: unknown group or name taken")

    def register(compute: Compute) -> Compute:
        given = compute.__annotations__["given"]
        _registered[name] = Calculator(
            name=name,
            title=title,
            group=group,
            question=question,
            input=given,
            regional_keys=regional_keys,
            compute=compute,
        )
        return compute

    return register


@cache
def calculators() -> Mapping[str, Calculator]:
    """Return every calculator by name, in the order of the groups (modules of `calculators`)."""
    package = import_module("gongyuan.law.calculators")
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    order = list(GROUPS)
    asked = {name: place for place, name in enumerate(ASKED_MOST)}
    found = sorted(
        _registered.values(),
        key=lambda one: (order.index(one.group), asked.get(one.name, len(asked))),
    )
    return MappingProxyType({one.name: one for one in found})
