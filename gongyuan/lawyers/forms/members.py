from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.lawyers.choices import DisciplineKind, Speciality
from gongyuan.lawyers.details import LawyerDetails, Measure
from gongyuan.lawyers.forms.fields import FirmField, LanguagesField, SpecialitiesField, UnitField
from gongyuan.lawyers.models import Lawyer
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.models import User


class FactsForm(forms.Form):
    """What is known of a lawyer."""

    name = forms.CharField(label="姓名", max_length=40)
    licence_number = forms.CharField(label="执业证号", max_length=20, help_text="17位数字")
    practising_since = DayField(
        label="首次执业日期", required=False, help_text="在执业证上，用来算执业年限"
    )
    home_unit = UnitField(label="所在地区", required=False)
    phone = forms.CharField(label="手机号", max_length=20, required=False)
    office_phone = forms.CharField(
        label="办公电话", max_length=40, required=False, help_text="指派后告诉职工"
    )
    specialities = SpecialitiesField()
    languages = LanguagesField()

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        home: Any = self.fields["home_unit"]
        home.show_near(actor)


class LawyerForm(FactsForm):
    """A lawyer entered anew."""

    firm = FirmField(label="律师事务所")
    user = forms.ModelChoiceField(
        label="账号", queryset=User.objects.none(), required=False, help_text="用来在手机上接案"
    )
    field_order = ("name", "firm", "licence_number")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, actor=actor, **options)
        firm: Any = self.fields["firm"]
        firm.show_near(actor, self.initial.get("firm"))
        accounts: Any = self.fields["user"]
        accounts.queryset = User.objects.filter(
            posts__role=Role.LAWYER, posts__unit__path__startswith=actor.unit_path, lawyer=None
        ).distinct()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        user = given.pop("user", None)
        for several in ("specialities", "languages"):
            given[several] = list(given[several])
        return {"lawyer": Lawyer(**given), "user": user}


class EditForm(FactsForm):
    """A correction; firm, photo and discipline have forms of their own."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return given if self.errors else {"details": LawyerDetails(**given)}


class MoveForm(forms.Form):
    firm = FirmField(label="转到")
    day = DayField(label="自", help_text="在新律所执业的第一日；从这天起按新律所查利益冲突")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        firm: Any = self.fields["firm"]
        firm.show_near(actor)


class MeasureForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=DisciplineKind.choices)
    decided_on = DayField(label="决定日期")
    body = forms.CharField(label="作出机关", max_length=100)
    text = forms.CharField(label="内容", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    source = forms.CharField(
        label="来源", max_length=200, help_text="文号，或者查到它的网址和日期，供核对"
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return given if self.errors else {"measure": Measure(**given)}


class PhotoForm(forms.Form):
    photo = forms.ImageField(
        label="照片",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text="近期正面照片，手机拍的就行；只换公开与否的，不必再传",
    )
    is_public = forms.BooleanField(label="本人同意在公开名册上显示照片", required=False)


class PanelFilterForm(forms.Form):
    text = forms.CharField(label="姓名、证号、律所或者语言", max_length=60, required=False)
    speciality = forms.ChoiceField(
        label="专长", required=False, choices=[("", "不限"), *Speciality.choices]
    )
    when = forms.ChoiceField(
        label="聘期",
        required=False,
        choices=(("serving", "现在在聘"), ("over", "已经结束"), ("all", "全部")),
    )
