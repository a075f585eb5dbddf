from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongyuan.cases.choices import ClaimOutcome
from gongyuan.cases.forms.handling import ConclusionForm
from gongyuan.cases.models import Stage
from gongyuan.cases.queries.handling import ClaimRow
from gongyuan.cases.rules.handling import DECIDING, ClaimAnswer
from gongyuan.cases.rules.roll_answers import (
    FOR_ALL,
    RollClaim,
    answer_for_all,
    read_exceptions,
)
from gongyuan.policy.choices import ClaimKind

CHOICES = [
    (str(ClaimOutcome.PENDING), "没有处理"),
    *((str(outcome.value), str(outcome.label)) for outcome in FOR_ALL),
]


class RollConclusionForm(ConclusionForm):
    """How a proceeding of many ended: one answer for each kind of claim, and who got another."""

    def __init__(self, *args: Any, stage: Stage, rows: list[ClaimRow], **options: Any) -> None:
        super().__init__(*args, stage=stage, rows=[], **options)
        self.claim_rows = rows
        for kind in dict.fromkeys(row.claim.kind for row in rows):
            theirs = [row for row in rows if row.claim.kind == kind]
            total = sum((row.claim.amount or Decimal(0) for row in theirs), Decimal(0))
            self.fields[f"all_{kind}"] = forms.ChoiceField(
                label=f"{ClaimKind(kind).label}（{len(theirs)}项，请求共{total:,.2f}元）",
                choices=CHOICES,
                help_text="支持，是按各人请求的金额全部支持",
            )
        self.fields["exceptions"] = forms.CharField(
            label="与上面不同的",
            required=False,
            widget=forms.Textarea,
            max_length=30_000,
            help_text="一行一人：名单上的序号或者姓名、结果、支持的金额，例如“12 部分支持 8000”；"
            "同一人有几项请求的，再写上是哪一项",
        )
        self.order_fields([name for name in self.fields if name != "note"])

    def clean_exceptions(self) -> dict[int, Any]:
        found, faults = read_exceptions(self.cleaned_data["exceptions"], self._roll())
        if faults:
            raise ValidationError(faults)
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        answers = [] if self.errors else self._answers()
        if given and not self.errors and given["conclusion"].result in DECIDING:
            # Told once a kind, not once for each of hundreds.
            open_ones = {a.claim_id for a in answers if a.outcome == ClaimOutcome.PENDING}
            kinds = {r.claim.kind for r in self.claim_rows if r.claim.pk in open_ones}
            for kind in sorted(kinds):
                self.add_error(f"all_{kind}", "请选结果。")
        if self.errors:
            return given
        return {"conclusion": replace(given["conclusion"], answers=tuple(answers))}

    def _answers(self) -> list[ClaimAnswer]:
        exceptions = self.cleaned_data["exceptions"]
        answers = []
        for row, claim in zip(self.claim_rows, self._roll(), strict=True):
            for_all = answer_for_all(claim, self.cleaned_data[f"all_{row.claim.kind}"])
            one = exceptions.get(claim.claim_id, for_all)
            answers.append(
                ClaimAnswer(
                    claim_id=claim.claim_id,
                    label=f"{row.who}：{row.label}",
                    outcome=one.outcome,
                    claimed=claim.claimed,
                    awarded=one.awarded,
                )
            )
        return answers

    def _roll(self) -> list[RollClaim]:
        return [
            RollClaim(
                claim_id=row.claim.pk,
                position=str(row.claim.applicant.position) if row.claim.applicant else "",
                name=row.who,
                kind_label=str(ClaimKind(row.claim.kind).label),
                claimed=row.claim.amount,
            )
            for row in self.claim_rows
        ]
