"""What a calculator answers, and how it keeps its workings."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from gongyuan.law.amounts import formatted_amount, rounded_amount
from gongyuan.law.figures import Figure, FigureTable, statutory
from gongyuan.law.inputs import InputErrors
from gongyuan.law.results import Step

Value = Decimal | int | date | bool | str | None

UNIT_LABELS = {
    "yuan": "元",
    "yuan_per_month": "元/月",
    "yuan_per_day": "元/日",
    "yuan_per_hour": "元/小时",
    "yuan_per_year": "元/年",
    "day": "天",
    "working_day": "个工作日",
    "month": "个月",
    "year": "年",
    "hour": "小时",
    "times": "倍",
    "percent": "%",
    "people": "人",
    "degree": "℃",
    "date": "",
    "choice": "",
    "yes_no": "",
}


@dataclass(frozen=True, kw_only=True)
class Part:
    """One figure among the results, such as the years counted or the base used."""

    code: str
    label: str
    value: Value
    unit: str


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A regional figure that the computation would have needed; it is never guessed."""

    key: str
    label: str
    region: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a calculator answers.

    `value` in `unit` is the answer itself (None when it cannot be given), `summary` says it in one
    sentence a worker understands. `steps` lead to it in order, each with its article. `figures` are
    all dated figures that were used; one that is not verified makes the whole unverified.
    `steps`, `assumptions`, `what_would_change`, `warnings` are Chinese sentences.
    """

    calculator: str = ""
    value: Value
    unit: str
    summary: str
    parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    assumptions: tuple[str, ...]
    what_would_change: tuple[str, ...]
    warnings: tuple[str, ...]
    missing: tuple[Missing, ...]
    figures: tuple[Figure, ...]

    @property
    def is_verified(self) -> bool:
        """Tell whether every figure used was read in the source itself."""
        return all(figure.is_verified for figure in self.figures)

    @property
    def articles(self) -> tuple[str, ...]:
        """List the articles applied, in order, each once."""
        return tuple(dict.fromkeys(step.source for step in self.steps))

    def part(self, code: str) -> Value:
        """Return the value of one part; refuses (KeyError) an unknown code."""
        for one in self.parts:
            if one.code == code:
                return one.value
        raise KeyError(code)

    def to_json(self) -> dict[str, Any]:
        """Write the result for JSON: amounts as numbers, days as ISO text."""
        return {
            "calculator": self.calculator,
            "value": plain(self.value),
            "unit": self.unit,
            "summary": self.summary,
            "parts": {
                part.code: {"label": part.label, "value": plain(part.value), "unit": part.unit}
                for part in self.parts
            },
            "steps": [{"text": step.text, "article": step.source} for step in self.steps],
            "articles": list(self.articles),
            "assumptions": list(self.assumptions),
            "sensitivities": list(self.what_would_change),
            "warnings": list(self.warnings),
            "missing": [
                {"key": one.key, "label": one.label, "region": one.region, "on": str(one.on)}
                for one in self.missing
            ],
            "parameters": [_figure_json(figure) for figure in self.figures],
            "verified": self.is_verified,
        }


def plain(value: Value) -> Any:
    """Write one value for JSON: a whole number as int, another as float, a day as ISO text."""
    if isinstance(value, str):
        # A choice is written by its code.
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _figure_json(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "label": figure.label,
        "value": plain(figure.value),
        "unit": figure.unit,
        "region": figure.region,
        "from": plain(figure.valid_from),
        "to": plain(figure.valid_to),
        "source": figure.source,
        "verified": figure.is_verified,
    }


@dataclass
class Workings:
    """Keeps what a computation did while it runs; `result` closes it.

    `given` is the input, `regional` the figures of regions. Statutory figures are read by `law`,
    regional ones by `regional_figure`; both are remembered for the result.
    """

    regional: FigureTable
    _steps: list[Step] = field(default_factory=list)
    _parts: list[Part] = field(default_factory=list)
    _assumptions: list[str] = field(default_factory=list)
    _changes: list[str] = field(default_factory=list)
    _warnings: list[str] = field(default_factory=list)
    _missing: list[Missing] = field(default_factory=list)
    _figures: dict[tuple[str, str, date | None], Figure] = field(default_factory=dict)

    def law(self, key: str, *, on: date) -> Figure:
        """Return a statutory figure in force on a day and remember it; refuses an unknown key."""
        return self._remember(statutory(key, on=on))

    def use(self, figure: Figure) -> Figure:
        """Remember a dated figure that was found elsewhere, such as the length of a deadline."""
        return self._remember(figure)

    def regional_figure(self, key: str, label: str, *, region: str, on: date) -> Figure | None:
        """Return a region's figure on a day and remember it, or None and remember it as missing."""
        found = self.regional.find(key, region=region, on=on)
        if found is None:
            self._missing.append(Missing(key=key, label=label, region=region, on=on))
            self._warnings.append(f"参数表没有当地{on.year}年{on.month}月的{label}，未据此核对。")
            return None
        if not found.is_verified:
            self._warnings.append(f"{label}{figure_text(found)}未经核实（待核），请核对后使用。")
        return self._remember(found)

    def step(self, text: str, source: str) -> None:
        """Add a step: a Chinese sentence and the article it applies."""
        self._steps.append(Step(text, source))

    def part(self, code: str, label: str, value: Value, unit: str) -> None:
        """Add a figure of the result beside its value."""
        self._parts.append(Part(code=code, label=label, value=value, unit=unit))

    def assume(self, text: str) -> None:
        """Add an assumption that was made."""
        self._assumptions.append(text)

    def changes(self, text: str) -> None:
        """Add what would change the result."""
        self._changes.append(text)

    def warn(self, text: str) -> None:
        """Add a warning."""
        self._warnings.append(text)

    def result(self, value: Value, unit: str, summary: str) -> Result:
        """Close the workings; amounts of yuan are rounded to the fen."""
        if isinstance(value, Decimal) and unit.startswith("yuan"):
            value = rounded_amount(value)
        return Result(
            value=value,
            unit=unit,
            summary=summary,
            parts=tuple(self._parts),
            steps=tuple(self._steps),
            assumptions=tuple(dict.fromkeys(self._assumptions)),
            what_would_change=tuple(dict.fromkeys(self._changes)),
            warnings=tuple(dict.fromkeys(self._warnings)),
            missing=tuple(self._missing),
            figures=tuple(self._figures.values()),
        )

    def _remember(self, figure: Figure) -> Figure:
        self._figures[figure.key, figure.region, figure.valid_from] = figure
        return figure


def figure_text(figure: Figure) -> str:
    """Write a figure with its unit: 2,200.00元/月, 3倍."""
    label = UNIT_LABELS.get(figure.unit, figure.unit)
    if figure.unit.startswith("yuan"):
        return f"{formatted_amount(figure.value)}{label}"
    return f"{number_text(figure.value)}{label}"


def number_text(number: Decimal) -> str:
    """Write a number without useless noughts: 5.50 → 5.5, 3.00 → 3."""
    return f"{number.normalize():f}"


def yuan_text(amount: Decimal) -> str:
    """Write an amount of yuan in a sentence: 44,000.00元."""
    return f"{formatted_amount(amount)}元"


def needs(field_name: str, label: str, *, region: str, on: date) -> InputErrors:
    """Say that nothing can be computed without a regional figure, beside the field to fill."""
    text = f"参数表没有当地{on.year}年{on.month}月的{label}，请填写后再计算。"
    return InputErrors({field_name: text})
