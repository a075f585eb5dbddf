from typing import Any

from django import forms

from gongyuan.cases.choices.major import REASONS_OF, ReturnedThing
from gongyuan.cases.details import NewPaper
from gongyuan.cases.forms.fields import PapersField
from gongyuan.core.fields import DayField


class ReturnForm(forms.Form):
    """Why something is sent back: a reason to be counted, and a sentence for whoever reads it."""

    reason = forms.ChoiceField(label="退回原因", widget=forms.RadioSelect)
    note = forms.CharField(
        label="要怎么改",
        widget=forms.Textarea,
        max_length=300,
        help_text="用一句话写清楚，对方看到的就是这句话",
    )

    def __init__(self, *args: Any, thing: ReturnedThing, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["reason"]
        field.choices = [(reason.value, reason.label) for reason in REASONS_OF[thing]]


class OversightOrderForm(forms.Form):
    demand = forms.CharField(label="督办要求", widget=forms.Textarea, max_length=1000)
    due_on = DayField(label="反馈期限", help_text="写成 20260610")


class OversightFeedbackForm(forms.Form):
    text = forms.CharField(
        label="办理情况",
        widget=forms.Textarea,
        max_length=3000,
        help_text="逐条回应督办要求：做了什么，结果怎样，还差什么",
    )
    papers = PapersField(label="有关材料", required=False, help_text="可以一次选几个；放入副卷")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        papers = [NewPaper(file=one, title=f"督办反馈：{one.name}") for one in values["papers"]]
        return {"text": values["text"], "papers": papers}


class OversightRepeatForm(ReturnForm):
    due_on = DayField(label="再次反馈的期限", help_text="写成 20260610")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, thing=ReturnedThing.OVERSIGHT_FEEDBACK, **options)
