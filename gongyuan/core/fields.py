"""Form fields of every domain: days as people type them, several files at once."""

from datetime import date
from typing import Any

from django import forms

DAY_FORMATS = ["%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]


class DayField(forms.DateField):
    """A day typed as 20261122 or with any of the usual marks between."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "12"})

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=DAY_FORMATS, **options)
        self.error_messages["invalid"] = "没有这一天，请写成 20261122。"

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value

    def strptime(self, value: str, format: str) -> Any:  # noqa: A002 - Django's own name
        # Of 2026113 nobody knows whether it is the third of November or the 13th of January.
        if format == "%Y%m%d" and len(value) != len("20261122"):
            raise ValueError(value)
        return super().strptime(value, format)


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Some files or none; what each is, is judged when it is stored."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [one for one in (data if isinstance(data, list) else [data]) if one]
