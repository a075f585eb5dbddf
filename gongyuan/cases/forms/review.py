from typing import Any

from django import forms

from gongyuan.cases.choices import DecisionOutcome, MaterialState, TerminationGround
from gongyuan.cases.details import MissingItem, NewPaper, Opinion
from gongyuan.cases.models import Case, Material
from gongyuan.cases.queries import detail
from gongyuan.cases.queries.facts import Findings
from gongyuan.cases.queries.proposal import proposed_outcome
from gongyuan.core.fields import DayField
from gongyuan.organisations.models import Unit

CHECKED = (("", "没有核查"), ("yes", "符合"), ("no", "不符合"))
THERE = (("", "不改变"), ("yes", "有"), ("no", "没有"))
_TRUTH = {"yes": True, "no": False}


class AcceptanceForm(forms.Form):
    """What was seen at the counter, and the day for what is still to come."""

    received = forms.MultipleChoiceField(
        label="已收到的材料", required=False, widget=forms.CheckboxSelectMultiple
    )
    promised_on = DayField(
        label="容缺材料补交日期", required=False, help_text="还缺必需材料又先受理的，写 20260610"
    )

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        missing = case.materials.exclude(status=MaterialState.RECEIVED).order_by("pk")
        self.fields["received"].choices = [(m.code, m.label) for m in missing]  # type: ignore[attr-defined] # a choice field


class SupplementRequestForm(forms.Form):
    """Everything missing, told once; a compulsory paper is ticked beforehand."""

    missing = forms.MultipleChoiceField(
        label="缺少的材料", required=False, widget=forms.CheckboxSelectMultiple
    )
    more = forms.CharField(
        label="还要补充或者说明什么",
        required=False,
        widget=forms.Textarea,
        help_text="一行一项",
    )

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["missing"] = [material.code for material in detail.missing_materials(case)]
        self._materials: dict[str, Material] = {m.code: m for m in detail.materials_of(case)}
        absent = [m for m in self._materials.values() if m.status != MaterialState.RECEIVED]
        self.fields["missing"].choices = [(m.code, m.label) for m in absent]  # type: ignore[attr-defined] # a choice field

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        asked = [self._materials[code] for code in values["missing"]]
        items = [MissingItem(code=m.code, label=m.label, why=m.why) for m in asked]
        lines = [line.strip() for line in values["more"].splitlines()]
        return {"items": [*items, *(MissingItem(label=line) for line in lines if line)]}


class SupplementForm(forms.Form):
    """Papers brought after the notice, or why they cannot be had."""

    received = forms.MultipleChoiceField(
        label="这次交来的材料", required=False, widget=forms.CheckboxSelectMultiple
    )
    explanation = forms.CharField(
        label="说明", required=False, widget=forms.Textarea, help_text="拿不到的，写明原因"
    )

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        missing = case.materials.exclude(status=MaterialState.RECEIVED).order_by("pk")
        self.fields["received"].choices = [(m.code, m.label) for m in missing]  # type: ignore[attr-defined] # a choice field


class PaperForm(forms.Form):
    """One paper for the file."""

    file = forms.FileField(label="文件", help_text="照片、PDF、Word 或者 Excel，最大 15 MB")
    material_code = forms.ChoiceField(label="属于哪项材料", required=False)
    title = forms.CharField(label="题名", required=False, max_length=120)

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = case.materials.order_by("pk")
        choices = [("", "其他证据、材料"), *((m.code, m.label) for m in rows)]
        self.fields["material_code"].choices = choices  # type: ignore[attr-defined] # a choice field

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return values if self.errors else {"paper": NewPaper(**values)}


class ReviewForm(forms.Form):
    """The officer's opinion, beside what the rules propose."""

    outcome = forms.ChoiceField(
        label="审查意见", choices=DecisionOutcome.choices, widget=forms.RadioSelect
    )
    hardship = forms.ChoiceField(label="经济困难核查结果", choices=CHECKED, required=False)
    severe = forms.ChoiceField(label="权益被严重侵害的证据", choices=THERE, required=False)
    is_marked_major = forms.BooleanField(label="认定为重大疑难案件", required=False)
    text = forms.CharField(label="审查说明", required=False, widget=forms.Textarea)
    overrule_reason = forms.CharField(
        label="不采纳建议的理由",
        required=False,
        widget=forms.Textarea,
        help_text="与系统建议不同时必填",
    )
    has_conflict = forms.BooleanField(
        label="我与本案或者当事人有利害关系", required=False, help_text="有的应当回避"
    )

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        proposed = proposed_outcome(case)
        if proposed in DecisionOutcome.values:
            self.initial["outcome"] = proposed

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        names = ("outcome", "text", "overrule_reason", "has_conflict")
        findings = Findings(
            is_hardship_confirmed=_TRUTH.get(values["hardship"]),
            has_severe_infringement_evidence=_TRUTH.get(values["severe"]),
            is_marked_major=values["is_marked_major"] or None,
        )
        return {"opinion": Opinion(**{n: values[n] for n in names}), "findings": findings}


class DecisionForm(forms.Form):
    """The head's decision; the review on the page goes along, so that a newer one is noticed."""

    seen_review = forms.IntegerField(required=False, widget=forms.HiddenInput)
    overrule_reason = forms.CharField(
        label="不采纳建议的理由",
        required=False,
        widget=forms.Textarea,
        help_text="与系统建议不同时必填，写进决定书",
    )
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)


class RefusalForm(DecisionForm):
    note = forms.CharField(
        label="告诉职工的话", widget=forms.Textarea, help_text="写明为什么、还可以怎么办"
    )


class NoteForm(forms.Form):
    """A verb that needs nothing but its reason."""

    note = forms.CharField(label="理由", widget=forms.Textarea)


class TransferForm(forms.Form):
    to_unit = forms.ModelChoiceField(label="移送给", queryset=Unit.objects.none())
    note = forms.CharField(label="理由", widget=forms.Textarea)

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        # The unit's own superior, the units beside it and those below.
        upper = case.unit.parent_id
        units = Unit.objects.filter(closed_on=None).exclude(pk=case.unit_id)
        near = units.filter(parent_id=case.unit_id)
        if upper:
            near = near | units.filter(pk=upper) | units.filter(parent_id=upper)
        self.fields["to_unit"].queryset = near.order_by("path")  # type: ignore[attr-defined] # a model choice


class TerminationForm(forms.Form):
    ground = forms.ChoiceField(label="终止情形", choices=TerminationGround.choices)
    note = forms.CharField(label="事实和理由", widget=forms.Textarea)


class ServiceForm(forms.Form):
    HOW = (("当面", "当面签收"), ("邮寄", "邮寄"), ("短信", "短信"), ("留置", "留置送达"))
    how = forms.ChoiceField(label="送达方式", choices=HOW)


class ConfirmForm(forms.Form):
    """Nothing to fill in: sending it is the word."""

    is_sure = forms.BooleanField(widget=forms.HiddenInput, initial=True, required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        return {}
