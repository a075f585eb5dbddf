from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from gongyuan.cases.choices import AppointmentKind, OccurrenceKind
from gongyuan.cases.models import Appointment
from gongyuan.cases.rules.calendar import AppointmentDetails
from gongyuan.cases.rules.occurrences import OccurrenceDetails
from gongyuan.core.fields import DayField

TIME_FORMATS = ["%H:%M", "%H%M", "%H：%M"]


class ClockField(forms.TimeField):
    """A time typed as 09:00 or 0900."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "5"})

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=TIME_FORMATS, **options)
        self.error_messages["invalid"] = "没有这个时间，请写成 09:00。"


class AppointmentForm(forms.Form):
    kind = forms.ChoiceField(
        label="种类",
        choices=AppointmentKind.choices,
        widget=forms.RadioSelect,
        initial=AppointmentKind.HEARING,
    )
    starts_on = DayField(label="日期")
    starts_time = ClockField(label="开始时间", help_text="例如 09:00")
    ends_time = ClockField(label="结束时间", required=False, help_text="不知道就不填，按半天算")
    place = forms.CharField(label="地点", required=False, max_length=100)
    note = forms.CharField(label="说明", required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        day, ends_time = given["starts_on"], given["ends_time"]
        ends_at = timezone.make_aware(datetime.combine(day, ends_time)) if ends_time else None
        details = AppointmentDetails(
            kind=given["kind"],
            starts_at=timezone.make_aware(datetime.combine(day, given["starts_time"])),
            ends_at=ends_at,
            place=given["place"],
            note=given["note"],
        )
        return {"details": details}


def typed_before(appointment: Appointment) -> dict[str, Any]:
    """What the form would hold had it been sent for this appointment."""
    starts_at = timezone.localtime(appointment.starts_at)
    ends_at = timezone.localtime(appointment.ends_at) if appointment.ends_at else None
    return {
        "kind": appointment.kind,
        "starts_on": starts_at.date(),
        "starts_time": f"{starts_at:%H:%M}",
        "ends_time": f"{ends_at:%H:%M}" if ends_at else "",
        "place": appointment.place,
        "note": appointment.note,
    }


class OccurrenceForm(forms.Form):
    """Something beside the proceedings from which a deadline runs."""

    kind = forms.ChoiceField(label="什么事", choices=OccurrenceKind.choices)
    happened_on = DayField(label="日期", help_text="期限从第二天起算")
    until_on = DayField(
        label="到哪一天", required=False, help_text="举证通知写明的最后一天；或者障碍消除的日期"
    )
    note = forms.CharField(label="说明", required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return given if self.errors else {"details": OccurrenceDetails(**given)}
