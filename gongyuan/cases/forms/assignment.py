from collections.abc import Sequence
from typing import Any

from django import forms

from gongyuan.cases.models import Assignment
from gongyuan.cases.rules.assignment import Proposal
from gongyuan.lawyers.models import Lawyer
from gongyuan.people.actor import Actor

CONFLICT = (("no", "没有利益关系"), ("yes", "有利益关系，不能承办"))


class AssignLawyerForm(forms.Form):
    """The lawyers who may be given the case, best placed first; the first is chosen beforehand."""

    lawyer = forms.ModelChoiceField(label="承办律师", queryset=Lawyer.objects.none())
    note = forms.CharField(
        label="指派说明",
        required=False,
        max_length=200,
        help_text="没有选排在第一位的，请写明原因，例如职工点名",
    )
    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        proposals: Sequence[Proposal],
        latest: Assignment | None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["lawyer"]
        field.queryset = Lawyer.objects.handled_by(actor)
        free = [p for p in proposals if p.rank]
        field.choices = [
            (p.lawyer.lawyer_id, f"{p.rank}．{p.lawyer.name}（{p.lawyer.firm}），{p.points}分")
            for p in free
        ] or [("", "没有可以指派的律师")]
        if free:
            field.initial = free[0].lawyer.lawyer_id
        self.fields["replaces"].initial = latest.pk if latest else None


class ReplaceLawyerForm(forms.Form):
    note = forms.CharField(
        label="更换的理由", widget=forms.Textarea, max_length=200, help_text="会告诉职工正在更换"
    )
    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)


class AcceptForm(forms.Form):
    """One tap for the declaration, one to accept."""

    conflict = forms.ChoiceField(
        label="您和您的律师事务所，与对方有没有利益关系",
        choices=CONFLICT,
        widget=forms.RadioSelect,
        help_text="法律顾问、代理过对方、亲属关系等都算（律师法第三十九条）",
    )
    conflict_note = forms.CharField(label="有的话，是什么关系", required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["has_conflict"] = given.pop("conflict", "yes") == "yes"
        return given


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label="为什么不能承办", widget=forms.Textarea, max_length=200, help_text="会记入指派记录"
    )
