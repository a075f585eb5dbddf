"""The unions without an institution of a kind, or with one, as Excel."""

from collections.abc import Iterable

from gongyuan.core.sheets import writing
from gongyuan.core.sheets.columns import Column
from gongyuan.organisations.models import UnitStretch

COLUMNS = (
    Column(name="name", heading="工会", how="", example="", width=36),
    Column(name="parent", heading="上级工会", how="", example="", width=36),
    Column(name="level", heading="层级", how="", example="", width=16),
    Column(name="region_code", heading="区划代码", how="", example="", width=14),
    Column(name="phone", heading="电话", how="", example="", width=18),
    Column(name="address", heading="地址", how="", example="", width=40),
)


def written(unions: Iterable[UnitStretch], *, within: str) -> bytes:
    """A line for each union as it was on the day asked for; phone and address are today's.

    A union that has left the subtree `within` since is named without them.
    """
    rows = (
        {
            "name": one.name,
            "parent": one.parent.name if one.parent else "",
            "level": one.get_level_display(),
            "region_code": one.region_code,
            "phone": one.unit.phone if one.unit.path.startswith(within) else "",
            "address": one.unit.address if one.unit.path.startswith(within) else "",
        }
        for one in unions
    )
    return writing.written("工会", COLUMNS, rows)
