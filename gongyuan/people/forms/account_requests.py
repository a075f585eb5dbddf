"""What is typed to ask for an account, and to decide about it."""

from typing import Any
from uuid import uuid4

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Employment, Role
from gongyuan.people.details import RequestDetails
from gongyuan.people.forms.certificates import WithCertificate
from gongyuan.people.forms.staff import INSTITUTION, in_unit
from gongyuan.people.models import AccountRequest
from gongyuan.people.queries.accounts import suggested_username
from gongyuan.people.queries.units import unit_named
from gongyuan.people.rules import ASKED_FOR

ROLES = [("", "请选择"), *((role.value, Role(role).label) for role in ASKED_FOR)]


class AskForm(WithCertificate):
    """Who is to have an account; sent twice by mistake, it is one request."""

    #: What the action gave back.
    result: Any

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label="姓名", max_length=40)
    unit = forms.CharField(
        label="单位",
        max_length=100,
        required=False,
        help_text="不填就是本单位。全称、简称或者区划代码。",
    )
    role = forms.ChoiceField(label="角色", choices=ROLES)
    employment = forms.ChoiceField(label="用工", choices=Employment.choices)
    starts_on = DayField(label="任职自")
    expires_on = DayField(
        label="账号有效至", required=False, help_text="临时人员填最后一天，过了就不能登录。"
    )
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea)

    field_order = (
        "submission_key",
        "name",
        "unit",
        "role",
        "employment",
        "starts_on",
        "expires_on",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("submission_key", uuid4())
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_unit(self) -> Unit:
        typed = self.cleaned_data["unit"].strip()
        return unit_named(self.actor, typed)

    def clean(self) -> dict[str, Any]:
        """Hand the action one description of the request."""
        told = dict(self.cleaned_data)
        if self.errors:
            return told
        certificate = self.told_certificate(told)
        if self.errors:
            return told
        return {"request": RequestDetails(**told, certificate=certificate)}


class GrantForm(forms.Form):
    """The account to be opened for `row`; its name is suggested from the person's."""

    #: What the action gave back.
    result: Any

    username = forms.CharField(
        label="账号",
        max_length=60,
        help_text="小写字母和数字，以后不能改。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    has_account = forms.BooleanField(label="这个人已经有上面这个账号，只任命岗位", required=False)
    institution = forms.CharField(
        label="机构", max_length=100, required=False, help_text=INSTITUTION
    )

    def __init__(self, *args: Any, row: AccountRequest, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})["username"] = suggested_username(row.name)
        super().__init__(*args, **kwargs)
        self.row = row

    def clean(self) -> dict[str, Any]:
        return {**self.cleaned_data, "institution": in_unit(self, self.row.unit)}
