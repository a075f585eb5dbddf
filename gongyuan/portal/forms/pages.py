"""What the pages of a document share: fields that may stay empty, and rows that can be added."""

from datetime import date
from typing import Any

from django import forms

from gongyuan.drafting.choices import DraftKind

ROWS, MOST_ROWS = 3, 30
PLAIN = {"autocomplete": "off"}
#: Fields of a row that hold a number.
SHORT = frozenset({"amount", "pages"})


def line(label: str, *, most: int = 120, **told: Any) -> forms.CharField:
    """One line that may stay empty; `inputmode` is its keyboard."""
    told.setdefault("required", False)
    keyboard = told.pop("inputmode", "")
    attrs = {**PLAIN, "inputmode": keyboard} if keyboard else PLAIN
    return forms.CharField(
        label=label, max_length=most, widget=forms.TextInput(attrs=attrs), **told
    )


def day(label: str) -> forms.CharField:
    """A day as people type it."""
    return line(label, most=20, help_text="照这样写：2026年3月15日，或者20260315。")


class DocumentForm(forms.Form):
    """One page: `title`, `why`; its answer is kept under the name of the step."""

    title = ""
    why = ""
    #: Under which the answers are kept.
    step = ""
    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        kind: DraftKind,
        told: dict[str, Any],
        kinds: set[str],
        today: date,
        **kwargs: Any,
    ) -> None:
        self.kind, self.told, self.kinds, self.today = kind, told, kinds, today
        super().__init__(data, **kwargs)

    def kept(self) -> Any:
        """What is kept of this page; what only other documents ask of it stays."""
        return {**self.told.get(self.step, {}), **self.cleaned_data}

    def refuse(self, name: str, reasons: list[str]) -> None:
        for reason in reasons:
            self.add_error(name, reason)


class RowsForm(DocumentForm):
    """A page with rows: as many as are filled, and some empty ones; empty rows are left out."""

    row_fields: dict[str, Any] = {}

    def __init__(self, data: Any = None, *, rows: list[dict[str, Any]], **kwargs: Any) -> None:
        self.more = bool(data and data.get("more"))
        typed = dict(data.items()) if data else {}
        if self.more:
            data = None
        initial = {
            f"{place}-{name}": v for place, row in enumerate(rows) for name, v in row.items()
        }
        super().__init__(data, initial={**initial, **typed}, **kwargs)
        places = [int(key.partition("-")[0]) for key in typed or initial if key[:1].isdecimal()]
        shown = max(places, default=-1) + 1
        self.row_count = min(shown + (ROWS if self.more or not shown else 0), MOST_ROWS)
        for place in range(self.row_count):
            for name, make in self.row_fields.items():
                self.fields[f"{place}-{name}"] = field = make()
                field.help_text = "" if place else field.help_text

    def rows_shown(self) -> list[list[dict[str, Any]]]:
        return [
            [
                {"field": self[f"{place}-{name}"], "size": "s" if name in SHORT else ""}
                for name in self.row_fields
            ]
            for place in range(self.row_count)
        ]

    def rows(self) -> list[tuple[int, dict[str, Any]]]:
        """The rows in which anything was typed, with their places."""
        found = []
        for place in range(self.row_count):
            row = {name: self.cleaned_data.get(f"{place}-{name}") for name in self.row_fields}
            if any(row.values()):
                found.append((place, row))
        return found
