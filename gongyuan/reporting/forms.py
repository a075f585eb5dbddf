import unicodedata
from decimal import Decimal
from typing import Any

from django import forms

from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.reporting.actions import field_name
from gongyuan.reporting.choices import (
    COLUMNS,
    INDICATORS,
    YES,
    Indicator,
    Measure,
    StationLife,
)
from gongyuan.reporting.models import ManualFigure, Return
from gongyuan.reporting.queries import Place, number_text
from gongyuan.reporting.rules import columns_of, entry_parts, figure_obstacles


class NumberField(forms.DecimalField):
    """A number as people type it: 80,000 or ８００００; the rules say what may stand."""

    def __init__(self, *, indicator: Indicator, is_own: bool, **options: Any) -> None:
        self.indicator, self.is_own = indicator, is_own
        super().__init__(required=False, widget=forms.TextInput, **options)
        self.error_messages["invalid"] = "请填数字。"

    def to_python(self, value: Any) -> Any:
        plain = unicodedata.normalize("NFKC", str(value or "")).replace(",", "").strip()
        return super().to_python(plain or None)

    def validate(self, value: Decimal | None) -> None:
        obstacles = (
            figure_obstacles(self.indicator, value, is_own=self.is_own) if value is not None else []
        )
        if obstacles:
            raise forms.ValidationError(obstacles)


class FiguresForm(forms.Form):
    """Everything a unit enters by hand: its own column and those of lower units without returns."""

    def __init__(self, *args: Any, unit: Unit, unit_return: Return | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.unit = unit
        self.places: dict[str, Place] = {}
        kept = _kept(unit_return)
        for indicator in (row for row in INDICATORS if row.is_entered):
            for level in columns_of(unit.level):
                is_own = level == unit.level
                for part in entry_parts(indicator, is_own=is_own):
                    place = Place(indicator.code, level, part)
                    name = field_name(place)
                    self.places[name] = place
                    self.fields[name] = NumberField(
                        indicator=indicator,
                        is_own=is_own,
                        label=f"{COLUMNS[level]}：{_label(indicator, part)}",
                        initial=_initial(indicator, place, kept, is_own=is_own),
                    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {"figures": {self.places[name]: value for name, value in given.items()}}

    def rows(self) -> list[dict[str, Any]]:
        """The fields as the table has them: a row per indicator, per column fields with labels."""
        return [
            {
                "indicator": indicator,
                "columns": [
                    [
                        (self[name], _short_label(indicator, place))
                        for name, place in self.places.items()
                        if place[:2] == (indicator.code, level)
                    ]
                    for level in columns_of(self.unit.level)
                ],
            }
            for indicator in INDICATORS
            if indicator.is_entered
        ]


class RemarksForm(forms.Form):
    note = forms.CharField(
        label="退回意见",
        widget=forms.Textarea,
        max_length=500,
        help_text="写明哪一行、哪一列，要改什么",
    )


class ConfirmationForm(forms.Form):
    """Nothing to fill in: the button itself is the answer."""


def _label(indicator: Indicator, part: str) -> str:
    if not part:
        return indicator.wording
    return "有补贴的单位数" if part == YES else "没有补贴的单位数"


def _short_label(indicator: Indicator, place: Place) -> str:
    """The label beside the row's wording: the column, and which of the two numbers it is."""
    column = COLUMNS[UnitLevel(place.level)]
    return f"{column}：{_label(indicator, place.part)}" if place.part else column


def _kept(unit_return: Return | None) -> dict[Place, Decimal]:
    if unit_return is None:
        return {}
    return {
        Place(row.indicator, row.level, row.part): row.value
        for row in ManualFigure.objects.filter(unit_return=unit_return)
    }


def _initial(
    indicator: Indicator, place: Place, kept: dict[Place, Decimal], *, is_own: bool
) -> str:
    if indicator.measure == Measure.YES_NO and is_own:
        answers = indicator.parts.items()
        return next((text for part, text in answers if kept.get(place._replace(part=part))), "")
    value = kept.get(place)
    return "" if value is None else number_text(value)


class StationFilter(forms.Form):
    life = forms.ChoiceField(
        label="站点", required=False, choices=[*StationLife.choices, ("", "全部")]
    )
    unit = forms.IntegerField(required=False, widget=forms.HiddenInput)
