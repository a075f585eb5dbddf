from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.forms.fields import CORRECTION, SINCE, since
from gongyuan.organisations.models import Unit
from gongyuan.organisations.rules import Double, UnitDetails


class SearchForm(forms.Form):
    q = forms.CharField(label="名称、拼音首字母或区划代码", required=False, max_length=60)


class UnitForm(forms.Form):
    result: Unit

    name = forms.CharField(label="名称", max_length=100)
    short_name = forms.CharField(label="简称", max_length=40)
    kind = forms.ChoiceField(label="类别", choices=UnitKind.choices, initial=UnitKind.FEDERATION)
    level = forms.ChoiceField(label="层级", choices=UnitLevel.choices)
    region_code = forms.CharField(
        label="区划代码", max_length=12, help_text="所在地的6位、9位或12位代码"
    )
    document_prefix = forms.CharField(
        label="机关代字", max_length=20, required=False, help_text="文号开头的字，如：平工援"
    )
    phone = forms.CharField(label="办公电话", max_length=40, required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)
    opened_on = DayField(label="成立日期", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return data if self.errors else {"details": UnitDetails(**data)}


class UnitChangeForm(UnitForm):
    changed_on = DayField(label="自哪天起", required=False, help_text=SINCE)
    is_correction = forms.BooleanField(label=CORRECTION, required=False)

    def clean(self) -> dict[str, Any]:
        return since(self, super().clean)


class MoveUnitForm(forms.Form):
    result: Unit

    parent = forms.ModelChoiceField(
        label="新的上级", queryset=Unit.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    moved_on = DayField(label="自哪天起", required=False, help_text=SINCE)
    note = forms.CharField(label="理由", widget=forms.Textarea, max_length=500)
    chosen = "parent"

    def __init__(self, *args: Any, hits: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields[self.chosen]
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in hits])  # type: ignore[attr-defined] # a model choice
        field.choices = [(unit.pk, _with_superior(unit)) for unit in hits]  # type: ignore[attr-defined] # a model choice


class MergerPlanForm(MoveUnitForm):
    """Into which union, and from when: before anything is decided."""

    result: Any  # what the merger would be

    parent = None  # type: ignore[assignment] # Django's way to leave a field out
    moved_on = None  # type: ignore[assignment] # the same
    note = None  # type: ignore[assignment] # the same
    into = forms.ModelChoiceField(
        label="并入", queryset=Unit.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    merged_on = DayField(label="合并日期")
    chosen = "into"


class MergerForm(forms.Form):
    """What holds of each thing both unions have, and why they become one."""

    result: Unit

    def __init__(self, data: Any = None, *, doubles: list[Double]) -> None:
        super().__init__(data)
        self.doubles = doubles
        for one in doubles:
            self.fields[one.key] = _of_double(one)
        self.fields["note"] = forms.CharField(label="理由", widget=forms.Textarea, max_length=500)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        shown = [one.key for one in self.doubles if one.key in self.data]
        agreed = {key: data.get(key, "") for key in shown}
        return {"note": data.get("note", ""), "agreed": agreed}

    def rows(self) -> list[tuple[Double, forms.BoundField]]:
        """Each double with its field, for the table."""
        return [(one, self[one.key]) for one in self.doubles]


def _of_double(double: Double) -> forms.Field:
    """A choice where there is one; else only that it was shown."""
    if not double.choices:
        return forms.CharField(required=False, widget=forms.HiddenInput, max_length=1)
    return forms.ChoiceField(
        label=f"{double.kind}：{double.name}",
        choices=double.choices,
        initial=double.proposed,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一项。"},
    )


def _with_superior(unit: Unit) -> str:
    return f"{unit.name}（{unit.parent.name}）" if unit.parent else unit.name


class ClosingForm(forms.Form):
    closed_on = DayField(label="撤销日期")
    note = forms.CharField(label="理由", widget=forms.Textarea, max_length=500)
