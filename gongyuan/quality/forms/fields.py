from typing import Any

from django import forms

from gongyuan.law.phones import mobile_obstacles, normalised_phone


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
