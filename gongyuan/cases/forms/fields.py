"""Amounts as people write them, and papers of a case."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongyuan.core.fields import SeveralFilesField
from gongyuan.core.files import upload_obstacles
from gongyuan.law.amounts import amount_obstacles, parsed_amount


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


class PapersField(SeveralFilesField):
    """Some files or none, each of a kind that is taken."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = super().clean(data, initial)
        wrong = [f"{one.name}：{text}" for one in given for text in upload_obstacles(one)]
        if wrong:
            raise ValidationError(wrong)
        return given
