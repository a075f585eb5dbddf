"""What is open in a union becomes the one's that takes it in."""

from typing import Any

from django.db import IntegrityError, models, transaction

from gongyuan.core.events import record_events
from gongyuan.core.refusals import Refused
from gongyuan.organisations.actions.days import effective_from
from gongyuan.organisations.actions.paths import ENDING, filed_paths, relocate, unprotected
from gongyuan.organisations.actions.taking import Merger
from gongyuan.organisations.models import AidInstitution, PassedOn, Unit
from gongyuan.organisations.queries.still_open import (
    HOLDERS,
    keys_to,
    rows_to_hand_on,
    tables_handed_on,
)

#: Of what both unions hold, so many are named.
MOST_NAMED = 3


class HandingOn:
    """What goes over from one union to the other, in the transaction of the merger."""

    def __init__(self, merger: Merger) -> None:
        self.unit, self.into, self.on = merger.unit, merger.into, merger.on
        self.actor, self.now = merger.actor, merger.now

    def hand_all_on(self) -> dict[str, int]:
        """Hand everything over; how many of what."""
        counts = {"下级组织": self._children(), "法律援助机构": self._institutions()}
        for model in tables_handed_on():
            keys = keys_to(model, Unit, HOLDERS)
            if keys:
                counts[str(model._meta.verbose_name)] = self._rows(model, keys)
        return {name: number for name, number in counts.items() if number}

    def _children(self) -> int:
        children = list(Unit.objects.filter(parent=self.unit, closed_on=None))
        for child in children:
            relocate(child, parent=self.into, on=self.on)
        return len(children)

    def _institutions(self) -> int:
        institutions = list(AidInstitution.objects.filter(unit=self.unit, closed_on=None))
        with effective_from(self.on):
            for one in institutions:
                one.unit, one.unit_path = self.into, self.into.path
                one.save(update_fields=["unit", "unit_path"])
        happened = ((one, {"from": self.unit.name, "to": self.into.name}) for one in institutions)
        code = "organisations.aidinstitution.pass_on"
        record_events(code, happened, actor=self.actor, now=self.now)
        return len(institutions)

    def _rows(self, model: type[models.Model], keys: list[str]) -> int:
        """Every key of a row to be handed on that names the union, and the path beside it."""
        ids = set(rows_to_hand_on(model, keys, self.unit, on=self.on).values_list("pk", flat=True))
        self._note_where_it_was(model, keys, ids)
        for key in keys:
            new: dict[str, Any] = {key: self.into}
            path = "unit_path" if key == "unit" else key.removesuffix("_unit") + ENDING
            if any(field.name == path for field in model._meta.concrete_fields):
                new[path] = self.into.path
            rows = model._base_manager.filter(pk__in=ids, **{key: self.unit})
            self._update(model, rows, new)
        self._followers(model, ids)
        return len(ids)

    def _note_where_it_was(self, model: type[models.Model], keys: list[str], ids: set[int]) -> None:
        if "unit" in keys:
            own = model._base_manager.filter(pk__in=ids, unit=self.unit)
            label = model._meta.label_lower
            PassedOn.objects.bulk_create(
                PassedOn(unit=self.unit, model=label, record_id=pk, until=self.on)
                for pk in own.values_list("pk", flat=True)
            )

    def _update(
        self, model: type[models.Model], rows: models.QuerySet[Any], new: dict[str, Any]
    ) -> None:
        try:
            with transaction.atomic(), unprotected(model):
                rows.update(**new)
        except IntegrityError as error:
            listed = "、".join(_held_twice(model, rows, new))
            raise Refused(
                f"有些“{model._meta.verbose_name}”两个工会都有：{listed}。"
                "合并后会重复，请先在其中一个工会结束。"
            ) from error

    def _followers(self, model: type[models.Model], ids: set[int]) -> None:
        """What belongs to such a row and names no union of its own is filed where that is."""
        for follower, path in filed_paths():
            if keys_to(follower, Unit):
                continue
            for key in keys_to(follower, model):
                rows = follower._base_manager.filter(
                    **{f"{key}__in": ids, f"{path}__startswith": self.unit.path}
                )
                self._update(follower, rows, {path: self.into.path})


def _held_twice(
    model: type[models.Model], rows: models.QuerySet[Any], new: dict[str, Any]
) -> list[str]:
    """The first few rows that cannot be the other union's, by their names: tried one by one.

    Every domain answers for what both may hold (`organisations.queries.doubles`); this is for what
    somebody else wrote down in the very moment.
    """
    found: list[str] = []
    for row in rows.order_by("pk"):
        try:
            with transaction.atomic(), unprotected(model):
                rows.filter(pk=row.pk).update(**new)
        except IntegrityError:
            found.append(str(row))
        if len(found) == MOST_NAMED:
            return [*found, "等"]
    return found
