from typing import Any

from django import forms
from django.db.models import Q

from gongyuan.core.fields import DayField
from gongyuan.lawyers.choices import EngagementKind, Speciality
from gongyuan.lawyers.models import Firm, Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.models import Employer, User


class FirmForm(forms.Form):
    name = forms.CharField(label="名称", max_length=100)
    uscc = forms.CharField(label="统一社会信用代码", max_length=18, required=False)
    phone = forms.CharField(label="电话", max_length=40, required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)


class LawyerForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=40)
    firm = forms.ModelChoiceField(label="律师事务所", queryset=Firm.objects.order_by("name"))
    licence_number = forms.CharField(label="执业证号", max_length=20, help_text="17 位数字")
    phone = forms.CharField(label="手机号", max_length=20, required=False)
    office_phone = forms.CharField(label="办公电话", max_length=40, required=False)
    specialities = forms.MultipleChoiceField(
        label="专长",
        choices=Speciality.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.CharField(
        label="语言", max_length=60, required=False, help_text="普通话以外的，用顿号分开，如朝鲜语"
    )
    user = forms.ModelChoiceField(
        label="账号", queryset=User.objects.none(), required=False, help_text="用来在手机上接案"
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        accounts: Any = self.fields["user"]
        accounts.queryset = User.objects.filter(
            posts__role=Role.LAWYER, posts__unit__path__startswith=actor.unit_path, lawyer=None
        ).distinct()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        user = given.pop("user", None)
        words = given.get("languages", "").replace("，", "、").replace(",", "、")
        given["languages"] = [word.strip() for word in words.split("、") if word.strip()]
        return {"lawyer": Lawyer(**given), "user": user} if not self.errors else given


class TermForm(forms.Form):
    unit = forms.ModelChoiceField(label="聘任工会", queryset=Unit.objects.none())
    starts_on = DayField(label="聘期自")
    ends_on = DayField(label="聘期至", help_text="这一天还在聘期内")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        reach = Unit.objects.handled_by(actor)
        units: Any = self.fields["unit"]
        units.queryset = reach
        if not self.is_bound:
            units.initial = actor.unit_id
        # The list shows the own unit and its children; a province has thousands further down.
        near = reach.filter(Q(pk=actor.unit_id or 0) | Q(parent_id=actor.unit_id))
        units.choices = [(u.pk, u.name) for u in near.order_by("path")]


class SuspensionForm(forms.Form):
    note = forms.CharField(label="暂停的理由", widget=forms.Textarea, max_length=500)


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
