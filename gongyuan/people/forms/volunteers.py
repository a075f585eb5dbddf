"""What is typed about volunteers and their hours."""

from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.people.actor import Actor
from gongyuan.people.choices import CancelGround, LapseKind, VolunteerKind, VolunteerService
from gongyuan.people.details import HoursDetails, VolunteerDetails
from gongyuan.people.models import User, Volunteer
from gongyuan.people.queries.members import members_visible_to

SHOWN = (
    "name",
    "kind",
    "organisation",
    "skills",
    "available",
    "platform_number",
    "consented_on",
    "joined_on",
)
CHOOSE = ("", "请选择")


class VolunteerForm(forms.Form):
    #: What the action gave back.
    result: Any

    name = forms.CharField(label="姓名", max_length=40)
    kind = forms.ChoiceField(label="类别", choices=[CHOOSE, *VolunteerKind.choices])
    organisation = forms.CharField(label="所在单位", required=False, max_length=100)
    phone = forms.CharField(label="手机号", max_length=20)
    skills = forms.CharField(label="擅长", max_length=200, help_text="如劳动合同、工伤、普法宣讲。")
    available = forms.CharField(
        label="可服务时间", max_length=200, help_text="如每周三下午、寒暑假。"
    )
    platform_number = forms.CharField(label="志愿服务平台编号", required=False, max_length=40)
    joined_on = DayField(label="加入日期")
    consented_on = DayField(
        label="本人同意日期",
        help_text="本人同意登记姓名、联系方式和服务记录，用来安排志愿服务。没有同意的不能登记。",
    )
    account = forms.CharField(
        label="账号",
        required=False,
        max_length=60,
        help_text="本人有账号的才填，填了就能在手机上看自己的值班和时长。",
    )

    def __init__(self, *args: Any, actor: Actor, row: Volunteer | None = None, **kwargs: Any):
        if row is not None:
            kwargs["initial"] = {name: getattr(row, name) for name in SHOWN}
            kwargs["initial"]["account"] = row.user.username if row.user else ""
        super().__init__(*args, **kwargs)
        self.actor = actor
        if row is not None:
            self.fields["phone"].required = False
            self.fields["phone"].help_text = "不改就留空。"

    def clean_account(self) -> User | None:
        typed = self.cleaned_data["account"].strip().lower()
        if not typed:
            return None
        found = members_visible_to(self.actor).filter(username=typed).first()
        if found is None:
            raise forms.ValidationError("本单位和下级没有这个账号。")
        return found

    def clean(self) -> dict[str, Any]:
        """Hand the action one description of the volunteer."""
        told = dict(self.cleaned_data)
        if self.errors:
            return told
        user = told.pop("account")
        return {"volunteer": VolunteerDetails(**told), "user": user}


class HoursForm(forms.Form):
    #: What the action gave back.
    result: Any

    day = DayField(label="日期")
    starts_at = forms.TimeField(
        label="开始时间",
        input_formats=["%H:%M", "%H：%M", "%H%M"],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "5"}),
        help_text="如 9:00。",
        error_messages={"invalid": "请写成 9:00 这样。"},
    )
    hours = forms.DecimalField(
        label="时长（小时）",
        min_value=0,
        max_value=24,
        max_digits=4,
        decimal_places=2,
        help_text="整小时或者半小时，如 2.5。",
    )
    service = forms.ChoiceField(label="服务内容", choices=[CHOOSE, *VolunteerService.choices])
    place = forms.CharField(label="地点和事项", required=False, max_length=200)
    over_note = forms.CharField(
        label="超出说明",
        required=False,
        max_length=200,
        help_text="一天超过通常时长的，单独写明原因。",
    )

    def clean(self) -> dict[str, Any]:
        """Hand the action one description of the hours."""
        told = dict(self.cleaned_data)
        return told if self.errors else {"hours": HoursDetails(**told)}


class LapseForm(forms.Form):
    kind = forms.ChoiceField(label="情况", choices=LapseKind.choices, widget=forms.RadioSelect)
    day = DayField(label="日期")
    note = forms.CharField(label="说明", max_length=200)


class LeaveForm(forms.Form):
    asked_on = DayField(label="申请日期")


class LeaveEndForm(forms.Form):
    left_on = DayField(label="离开日期")


class CancelForm(forms.Form):
    ground = forms.ChoiceField(label="事由", choices=CancelGround.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="事实和依据",
        max_length=300,
        widget=forms.Textarea,
        help_text="查明了什么，有什么材料。",
    )


class ReasonForm(forms.Form):
    #: What the action gave back.
    result: Any

    note = forms.CharField(label="理由", max_length=200)


class YearForm(forms.Form):
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
