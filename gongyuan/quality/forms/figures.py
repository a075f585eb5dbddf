from typing import Any

from django import forms

from gongyuan.core.fields import DayField

BY = (("lawyer", "按律师"), ("unit", "按单位"))


class PeriodForm(forms.Form):
    by = forms.ChoiceField(label="怎么列", choices=BY)
    first = DayField(label="自")
    last = DayField(label="至")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and values["first"] > values["last"]:
            self.add_error("last", "最后一日早于第一日。")
        return values
