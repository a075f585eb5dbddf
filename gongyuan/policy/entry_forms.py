"""Forms of what offices enter: a year's days off, a region's figure; and the filter of figures."""

import re
from datetime import date
from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.policy.actions.entries import NewFigure
from gongyuan.policy.entered import HolidayArrangement, RegionalFigure
from gongyuan.policy.holiday_rows import line_faults, read_rows
from gongyuan.policy.parameter_files import figure_kinds

REGION = re.compile(r"[0-9]{6}")
TEXT_LIMIT = 20_000
#: Before labour law there is nothing to compute with.
FIRST_DAY = date(1995, 1, 1)


class YearForm(forms.Form):
    """The days off and make-up days of one year, a line a day or a run of days."""

    result: HolidayArrangement

    year = forms.IntegerField(label="年度", min_value=2004, max_value=2100)
    source = forms.CharField(
        label="依据",
        max_length=200,
        help_text="写全称和文号，如：国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕×号）。",
    )
    rows = forms.CharField(
        label="放假和调休",
        max_length=TEXT_LIMIT,
        help_text="每行一天或者一段，写日期、休或者班、名称。普通周末不用写，上班的周末要写。",
        widget=forms.Textarea(attrs={"rows": "16", "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label="更正理由",
        required=False,
        max_length=200,
        help_text="这一年已经有放假安排、现在要更正的才填。",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "year" not in data or "rows" not in data:
            return data
        days, faults = read_rows(data.pop("rows"), year=data["year"])
        # What cannot be read and what cannot be are said together; the rest is the action's to say.
        for fault in faults and [*faults, *line_faults(days, year=data["year"])]:
            self.add_error("rows", fault)
        data["days"] = days
        return data


class FigureForm(forms.Form):
    """A figure of a region from a day on, with its document and why it is entered."""

    result: RegionalFigure

    key = forms.ChoiceField(label="参数")
    region = forms.CharField(label="地区（六位区划代码）", max_length=6)
    value = forms.DecimalField(label="数值", max_digits=14, decimal_places=4, min_value=0)
    valid_from = DayField(label="施行日期")
    valid_to = DayField(label="截止日期", required=False, help_text="没有写明截止的不填。")
    source = forms.CharField(
        label="依据", max_length=300, help_text="发布机关、文件名称、文号，有网址的写网址。"
    )
    is_verified = forms.BooleanField(
        label="已经核对过文件原文", required=False, help_text="没有核对的，用到它的结果都标“待核”。"
    )
    reason = forms.CharField(label="录入理由", max_length=200)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        kinds = figure_kinds().values()
        self.fields["key"].choices = [  # type: ignore[attr-defined] # it is a ChoiceField
            (kind.key, f"{kind.label}（{kind.unit_label}）") for kind in kinds
        ]

    def clean_region(self) -> str:
        region: str = self.cleaned_data["region"].strip()
        if not REGION.fullmatch(region):
            raise forms.ValidationError("应当是六位行政区划代码，如410000。")
        return region

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if day < FIRST_DAY:
            raise forms.ValidationError("不能早于1995年1月1日。")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return data if self.errors else {"figure": NewFigure(**data)}


class FigureFilter(forms.Form):
    """Which figures are shown; what is left open is everything."""

    key = forms.ChoiceField(label="参数", required=False)
    region = forms.CharField(label="地区代码", required=False, max_length=12)
    on = DayField(label="适用日期", required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        kinds = figure_kinds().values()
        self.fields["key"].choices = [  # type: ignore[attr-defined] # it is a ChoiceField
            ("", "全部"),
            *((kind.key, kind.label) for kind in kinds),
        ]

    def clean_region(self) -> str:
        region: str = self.cleaned_data["region"].strip()
        if region and not REGION.fullmatch(region[:6]):
            raise forms.ValidationError("应当是六位行政区划代码，如410000。")
        return region[:6]
