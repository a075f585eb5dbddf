from datetime import date
from typing import Any

from django import forms

from gongyuan.cases.choices import CaseState
from gongyuan.cases.queries.filters import (
    CLAIMS,
    ORDERS,
    OWN_UNIT,
    TRACKS,
    CaseFilter,
    Part,
    filter_parts,
)
from gongyuan.cases.queries.handlers import find_lawyer, find_unit, lawyers_offered, units_offered
from gongyuan.core.fields import DayField
from gongyuan.core.widgets import PlainSelect
from gongyuan.people.actor import Actor

#: Beyond these days no case lies, and no clock reckons well.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
#: The fields that stand above the list itself; the others have a page of their own.
QUICK = ("state", "track", "order")
SPANS = (
    ("applied", "申请日期"),
    ("decided", "决定日期"),
    ("closed", "结案日期"),
)


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=PlainSelect)


class _PlausibleDay(DayField):
    """A day that a case may have; years beyond are slips of the finger."""

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError("这个年份不对，请再看看。")
        return day


def _day(label: str, help_text: str = "") -> _PlausibleDay:
    return _PlausibleDay(label=label, required=False, help_text=help_text)


class CaseFilterForm(forms.Form):
    """Filters of the list; words that may name a person go by POST and are none of them."""

    state = _choice("状态", [("", "全部状态"), *CaseState.choices])
    track = _choice("类别", [("", "全部"), *TRACKS.items()])
    order = _choice("排序", [*ORDERS.items()])
    claim = _choice("请求类别", [("", "全部"), *CLAIMS.items()])
    applied_from = _day("申请日期，从", "写 20260101")
    applied_to = _day("申请日期，到")
    decided_from = _day("决定日期，从")
    decided_to = _day("决定日期，到")
    closed_from = _day("结案日期，从")
    closed_to = _day("结案日期，到")
    unit = forms.CharField(label="办理单位", required=False, widget=PlainSelect, max_length=18)
    lawyer = forms.CharField(label="承办律师", required=False, widget=PlainSelect, max_length=18)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.unit_name = self.lawyer_name = ""
        self._unit_path = ""

    def clean_unit(self) -> str:
        wanted: str = self.cleaned_data["unit"]
        if wanted in ("", OWN_UNIT):
            return wanted
        unit = find_unit(self.actor, wanted)
        if unit is None:
            raise forms.ValidationError("没有这个单位，或者不在现在岗位的范围内。")
        self.unit_name, self._unit_path = unit.short_name, unit.path
        return wanted

    def clean_lawyer(self) -> int | None:
        wanted: str = self.cleaned_data["lawyer"]
        if not wanted:
            return None
        lawyer = find_lawyer(self.actor, wanted)
        if lawyer is None:
            raise forms.ValidationError("没有这位律师，或者不在现在岗位的范围内。")
        self.lawyer_name = lawyer.name
        return lawyer.pk

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name, label in SPANS:
            first, last = values.get(f"{name}_from"), values.get(f"{name}_to")
            if first and last and first > last:
                self.add_error(f"{name}_to", f"{label}的止日早于起日。")
        return values

    @property
    def chosen(self) -> CaseFilter:
        """The filter that was asked for; the form is valid."""
        return CaseFilter(**self.cleaned_data, unit_path=self._unit_path)

    @property
    def parts(self) -> list[Part]:
        names = {"unit_name": self.unit_name, "lawyer_name": self.lawyer_name}
        return filter_parts(self.chosen, **names)

    @property
    def folded(self) -> list[tuple[str, str]]:
        """What is chosen on the other page, to be sent along by the fields above the list."""
        return [(name, text) for name, text in self.chosen.query().items() if name not in QUICK]

    def offer(self) -> None:
        """Give the lists of units and lawyers their lines; only the page that shows them asks."""
        if self.actor.is_lawyer:
            del self.fields["unit"], self.fields["lawyer"]
            return
        lists = {"unit": units_offered(self.actor), "lawyer": lawyers_offered(self.actor)}
        for name, lines in lists.items():
            known = {value for value, _ in lines}
            chosen = str(self.data.get(name, "") or "")
            if chosen and chosen not in known and not self.errors.get(name):
                lines.append((chosen, self.unit_name if name == "unit" else self.lawyer_name))
            self.fields[name].widget.choices = lines  # type: ignore[attr-defined] # a list to choose from


class FilterNameForm(forms.Form):
    name = forms.CharField(
        label="名称",
        max_length=20,
        help_text="自己认得就行，不要写职工的姓名、电话。",
        error_messages={"required": "要写一个名称。"},
    )
