"""What an administrator types about accounts and posts."""

from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.people.choices import Employment, Role
from gongyuan.people.details import PostDetails
from gongyuan.people.forms.certificates import WithCertificate
from gongyuan.people.queries.units import institution_named, unit_named

ROLES = [("", "请选择"), *(choice for choice in Role.choices if choice[0] != Role.WORKER)]
INSTITUTION = "窗口、12351坐席写所在的机构，名称或者其中几个字；不属于机构的不填。"


def in_unit(form: forms.Form, unit: Unit) -> AidInstitution | None:
    """The institution that was typed, of this unit; what is wrong with it is said beside it."""
    try:
        return institution_named(unit, form.cleaned_data.get("institution", ""))
    except forms.ValidationError as wrong:
        form.add_error("institution", wrong)
        return None


class PostForm(forms.Form):
    """A post; the unit is named by its division code or name, for a tree is too long for a list."""

    unit = forms.CharField(label="单位", max_length=100, help_text="单位全称、简称或者区划代码。")
    institution = forms.CharField(
        label="机构", max_length=100, required=False, help_text=INSTITUTION
    )
    role = forms.ChoiceField(label="角色", choices=ROLES)
    employment = forms.ChoiceField(label="用工", choices=Employment.choices)
    starts_on = DayField(label="任职自")
    ends_on = DayField(label="任职至", required=False)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_unit(self) -> Unit:
        return unit_named(self.actor, self.cleaned_data["unit"].strip())

    def clean(self) -> dict[str, Any]:
        """Hand the action one description of the post."""
        told = dict(self.cleaned_data)
        if "unit" in told:
            told["institution"] = in_unit(self, told["unit"])
        if self.errors:
            return told
        names = ("unit", "institution", "role", "employment", "starts_on", "ends_on")
        post = PostDetails(**{name: told.pop(name) for name in names})
        return {**told, "post": post}


class AccountForm(PostForm, WithCertificate):
    #: What the action gave back.
    result: Any

    username = forms.CharField(
        label="账号",
        max_length=60,
        help_text="小写字母和数字，以后不能改。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(label="姓名", max_length=40)
    expires_on = DayField(
        label="账号有效至",
        required=False,
        help_text="临时人员填最后一天，过了就不能登录。",
    )
    field_order = (
        "username",
        "name",
        "unit",
        "institution",
        "role",
        "employment",
        "starts_on",
        "ends_on",
        "expires_on",
    )

    def clean(self) -> dict[str, Any]:
        """Hand the action the account, its first post and the certificate it needs."""
        told = super().clean()
        if self.errors:
            return told
        certificate = self.told_certificate(told)
        return {**told, "certificate": certificate}


class EndPostForm(forms.Form):
    ends_on = DayField(label="任职至", help_text="这一天还能办事，第二天起不能。")
    note = forms.CharField(label="理由", max_length=200)


class ChangeAccountForm(forms.Form):
    is_active = forms.BooleanField(label="启用", required=False)
    expires_on = DayField(label="账号有效至", required=False)
    note = forms.CharField(
        label="理由", required=False, max_length=200, help_text="停用时必须写明。"
    )


class RenewPasswordForm(forms.Form):
    #: What the action gave back.
    result: Any

    drops_second_factor = forms.BooleanField(label="手机丢了，一并取消动态口令", required=False)
    note = forms.CharField(label="理由", max_length=200, help_text="谁提出的，怎样核实是本人。")
