"""Naming a unit or an institution: a tree is too long to choose from a list."""

import re

from django.core.exceptions import ValidationError
from django.db.models import Q

from gongyuan.organisations.choices import UnitKind
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries.places import region_names
from gongyuan.people.actor import Actor

CODE = re.compile(r"[0-9]{6}(?:[0-9]{3}){0,2}")
#: How many places of one name are told.
MOST_NAMED = 5


def place_code(typed: str) -> str:
    """The division code of a place as it is typed: its code, or its name as its union has it.

    Raises ValidationError for none and for more than one of the name.
    """
    if CODE.fullmatch(typed) or not typed:
        return typed
    federations = Unit.objects.filter(kind=UnitKind.FEDERATION, closed_on=None)
    for called in (
        Q(name=f"{typed}总工会"),
        Q(name__endswith=f"{typed}总工会"),
        Q(short_name=typed),
    ):
        codes = {*federations.filter(called).values_list("region_code", flat=True)[:MOST_NAMED]}
        if len(codes) == 1:
            return codes.pop()
        if codes:
            listed = "、".join(sorted(codes))
            raise ValidationError(f"不止一个地方叫这个名字，请写全称或者区划代码（{listed}）。")
    raise ValidationError("没有查到这个地方，请写全称（如舞钢市），或者6、9、12位区划代码。")


def place_called(code: str) -> str:
    """The name by which `place_code` finds a place again; its code where the name is not enough."""
    name = region_names([code]).get(code, "")
    try:
        return name if name and place_code(name) == code else code
    except ValidationError:
        return code


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


def institution_named(unit: Unit, typed: str) -> AidInstitution | None:
    """The open institution of a unit of this name, or the only one whose name has it; None for "".

    Raises ValidationError for none and for more than one.
    """
    wanted = typed.strip()
    if not wanted:
        return None
    ours = AidInstitution.objects.filter(unit=unit, closed_on=None).order_by("pk")
    found = list(ours.filter(name=wanted)[:1]) or list(ours.filter(name__contains=wanted)[:2])
    if len(found) == 1:
        return found[0]
    names = "、".join(ours.values_list("name", flat=True)[:MOST_NAMED])
    if not names:
        raise ValidationError(f"{unit.name}还没有登记机构。")
    raise ValidationError(f"{'不止一个机构符合' if found else '没有这个机构'}，请写名称：{names}。")
