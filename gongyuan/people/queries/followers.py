"""Every table that points at a person or an employer, found by its foreign keys."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from gongyuan.people.actor import Actor


def followers(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    """The foreign keys of any table to a model, in the order of their names.

    Taken from the models, so that a new table follows by itself. Tables of history stay as they
    were: they say what was, and the entry that was merged remains.
    """
    relations: list[Any] = list(model._meta.get_fields(include_hidden=True))
    found: list[models.ForeignKey[Any, Any]] = [
        relation.field
        for relation in relations
        if relation.auto_created
        and not relation.concrete
        and (relation.one_to_many or relation.one_to_one)
        and not hasattr(relation.related_model, "pgh_tracked_model")
    ]
    return sorted(found, key=name_of)


def name_of(field: models.ForeignKey[Any, Any]) -> str:
    """A foreign key by its full name: cases.applicant.worker."""
    return f"{field.model._meta.label_lower}.{field.name}"


def follower_named(model: type[models.Model], name: str) -> models.ForeignKey[Any, Any] | None:
    """The foreign key of this full name; None for one that is no longer there."""
    return next((field for field in followers(model) if name_of(field) == name), None)


def pointing_at(field: models.ForeignKey[Any, Any], pk: int) -> models.QuerySet[Any]:
    """All rows that point at an entry, those that a table's own manager hides too."""
    return field.model._base_manager.filter(**{field.attname: pk})


def counts_of(record: models.Model) -> list[tuple[str, int]]:
    """How many rows of each table hang on an entry, by the table's term; empty ones left out."""
    found = []
    for field in followers(type(record)):
        count = pointing_at(field, record.pk).count()
        if count:
            found.append((str(field.model._meta.verbose_name), count))
    return found


def is_all_in_sight(actor: Actor, *records: models.Model) -> bool:
    """Whether everything that hangs on these entries lies within the actor's subtree.

    A table is judged by its own path or by that of the record it belongs to; one without either,
    such as a register shared by all, hides nothing.
    """
    if not actor.unit_path:
        return False
    for record in records:
        for field in followers(type(record)):
            for path in _paths(field):
                rows = pointing_at(field, record.pk).exclude(**{f"{path}__isnull": True})
                if rows.exclude(**{f"{path}__startswith": actor.unit_path}).exists():
                    return False
    return True


def _paths(field: models.ForeignKey[Any, Any]) -> Iterator[str]:
    owner = field.model
    if _has_path(owner):
        yield "unit_path"
        return
    for other in owner._meta.get_fields():
        is_key = isinstance(other, models.ForeignKey) and other is not field
        if is_key and _has_path(other.related_model):
            yield f"{other.name}__unit_path"


def _has_path(model: Any) -> bool:
    return any(field.name == "unit_path" for field in model._meta.get_fields())
