from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.quality.choices import (
    ANSWERS_OF,
    AttemptOutcome,
    VisitOutcome,
    VisitQuestion,
    VisitWay,
)

WAYS = [choice for choice in VisitWay.choices if choice[0] != VisitWay.OWN_PHONE]


def question_fields() -> dict[str, forms.ChoiceField]:
    """A field of choices for each question."""
    return {
        str(question): forms.ChoiceField(
            label=question.label,
            choices=[(answer, answer.label) for answer in ANSWERS_OF[question]],
            widget=forms.RadioSelect,
            error_messages={"required": "请选一个；说不清的选“说不清”。"},
        )
        for question in VisitQuestion
    }


class SafeForm(forms.Form):
    """Shows the tick for the contact note where there is one to be read."""

    def __init__(self, data: Any = None, *, contact_note: str) -> None:
        super().__init__(data)
        if contact_note:
            self.fields["note_was_read"] = forms.BooleanField(
                label=f"已看联系提示：{contact_note}", required=False
            )


class VisitForm(SafeForm):
    """What the worker said; the questions in the order they are asked."""

    way = forms.ChoiceField(label="怎么回访的", choices=WAYS, widget=forms.RadioSelect)
    remark = forms.CharField(
        label="意见和建议", required=False, max_length=1000, widget=forms.Textarea
    )

    def __init__(self, data: Any = None, *, contact_note: str) -> None:
        super().__init__(data, contact_note=contact_note)
        self.fields.update(question_fields())
        self.order_fields(["note_was_read", "way", *map(str, VisitQuestion), "remark"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        answers = {str(question): values.pop(question) for question in VisitQuestion}
        return {**values, "answers": answers}


class AttemptForm(SafeForm):
    outcome = forms.ChoiceField(label="怎么没有联系成", choices=AttemptOutcome.choices)
    note = forms.CharField(label="说明", required=False, max_length=300)


class RefusalForm(forms.Form):
    note = forms.CharField(label="职工怎么说", max_length=1000, widget=forms.Textarea)


class GivingUpForm(forms.Form):
    note = forms.CharField(label="说明", required=False, max_length=300)


class VisitFilterForm(forms.Form):
    state = forms.ChoiceField(
        label="情况",
        required=False,
        choices=[("due", "待回访"), ("late", "超期"), *VisitOutcome.choices, ("", "全部")],
    )
    overall = forms.ChoiceField(
        label="总的满意度",
        required=False,
        choices=[("", "全部"), *[(a, a.label) for a in ANSWERS_OF[VisitQuestion.OVERALL]]],
    )
    finished_from = DayField(label="回访自", required=False)
    finished_to = DayField(label="至", required=False)
    lawyer = forms.IntegerField(required=False, widget=forms.HiddenInput)
    unit = forms.IntegerField(required=False, widget=forms.HiddenInput)
