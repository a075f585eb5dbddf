"""The unions of a file of divisions, for the demonstration and for a first installation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from gongyuan.core.refusals import refuse_if
from gongyuan.organisations.actions.units import allot_ids, count_children, hold_tree, unsaved_unit
from gongyuan.organisations.models import Unit
from gongyuan.organisations.rules import UnitDetails


@transaction.atomic
def found_unions(
    *, unions: Iterable[tuple[UnitDetails, str]], actor: Any, now: datetime
) -> dict[str, Unit]:
    """Plant whole trees at once; the unions by place code. Done at the console, by no post.

    `unions`: details and the place code of the superior, superiors first, "" for the top (as
    `queries.unions_of_divisions()` gives them). A federation that stands already is kept as it
    is, so a second run plants nothing. Refuses an actor who holds a post. Writes no event: the
    day a union was founded is not the day it was loaded.
    """
    refuse_if(["最上级组织只能在安装时设立。"] if actor.post_id else [])
    hold_tree(whole=True)
    wanted = list(unions)
    codes = [details.region_code for details, _ in wanted]
    found = {
        unit.region_code: unit
        for unit in Unit.objects.filter(region_code__in=codes, closed_on=None)
    }
    fresh = []
    for (details, above), pk in zip(wanted, allot_ids(len(wanted)), strict=True):
        if details.region_code not in found:
            unit = unsaved_unit(details, pk=pk, parent=found[above] if above else None)
            found[details.region_code] = unit
            fresh.append(unit)
    Unit.objects.bulk_create(fresh)
    count_children(unit.pk for unit in found.values())
    return found
