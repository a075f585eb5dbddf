"""Fields typed on a keyboard: days as eight digits, amounts as people write them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongyuan.core.files import upload_obstacles
from gongyuan.law.amounts import amount_obstacles, parsed_amount

DAY_FORMATS = ["%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]


class DayField(forms.DateField):
    """A day typed as 20261122 or with any of the usual marks between."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "12"})

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=DAY_FORMATS, **options)
        self.error_messages["invalid"] = "没有这一天，请写成 20261122。"

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class YuanInput(forms.CharField):
    """An amount in yuan as typed: 12000, 1.2万, 12,000.50."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def clean(self, value: Any) -> Decimal | None:  # type: ignore[override] # yuan, not text
        text = super().clean(value)
        if not text:
            return None
        obstacles = amount_obstacles(text)
        if obstacles:
            raise ValidationError(obstacles)
        return parsed_amount(text)


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Some files or none, each of a kind that is taken."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = [one for one in (data if isinstance(data, list) else [data]) if one]
        wrong = [f"{one.name}：{text}" for one in given for text in upload_obstacles(one)]
        if wrong:
            raise ValidationError(wrong)
        return given
