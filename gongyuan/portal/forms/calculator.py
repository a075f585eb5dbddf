"""A calculator's questions as a form that works without scripts, and back to its input."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.forms import BoundField

from gongyuan.law.amounts import amount_obstacles, parsed_amount
from gongyuan.law.calculation import Result
from gongyuan.law.figures import NO_FIGURES, FigureTable
from gongyuan.law.inputs import InputErrors, read_input
from gongyuan.law.registry import Calculator
from gongyuan.portal import rules
from gongyuan.portal.asked_fields import CODE, EMPTY_ROWS, Asked, asked_of, cell, shown
from gongyuan.portal.forms.asked import Regions, code_field, field_for

#: The button that adds rows to a list sends the list's name so.
MORE = "more"


class CalculatorForm(forms.Form):
    """Fields are named by their place in the input: `started_on`, `hours-0-day`.

    `regions` are (code, name, whether it heads those below it). Lists show as many rows as were
    sent or known, and some empty ones; `more` names the list to lengthen.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        calculator: Calculator,
        figures: FigureTable = NO_FIGURES,
        regions: Regions = (),
        **kwargs: Any,
    ) -> None:
        self.calculator, self.figures, self.regions = calculator, figures, regions
        self.result: Result | None = None
        self._places: dict[str, str] = {}
        self.questions = asked_of(calculator.input)
        self.more = (data or {}).get(MORE, "")
        typed = dict(data.items()) if data else {}
        if self.more:
            kwargs["initial"], data = typed, None
        super().__init__(data, **kwargs)
        self.typed: Mapping[str, Any] = typed or self.initial
        self._rows: dict[str, int] = {}
        for asked in self.questions:
            self._add(asked, asked.name)

    def _add(self, asked: Asked, name: str, *, may_be_empty: bool = False, row: int = -1) -> None:
        if asked.kind == "group":
            for part in asked.columns:
                self._add(part, f"{name}-{part.name}", may_be_empty=not asked.is_required)
        elif asked.kind == "rows":
            self._add_rows(asked, name)
        else:
            is_required = asked.is_required and not may_be_empty
            self.fields[name] = field_for(asked, self.regions, is_required=is_required, row=row)
            if asked.kind == "region":
                self.fields[f"{name}-{CODE}"] = code_field()

    def _add_rows(self, asked: Asked, name: str) -> None:
        self._rows[name] = self._row_count(asked, name)
        for place in range(self._rows[name]):
            for column in asked.columns:
                self._add(column, cell(name, place, column), may_be_empty=True, row=place)

    def _row_count(self, asked: Asked, name: str) -> int:
        prefix = f"{name}-"
        places = [
            int(rest[0])
            for key in self.typed
            if key.startswith(prefix) and (rest := key[len(prefix) :].split("-"))[0].isdecimal()
        ]
        shown = max(places, default=-1) + 1
        added = EMPTY_ROWS if self.more == name or not shown else 0
        return min(max(shown + added, 1), asked.most)

    # --- to the page -----------------------------------------------------------------------------

    def parts(self) -> Iterator[dict[str, Any]]:
        """What the page shows: what must be known first, then what makes the answer closer."""
        for is_required in (True, False):
            asked = [one for one in self.questions if one.is_required is is_required]
            if asked and not is_required and len(asked) < len(self.questions):
                yield {"heading": "知道就填，算得更准"}
            for one in asked:
                yield self._part(one)

    def _part(self, asked: Asked) -> dict[str, Any]:
        """A single field, a group or a list of rows."""
        if asked.kind == "rows":
            return self._list_shown(asked)
        if asked.kind == "group":
            return {"title": asked.title, "help": asked.help, "fields": list(self._under(asked))}
        return {"fields": list(self._shown_of(asked, asked.name))}

    def _list_shown(self, asked: Asked) -> dict[str, Any]:
        rows = []
        for place in range(self._rows[asked.name]):
            shown = []
            for column in asked.columns:
                for one in self._shown_of(column, cell(asked.name, place, column)):
                    label = f"第 {place + 1} 项" if asked.is_plain else ""
                    shown.append({**one, "label": label})
            rows.append(shown)
        full = self._rows[asked.name] >= asked.most
        return {
            "title": asked.title,
            "help": asked.help,
            "rows": rows,
            "more": "" if full else asked.name,
            "errors": self.errors.get(f"{asked.name}-list", []) if self.is_bound else [],
        }

    def _under(self, asked: Asked) -> Iterator[dict[str, Any]]:
        for part in asked.columns:
            yield from self._shown_of(part, f"{asked.name}-{part.name}")

    def _shown_of(self, asked: Asked, name: str) -> Iterator[dict[str, Any]]:
        field: BoundField = self[name]
        size = "s" if asked.kind in ("yuan", "number", "whole") else ""
        yield {"field": field, "unit": asked.unit, "size": size}
        if asked.kind == "region":
            code = self[f"{name}-{CODE}"]
            yield {
                "field": code,
                "size": "s",
                "folded": "上面没有我的地方",
                "is_open": code.value(),
            }

    # --- to the input ----------------------------------------------------------------------------

    def _object(self, asked: Sequence[Asked], prefix: str, place: str) -> dict[str, Any]:
        """The fields below a place of the input as a JSON object; the empty ones are left out."""
        found: dict[str, Any] = {}
        for one in asked:
            name, path = f"{prefix}{one.name}", f"{place}{one.name}"
            value = self._value(one, name, path)
            if value is not None:
                found[one.name] = value
        return found

    def _value(self, asked: Asked, name: str, path: str) -> Any:
        self._places[path] = name
        if asked.kind == "group":
            found = self._object(asked.columns, f"{name}-", f"{path}.")
            return found if found or asked.is_required else None
        if asked.kind == "rows":
            self._places[path] = f"{name}-list"
            rows = list(self._row_values(asked, name, path))
            return rows if rows or asked.is_required else None
        return self._plain(asked, name)

    def _row_values(self, asked: Asked, name: str, path: str) -> Iterator[Any]:
        """The rows that are not empty; their places in the input are those of the page anew."""
        kept = 0
        for place in range(self._rows[name]):
            below = f"{path}.{kept}"
            if asked.is_plain:
                value = self._value(asked.columns[0], f"{name}-{place}", below)
            else:
                value = self._object(asked.columns, f"{name}-{place}-", f"{below}.")
                value = value if self._is_filled(asked, name, place) else None
            if value is not None:
                kept += 1
                yield value

    def _is_filled(self, asked: Asked, name: str, place: int) -> bool:
        """Whether anything beyond what stands there by itself was typed into a row."""
        for column in asked.columns:
            typed = self.cleaned_data.get(cell(name, place, column), "")
            if typed not in ("", shown(column.default)):
                return True
        return False

    def _plain(self, asked: Asked, name: str) -> Any:
        typed = str(self.cleaned_data.get(name) or "").strip()
        if asked.kind == "region":
            typed = str(self.cleaned_data.get(f"{name}-{CODE}") or "").strip() or typed
        if not typed:
            return None
        if asked.kind == "yes_no":
            return typed == "yes"
        if asked.kind == "yuan":
            return self._amount(name, typed)
        return self._day(name, typed) if asked.kind == "day" else typed

    def _amount(self, name: str, typed: str) -> str | None:
        obstacles = amount_obstacles(typed)
        if obstacles:
            self.add_error(name, obstacles)
            return None
        return str(parsed_amount(typed))

    def _day(self, name: str, typed: str) -> str | None:
        found = rules.typed_date(typed)
        if found is None:
            self.add_error(name, "看不懂这个日期，请照这样写：2026年3月15日。")
        elif not found[1]:
            self.add_error(name, "请写到哪一天。记不清的，先按当月1日算。")
        else:
            return found[0].isoformat()
        return None

    def clean(self) -> dict[str, Any]:
        """Compute, so that what the law says of the input stands beside the fields too."""
        self.given = self._object(self.questions, "", "")
        try:
            if self.errors:
                read_input(self.calculator.input, self.given)
            else:
                self.result = self.calculator.run(self.given, self.figures)
        except InputErrors as wrong:
            for path, sentence in wrong.errors.items():
                self._say(path, sentence)
        return self.cleaned_data

    def _say(self, path: str, sentence: str) -> None:
        name = self._places.get(path, path)
        if name.endswith("-list"):
            self._errors_of_list(name, sentence)
        elif name in self.fields:
            if name not in self.errors:
                self.add_error(name, sentence)
        else:
            self.add_error(None, sentence)

    def _errors_of_list(self, name: str, sentence: str) -> None:
        errors = cast(dict[str, Any], self.errors)
        errors.setdefault(name, self.error_class()).append(sentence)
