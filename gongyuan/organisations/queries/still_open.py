"""What keeps a union or an institution from ending: what in it is not yet done, of any domain.

A table says so itself: its query set offers `still_open(on=…)`, the rows in which on that day
something is to be done or held. So upper domains are asked, and none is known here.
"""

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from gongyuan.organisations.models import AidInstitution, Unit

#: The union that acts on a record, and the one that has to answer it.
HOLDERS = ("unit", "to_unit")


def tables_with_open_rows() -> list[type[models.Model]]:
    """The tables that say which of their rows are still open."""
    return [
        model
        for model in apps.get_models()
        if hasattr(getattr(model, "objects", None), "still_open")
    ]


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
    held = Q()
    for key in keys:
        held |= Q(**{key: holder})
    rows: models.QuerySet[Any] = model.objects.filter(held).still_open(on=on)  # type: ignore[attr-defined] # asked before
    return rows


def still_open_in(holder: Unit | AidInstitution, *, on: date) -> dict[str, int]:
    """How many rows are still open in a union or institution on a day, by what they are called."""
    names = HOLDERS if isinstance(holder, Unit) else ()
    found = {}
    for model in tables_with_open_rows():
        keys = keys_to(model, type(holder), names)
        number = open_rows(model, keys, holder, on=on).count() if keys else 0
        if number:
            found[str(model._meta.verbose_name)] = number
    return found


def goes_over(unit: Unit, *, on: date) -> dict[str, int]:
    """How many of what a union's merger on a day hands on, by what it is called."""
    found = {
        "下级组织": Unit.objects.filter(parent=unit, closed_on=None).count(),
        "法律援助机构": AidInstitution.objects.filter(unit=unit, closed_on=None).count(),
        **still_open_in(unit, on=on),
    }
    return {name: number for name, number in found.items() if number}
