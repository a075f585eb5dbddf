from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.law.identity import normalised_code
from gongyuan.lawyers.choices import EngagementKind
from gongyuan.lawyers.details import FirmDetails
from gongyuan.lawyers.queries.firms import contact_accounts
from gongyuan.people.actor import Actor
from gongyuan.people.models import Employer, User


class FirmForm(forms.Form):
    name = forms.CharField(label="名称", max_length=100)
    uscc = forms.CharField(
        label="统一社会信用代码", max_length=20, required=False, help_text="18位，在执业许可证上"
    )
    licence_number = forms.CharField(label="执业许可证号", max_length=40, required=False)
    head_name = forms.CharField(label="负责人", max_length=40, required=False)
    contact_name = forms.CharField(label="联系人", max_length=40, required=False)
    phone = forms.CharField(label="电话", max_length=40, required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)

    def clean_uscc(self) -> str:
        return normalised_code(self.cleaned_data["uscc"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return given if self.errors else {"details": FirmDetails(**given)}


class ContactForm(forms.Form):
    user = forms.ModelChoiceField(
        label="联系人账号",
        queryset=User.objects.none(),
        required=False,
        empty_label="不再有联系人",
        help_text="有“律所联系人”岗位的账号；由系统管理员开立",
    )
    starts_on = DayField(label="自")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        accounts: Any = self.fields["user"]
        accounts.queryset = contact_accounts(actor)


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


class FirmFilterForm(forms.Form):
    text = forms.CharField(label="律所名称", max_length=100, required=False)
