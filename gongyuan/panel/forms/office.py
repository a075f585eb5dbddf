"""What the office types: proceedings, hand-overs, appraisals, commendation, summaries."""

from typing import Any

from django import forms
from django.utils import timezone

from gongyuan.core.fields import DayField, SeveralFilesField
from gongyuan.lawyers.models import Lawyer
from gongyuan.panel.choices import (
    AppraisalState,
    ConductGround,
    ConductState,
    HonourKind,
)
from gongyuan.panel.details import Proceeding, Summary
from gongyuan.panel.models import CaseHandOver, HonourRound
from gongyuan.panel.queries import ledgers
from gongyuan.panel.queries.appraisal import STATES
from gongyuan.panel.queries.honours import standings
from gongyuan.panel.queries.members import contact_lawyers

LONG: dict[str, Any] = {"widget": forms.Textarea, "max_length": 5000}
YES = (("yes", "完成了任务"), ("no", "没有完成任务"))


class LedgerFilterForm(forms.Form):
    state = forms.ChoiceField(label="台账", required=False, choices=ledgers.STATES)


class AppraisalFilterForm(forms.Form):
    state = forms.ChoiceField(label="考核", required=False, choices=STATES)


class ConductFilterForm(forms.Form):
    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "全部"), ("open", "没有了结的"), *ConductState.choices],
    )


class SummaryFilterForm(forms.Form):
    state = forms.ChoiceField(
        label="报送",
        required=False,
        choices=[("", "全部"), ("owed", "没有报的"), ("late", "逾期的")],
    )


class LedgerForm(forms.Form):
    remarks = forms.CharField(
        label="补充说明",
        required=False,
        widget=forms.Textarea,
        max_length=3000,
        help_text="系统没有记到的、要说明的，写在这里",
    )


class ProceedingForm(forms.Form):
    """Ground, facts and papers; the grounds are those of the policy of the place."""

    facts = forms.CharField(label="事实", help_text="时间、经过、后果", **LONG)
    uploads = SeveralFilesField(
        label="证据", required=False, help_text="照片、PDF、Word，可以选几个，以后还能加"
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, grounds: dict[str, Any], **options: Any
    ) -> None:
        super().__init__(data, files, **options)
        choices = [
            (code, f"{ConductGround(code).label}（{figure.source}）")
            for code, figure in grounds.items()
        ]
        self.fields["ground"] = forms.ChoiceField(
            label="情形", choices=choices, widget=forms.RadioSelect
        )
        self.order_fields(["ground", "facts", "uploads"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        uploads = tuple(values.pop("uploads", []))
        return {"proceeding": Proceeding(uploads=uploads, **values)}


class EvidenceForm(forms.Form):
    title = forms.CharField(label="是什么证据", max_length=200)
    upload = forms.FileField(label="文件", required=False)


class HearingForm(forms.Form):
    note = forms.CharField(
        label="陈述记录",
        required=False,
        help_text="当面听取的，写明时间、地点、律师怎么说；期限过了没有陈述的，可以空着",
        **LONG,
    )


class OpinionForm(forms.Form):
    note = forms.CharField(label="意见和理由", **LONG)


class HandOverForm(forms.Form):
    """Why, and to whom; without a lawyer the case waits to be assigned."""

    note = forms.CharField(label="更换的理由", max_length=200, initial="承办律师取消志愿团成员资格")

    def __init__(self, data: Any = None, *, hand_over: CaseHandOver, **options: Any) -> None:
        super().__init__(data, **options)
        known = [
            one
            for one in contact_lawyers(hand_over.unit, on=timezone.localdate())
            if one.pk != hand_over.lawyer_id
        ]
        field = forms.ModelChoiceField(
            label="交给哪位律师",
            queryset=Lawyer.objects.filter(pk__in=[one.pk for one in known]),
            required=False,
            help_text="不选的，案件回到“待指派”",
        )
        field.choices = [
            ("", "以后再指派"),
            *((one.pk, f"{one.name}，{one.firm}") for one in known),
        ]
        self.fields["lawyer"] = field
        self.order_fields(["lawyer", "note"])


class AppraisalOpinionForm(forms.Form):
    is_done = forms.ChoiceField(label="是否完成任务", choices=YES, widget=forms.RadioSelect)
    text = forms.CharField(label="意见", widget=forms.Textarea, max_length=2000)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        return {"is_done": values["is_done"] == "yes", "text": values["text"]}


class ImprovementForm(forms.Form):
    note = forms.CharField(label="改进意见", **LONG)
    improve_by = DayField(label="最迟哪天改进")


class EndForm(forms.Form):
    note = forms.CharField(label="理由", **LONG)
    outcome_of: str = AppraisalState.ENDED

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return values if self.errors else {**values, "outcome": AppraisalState(self.outcome_of)}


class CancelForm(EndForm):
    outcome_of = AppraisalState.STRUCK_OFF


class RoundForm(forms.Form):
    years_from = DayField(label="评选期自", help_text="比如第一次聘任的日子")


class CandidateForm(forms.Form):
    kind = forms.ChoiceField(label="表彰", choices=HonourKind.choices)
    note = forms.CharField(label="事迹", widget=forms.Textarea, max_length=500)

    def __init__(self, data: Any = None, *, round: HonourRound, **options: Any) -> None:
        super().__init__(data, **options)
        able = [one for one in standings(round) if not one.obstacles]
        field = forms.ModelChoiceField(
            label="人选", queryset=Lawyer.objects.filter(pk__in=[one.lawyer.pk for one in able])
        )
        field.choices = [
            ("", "请选择"),
            *((one.lawyer.pk, f"{one.lawyer.name}，服务{one.services}次") for one in able),
        ]
        self.fields["lawyer"] = field
        self.order_fields(["lawyer", "kind", "note"])


class SummaryForm(forms.Form):
    text = forms.CharField(label="工作情况和经验做法", **LONG)
    typical_cases = forms.CharField(label="典型案例", required=False, **LONG)
    suggestions = forms.CharField(label="意见建议", required=False, **LONG)
    uploads = SeveralFilesField(label="照片、材料", required=False, help_text="可以选几个")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        uploads = tuple(values.pop("uploads", []))
        return {"told": Summary(uploads=uploads, **values)}
