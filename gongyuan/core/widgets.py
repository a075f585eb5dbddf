from typing import Any

from django.forms import Select
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class PlainSelect(Select):
    """A list to choose from, without groups, written in one go: Django's own takes three templates
    a line, which a page of a list feels."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = set(self.format_value(value))
        lines = (
            (key, SELECTED if str(key) in chosen else "", label) for key, label in self.choices
        )
        options = format_html_join("", '<option value="{}"{}>{}</option>', lines)
        flat = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", flat, options)


SELECTED = mark_safe(" selected")  # noqa: S308 - a constant
