from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.lawyers.models import PanelTerm
from gongyuan.lawyers.rules.online import WEEKDAYS, spans_typed
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor


class HoursForm(forms.Form):
    """When a lawyer is online, a line for each day of the week."""

    def __init__(self, *args: Any, hours: dict[str, Any] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for day, name in WEEKDAYS.items():
            spans = (hours or {}).get(day, ())
            self.fields[f"day_{day}"] = forms.CharField(
                label=name,
                required=False,
                max_length=100,
                initial="、".join(f"{first}-{last}" for first, last in spans),
                help_text="如 9:00-11:30、14:00-17:00" if day == "1" else "",
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        hours = {}
        for day in WEEKDAYS:
            spans = spans_typed(given.pop(f"day_{day}", ""))
            if spans is None:
                self.add_error(f"day_{day}", "请写成 9:00-11:30，几段的用顿号分开。")
            elif spans:
                hours[day] = spans
        return given | {"hours": hours}


class ApplyForm(HoursForm):
    unit = forms.ModelChoiceField(label="工会", queryset=Unit.objects.none(), empty_label=None)
    identity_number = forms.CharField(
        label="身份证号",
        max_length=20,
        help_text="只用来核验身份，核验以后不再保存",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    accepts = forms.BooleanField(label="我已阅读并接受网上服务标准", required=False)

    def __init__(self, *args: Any, actor: Actor, today: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        unit: Any = self.fields["unit"]
        terms = PanelTerm.objects.visible_to(actor).serving_on(today)
        unit.queryset = Unit.objects.filter(pk__in=terms.values("unit_id")).order_by("path")
        days = [f"day_{day}" for day in WEEKDAYS]
        self.order_fields(["unit", "identity_number", *days, "accepts"])


class AdmissionForm(forms.Form):
    identity_checked = forms.BooleanField(label="已核验身份", required=False)
    licence_checked = forms.BooleanField(
        label="已在司法行政机关的公开系统核验执业证", required=False
    )


class StandardForm(forms.Form):
    title = forms.CharField(label="名称", max_length=100)
    text = forms.CharField(
        label="内容", max_length=10000, widget=forms.Textarea(attrs={"rows": 10})
    )
    effective_on = DayField(label="施行日期", help_text="从这天起，律师要重新接受")


class EmptyForm(forms.Form):
    """A step that asks for nothing but the decision itself."""
