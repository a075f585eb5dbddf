"""One question of a calculator as a form field: keyboard, choices, help."""

from collections.abc import Sequence
from typing import Any

from django import forms

from gongyuan.portal.asked_fields import Asked, shown

#: Code, name, and whether the place heads those below it.
Regions = Sequence[tuple[str, str, bool]]
LONGEST = 40
KEYBOARDS = {"yuan": "decimal", "number": "decimal", "whole": "numeric", "day": "text"}
#: What a region is called where its code is typed; here it is picked by name.
CODED = "（行政区划代码）"
DAY_HELP = "比如20240630，或者2024年6月30日。"
#: More choices than these are a list to pick from, as are all choices in rows.
MOST_RADIOS = 13


def field_for(asked: Asked, regions: Regions, *, is_required: bool, row: int) -> forms.Field:
    """The field of a question; `row` is its place in a list, -1 outside: help stands once."""
    told: dict[str, Any] = {
        "label": asked.title.removesuffix(CODED) if asked.kind == "region" else asked.title,
        "help_text": "" if row > 0 else _help(asked),
        "required": is_required,
        "initial": shown(asked.default),
    }
    if asked.kind == "region":
        return forms.ChoiceField(choices=_places(regions), **told)
    if asked.choices and (row >= 0 or len(asked.choices) > MOST_RADIOS):
        return forms.ChoiceField(choices=_to_pick_from(asked), **told)
    if asked.choices:
        return forms.ChoiceField(choices=asked.choices, widget=forms.RadioSelect, **told)
    attrs = {"inputmode": KEYBOARDS[asked.kind]} if asked.kind in KEYBOARDS else {}
    line = forms.TextInput(attrs={**attrs, "autocomplete": "off"})
    return forms.CharField(max_length=LONGEST, widget=line, **told)


def code_field() -> forms.Field:
    """Beside the offered places: the code of any other."""
    return forms.CharField(
        label="行政区划代码",
        help_text="六位数字，例如河南省平顶山市是410400。",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def _help(asked: Asked) -> str:
    if asked.kind == "region":
        return "干活的地方，不是老家。当地的数按它查。"
    return f"{asked.help}{DAY_HELP}" if asked.kind == "day" else asked.help


def _to_pick_from(asked: Asked) -> list[tuple[str, str]]:
    """A list begins with the choice that says nothing, unless something is set from the start."""
    known = [(value, label) for value, label in asked.choices if value]
    if len(known) < len(asked.choices):
        return [("", "不清楚"), *known]
    return known if shown(asked.default) else [("", "请选择"), *known]


def _places(regions: Regions) -> list[Any]:
    """Places grouped under the one that heads them; each group begins with its head."""
    choices: list[Any] = [("", "请选择")]
    for code, name, is_head in regions:
        if is_head:
            choices.append((name, [(code, name)]))
        elif isinstance(choices[-1][1], list):
            choices[-1][1].append((code, name))
    return choices
