from datetime import date
from typing import Any

from django import forms

from gongyuan.organisations.choices import InstitutionKind, UnitLevel
from gongyuan.organisations.forms.fields import DateInput


class CoverageFilter(forms.Form):
    level = forms.ChoiceField(label="层级", choices=UnitLevel.choices)
    kind = forms.ChoiceField(label="机构", choices=InstitutionKind.choices)
    on = forms.DateField(label="日期", widget=DateInput())


def coverage_filter(data: Any, *, today: date) -> CoverageFilter:
    """What was asked for; at first the counties' centres today."""
    first = {"level": UnitLevel.COUNTY, "kind": InstitutionKind.CENTRE, "on": today.isoformat()}
    return CoverageFilter({**first, **{name: data[name] for name in first if data.get(name)}})
