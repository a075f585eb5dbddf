from typing import Any

from django import forms

from gongyuan.cases.actions.keeping import Late
from gongyuan.cases.choices.keeping import AppraisalOutcome
from gongyuan.cases.rules.catalogue import ITEMS
from gongyuan.core.fields import DayField

#: Whatever may come late, the office's own papers too.
LATE_ITEMS = [(item.code, item.label) for item in ITEMS[2:]]


class AppendForm(forms.Form):
    """A paper that came after the sealing; comes out as `papers`."""

    catalogue_code = forms.ChoiceField(label="是什么材料", choices=LATE_ITEMS)
    file = forms.FileField(label="照片或文件", help_text="照片、PDF、Word 都可以")
    title = forms.CharField(label="名称", required=False, max_length=120)
    reason = forms.CharField(
        label="为什么封卷以后才补入", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        late = Late(
            file=given["file"], catalogue_code=given["catalogue_code"], title=given["title"]
        )
        return {"papers": (late,), "reason": given["reason"]}


class AppraisalForm(forms.Form):
    outcome = forms.ChoiceField(
        label="鉴定意见", choices=AppraisalOutcome.choices, widget=forms.RadioSelect
    )
    keep_until = DayField(label="延长保管到", required=False, help_text="只有延长保管才写")
    note = forms.CharField(
        label="理由和参加鉴定的人", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
