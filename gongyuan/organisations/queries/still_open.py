"""What keeps a union or an institution from ending: what in it is not yet done, of any domain.

A table says so itself: its query set offers `still_open(on=…)`, the rows in which on that day
something is to be done or held. What keeps no union from ending and yet needs somebody to see to
it after a merger, it offers as `goes_over(on=…)`, those still open among them. So upper domains
are asked, and none is known here.
"""

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from gongyuan.core.counting import capped_counts
from gongyuan.organisations.models import AidInstitution, Unit

#: More of one kind than any union has.
MOST_COUNTED = 9_999_999

#: The union that acts on a record, has to answer it, asked for it, looks after whom it is about.
HOLDERS = (
    *("unit", "to_unit", "asker", "county", "home_unit"),
    *("checked_by_unit", "decided_by_unit", "cost_proposed_by"),
)


def tables_with_open_rows() -> list[type[models.Model]]:
    """The tables that say which of their rows are still open."""
    return [model for model in apps.get_models() if _offers(model, "still_open")]


def tables_handed_on() -> list[type[models.Model]]:
    """The tables that say which of their rows another union takes over."""
    return [
        model
        for model in apps.get_models()
        if _offers(model, "still_open") or _offers(model, "goes_over")
    ]


def _offers(model: type[models.Model], question: str) -> bool:
    return hasattr(getattr(model, "objects", None), question)


def keys_to(
    model: type[models.Model], target: type[models.Model], names: tuple[str, ...] = ()
) -> list[str]:
    """The keys of a table to another, those of these names if any are given."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.related_model is target and (not names or field.name in names)
    ]


def open_rows(
    model: type[models.Model], keys: list[str], holder: models.Model, *, on: date
) -> models.QuerySet[Any]:
    """The rows of a table that are still open on a day and held by this union or institution."""
    rows: models.QuerySet[Any] = _held(model, keys, holder).still_open(on=on)
    return rows


def rows_to_hand_on(
    model: type[models.Model], keys: list[str], unit: Unit, *, on: date
) -> models.QuerySet[Any]:
    """The rows of a table held by a union that another takes over on a day."""
    rows = _held(model, keys, unit)
    ask = rows.goes_over if _offers(model, "goes_over") else rows.still_open
    found: models.QuerySet[Any] = ask(on=on)
    return found


def _held(model: type[models.Model], keys: list[str], holder: models.Model) -> Any:
    held = Q()
    for key in keys:
        held |= Q(**{key: holder})
    return model.objects.filter(held)  # type: ignore[attr-defined] # every table has them


def still_open_in(holder: Unit | AidInstitution, *, on: date) -> dict[str, int]:
    """How many rows are still open in a union or institution on a day, by what they are called.

    One statement, however many tables there are.
    """
    names = HOLDERS if isinstance(holder, Unit) else ()
    found = {}
    for model in tables_with_open_rows():
        keys = keys_to(model, type(holder), names)
        if keys:
            found[str(model._meta.verbose_name)] = open_rows(model, keys, holder, on=on)
    return _counted(found)


def _counted(rows: dict[str, models.QuerySet[Any]]) -> dict[str, int]:
    counts = capped_counts(rows, most=MOST_COUNTED)
    return {name: counts[name] for name in rows if counts[name]}


def left_open(unit: Unit, *, on: date) -> dict[str, int]:
    """How many of what keeps a union from ending on a day, by what it is called."""
    return _counted(_below(unit)) | still_open_in(unit, on=on)


def goes_over(unit: Unit, *, on: date) -> dict[str, int]:
    """How many of what a union's merger on a day hands on, by what it is called."""
    found = _below(unit)
    for model in tables_handed_on():
        keys = keys_to(model, Unit, HOLDERS)
        if keys:
            found[str(model._meta.verbose_name)] = rows_to_hand_on(model, keys, unit, on=on)
    return _counted(found)


def _below(unit: Unit) -> dict[str, models.QuerySet[Any]]:
    return {
        "下级组织": Unit.objects.filter(parent=unit, closed_on=None),
        "法律援助机构": AidInstitution.objects.filter(unit=unit, closed_on=None),
    }
