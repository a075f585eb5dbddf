"""What is typed while a question is on its way."""

from typing import Any

from django import forms

from gongyuan.consultations.models import Consultation
from gongyuan.organisations.choices import UnitKind
from gongyuan.organisations.models import Unit

REASON = {"widget": forms.Textarea, "max_length": 300}


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="怎样答复", widget=forms.Textarea(attrs={"autofocus": True, "rows": "8"})
    )
    minutes = forms.IntegerField(label="用时（分钟）", required=False)


class ReasonForm(forms.Form):
    note = forms.CharField(label="理由", **REASON)  # type: ignore[arg-type] # options of the field


class SetAsideForm(forms.Form):
    note = forms.CharField(
        label="不予答复的理由",
        help_text="咨询人看得到，请写明可以找谁",
        **REASON,  # type: ignore[arg-type] # options of the field
    )


class GiveBackForm(forms.Form):
    note = forms.CharField(
        label="说明",
        required=False,
        help_text="例如：不熟悉这一类问题，请别的律师答复",
        **REASON,  # type: ignore[arg-type] # options of the field
    )


class EmptyForm(forms.Form):
    """Nothing to fill in: sending it is the word."""


class TransferForm(forms.Form):
    """The union's own superior, those beside it and those below; an enterprise's answers none."""

    to = forms.ModelChoiceField(label="转给", queryset=Unit.objects.none(), empty_label="请选择")
    note = forms.CharField(label="理由", **REASON)  # type: ignore[arg-type] # options of the field

    def __init__(self, data: Any = None, *, consultation: Consultation) -> None:
        super().__init__(data)
        own = consultation.unit
        units = Unit.objects.filter(closed_on=None).exclude(kind=UnitKind.ENTERPRISE)
        near = units.filter(parent_id=own.pk)
        if own.parent_id:
            near |= units.filter(pk=own.parent_id) | units.filter(parent_id=own.parent_id)
        field: Any = self.fields["to"]
        field.queryset = near.exclude(pk=own.pk).order_by("path")
