"""The stations with their last activity, as Excel."""

from collections.abc import Iterable
from typing import Any

from gongyuan.core.sheets import writing
from gongyuan.core.sheets.columns import Column

COLUMNS = (
    Column(name="name", heading="机构", how="", example="", width=36),
    Column(name="unit", heading="所属工会", how="", example="", width=36),
    Column(name="kind", heading="类别", how="", example="", width=16),
    Column(name="opened_on", heading="设立", how="", example="", width=12),
    Column(name="last_case", heading="最近办案", how="", example="", width=12),
    Column(name="last_consultation", heading="最近咨询", how="", example="", width=12),
    Column(name="last_duty", heading="最近值班", how="", example="", width=12),
    Column(name="phone", heading="电话", how="", example="", width=18),
)


def written(stations: Iterable[Any]) -> bytes:
    """A line for each of `queries.stations.stations_by_life`; 没有 where nothing was ever done."""
    rows = (
        {
            "name": one.name,
            "unit": one.unit.name,
            "kind": one.get_kind_display(),
            "opened_on": str(one.opened_on),
            "last_case": str(one.last_case or "没有"),
            "last_consultation": str(one.last_consultation or "没有"),
            "last_duty": str(one.last_duty or "没有"),
            "phone": one.phone,
        }
        for one in stations
    )
    return writing.written("站点活动", COLUMNS, rows)
