from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from gongyuan.cases.choices import (
    AwardFinality,
    ClaimOutcome,
    DeadlineEnd,
    MandateKind,
    StageKind,
    StageResult,
)
from gongyuan.cases.forms.fields import YuanInput
from gongyuan.cases.models import Stage
from gongyuan.cases.queries.handling import ClaimRow
from gongyuan.cases.rules.handling import (
    RESULTS_OF,
    ClaimAnswer,
    Conclusion,
    Filing,
    StageDetails,
)
from gongyuan.core.fields import DayField

#: Sentences a lawyer taps instead of typing; the last leaves the words to the lawyer.
USUAL_PROGRESS = (
    "已与您约见，正在整理材料。",
    "已与对方联系，正在协商。",
    "材料已提交，等受理。",
    "已经立案，等开庭通知。",
    "已经开庭，等结果。",
    "文书已收到，将与您联系。",
)
OTHER = "other"


class MandateForm(forms.Form):
    kind = forms.ChoiceField(
        label="代理权限",
        choices=MandateKind.choices,
        widget=forms.RadioSelect,
        initial=MandateKind.GENERAL,
        help_text="承认、放弃、变更请求，和解，上诉，须特别授权（民事诉讼法第六十二条）",
    )
    signed_on = DayField(label="签订日期")


class ProgressForm(forms.Form):
    """Three taps: the page, a usual sentence, send; other words are typed."""

    usual = forms.ChoiceField(
        label="有什么进展",
        choices=[*((text, text) for text in USUAL_PROGRESS), (OTHER, "其他，自己写")],
        widget=forms.RadioSelect,
        help_text="职工能看到",
    )
    words = forms.CharField(
        label="补充或者自己写", required=False, widget=forms.Textarea, max_length=1000
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        usual = given.get("usual", OTHER)
        parts = [usual if usual != OTHER else "", given.get("words", "").strip()]
        text = "".join(parts)
        if not self.errors and not text:
            self.add_error("words", "请写明有什么进展。")
        return {"text": text}


class MessageForm(forms.Form):
    text = forms.CharField(label="给职工留言", widget=forms.Textarea, max_length=1000)


class StageForm(forms.Form):
    kind = forms.ChoiceField(label="程序", choices=StageKind.choices, widget=forms.RadioSelect)
    filed_on = DayField(label="提交日期")
    body = forms.CharField(
        label="受理机关", required=False, max_length=100, help_text="例如某县劳动人事争议仲裁委员会"
    )
    number = forms.CharField(label="案号", required=False, max_length=60)
    accepted_on = DayField(label="立案日期", required=False)
    note = forms.CharField(label="说明", required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return given if self.errors else {"filing": Filing(**given)}


class StageDetailsForm(forms.Form):
    body = forms.CharField(label="受理机关", required=False, max_length=100)
    number = forms.CharField(label="案号", required=False, max_length=60)
    accepted_on = DayField(label="立案日期", required=False)
    hearing_on = DayField(label="开庭日期", required=False)
    hearing_time = forms.TimeField(
        label="开庭时间", required=False, input_formats=["%H:%M", "%H%M", "%H：%M"]
    )
    hearing_place = forms.CharField(label="开庭地点", required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        day, clock = given.pop("hearing_on", None), given.pop("hearing_time", None)
        if clock and not day:
            self.add_error("hearing_on", "写了时间，也请写日期。")
        if day and not clock:
            self.add_error("hearing_time", "写了日期，也请写时间，例如 09:00。")
        if self.errors:
            return given
        at = timezone.make_aware(datetime.combine(day, clock)) if day and clock else None
        return {"details": StageDetails(hearing_at=at, **given)}


class ConclusionForm(forms.Form):
    """How a proceeding ended: the document, and an answer with its amount for each claim."""

    result = forms.ChoiceField(label="结果", widget=forms.RadioSelect)
    concluded_on = DayField(label="收到文书的日期", help_text="起诉、上诉的期限从这一天算")
    finality = forms.ChoiceField(
        label="裁决性质",
        required=False,
        choices=[("", "不是裁决"), *AwardFinality.choices],
        help_text="照裁决书写；写在一份裁决书里的按非终局（法释〔2020〕26号第二十条）",
    )
    performance_due_on = DayField(
        label="文书写明的履行期限", required=False, help_text="申请执行的两年从这一天算"
    )

    def __init__(self, *args: Any, stage: Stage, rows: list[ClaimRow], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = rows
        possible = RESULTS_OF[StageKind(stage.kind)]
        results: Any = self.fields["result"]
        results.choices = [(r.value, r.label) for r in StageResult if r in possible]
        if stage.kind != StageKind.ARBITRATION:
            del self.fields["finality"]
        for row in rows:
            who = f"{row.who}：" if row.who and len(rows) > 1 else ""
            asked = f"，请求{row.claim.amount:,.2f}元" if row.claim.amount is not None else ""
            self.fields[f"outcome_{row.claim.pk}"] = forms.ChoiceField(
                label=f"{who}{row.label}{asked}",
                choices=[(ClaimOutcome.PENDING, "没有处理"), *_ANSWERED],
            )
            if row.claim.amount is not None:
                self.fields[f"awarded_{row.claim.pk}"] = YuanInput(
                    label=f"{who}{row.label}，支持金额（元）", required=False
                )
        self.fields["note"] = forms.CharField(
            label="说明", required=False, widget=forms.Textarea, max_length=500
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        answers = tuple(self._answer(row, given) for row in self.rows)
        conclusion = Conclusion(
            concluded_on=given["concluded_on"],
            result=given["result"],
            answers=answers,
            finality=given.get("finality", ""),
            performance_due_on=given["performance_due_on"],
            note=given["note"],
        )
        return {"conclusion": conclusion}

    def _answer(self, row: ClaimRow, given: dict[str, Any]) -> ClaimAnswer:
        awarded: Decimal | None = given.get(f"awarded_{row.claim.pk}")
        return ClaimAnswer(
            claim_id=row.claim.pk,
            label=row.label,
            outcome=given[f"outcome_{row.claim.pk}"],
            claimed=row.claim.amount,
            awarded=awarded,
        )


_ANSWERED = [(o.value, o.label) for o in ClaimOutcome if o != ClaimOutcome.PENDING]


class DeadlineForm(forms.Form):
    how = forms.ChoiceField(label="怎样了结", choices=DeadlineEnd.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="情况", widget=forms.Textarea, max_length=300, help_text="怎样告诉职工的，职工怎么说"
    )


class ReportAnswerForm(forms.Form):
    """What the second person says to a report of a fatal deadline."""

    verdict = forms.ChoiceField(
        label="核实后",
        choices=[("confirm", "确认了结"), ("return", "退回，期限照旧")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="说明",
        required=False,
        widget=forms.Textarea,
        max_length=300,
        help_text="退回的要写明理由",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        return {"is_confirmed": given["verdict"] == "confirm", "note": given["note"]}


class ReasonForm(forms.Form):
    note = forms.CharField(label="理由", widget=forms.Textarea, max_length=300)


class RemarkForm(forms.Form):
    note = forms.CharField(label="说明", required=False, max_length=300)
