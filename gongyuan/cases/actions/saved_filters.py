"""Filters kept by name for one account. They change no record, so no event tells of them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongyuan.cases.models import SavedFilter
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actor import Actor
from gongyuan.people.models import User

#: More would be a list to search in itself.
MOST_SAVED = 12


@transaction.atomic
def save_filter(
    *, name: str, chosen: Mapping[str, str], actor: Actor, now: datetime
) -> SavedFilter:
    """Keep a filter of the list of cases under a name for the account.

    Refuses an empty filter, a name the account has given to another one, and more than MOST_SAVED.
    The same filter under the same name is kept once.
    """
    mine = _own(actor)
    same = next((one for one in mine if one.name == name), None)
    if same is not None and same.chosen == dict(chosen):
        return same
    refuse_if([] if chosen else ["还没有选条件，没有可以保存的。"])
    refuse_if(_name_obstacles(name, mine), field="name")
    if len(mine) >= MOST_SAVED:
        raise Refused(f"最多保存{MOST_SAVED}个，请先删去不用的。")
    owner = actor.user_id or 0
    return SavedFilter.objects.create(user_id=owner, name=name, chosen=dict(chosen), saved_at=now)


@transaction.atomic
def rename_filter(*, saved: SavedFilter, name: str, actor: Actor, now: datetime) -> SavedFilter:
    """Give a saved filter another name; refuses one that another of the account's has."""
    others = [one for one in _own(actor) if one.pk != saved.pk]
    refuse_if(_name_obstacles(name, others), field="name")
    saved.name = name
    saved.save(update_fields=["name"])
    return saved


@transaction.atomic
def delete_filter(*, saved: SavedFilter, actor: Actor, now: datetime) -> None:
    """Forget a saved filter; one already gone is no fault."""
    SavedFilter.objects.handled_by(actor).filter(pk=saved.pk).delete()


def _own(actor: Actor) -> list[SavedFilter]:
    """The account's filters; the lock on the account lets one change follow the other."""
    User.objects.select_for_update(of=("self",)).get(pk=actor.user_id or 0)
    return list(SavedFilter.objects.visible_to(actor))


def _name_obstacles(name: str, others: list[SavedFilter]) -> list[str]:
    return ["已经有这个名称的筛选了。"] if any(one.name == name for one in others) else []
