from typing import Any

from django import forms

from gongyuan.lawyers.choices import Speciality
from gongyuan.lawyers.models import Firm, Lawyer
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.models import User


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
