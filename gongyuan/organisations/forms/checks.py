from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.organisations.forms.fields import PICTURES
from gongyuan.organisations.models import StationCheck, StationCheckItem
from gongyuan.organisations.queries.checks import STATES
from gongyuan.organisations.rules.checks import Finding
from gongyuan.policy.network import StationItem

MET, WANTING = "met", "wanting"


class StationCheckForm(forms.Form):
    """Four fields for each item of the standard: met or not, what, by when, a photograph."""

    result: StationCheck
    checked_on = DayField(label="检查日期")
    remark = forms.CharField(label="说明", required=False, max_length=500, widget=forms.Textarea)

    def __init__(
        self,
        data: Any = None,
        uploads: Any = None,
        *,
        items: Sequence[StationItem],
        today: date,
        mend_by: date | None,
    ) -> None:
        super().__init__(data, uploads, initial={"checked_on": today})
        self.items = items
        self.mend_by = mend_by
        for number, item in enumerate(items, start=1):
            self.fields[item.code] = forms.ChoiceField(
                label="结果",
                choices=[(MET, "达标"), (WANTING, "未达标")],
                widget=forms.RadioSelect,
                error_messages={"required": f"第{number}项还没有选达标或者未达标。"},
            )
            self.fields[f"{item.code}_note"] = forms.CharField(
                label="情况", required=False, max_length=300
            )
            self.fields[f"{item.code}_mend_by"] = DayField(label="整改期限", required=False)
            self.fields[f"{item.code}_photo"] = forms.FileField(
                label="照片", required=False, widget=forms.FileInput(attrs=PICTURES)
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        return {
            "checked_on": values["checked_on"],
            "remark": values["remark"],
            "findings": [self._finding(item.code, values) for item in self.items],
        }

    def _finding(self, code: str, values: dict[str, Any]) -> Finding:
        """What was found; the day to mend by is the usual one where none was written."""
        is_met = values[code] == MET
        return Finding(
            code=code,
            is_met=is_met,
            note=values[f"{code}_note"],
            mend_by=None if is_met else values[f"{code}_mend_by"] or self.mend_by,
            photo=values[f"{code}_photo"],
        )


class MendingForm(forms.Form):
    result: StationCheckItem
    note = forms.CharField(label="怎么整改的", max_length=300)
    photo = forms.FileField(
        label="整改后的照片", required=False, widget=forms.FileInput(attrs=PICTURES)
    )


class StandardFilter(forms.Form):
    state = forms.ChoiceField(label="情况", required=False, choices=[("", "全部"), *STATES.items()])
