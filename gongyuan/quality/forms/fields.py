from datetime import date
from typing import Any

from django import forms

from gongyuan.law.phones import mobile_obstacles, normalised_phone

DAY_FORMATS = ["%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]


class DayField(forms.DateField):
    """A day typed as 20261122 or with any of the usual marks between."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "12"})

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=DAY_FORMATS, **options)
        self.error_messages["invalid"] = "没有这一天，请写成 20261122。"

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class MobileField(forms.CharField):
    """A mobile number as people type it."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 20)
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        obstacles = mobile_obstacles(text)
        if obstacles:
            raise forms.ValidationError(obstacles)
        return normalised_phone(text)
