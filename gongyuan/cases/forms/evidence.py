from typing import Any, cast

from django import forms

from gongyuan.cases.details import NewEvidence
from gongyuan.cases.models import Paper
from gongyuan.cases.rules.evidence import LONGEST_FACT


class EvidenceForm(forms.Form):
    """A paper of the file or a new one, and what it shows."""

    paper_id = forms.TypedChoiceField(
        label="卷内材料", required=False, coerce=int, empty_value=None
    )
    file = forms.FileField(
        label="或者上传", required=False, help_text="照片、PDF、Word 或者 Excel，最大 15 MB"
    )
    title = forms.CharField(
        label="题名", required=False, max_length=120, help_text="上传的写，例如 3月工资转账记录"
    )
    facts = forms.MultipleChoiceField(
        label="证明什么", required=False, widget=forms.CheckboxSelectMultiple
    )
    own_fact = forms.CharField(label="别的事实", required=False, max_length=LONGEST_FACT)
    is_original = forms.BooleanField(label="有原件，可以当场核对", required=False)

    def __init__(self, *args: Any, papers: list[Paper], facts: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        rows = cast(forms.TypedChoiceField, self.fields["paper_id"])
        rows.choices = [("", "没有，下面上传"), *((row.pk, row.title) for row in papers)]
        cast(forms.MultipleChoiceField, self.fields["facts"]).choices = [(f, f) for f in facts]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        own = values.pop("own_fact")
        facts = (*values.pop("facts"), *([own] if own else []))
        return {"evidence": NewEvidence(facts=facts, **values)}
