"""What lawyers and enterprise unions type: activities, requests for service."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from gongyuan.core.fields import DayField
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.panel.choices import ENTERED, Satisfaction, ServiceWanted
from gongyuan.panel.details import NewActivity, NewRequest, ServiceDone
from gongyuan.panel.models import ServiceRequest
from gongyuan.panel.queries.members import contact_lawyers, union_choices

MINUTES = ((15, "一刻钟"), (30, "半小时"), (60, "一小时"), (120, "两小时"), (240, "半天"))


class ActivityForm(forms.Form):
    """An activity in four taps: what, how long, which union, save; the day is today."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="做了什么", choices=[(k.value, k.label) for k in ENTERED], widget=forms.RadioSelect
    )
    minutes = forms.TypedChoiceField(
        label="多长时间", choices=MINUTES, coerce=int, widget=forms.RadioSelect
    )
    unit = forms.ModelChoiceField(
        label="联系点工会", queryset=Unit.objects.none(), empty_label=None
    )
    happened_on = DayField(label="哪天")
    people_count = forms.IntegerField(label="人数", min_value=1, initial=1)
    note = forms.CharField(label="内容", required=False, max_length=300, help_text="可以不填")

    def __init__(self, data: Any = None, *, lawyer: Lawyer, **options: Any) -> None:
        today = timezone.localdate()
        options.setdefault("initial", {"submission_key": uuid4(), "happened_on": today})
        super().__init__(data, **options)
        units: Any = self.fields["unit"]
        units.queryset = union_choices(lawyer, on=today)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return values if self.errors else {"activity": NewActivity(**values)}


class RequestForm(forms.Form):
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    wanted = forms.ChoiceField(
        label="需要什么服务", choices=ServiceWanted.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="具体内容", widget=forms.Textarea, max_length=2000, help_text="职工关心什么、多少人"
    )
    wished_on = DayField(label="希望哪天", required=False)
    contact = forms.CharField(label="联系人和电话", max_length=60)
    upload = forms.FileField(label="盖章的书面申请", required=False, help_text="照片或者 PDF")

    def __init__(self, data: Any = None, files: Any = None, **options: Any) -> None:
        options.setdefault("initial", {"submission_key": uuid4()})
        super().__init__(data, files, **options)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return values if self.errors else {"request": NewRequest(**values)}


class OfferForm(forms.Form):
    note = forms.CharField(label="说明", required=False, max_length=200)

    def __init__(self, data: Any = None, *, request: ServiceRequest, **options: Any) -> None:
        super().__init__(data, **options)
        known = contact_lawyers(request.asker, on=timezone.localdate())
        field = forms.ModelChoiceField(
            label="请哪位律师",
            queryset=Lawyer.objects.filter(pk__in=[one.pk for one in known]),
            empty_label="请选择",
        )
        field.choices = [("", "请选择"), *((one.pk, f"{one.name}，{one.firm}") for one in known)]
        self.fields["lawyer"] = field
        self.order_fields(["lawyer", "note"])


class RemarkForm(forms.Form):
    note = forms.CharField(label="说明", required=False, max_length=300)


class ReasonForm(forms.Form):
    note = forms.CharField(label="理由", widget=forms.Textarea, max_length=2000)


class TakeForm(RemarkForm):
    """Taking a request on; the same action declines it with a reason."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return values if self.errors else {**values, "takes": True}


class DeclineForm(ReasonForm):
    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return values if self.errors else {**values, "takes": False}


class DoneForm(forms.Form):
    done_on = DayField(label="哪天完成")
    answer = forms.CharField(
        label="服务情况和答复", widget=forms.Textarea, max_length=5000, help_text="企业工会看得到"
    )
    minutes = forms.IntegerField(label="多少分钟", min_value=1)
    people_count = forms.IntegerField(label="多少人参加", min_value=1, initial=1)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return values if self.errors else {"done": ServiceDone(**values)}


class RatingForm(forms.Form):
    rating = forms.ChoiceField(
        label="这次服务怎么样", choices=Satisfaction.choices, widget=forms.RadioSelect
    )
