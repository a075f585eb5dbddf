from typing import Any

from django import forms

from gongyuan.cases.forms.fields import YuanInput
from gongyuan.cases.queries.handling import ClaimRow, unanswered_claims
from gongyuan.cases.rules.catalogue import BY_CODE, FROM_LAWYER, ITEMS, CheckRow
from gongyuan.cases.rules.closing import LEFT_OUTCOMES

HANDED_IN = [(code, BY_CODE[code].label) for code in FROM_LAWYER]
RETURNABLE = [(item.code, item.label) for item in ITEMS[2:] if not item.is_inner]


class ClosingForm(forms.Form):
    summary = forms.CharField(
        label="办理结果", widget=forms.Textarea, max_length=2000, help_text="写进结案报告表"
    )
    recovered_amount = YuanInput(
        label="已经到位的金额（元）", required=False, help_text="没有的写 0"
    )

    def __init__(self, *args: Any, rows: list[ClaimRow], **options: Any) -> None:
        super().__init__(*args, **options)
        left = list(dict.fromkeys(row.label for row in unanswered_claims(rows)))
        if left:
            self.fields["left_outcome"] = forms.ChoiceField(
                label="还没有结果的请求怎样了结",
                choices=[(one.value, one.label) for one in LEFT_OUTCOMES],
                widget=forms.RadioSelect,
                help_text="、".join(left),
            )


class FilePaperForm(forms.Form):
    catalogue_code = forms.ChoiceField(label="是什么材料", choices=HANDED_IN)
    file = forms.FileField(label="照片或文件", help_text="照片、PDF、Word 都可以")
    title = forms.CharField(label="名称", required=False, max_length=120)
    pages = forms.IntegerField(
        label="页数",
        required=False,
        min_value=1,
        max_value=999,
        help_text="照片和 PDF 不用填，会自动数",
    )


class SubmitFileForm(forms.Form):
    note = forms.CharField(label="给验卷人的话", required=False, max_length=300)


class ReturnFileForm(forms.Form):
    """What is missing, ticked beforehand where the catalogue asks for it."""

    missing = forms.MultipleChoiceField(
        label="缺什么",
        required=False,
        choices=RETURNABLE,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label="还有什么要补", required=False, max_length=300)

    def __init__(self, *args: Any, rows: list[CheckRow], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["missing"].initial = [row.item.code for row in rows if row.is_missing]


class ArchiveForm(forms.Form):
    """Why an item that is needed is not there; without any, only a button."""

    def __init__(self, *args: Any, rows: list[CheckRow], **options: Any) -> None:
        super().__init__(*args, **options)
        for row in rows:
            if row.is_missing:
                self.fields[f"excuse_{row.item.code}"] = forms.CharField(
                    label=f"缺“{row.item.label}”的原因",
                    required=False,
                    max_length=200,
                    help_text="写进备考表；能补的请退回补卷",
                )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {"excuses": {name.removeprefix("excuse_"): why for name, why in given.items()}}
