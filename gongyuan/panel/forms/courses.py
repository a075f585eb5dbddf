"""What is typed of a course: its announcement, a change, who came."""

from typing import Any
from uuid import uuid4

from django import forms

from gongyuan.core.fields import DayField, SeveralFilesField
from gongyuan.panel.choices import CourseKind, Presence
from gongyuan.panel.details import Came, NewCourse
from gongyuan.panel.models import Course
from gongyuan.panel.queries import courses as queries

CLOCK = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "5"})
CLOCKS = ["%H:%M", "%H%M", "%H：%M"]
WRONG_CLOCK = {"invalid": "请写成 14:30。"}


class CourseFilterForm(forms.Form):
    state = forms.ChoiceField(label="培训", required=False, choices=queries.STATES)


class CourseForm(forms.Form):
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="类别", choices=CourseKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="题目", max_length=100)
    held_on = DayField(label="哪天举办")
    begins_at = forms.TimeField(
        label="几点开始", widget=CLOCK, input_formats=CLOCKS, error_messages=WRONG_CLOCK
    )
    hours = forms.DecimalField(
        label="多少学时",
        min_value=0,
        max_digits=4,
        decimal_places=1,
        help_text="按小时，可以填 1.5",
    )
    place = forms.CharField(label="地点", max_length=100)
    lecturer = forms.CharField(label="主讲人", required=False, max_length=100)
    closes_on = DayField(label="报名截止")
    seats = forms.IntegerField(label="名额", required=False, min_value=1, help_text="不限的空着")
    for_holders = forms.BooleanField(label="持证的调解员、监督员等也可以参加", required=False)
    about = forms.CharField(
        label="内容和要求", required=False, widget=forms.Textarea, max_length=3000
    )
    uploads = SeveralFilesField(label="材料", required=False, help_text="可以选几个文件")

    def __init__(self, data: Any = None, files: Any = None, **options: Any) -> None:
        options.setdefault("initial", {"submission_key": uuid4()})
        super().__init__(data, files, **options)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        minutes = int(values.pop("hours") * 60)
        uploads = tuple(values.pop("uploads", []))
        return {"course": NewCourse(minutes=minutes, uploads=uploads, **values)}


class ChangeForm(forms.Form):
    held_on = DayField(label="改到哪天")
    begins_at = forms.TimeField(
        label="几点开始", widget=CLOCK, input_formats=CLOCKS, error_messages=WRONG_CLOCK
    )
    place = forms.CharField(label="地点", max_length=100)
    note = forms.CharField(label="为什么改", max_length=200)

    def __init__(self, data: Any = None, *, course: Course, **options: Any) -> None:
        known = {"held_on": course.held_on, "place": course.place}
        known["begins_at"] = f"{course.begins_at:%H:%M}"
        super().__init__(data, initial=known, **options)


class CallOffForm(forms.Form):
    note = forms.CharField(label="为什么取消", max_length=200)

    def __init__(self, data: Any = None, *, course: Course, **options: Any) -> None:
        super().__init__(data, **options)


class AttendanceForm(forms.Form):
    """One choice for each who signed up, and those who came without."""

    def __init__(self, data: Any = None, *, course: Course, **options: Any) -> None:
        super().__init__(data, **options)
        self.entries = queries.entries_of(course)
        for entry in self.entries:
            self.fields[f"entry_{entry.pk}"] = forms.ChoiceField(
                label=_who(entry),
                choices=Presence.choices,
                initial=_presence(entry.minutes, course),
                widget=forms.RadioSelect,
            )
        others = queries.members_not_signed_up(course)
        if others:
            self.fields["others"] = forms.TypedMultipleChoiceField(
                label="没有报名也到了的",
                required=False,
                coerce=int,
                choices=[(one.pk, f"{one.name}，{one.firm}") for one in others],
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        presence = {entry.pk: values[f"entry_{entry.pk}"] for entry in self.entries}
        return {"came": Came(presence=presence, others=tuple(values.get("others", ())))}


def _who(entry: Any) -> str:
    return f"{entry.name}，{entry.lawyer.firm}" if entry.lawyer else entry.name


def _presence(minutes: int | None, course: Course) -> str:
    if minutes is None or minutes == course.minutes:
        return Presence.THROUGHOUT
    return Presence.HALF if minutes else Presence.AWAY
