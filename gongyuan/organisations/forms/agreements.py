from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.organisations.choices import AgreementPartner, AgreementStanding
from gongyuan.organisations.forms.fields import ANY, CHOOSE
from gongyuan.organisations.models import Agreement
from gongyuan.organisations.rules import AgreementDetails


class AgreementForm(forms.Form):
    result: Agreement

    title = forms.CharField(label="协议名称", max_length=100)
    partner_kind = forms.ChoiceField(label="对方类别", choices=[CHOOSE, *AgreementPartner.choices])
    partner_name = forms.CharField(label="对方名称", max_length=100)
    partner_code = forms.CharField(
        label="对方统一社会信用代码", max_length=24, required=False, help_text="18位，没有就不填"
    )
    other_parties = forms.CharField(label="其他签约方", max_length=200, required=False)
    scope = forms.CharField(label="合作内容", widget=forms.Textarea, max_length=2000)
    signed_on = DayField(label="签订日期")
    starts_on = DayField(label="生效日期")
    ends_on = DayField(label="到期日期", required=False, help_text="长期有效的不填")
    file = forms.FileField(label="协议文本", required=False, help_text="扫描件或照片")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        file = data.pop("file")
        return {"details": AgreementDetails(**data), "file": file}


class EarlyEndForm(forms.Form):
    ended_on = DayField(label="终止日期", help_text="从这一天起不再有效")
    note = forms.CharField(label="理由", widget=forms.Textarea, max_length=500)


class AgreementFilter(forms.Form):
    text = forms.CharField(label="名称", required=False, max_length=40)
    partner_kind = forms.ChoiceField(
        label="对方类别", required=False, choices=[*ANY, *AgreementPartner.choices]
    )
    standing = forms.ChoiceField(
        label="情况",
        required=False,
        choices=[
            ("", "当日有效"),
            *(one for one in AgreementStanding.choices if one[0] != AgreementStanding.IN_FORCE),
        ],
    )
    on = DayField(label="日期")
