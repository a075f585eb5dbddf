from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.lawyers.choices import EngagementKind
from gongyuan.people.models import Employer


class FirmForm(forms.Form):
    name = forms.CharField(label="名称", max_length=100)
    uscc = forms.CharField(label="统一社会信用代码", max_length=18, required=False)
    phone = forms.CharField(label="电话", max_length=40, required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)


class EngagementForm(forms.Form):
    employer_name = forms.CharField(label="用人单位", max_length=120, help_text="登记的全称")
    kind = forms.ChoiceField(label="关系", choices=EngagementKind.choices)
    starts_on = DayField(label="自")
    ends_on = DayField(label="至", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        name = given.pop("employer_name", "")
        found = Employer.objects.filter(name=name.strip()).order_by("pk").first()
        if name and found is None:
            self.add_error("employer_name", "没有登记过这个单位，请先在“用人单位”里登记。")
        given["employer"] = found
        return given
