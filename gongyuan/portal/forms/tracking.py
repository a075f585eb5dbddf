"""What a worker types to see, and to say something in, a matter."""

from typing import Any, cast

from django import forms
from django.utils.datastructures import MultiValueDict

from gongyuan.cases.actions.messages import LONGEST_MESSAGE
from gongyuan.law.phones import mobile_obstacles, normalised_phone
from gongyuan.portal.forms.people import PhotosForm

WITHDRAWAL_REASONS = (
    ("问题已经解决了", "问题已经解决了"),
    ("我自己找了律师", "我自己找了律师"),
    ("暂时不想办了", "暂时不想办了"),
    ("别的原因", "别的原因"),
)


class TrackForm(forms.Form):
    #: The cases opened, left by the action.
    result: frozenset[int]
    code = forms.CharField(
        label="查询码",
        max_length=30,
        help_text="在回执和短信里，像这样：4104-26-0Q7K9X。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    phone = forms.CharField(
        label="申请时留的手机号",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def clean_phone(self) -> str:
        phone = normalised_phone(self.cleaned_data["phone"])
        obstacles = mobile_obstacles(phone)
        if obstacles:
            raise forms.ValidationError(obstacles)
        return phone


class MessageForm(forms.Form):
    text = forms.CharField(
        label="您想说什么？", max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs={"rows": 5})
    )


class WithdrawForm(forms.Form):
    note = forms.ChoiceField(
        label="为什么不办了？", choices=WITHDRAWAL_REASONS, widget=forms.RadioSelect
    )
    sure = forms.BooleanField(label="我想好了，撤回申请")

    def clean(self) -> dict[str, Any]:
        return {"note": self.cleaned_data.get("note")}


class ObjectionForm(forms.Form):
    note = forms.CharField(
        label="您为什么不服？",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="写您觉得哪里不对，有什么新的情况或者证据。上一级工会会看。",
    )


class MissingPapersForm(PhotosForm):
    """Photos for one of the papers asked for."""

    material_code = forms.ChoiceField(label="这是哪样材料？", widget=forms.RadioSelect)
    explanation = forms.CharField(
        label="拿不到的，写写为什么",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    facts = forms.MultipleChoiceField(
        label="它能说明什么？",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="说不清的不用选。",
    )
    field_order = ("material_code", "camera", "album", "facts", "explanation")

    def __init__(
        self,
        data: Any = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        materials: list[tuple[str, str]],
        facts: list[tuple[str, str]],
        may_explain: bool,
    ) -> None:
        super().__init__(data, files, use_required_attribute=False)
        cast(forms.MultipleChoiceField, self.fields["facts"]).choices = facts
        asked = cast(forms.ChoiceField, self.fields["material_code"])
        asked.choices = [*materials, ("", "别的材料")]
        asked.required = False
        if not materials:
            asked.widget = forms.HiddenInput()
        if not may_explain:
            del self.fields["explanation"]
