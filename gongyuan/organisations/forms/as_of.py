from datetime import date
from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.models import Unit

UNITS, INSTITUTIONS = "units", "institutions"


class HistoryFilter(forms.Form):
    what = forms.ChoiceField(label="查", choices=[(UNITS, "组织"), (INSTITUTIONS, "机构")])
    on = DayField(label="日期")


class RosterFilter(forms.Form):
    unit = forms.ModelChoiceField(
        label="地区", queryset=Unit.objects.none(), required=False, empty_label="本单位及下级"
    )
    on = DayField(label="日期")

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        prefectures = (
            Unit.objects.visible_to(actor)
            .filter(level=UnitLevel.PREFECTURE, kind=UnitKind.FEDERATION, closed_on=None)
            .exclude(pk=actor.unit_id)
        )
        field = self.fields["unit"]
        field.queryset = prefectures.order_by("region_code").defer("search")  # type: ignore[attr-defined] # a model choice

    @property
    def has_choice(self) -> bool:
        """Whether there is a prefecture below to choose: a county or a prefecture has none."""
        return bool(self.fields["unit"].queryset)  # type: ignore[attr-defined] # a model choice


def asked_with_defaults(data: Any, *, today: date) -> dict[str, Any]:
    """What was asked for, of today where no day was named."""
    return {"what": UNITS, "on": today.isoformat(), **{key: data[key] for key in data if data[key]}}
