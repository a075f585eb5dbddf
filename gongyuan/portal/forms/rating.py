from typing import Any

from django import forms

from gongyuan.portal.choices import RATING_WORDS
from gongyuan.quality.choices import ANSWERS_OF, VisitQuestion


class RatingForm(forms.Form):
    """The questions of the return visit, answered by the worker."""

    remark = forms.CharField(
        label="还有什么想说的？",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        for question in VisitQuestion:
            self.fields[str(question)] = forms.ChoiceField(
                label=RATING_WORDS[question],
                choices=[(answer, answer.label) for answer in ANSWERS_OF[question]],
                widget=forms.RadioSelect,
                error_messages={"required": "请选一个；说不清的选“说不清”。"},
            )
        self.order_fields([*map(str, VisitQuestion), "remark"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        answers = {str(question): values.pop(question) for question in VisitQuestion}
        return {**values, "answers": answers}
