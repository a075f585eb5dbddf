"""What is typed about score sheets, draws and reviews."""

import re
from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.quality.details import NewDraw, NewStandard
from gongyuan.quality.models import CaseReview, SampleDraw
from gongyuan.quality.queries.reviews import suggested_sheet
from gongyuan.quality.queries.samples import covered_units
from gongyuan.quality.rules.review import Item, Line

#: A name and a number at the end of the line: 调查取证 20.
NAMED_NUMBER = re.compile(r"^(?P<name>.+?)[\s，,：:]+(?P<number>\d{1,3})\s*分?$")


def named_numbers(text: str) -> list[tuple[str, int]]:
    """The lines of a text as names and numbers; refuses a line that has none."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = NAMED_NUMBER.match(line)
        if match is None:
            raise forms.ValidationError(f"“{line[:30]}”没有写分值，像这样写：调查取证 20。")
        found.append((match["name"].strip()[:60], int(match["number"])))
    return found


class StandardForm(forms.Form):
    """The score sheet line by line, beginning from a suggestion that is 待核."""

    title = forms.CharField(label="名称", max_length=100)
    source = forms.CharField(
        label="依据", max_length=200, help_text="批准的会议、文件；没有读到标准原文的写待核"
    )
    items = forms.CharField(
        label="评分项目和满分", widget=forms.Textarea, max_length=4000, help_text="一行一项"
    )
    lines = forms.CharField(
        label="等级和最低分",
        required=False,
        widget=forms.Textarea,
        max_length=500,
        help_text="一行一级，最低一级从 0 起；不填就只有分数，不评等级",
    )
    difference = forms.IntegerField(
        label="两人相差多少分以上请第三人",
        required=False,
        min_value=0,
        max_value=1000,
        help_text="不填就不请第三人",
    )

    def __init__(self, data: Any = None) -> None:
        known = suggested_sheet()
        rows = [f"{item['label']} {item['points']}" for item in known["items"]]
        super().__init__(data, initial={"source": known["source"], "items": "\n".join(rows)})

    def clean_items(self) -> tuple[Item, ...]:
        rows = named_numbers(self.cleaned_data["items"])
        return tuple(
            Item(code=f"item_{place}", label=name, points=points)
            for place, (name, points) in enumerate(rows, 1)
        )

    def clean_lines(self) -> tuple[Line, ...]:
        rows = named_numbers(self.cleaned_data["lines"])
        return tuple(Line(label=name[:20], least=least) for name, least in rows)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return values if self.errors else {"standard": NewStandard(**values)}


class DrawForm(forms.Form):
    """Which cases, how many, by which seed."""

    result: SampleDraw
    covered_unit = forms.ModelChoiceField(
        label="抽哪里的案件（含下级）", queryset=Unit.objects.none()
    )
    period_from = DayField(label="结案自")
    period_to = DayField(label="结案至", help_text="已经过完的日子")
    size = forms.IntegerField(
        label="抽多少件", required=False, min_value=1, max_value=100000, help_text="或者填比例"
    )
    share_percent = forms.IntegerField(
        label="抽百分之几", required=False, min_value=1, max_value=100
    )
    seed = forms.CharField(
        label="种子",
        max_length=100,
        help_text="抽样前定不下来、抽样后谁都查得到的，比如某日公开的开奖号码",
    )
    excluded = forms.CharField(
        label="排除的案件",
        required=False,
        widget=forms.Textarea,
        max_length=5000,
        help_text="一行一件：案号，空格，理由",
    )

    def __init__(self, data: Any = None, *, actor: Actor) -> None:
        super().__init__(data, initial={"covered_unit": actor.unit_id})
        field: Any = self.fields["covered_unit"]
        field.queryset = covered_units(actor)
        field.empty_label = None

    def clean_excluded(self) -> dict[str, str]:
        found = {}
        for line in filter(None, map(str.strip, self.cleaned_data["excluded"].splitlines())):
            number, _, reason = line.partition(" ")
            if not reason.strip():
                raise forms.ValidationError(f"“{line[:40]}”没有写理由，案号和理由之间空一格。")
            found[number] = reason.strip()
        return found

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return values if self.errors else {"draw": NewDraw(**values)}


class ReviewerForm(forms.Form):
    """Who is asked: only those whom nothing ties to the case."""

    def __init__(self, data: Any = None, *, free: list[Lawyer]) -> None:
        super().__init__(data)
        rows = Lawyer.objects.filter(pk__in=[one.pk for one in free]).select_related("firm")
        self.fields["lawyer"] = _LawyerField(
            label="评估人", queryset=rows.order_by("name", "pk"), empty_label="请选择"
        )


class _LawyerField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}，{obj.firm.name}"


class ScoreForm(forms.Form):
    """Points for every item, and an opinion."""

    def __init__(self, data: Any = None, *, items: list[Item]) -> None:
        super().__init__(data)
        self.items_asked = items
        for item in items:
            self.fields[item.code] = forms.IntegerField(
                label=f"{item.label}（满分 {item.points}）",
                min_value=0,
                max_value=item.points,
                error_messages={
                    "min_value": f"在0和{item.points}之间。",
                    "max_value": f"在0和{item.points}之间。",
                },
            )
        self.fields["opinion"] = forms.CharField(
            label="评语", widget=forms.Textarea, max_length=2000, help_text="哪里好，哪里要改进"
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        scores = {item.code: values[item.code] for item in self.items_asked}
        return {"scores": scores, "opinion": values["opinion"]}


class ReviewFilterForm(forms.Form):
    draw = forms.IntegerField(required=False, widget=forms.HiddenInput)
    lawyer = forms.IntegerField(required=False, widget=forms.HiddenInput)
    unit = forms.IntegerField(required=False, widget=forms.HiddenInput)
    served_from = DayField(label="送达自", required=False)
    served_to = DayField(label="至", required=False)

    def chosen(self) -> dict[str, Any]:
        """What the list is narrowed to, in the terms of the reviews."""
        values = self.cleaned_data if self.is_valid() else {}
        return {
            "draw_id": values.get("draw"),
            "lawyer_id": values.get("lawyer"),
            "unit_id": values.get("unit"),
            "served_on__gte": values.get("served_from"),
            "served_on__lte": values.get("served_to"),
        }


class NothingForm(forms.Form):
    """A step that asks for nothing more."""

    result: CaseReview
