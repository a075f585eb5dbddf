from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.organisations.choices import (
    InstitutionForm,
    InstitutionFunction,
    InstitutionKind,
    InstitutionPicture,
)
from gongyuan.organisations.forms.fields import ANY, CORRECTION, SINCE, since
from gongyuan.organisations.models import AidInstitution
from gongyuan.organisations.rules import InstitutionDetails


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
        label="经度",
        required=False,
        help_text="在高德或腾讯地图上取的坐标，如 113.520000",
        min_value=-180,
        max_value=180,
        max_digits=9,
        decimal_places=6,
    )
    latitude = forms.DecimalField(
        label="纬度",
        required=False,
        help_text="有了坐标，职工能在手机地图上找到",
        min_value=-90,
        max_value=90,
        max_digits=8,
        decimal_places=6,
    )
    hours = forms.CharField(label="办公时间", max_length=100, required=False)
    functions = forms.MultipleChoiceField(
        label="职能",
        choices=InstitutionFunction.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    opened_on = DayField(label="设立日期")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        data["functions"] = tuple(data["functions"])
        return {"details": InstitutionDetails(**data)}


class InstitutionChangeForm(InstitutionDetailsForm):
    changed_on = DayField(label="自哪天起", required=False, help_text=SINCE)
    is_correction = forms.BooleanField(label=CORRECTION, required=False)

    def clean(self) -> dict[str, Any]:
        return since(self, super().clean)


class PicturesForm(forms.Form):
    """The pictures everybody sees: a new one each, or none any more."""

    result: AidInstitution

    def __init__(self, *args: Any, institution: AidInstitution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in InstitutionPicture:
            self.fields[one.value] = forms.FileField(
                label=f"{one.label}的照片",
                required=False,
                widget=forms.FileInput(attrs={"accept": "image/*"}),
            )
            if institution.picture(one):
                self.fields[f"{one.value}_taken_down"] = forms.BooleanField(
                    label=f"撤下现在{one.label}的照片", required=False
                )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        return {
            "pictures": {
                one.value: values[one.value] for one in InstitutionPicture if values[one.value]
            },
            "taken_down": [
                one.value for one in InstitutionPicture if values.get(f"{one.value}_taken_down")
            ],
        }


class ReopeningForm(forms.Form):
    reopened_on = DayField(label="恢复日期", help_text="填撤销当天，就当作没有撤销过")
    note = forms.CharField(label="理由", widget=forms.Textarea, max_length=500)


class InstitutionFilter(forms.Form):
    text = forms.CharField(label="名称", required=False, max_length=40)
    kind = forms.ChoiceField(label="类别", required=False, choices=[*ANY, *InstitutionKind.choices])
    form = forms.ChoiceField(
        label="组建形式", required=False, choices=[*ANY, *InstitutionForm.choices]
    )
    closed = forms.BooleanField(label="已撤销的", required=False)
