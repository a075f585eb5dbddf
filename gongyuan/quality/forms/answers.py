"""What is typed about the check of online answers."""

from datetime import date
from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.quality.choices import AnswerGrade
from gongyuan.quality.models import AnswerDraw


class AnswerDrawForm(forms.Form):
    """Which month; all the rest is the policy's."""

    result: AnswerDraw

    def __init__(self, data: Any = None, *, months: list[date]) -> None:
        super().__init__(data)
        self.fields["month"] = forms.TypedChoiceField(
            label="抽哪个月的答复",
            choices=[(f"{one:%Y-%m-%d}", f"{one.year}年{one.month}月") for one in months],
            coerce=date.fromisoformat,
            help_text="一个月只抽一次",
        )


class CheckForm(forms.Form):
    """What the check finds; a fault needs a remark."""

    grade = forms.ChoiceField(label="结论", choices=AnswerGrade.choices, widget=forms.RadioSelect)
    remark = forms.CharField(
        label="意见",
        required=False,
        widget=forms.Textarea,
        max_length=2000,
        help_text="不是合格的必填：哪里不对，应当怎样答复；律师看得到",
    )


class StatementForm(forms.Form):
    text = forms.CharField(
        label="我的说明",
        widget=forms.Textarea,
        max_length=2000,
        help_text="可以不写；写一次，工会看得到",
    )


class KeepForm(forms.Form):
    """Why a lawyer's online service goes on."""

    note = forms.CharField(label="不暂停的理由", widget=forms.Textarea, max_length=2000)


class CheckFilterForm(forms.Form):
    lawyer = forms.IntegerField(required=False, widget=forms.HiddenInput)
    unit = forms.IntegerField(required=False, widget=forms.HiddenInput)
    grade = forms.ChoiceField(
        label="结论",
        required=False,
        choices=(("", "全部"), ("waiting", "待检查"), *AnswerGrade.choices),
    )
    checked_from = DayField(label="检查自", required=False)
    checked_to = DayField(label="至", required=False)

    def chosen(self) -> dict[str, Any]:
        """What the list is narrowed to, in the terms of the checks."""
        values = self.cleaned_data if self.is_valid() else {}
        return {
            "lawyer_id": values.get("lawyer"),
            "unit_id": values.get("unit"),
            "grade": values.get("grade"),
            "checked_on__gte": values.get("checked_from"),
            "checked_on__lte": values.get("checked_to"),
        }
