"""One row, locked, from the scope of those who may act on it."""

from typing import Any

from django.core.exceptions import PermissionDenied

from gongyuan.panel.models.scopes import PanelQuerySet
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


def locked(model: Any, pk: int, actor: Actor, *related: str) -> Any:
    """The row with this key as the database has it now, held until the transaction ends.

    Raises DoesNotExist for a row out of the actor's reach.
    """
    rows: PanelQuerySet = model.objects.handled_by(actor)
    return rows.select_related(*related).select_for_update(of=("self",)).get(pk=pk)


def demand(actor: Actor, power: Capability) -> None:
    """Forbid what the actor has not the power for."""
    if not actor.can(power):
        raise PermissionDenied(power)
