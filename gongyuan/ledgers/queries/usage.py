"""Whether anything hangs on what an import wrote."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, OuterRef

from gongyuan.ledgers.kinds.kind import Kind
from gongyuan.ledgers.models import Ledger, LedgerEntry, LedgerRow

#: Rows named to whoever wants to undo.
MOST_NAMED = 50


@dataclass(frozen=True, kw_only=True)
class Use:
    """A row of the ledger whose record is in use, and by what."""

    sheet: str
    number: int
    what: str


def uses(ledger: Ledger, kind: Kind) -> list[Use]:
    """The rows that cannot be taken back, at most MOST_NAMED: something made since hangs on the
    record, or it was changed since."""
    found: dict[tuple[int, str], None] = {}
    for model in kind.models:
        if model in kind.shared:
            continue
        because = (
            *_hanging(ledger, kind, model),
            *_changed(ledger, model),
            *_confirmed(ledger, kind, model),
        )
        for position, what in because:
            found[position, what] = None
            if len(found) >= MOST_NAMED:
                break
    rows = LedgerRow.objects.filter(ledger=ledger, position__in={place for place, _ in found})
    places = {row.position: (row.sheet, row.number) for row in rows}
    return [
        Use(sheet=places[position][0], number=places[position][1], what=what)
        for position, what in sorted(found)
        if position in places
    ]


def created(ledger: Ledger, model: type[models.Model]) -> models.QuerySet[LedgerEntry]:
    """What the import of a ledger created of a model."""
    return LedgerEntry.objects.filter(ledger=ledger, model=model._meta.label_lower, is_new=True)


def created_ids(ledger: Ledger, model: type[models.Model]) -> models.QuerySet[Any]:
    """The ids of what the import created of a model."""
    return created(ledger, model).values("object_id")


def relations(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Every model with a key to this one, and the key's name; history tables are no users."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        user = relation.related_model
        if isinstance(user, type) and _is_kept(user):
            yield user, relation.field.name  # type: ignore[union-attr] # a reverse relation


def _is_kept(model: type[models.Model]) -> bool:
    """Whether its rows are records of their own: neither history nor a view of other tables."""
    options = model._meta
    return options.managed and not options.proxy and not hasattr(model, "pgh_tracked_model")


def using(
    ledger: Ledger, kind: Kind, model: type[models.Model]
) -> Iterator[tuple[type[models.Model], str, models.QuerySet[Any]]]:
    """Rows with a key to what the import created of a model, beyond what came with it."""
    for user, key in relations(model):
        rows = user._base_manager.filter(**{f"{key}__in": created_ids(ledger, model)})
        if user in kind.models:
            came_along = created(ledger, user).filter(object_id=OuterRef("pk"))
            rows = rows.filter(~Exists(came_along))
        for part, owner in kind.parts:
            if part is user:
                rows = rows.filter(~_is_part(ledger, kind, part, owner))
        yield user, key, rows


def _is_part(ledger: Ledger, kind: Kind, part: type[models.Model], owner: str) -> models.Q:
    """That a row belongs to something the import created, and goes with it."""
    owners = part._meta.get_field(owner).related_model
    whose = models.Q(Exists(created(ledger, owners).filter(object_id=OuterRef(f"{owner}_id"))))  # type: ignore[arg-type] # a key
    # Of a register of everybody's only what was noted for the unit of the ledger came with it.
    return whose & models.Q(unit=ledger.unit_id) if owners in kind.shared else whose


def _hanging(ledger: Ledger, kind: Kind, model: type[models.Model]) -> Iterator[tuple[int, str]]:
    for user, key, rows in using(ledger, kind, model):
        ids = list(rows.values_list(f"{key}_id", flat=True).distinct()[:MOST_NAMED])
        if ids:
            what = f"有{user._meta.verbose_name}"
            places = created(ledger, model).filter(object_id__in=ids)
            yield from ((place, what) for place in places.values_list("position", flat=True))


def _confirmed(ledger: Ledger, kind: Kind, model: type[models.Model]) -> Iterator[tuple[int, str]]:
    """Records of the import that somebody has put the own name to since."""
    for owner, condition, what in kind.confirmed:
        if owner is model:
            wanted = model._base_manager.filter(condition, pk=OuterRef("object_id"))
            rows = created(ledger, model).filter(Exists(wanted))
            yield from ((place, what) for place in rows.values_list("position", flat=True))


def _changed(ledger: Ledger, model: type[models.Model]) -> Iterator[tuple[int, str]]:
    """Records that the import changed and somebody has changed again since."""
    entries = LedgerEntry.objects.filter(ledger=ledger, model=model._meta.label_lower)
    altered = {entry.object_id: entry for entry in entries.filter(is_new=False)}
    for record in model._base_manager.filter(pk__in=altered):
        entry = altered[record.pk]
        written = {name: pair[1] for name, pair in json.loads(entry.changes).items()}
        if written != as_json({name: getattr(record, name) for name in written}):
            yield entry.position, "导入以后又改过"


def as_json(values: dict[str, Any]) -> dict[str, Any]:
    """Values as they are kept with an entry."""
    read: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return read


def model_called(label: str) -> type[models.Model]:
    """The model of a label kept with an entry."""
    return apps.get_model(label)
