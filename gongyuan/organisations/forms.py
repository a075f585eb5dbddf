from datetime import date
from typing import Any

from django import forms

from gongyuan.core.sheets.fields import WorkbookField
from gongyuan.organisations.choices import (
    InstitutionForm,
    InstitutionFunction,
    InstitutionKind,
    UnitKind,
    UnitLevel,
)
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.rules import InstitutionDetails, UnitDetails

ANY = [("", "全部")]


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SearchForm(forms.Form):
    q = forms.CharField(label="名称、拼音首字母或区划代码", required=False, max_length=60)


class UnitForm(forms.Form):
    result: Unit

    name = forms.CharField(label="名称", max_length=100)
    short_name = forms.CharField(label="简称", max_length=40)
    kind = forms.ChoiceField(label="类别", choices=UnitKind.choices, initial=UnitKind.FEDERATION)
    level = forms.ChoiceField(label="层级", choices=UnitLevel.choices)
    region_code = forms.CharField(
        label="区划代码", max_length=12, help_text="所在地的6位、9位或12位代码"
    )
    document_prefix = forms.CharField(
        label="机关代字", max_length=20, required=False, help_text="文号开头的字，如：平工援"
    )
    phone = forms.CharField(label="办公电话", max_length=40, required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)
    opened_on = forms.DateField(label="成立日期", required=False, widget=DateInput())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return data if self.errors else {"details": UnitDetails(**data)}


class MoveUnitForm(forms.Form):
    result: Unit

    parent = forms.ModelChoiceField(
        label="新的上级", queryset=Unit.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    note = forms.CharField(label="理由", widget=forms.Textarea, max_length=500)

    def __init__(self, *args: Any, hits: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in hits])  # type: ignore[attr-defined] # a model choice
        field.choices = [(unit.pk, _with_superior(unit)) for unit in hits]  # type: ignore[attr-defined] # a model choice


def _with_superior(unit: Unit) -> str:
    return f"{unit.name}（{unit.parent.name}）" if unit.parent else unit.name


class ClosingForm(forms.Form):
    closed_on = forms.DateField(label="撤销日期", widget=DateInput())
    note = forms.CharField(label="理由", widget=forms.Textarea, max_length=500)


class InstitutionDetailsForm(forms.Form):
    result: AidInstitution

    name = forms.CharField(label="名称", max_length=100)
    kind = forms.ChoiceField(label="类别", choices=InstitutionKind.choices)
    form = forms.ChoiceField(
        label="组建形式", choices=InstitutionForm.choices, widget=forms.RadioSelect
    )
    department = forms.CharField(label="负责部门", max_length=60, required=False)
    head_name = forms.CharField(label="负责人", max_length=40)
    phone = forms.CharField(label="联系电话", max_length=40, help_text="对外公布的办公电话")
    address = forms.CharField(label="地址", max_length=200, required=False)
    longitude = forms.DecimalField(
        label="经度", required=False, min_value=-180, max_value=180, max_digits=9, decimal_places=6
    )
    latitude = forms.DecimalField(
        label="纬度", required=False, min_value=-90, max_value=90, max_digits=8, decimal_places=6
    )
    hours = forms.CharField(label="办公时间", max_length=100, required=False)
    functions = forms.MultipleChoiceField(
        label="职能",
        choices=InstitutionFunction.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    opened_on = forms.DateField(label="设立日期", widget=DateInput())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        data["functions"] = tuple(data["functions"])
        return {"details": InstitutionDetails(**data)}


class InstitutionFilter(forms.Form):
    text = forms.CharField(label="名称", required=False, max_length=40)
    kind = forms.ChoiceField(label="类别", required=False, choices=[*ANY, *InstitutionKind.choices])
    form = forms.ChoiceField(
        label="组建形式", required=False, choices=[*ANY, *InstitutionForm.choices]
    )
    closed = forms.BooleanField(label="已撤销的", required=False)


class CoverageFilter(forms.Form):
    level = forms.ChoiceField(label="层级", choices=UnitLevel.choices)
    kind = forms.ChoiceField(label="机构", choices=InstitutionKind.choices)
    on = forms.DateField(label="日期", widget=DateInput())


def coverage_filter(data: Any, *, today: date) -> CoverageFilter:
    """What was asked for; at first the counties' centres today."""
    first = {"level": UnitLevel.COUNTY, "kind": InstitutionKind.CENTRE, "on": today.isoformat()}
    return CoverageFilter({**first, **{name: data[name] for name in first if data.get(name)}})


class TreeUploadForm(forms.Form):
    file = WorkbookField(label="Excel 文件")
