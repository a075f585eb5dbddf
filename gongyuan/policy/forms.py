from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gongyuan.core.fields import DayField
from gongyuan.policy import choices
from gongyuan.policy.asking import Asked, read_asked
from gongyuan.policy.facts import LISTS, NUMBERS, QUESTIONS, FactsError
from gongyuan.policy.models import PackRevision
from gongyuan.policy.pack import PackSet
from gongyuan.policy.queries.packs import version_choices

#: A pack is a page or two; the longest shipped one has fourteen thousand characters.
TEXT_LIMIT = 200_000
NOT_KNOWN = ("", "不清楚")
YES_NO = [NOT_KNOWN, ("yes", "是"), ("no", "否")]
#: What a list of ticks cannot say by itself: that none of it applies.
NONE_OF_THESE = "none"


class SimulatorForm(forms.Form):
    """The facts of an application, as plain questions; what is left open is not known."""

    asked: Asked

    region = forms.CharField(label="办理单位的区划代码", max_length=12)
    date = DayField(label="申请日期")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, question in QUESTIONS.items():
            self.fields[name] = _field(name, question)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        facts = {name: _value(name, data[name]) for name in QUESTIONS}
        try:
            self.asked = read_asked(
                {"region": data["region"], "date": data["date"].isoformat(), "facts": facts},
                region_code="",
                on=date.min,
            )
        except FactsError as error:
            for name, sentence in error.errors.items():
                self.add_error(name, sentence)
        return data


def _field(name: str, question: str) -> forms.Field:
    if name in LISTS:
        listed: Any = LISTS[name]
        shown = [*listed.choices]
        if name == "hardship_grounds":
            shown.append((NONE_OF_THESE, "以上都没有"))
        return forms.MultipleChoiceField(
            label=question, choices=shown, required=False, widget=forms.CheckboxSelectMultiple
        )
    if name in NUMBERS:
        low, high = NUMBERS[name]
        return forms.IntegerField(label=question, required=False, min_value=low, max_value=high)
    kinds: dict[str, Any] = {
        "applicant_kind": choices.ApplicantKind,
        "matter_scope": choices.MatterScope,
        "aid_form": choices.AidForm,
        "emergency_reason": choices.EmergencyReason,
    }
    shown = [NOT_KNOWN, *kinds[name].choices] if name in kinds else YES_NO
    return forms.ChoiceField(label=question, choices=shown, required=False)


def _value(name: str, typed: Any) -> Any:
    if name in LISTS:
        if NONE_OF_THESE in typed:
            return [value for value in typed if value != NONE_OF_THESE]
        return typed or None
    if typed in ("yes", "no"):
        return typed == "yes"
    return None if typed == "" else typed


class DifferencesForm(forms.Form):
    """Two versions of packs to be laid side by side."""

    left = forms.ChoiceField(label="原来的")
    right = forms.ChoiceField(label="比较的")

    def __init__(self, *args: Any, packs: PackSet, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("left", "right"):
            self.fields[name].choices = version_choices(packs)  # type: ignore[attr-defined] # both are ChoiceFields


class RevisionForm(forms.Form):
    """A pack as text, typed or from a file; the file goes before what was typed."""

    result: PackRevision

    text = forms.CharField(
        label="政策包（YAML）",
        required=False,
        strip=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": "24", "spellcheck": "false"}),
    )
    file = forms.FileField(label="或者选择文件", required=False)
    note = forms.CharField(label="修订说明", required=False, max_length=500)

    def clean_file(self) -> str:
        upload: UploadedFile | None = self.cleaned_data.get("file")
        if upload is None:
            return ""
        if (upload.size or 0) > TEXT_LIMIT:
            raise forms.ValidationError("文件过大，政策包不超过20万字节。")
        try:
            return upload.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError("文件不是 UTF-8 编码。") from error

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = data.pop("file", "") or data.get("text", "")
        if "text" not in self.errors and "file" not in self.errors and not given.strip():
            self.add_error("text", "请粘贴政策包的内容，或者选择文件。")
        if "\x00" in given:
            self.add_error("file", "文件里有不能识别的字符。")
        if given and "text" in data:
            data["text"] = given
        return data


class RevisionEditForm(RevisionForm):
    #: The text that was opened: a colleague's later one is not undone.
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ApprovalForm(forms.Form):
    result: PackRevision

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReasonForm(forms.Form):
    result: PackRevision

    note = forms.CharField(label="理由", widget=forms.Textarea, max_length=500)
