from datetime import date
from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.organisations.choices import InstitutionKind, UnitLevel
from gongyuan.organisations.models import CoverageTarget
from gongyuan.organisations.queries.coverage import Series
from gongyuan.organisations.rules.coverage import COUNTED_KINDS, NewTarget

COUNTED_LEVELS = [(level.value, level.label) for level in COUNTED_KINDS]
SET, TAKEN_BACK = "set", "taken_back"


class CoverageFilter(forms.Form):
    level = forms.ChoiceField(label="层级", choices=COUNTED_LEVELS)
    kind = forms.ChoiceField(label="机构", choices=InstitutionKind.choices)
    on = DayField(label="截至")
    unit = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


def coverage_filter(data: Any, *, today: date, shown: Series | None = None) -> CoverageFilter:
    """What was asked for, of today unless another day was; what is `shown` where nothing was."""
    first = vars(shown) if shown else {"level": UnitLevel.COUNTY, "kind": InstitutionKind.CENTRE}
    wanted = {**first, "on": today.isoformat()}
    chosen = {name: data[name] for name in wanted if data.get(name)}
    return CoverageFilter({**wanted, **chosen, "unit": data.get("unit", "")})


class TargetForm(forms.Form):
    """What share of a level is to have an institution of a kind by the end of a year."""

    result: CoverageTarget
    level = forms.ChoiceField(label="哪一级工会", choices=COUNTED_LEVELS)
    kind = forms.ChoiceField(label="要有的机构", choices=InstitutionKind.choices)
    year = forms.IntegerField(label="到哪一年底", min_value=1, max_value=9999)
    what = forms.ChoiceField(
        label="目标",
        choices=[(SET, "设定"), (TAKEN_BACK, "撤回本单位的目标")],
        initial=SET,
        widget=forms.RadioSelect,
    )
    percent = forms.IntegerField(
        label="组建率", required=False, min_value=0, max_value=100, help_text="百分之几"
    )
    source = forms.CharField(label="依据", max_length=200, help_text="文件或会议")
    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea)

    def __init__(self, data: Any = None, *, setter_level: str, year: int) -> None:
        super().__init__(data, initial={"year": year})
        field: Any = self.fields["level"]
        levels = list(UnitLevel)
        below = levels[levels.index(UnitLevel(setter_level)) + 1 :]
        field.choices = [(level, level.label) for level in below if level in COUNTED_KINDS]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        if values.pop("what") == TAKEN_BACK:
            values["percent"] = None
        elif values["percent"] is None:
            self.add_error("percent", "请填百分之几。")
            return values
        return {"target": NewTarget(**values)}
