"""Tags and filters of the shared look: fields, badges, figures and dates as people write them."""

import datetime as dt
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django import template
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import (
    BaseForm,
    BaseFormSet,
    BoundField,
    CheckboxInput,
    DateField,
    DecimalField,
    Field,
    IntegerField,
    ModelChoiceField,
    Select,
    Textarea,
    TimeField,
)
from django.forms.utils import ErrorList
from django.forms.widgets import Input, MultiWidget
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

register = template.Library()

BADGE_KINDS = frozenset({"overdue", "soon", "ok", "waiting", "closed", "note"})
CONTROL_SIZES = {"xs", "s", "m", "l"}
REQUIRED = Field.default_error_messages["required"]
OWN_ATTRIBUTES = ("inputmode", "autocomplete", "placeholder", "accept", "capture", "maxlength")


@register.inclusion_tag("ui/field.html", name="field")
def field_tag(bound: BoundField, **options: Any) -> dict[str, Any]:
    """One form field: label, help, errors and control tied together by ids.

    Options: `label`, `help` (instead of the form's own), `size` (xs, s, m, l), `suffix` (a unit
    behind the control, e.g. 元), `need=False` (hide 必填/选填), `hide_label=True` (for screen
    readers only), `big_label=True` (the question of a portal page), and the HTML attributes
    inputmode, autocomplete, placeholder, accept, capture, maxlength, rows. Unknown ones raise.
    """
    attrs = {name: options.pop(name) for name in (*OWN_ATTRIBUTES, "rows") if name in options}
    label = options.pop("label", None) or bound.label
    help_text = str(options.pop("help", None) or bound.help_text)
    size = options.pop("size", "")
    shown = {name: options.pop(name, default) for name, default in SHOWN_DEFAULTS.items()}
    if options or (size and size not in CONTROL_SIZES):
        raise template.TemplateSyntaxError(f"field does not know {sorted(options) or size}")
    if isinstance(bound.field.widget, Textarea) and bound.field.widget.attrs.get("rows") == "10":
        attrs.setdefault("rows", 4)  # ten is Django's own default, too tall for these pages
    _say_in_chinese(bound)
    described_by = _described_by(bound, help_text)
    grouped = bound.use_fieldset and not isinstance(bound.field.widget, CheckboxInput)
    if described_by and not grouped:
        attrs["aria-describedby"] = described_by
    control = bound.as_widget(attrs=attrs)
    return {
        "field": bound,
        "control": control,
        "label": label,
        "help": help_text,
        "errors": _error_texts(bound.form, bound.name),
        "size": size,
        "fitting": "" if size else _fitting_size(bound.field),
        "described_by": described_by,
        "grouped": grouped,
        "nothing_to_choose": grouped and "<input" not in control,
        "single_box": isinstance(bound.field.widget, CheckboxInput),
        "required": bound.field.required,
        **shown,
    }


SHOWN_DEFAULTS = {"need": True, "hide_label": False, "big_label": False, "suffix": ""}


#: The longest content, in characters, that a short or a middling control shows whole.
SHORT, MIDDLING = 14, 40


def _fitting_size(field: Field) -> str:
    """The size that shows whole what belongs into the field; used by the office on wide screens."""
    if isinstance(field.widget, Textarea | CheckboxInput) or not isinstance(field.widget, Input):
        return "select" if type(field.widget) is Select else ""
    if isinstance(field, DateField | IntegerField | DecimalField | TimeField):
        return "s"
    longest = getattr(field, "max_length", None) or field.widget.attrs.get("maxlength")
    if longest is None:
        return ""
    return "s" if int(longest) <= SHORT else "m" if int(longest) <= MIDDLING else ""


def _say_in_chinese(bound: BoundField) -> None:
    """Words for Django's row of dashes; and the focus belongs to the summary of errors, if any."""
    field = bound.field
    if isinstance(field, ModelChoiceField) and field.empty_label == BLANK_CHOICE_DASH[0][1]:
        field.empty_label = "请选择" if field.required else "不选"
    if bound.form.is_bound:
        bound.field.widget.attrs.pop("autofocus", None)


def _described_by(bound: BoundField, help_text: str) -> str:
    """The ids of help and errors, in reading order."""
    ids = []
    if help_text:
        ids.append(f"{bound.auto_id}_helptext")
    if bound.errors:
        ids.append(f"{bound.auto_id}_error")
    return " ".join(ids)


@register.inclusion_tag("ui/errors.html")
def error_summary(*sources: BaseForm | BaseFormSet | None) -> dict[str, Any]:
    """The summary above a page's forms: every error, linked to the control it is about."""
    links = [link for source in sources if source is not None for link in _error_links(source)]
    return {"links": links}


def _error_links(source: BaseForm | BaseFormSet) -> list[dict[str, str]]:
    """Errors of a form or a formset as {target, text}; target is empty for errors of the whole."""
    if isinstance(source, BaseFormSet):
        if not source.is_bound:
            return []
        whole = [{"target": "", "text": str(text)} for text in source.non_form_errors()]
        return whole + [link for form in source.forms for link in _error_links(form)]
    links = []
    for name in source.errors:
        bound = source[name] if name in source.fields else None
        target = _control_id(bound) if bound is not None and not bound.is_hidden else ""
        label = str(bound.label).rstrip("？：") if bound is not None else ""
        links += [
            {"target": target, "text": text if label in text else f"{label}：{text}"}
            for text in _error_texts(source, name)
        ]
    return links


def _error_texts(form: BaseForm, name: str) -> list[str]:
    """The errors of one field, Django's own sentence for an empty one in plainer words."""
    texts = []
    for error in form.errors.get(name, ErrorList()).as_data():
        empty = error.code == "required" and error.message == REQUIRED
        texts += ["这一项还没有填。"] if empty else [str(text) for text in error.messages]
    return texts


def _control_id(bound: BoundField) -> str:
    """The id of the first control of a field: a group of choices numbers its boxes from 0."""
    widget = bound.field.widget
    if bound.use_fieldset and not isinstance(widget, Input):
        return widget.id_for_label(bound.auto_id, index="0") or f"{bound.auto_id}_0"
    if isinstance(widget, MultiWidget):
        return f"{bound.auto_id}_0"
    return bound.auto_id


@register.simple_tag
def badge(kind: str, text: str) -> SafeString:
    """A status as word, shape and colour. `kind`: overdue, soon, ok, waiting, closed or note."""
    if kind not in BADGE_KINDS:
        raise template.TemplateSyntaxError(f"badge does not know the kind {kind!r}")
    return _badge(kind, str(text))


@lru_cache(maxsize=1_000)
def _badge(kind: str, text: str) -> SafeString:
    """Rendered once for each word: a list shows the same few of them in every row."""
    return render_to_string("ui/badge.html", {"kind": kind, "text": text})


@register.simple_tag
def due(due_at: dt.datetime | dt.date | None, now: dt.datetime) -> SafeString | str:
    """How long is left until a deadline (a day lasts to its midnight in Beijing), as a badge.

    Late: 超 3 小时, 超 2 天. Today and tomorrow: 临期. Later: 还有 5 天. None: nothing.
    """
    if due_at is None:
        return ""
    today = timezone.localdate(now)
    instant = due_at if isinstance(due_at, dt.datetime) else None
    day = timezone.localdate(instant) if instant else due_at
    left = (day - today).days
    if left < 0:
        return _badge("overdue", f"超 {-left} 天")
    if instant and instant <= now:
        return _badge("overdue", f"超 {_hours_or_minutes(now - instant)}")
    if left == 0:
        clock = timezone.localtime(instant).strftime(" %H:%M") if instant else ""
        return _badge("soon", f"今天{clock}")
    return _badge("soon" if left == 1 else "ok", f"还有 {left} 天")


def _hours_or_minutes(span: dt.timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    return f"{minutes // 60} 小时" if minutes >= 60 else f"{max(minutes, 1)} 分钟"


@register.filter
def money(value: Decimal | int | str | None) -> str:
    """Yuan with thousands separated and two places; nothing for nothing."""
    if value is None or value == "":
        return ""
    try:
        return f"{Decimal(str(value)):,.2f}"
    except InvalidOperation:
        return str(value)


@register.filter
def count(value: int | None) -> str:
    """A whole number with thousands separated."""
    return "" if value is None else f"{value:,}"


@register.filter
def date_cn(value: dt.datetime | dt.date | None) -> str:
    """2026年11月22日, without leading zeros, the day in Beijing."""
    day = _day(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


@register.filter
def month_day(value: dt.datetime | dt.date | None) -> str:
    """11月22日, for people who know which year it is."""
    day = _day(value)
    return f"{day.month}月{day.day}日" if day else ""


@register.filter
def short_date(value: dt.datetime | dt.date | None) -> str:
    """11-22, the day in Beijing."""
    day = _day(value)
    return day.strftime("%m-%d") if day else ""


@register.filter
def moment(value: dt.datetime | None, now: dt.datetime | None = None) -> str:
    """今天 08:00, 昨天 20:14, 11-21 10:05, 2025-11-21 10:05; without `now` always with the year."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    today = timezone.localdate(now) if now else None
    if today == local.date():
        return local.strftime("今天 %H:%M")
    if today == local.date() + dt.timedelta(days=1):
        return local.strftime("昨天 %H:%M")
    if today and today.year == local.year:
        return local.strftime("%m-%d %H:%M")
    return local.strftime("%Y-%m-%d %H:%M")


@register.filter
def since(value: dt.datetime | dt.date | None, now: dt.datetime) -> str:
    """How long something has lasted: 2 天 by calendar days, 3 小时 or 5 分钟 within one day."""
    day = _day(value)
    if value is None or day is None:
        return ""
    days = (timezone.localdate(now) - day).days
    if days > 0 or not isinstance(value, dt.datetime):
        return f"{max(days, 0)} 天"
    return _hours_or_minutes(now - value)


@register.filter
def lasting(value: dt.timedelta | None) -> str:
    """A length of time: 45 分钟, 3 小时, 2 天."""
    if value is None:
        return ""
    return f"{value.days} 天" if value.days else _hours_or_minutes(value)


def _day(value: dt.datetime | dt.date | None) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value
