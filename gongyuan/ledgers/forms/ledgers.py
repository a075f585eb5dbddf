from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from gongyuan.core.sheets.fields import SheetsField
from gongyuan.core.sheets.formats import CSV
from gongyuan.ledgers.details import Wanted
from gongyuan.ledgers.kinds.kind import Kind, LedgerColumn
from gongyuan.ledgers.models import LedgerRow
from gongyuan.ledgers.queries.rows import Alike

#: Characters: some thousands of rows; more come as a file.
MOST_PASTED = 500_000
LONGEST = 2000
PASTED_NAME = "粘贴的表格.csv"


class LedgerUploadForm(forms.Form):
    file = SheetsField(
        label="台账文件",
        required=False,
        help_text="原来的 Excel 或者 .csv 文件，不用先改：上面有标题、有合并的格子、有合计行、"
        "有几张表都可以。",
    )
    pasted = forms.CharField(
        label="或者粘贴表格",
        required=False,
        max_length=MOST_PASTED,
        help_text="在 Excel 里连表头一起选中，复制，粘贴到这里。传了文件的不用粘贴。",
        widget=forms.Textarea(attrs={"rows": "4"}),
    )

    def clean(self) -> dict[str, Any]:
        """The one file there is: what was pasted becomes one of text."""
        given: dict[str, Any] = super().clean() or {}
        pasted = given.pop("pasted", "")
        if not given.get("file") and not self.errors:
            if not pasted.strip():
                raise forms.ValidationError({"file": "请选一个文件，或者把表格粘贴进来。"})
            given["file"] = SimpleUploadedFile(PASTED_NAME, pasted.encode(), content_type=CSV)
        return given


#: What is done with what nobody sees of a sheet: there is no answer before somebody gives one.
YES, NO = "yes", "no"
ROWS = ((YES, "一并导入"), (NO, "只导入看得见的行"))
COLUMNS = ((YES, "一并导入"), (NO, "只导入看得见的列"))


class SheetForm(forms.Form):
    """What the columns of one sheet mean, a choice for each heading; and, where a part of it is
    not shown, whether that part comes in."""

    is_used = forms.BooleanField(label="导入这张表", required=False)

    def __init__(self, *args: Any, said: dict[str, Any], kind: Kind, **more: Any) -> None:
        super().__init__(*args, **more)
        self.said = said
        self.fields["is_used"].initial = said["is_used"]
        if said.get("is_hidden"):
            self.fields["is_used"].help_text = "这张表在文件里是隐藏的，要导入的打勾。"
        if said.get("unseen_rows"):
            label = f"有 {said['unseen_rows']} 行没有显示出来（筛选、折叠或者隐藏了）"
            self._ask("takes_rows", label, ROWS, f"是{said['unseen_told']}。")
        if said.get("unseen_columns"):
            label = f"有 {len(said['unseen_columns'])} 列没有显示出来"
            self._ask("takes_columns", label, COLUMNS, f"是{'、'.join(self.unseen)}。")
        choices = [("", "不导入")] + [(c.name, c.heading) for c in kind.columns]
        for index, text, column in said["headings"]:
            self.fields[f"column{index}"] = forms.ChoiceField(
                label=text, choices=choices, required=False, initial=column
            )

    def _ask(self, name: str, label: str, choices: Any, help_text: str) -> None:
        kept = {True: YES, False: NO}.get(self.said.get(name))  # type: ignore[arg-type] # or None
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=choices,
            required=False,
            initial=kept,
            widget=forms.RadioSelect,
            help_text=help_text,
        )

    @property
    def unseen(self) -> list[str]:
        """The headings of the columns that are not shown."""
        places = self.said.get("unseen_columns", ())
        return [text for index, text, _ in self.said["headings"] if index in places]

    @property
    def asked(self) -> list[Any]:
        """What is asked of the part that is not shown."""
        return [self[name] for name in ("takes_rows", "takes_columns") if name in self.fields]

    @property
    def columns(self) -> list[tuple[Any, list[str], bool]]:
        """Each heading's choice with what stands in the first rows below it, and whether the column
        is not shown."""
        unseen = self.said.get("unseen_columns", ())
        return [
            (self[f"column{index}"], self.said["examples"].get(index, []), index in unseen)
            for index, _, _ in self.said["headings"]
        ]

    def wanted(self) -> Wanted:
        """What was said of the part that is not shown."""
        said = {YES: True, NO: False}
        return Wanted(
            rows=said.get(self.cleaned_data.get("takes_rows", "")),
            columns=said.get(self.cleaned_data.get("takes_columns", "")),
        )

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


def cell_field(column: LedgerColumn, typed: str) -> forms.CharField:
    """A cell to be mended: chosen from the words of the column where it has some."""
    widget: forms.Widget = forms.TextInput()
    if column.choices:
        first = (typed, typed or "没有填")
        others = [(label, label) for label in column.choices if label != typed]
        empty = [] if column.is_required or not typed else [("", "空着")]
        widget = forms.Select(choices=[first, *others, *empty])
    return forms.CharField(
        label=column.heading, required=False, max_length=LONGEST, widget=widget, initial=typed
    )


class AlikeForm(forms.Form):
    """The same mistake of several rows, mended once."""

    def __init__(self, *args: Any, alike: Sequence[Alike], **more: Any) -> None:
        super().__init__(*args, **more)
        self.alike = alike
        for place, one in enumerate(alike):
            field = cell_field(one.column, one.text)
            field.help_text = f"{len(one.positions)}行，{one.reason}"
            self.fields[f"alike{place}"] = field
            was = forms.CharField(widget=forms.HiddenInput, initial=_told(one), required=False)
            self.fields[f"was{place}"] = was

    def mended(self) -> dict[int, dict[str, str]]:
        """What was typed, by position of the row; nothing for a mistake that is another by now."""
        found: dict[int, dict[str, str]] = defaultdict(dict)
        for place, one in enumerate(self.alike):
            typed, was = self.cleaned_data[f"alike{place}"], self.cleaned_data[f"was{place}"]
            if was == _told(one) and typed != one.text:
                for position in one.positions:
                    found[position][one.column.name] = typed
        return found


def _told(one: Alike) -> str:
    return f"{one.column.name} {one.text}".strip()


class RowForm(forms.Form):
    """One bad row: what is wrong beside its cells, the others to be unfolded."""

    is_left_out = forms.BooleanField(label="这一行不导入", required=False)

    def __init__(self, data: Any, *, row: LedgerRow, kind: Kind) -> None:
        super().__init__(data, prefix=f"row{row.position}")
        self.row = row
        self.wrong = {name for name, _ in row.faults}
        texts = data or {}
        for column in kind.columns:
            typed = texts.get(self.add_prefix(column.name), "")
            self.fields[column.name] = cell_field(column, typed)

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
