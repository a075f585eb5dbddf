from collections.abc import Iterable
from typing import Any

from django import forms

from gongyuan.core.sheets.fields import WorkbookField
from gongyuan.ledgers.kinds.kind import Kind
from gongyuan.ledgers.models import LedgerRow


class LedgerUploadForm(forms.Form):
    file = WorkbookField(
        label="台账文件",
        help_text="原来的 .xlsx 文件，什么样的都可以：上面有标题、有合计行、有几张表都不用改。",
    )


class SheetForm(forms.Form):
    """What the columns of one sheet mean, a choice for each heading."""

    is_used = forms.BooleanField(label="导入这张表", required=False)

    def __init__(self, *args: Any, said: dict[str, Any], kind: Kind, **more: Any) -> None:
        super().__init__(*args, **more)
        self.said = said
        self.fields["is_used"].initial = said["is_used"]
        choices = [("", "不导入")] + [(c.name, c.heading) for c in kind.columns]
        for index, text, column in said["headings"]:
            self.fields[f"column{index}"] = forms.ChoiceField(
                label=text, choices=choices, required=False, initial=column
            )

    @property
    def columns(self) -> list[tuple[Any, list[str]]]:
        """Each heading's choice with what stands in the first rows below it."""
        places = [index for index, _, _ in self.said["headings"]]
        return [(self[f"column{index}"], self.said["examples"].get(index, [])) for index in places]

    def meant(self) -> dict[int, str] | None:
        """Column name by place; None when the sheet is left out."""
        if not self.cleaned_data["is_used"]:
            return None
        chosen = {
            index: self.cleaned_data.get(f"column{index}", "")
            for index, _, _ in self.said["headings"]
        }
        return {index: name for index, name in chosen.items() if name}


class DefaultsForm(forms.Form):
    """What a column that the ledger does not have means for every row."""

    def __init__(self, *args: Any, kind: Kind, **more: Any) -> None:
        super().__init__(*args, **more)
        for column in kind.columns:
            self.fields[column.name] = forms.CharField(
                label=column.heading, required=False, max_length=200, help_text=column.how
            )


class RowForm(forms.Form):
    """One bad row: what is wrong beside its cells, the others to be unfolded."""

    is_left_out = forms.BooleanField(label="这一行不导入", required=False)

    def __init__(self, data: Any, *, row: LedgerRow, kind: Kind) -> None:
        super().__init__(data, prefix=f"row{row.position}")
        self.row = row
        self.wrong = {name for name, _ in row.faults}
        for column in kind.columns:
            self.fields[column.name] = forms.CharField(
                label=column.heading, required=False, max_length=2000
            )

    def say_faults(self, faults: Iterable[tuple[str, str]]) -> None:
        for name, reason in faults:
            self.add_error(name, reason)

    def texts(self) -> dict[str, str]:
        """What was typed, by column name."""
        return {name: text for name, text in self.cleaned_data.items() if name != "is_left_out"}

    @property
    def title(self) -> str:
        """What the row is called: what its first two columns say."""
        told = [str(self[name].value() or "") for name in list(self.fields)[1:3]]
        return " · ".join(text for text in told if text)

    @property
    def to_mend(self) -> list[Any]:
        return [self[name] for name in self.fields if name in self.wrong]

    @property
    def others(self) -> list[Any]:
        return [self[n] for n in self.fields if n not in self.wrong and n != "is_left_out"]


class UndoForm(forms.Form):
    note = forms.CharField(
        label="撤销的理由", max_length=200, widget=forms.Textarea(attrs={"rows": "2"})
    )
