"""What is looked for in the lists of people and of accounts."""

from django import forms

from gongyuan.people.choices import Employment, Role, VolunteerKind
from gongyuan.people.forms.register import ANY, FindForm
from gongyuan.policy.choices import CertificateKind

BY_NAME = "姓名或者拼音首字母。"
ROLES = [choice for choice in Role.choices if choice[0] != Role.WORKER]


class MemberFindForm(FindForm):
    q = forms.CharField(label="查找", required=False, max_length=60, help_text=BY_NAME)
    role = forms.ChoiceField(label="角色", required=False, choices=[ANY, *ROLES])
    employment = forms.ChoiceField(label="用工", required=False, choices=[ANY, *Employment.choices])
    certificate = forms.ChoiceField(
        label="有效证书", required=False, choices=[ANY, *CertificateKind.choices]
    )
    with_former = forms.BooleanField(label="包括离任的", required=False)


class CertificateFindForm(forms.Form):
    kind = forms.ChoiceField(label="证书", required=False, choices=[ANY, *CertificateKind.choices])


class VolunteerFindForm(FindForm):
    q = forms.CharField(label="查找", required=False, max_length=60, help_text=BY_NAME)
    kind = forms.ChoiceField(label="类别", required=False, choices=[ANY, *VolunteerKind.choices])
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    with_left = forms.BooleanField(label="包括已离开的", required=False)


class AccountFindForm(FindForm):
    q = forms.CharField(
        label="查找", required=False, max_length=60, help_text="账号、姓名或者拼音首字母。"
    )
