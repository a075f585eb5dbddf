from typing import Any
from uuid import uuid4

from django import forms

from gongyuan.core.fields import DayField, SeveralFilesField
from gongyuan.organisations.choices import CoordinationKind, CoordinationPartner
from gongyuan.organisations.forms.fields import CHOOSE
from gongyuan.organisations.models import CoordinationRecord, FollowUp, Unit
from gongyuan.organisations.rules.coordination import AgreedFollowUp, NewCoordination

#: Rows for what was agreed on; more than these are a record of its own.
ROWS = 4
FIRST_YEAR, LAST_YEAR = 2000, 2100


class CoordinationForm(forms.Form):
    result: CoordinationRecord
    kind = forms.ChoiceField(label="类别", choices=[CHOOSE, *CoordinationKind.choices])
    held_on = DayField(label="日期")
    subject = forms.CharField(label="主题", max_length=100)
    partners = forms.MultipleChoiceField(
        label="和哪些单位一起",
        choices=CoordinationPartner.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="领导专题研究不用选",
    )
    partner_names = forms.CharField(label="单位名称", required=False, max_length=200)
    participants = forms.CharField(label="参加人", max_length=300)
    content = forms.CharField(
        label="内容和结果", required=False, max_length=5000, widget=forms.Textarea
    )
    papers = SeveralFilesField(label="纪要、文件、照片", required=False, help_text="可以选几个")
    submission_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, uploads: Any = None, *, units: list[Unit]) -> None:
        super().__init__(data, uploads, initial={"submission_key": uuid4()})
        choices = [(unit.pk, unit.name) for unit in units]
        for row in range(1, ROWS + 1):
            self.fields[f"what_{row}"] = forms.CharField(
                label="事项", required=False, max_length=200
            )
            self.fields[f"due_on_{row}"] = DayField(label="期限", required=False)
            self.fields[f"unit_{row}"] = forms.TypedChoiceField(
                label="责任单位", required=False, choices=choices, coerce=int
            )

    @property
    def rows(self) -> list[list[Any]]:
        """The fields of what was agreed on, row by row."""
        return [[self[f"{name}_{row}"] for name in ("what", "due_on", "unit")] for row in _ROWS]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        follow_ups = [one for row in _ROWS if (one := self._agreed(row, values))]
        if self.errors:
            return values
        names = ("kind", "held_on", "subject", "partner_names", "participants", "content")
        record = NewCoordination(
            **{name: values[name] for name in (*names, "submission_key")},
            partners=tuple(values["partners"]),
            papers=tuple(values["papers"]),
            follow_ups=tuple(follow_ups),
        )
        return {"record": record}

    def _agreed(self, row: int, values: dict[str, Any]) -> AgreedFollowUp | None:
        what, due_on = values.get(f"what_{row}"), values.get(f"due_on_{row}")
        if not what:
            if due_on is not None:
                self.add_error(f"what_{row}", "写了期限，请写明办什么事。")
            return None
        if due_on is None:
            self.add_error(f"due_on_{row}", "请写期限。")
            return None
        return AgreedFollowUp(what=what, due_on=due_on, unit_id=values.get(f"unit_{row}") or 0)


_ROWS = range(1, ROWS + 1)


class WithdrawalForm(forms.Form):
    result: CoordinationRecord
    note = forms.CharField(label="为什么作废", max_length=300, widget=forms.Textarea)


class FinishingForm(forms.Form):
    result: FollowUp
    note = forms.CharField(label="办得怎么样", max_length=300, widget=forms.Textarea)


class CoordinationFilter(forms.Form):
    year = forms.IntegerField(
        label="年度", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    since = DayField(label="自", required=False)
    until = DayField(label="至", required=False)
    kind = forms.ChoiceField(
        label="类别", required=False, choices=[("", "全部"), *CoordinationKind.choices]
    )
    text = forms.CharField(label="主题、单位或编号", required=False, max_length=60)
    own = forms.BooleanField(label="只看本单位的", required=False)
