"""Naming a unit: a tree is too long to choose from a list."""

from django.core.exceptions import ValidationError

from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor


def unit_named(actor: Actor, typed: str) -> Unit:
    """The open unit within sight of this name, short name or division code; the own one for "".

    Raises ValidationError for none and for more than one.
    """
    mine = Unit.objects.visible_to(actor).filter(closed_on=None)
    if not typed:
        own = mine.filter(pk=actor.unit_id or 0).first()
        if own is not None:
            return own
    for way in ("name", "short_name", "region_code"):
        found = list(mine.filter(**{way: typed})[:2])
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise ValidationError("有不止一个单位符合，请写全称。")
    raise ValidationError("本单位和下级里没有这个单位。")
