from datetime import date
from typing import Any

from django import forms

from gongyuan.cases.choices import DocumentKind
from gongyuan.cases.rules.document_parts import LONGEST_PART, parts_of
from gongyuan.core.fields import DayField


class WordingForm(forms.Form):
    """The free parts of a document of one kind; what was typed comes out as `parts`."""

    def __init__(self, data: Any = None, *, kind: DocumentKind, texts: dict[str, str]) -> None:
        super().__init__(data, initial=dict(texts))
        self.parts = parts_of(kind)
        for part in self.parts:
            self.fields[part.name] = forms.CharField(
                label=part.label,
                required=part.is_listed,
                max_length=LONGEST_PART,
                widget=forms.Textarea(attrs={"rows": 5 if texts.get(part.name) else 3}),
            )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        parts = {part.name: data[part.name] for part in self.parts if part.name in data}
        return {"parts": parts}


class IssueForm(WordingForm):
    """The same of a document to be issued, with the one the page showed."""

    seen_document_id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, kind: DocumentKind, texts: dict[str, str], seen: int | None
    ) -> None:
        super().__init__(data, kind=kind, texts=texts)
        self.initial["seen_document_id"] = seen

    def clean(self) -> dict[str, Any]:
        seen = self.cleaned_data.get("seen_document_id")
        return super().clean() | {"seen_document_id": seen}


class ReplacementForm(WordingForm):
    """The same of a new version, with why there is one."""

    note = forms.CharField(label="为什么改出", max_length=200)
    field_order = ("note",)

    def clean(self) -> dict[str, Any]:
        note = self.cleaned_data.get("note", "")
        return super().clean() | {"note": note}


class TemplateUploadForm(forms.Form):
    """A DOCX that is to become the next version."""

    file = forms.FileField(
        label="模板文件",
        help_text="DOCX，最大 2 MB",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    note = forms.CharField(label="说明", max_length=200, required=False)


class TemplateStartForm(forms.Form):
    """From which day a version is used."""

    starts_on = DayField(label="启用日期")

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"starts_on": today})


class TemplateEndForm(forms.Form):
    """Why a version is no longer used."""

    note = forms.CharField(label="为什么停用", max_length=200)
