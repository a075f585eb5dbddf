from gongyuan.reporting.views.fast_lane import fast_lane
from gongyuan.reporting.views.returns import (
    return_acceptance,
    return_figures,
    return_list,
    return_remarks,
    return_submission,
)
from gongyuan.reporting.views.stations import station_activity, station_activity_export
from gongyuan.reporting.views.table import (
    return_cell,
    return_export,
    return_print,
    return_roster,
    return_table,
)

__all__ = [
    "fast_lane",
    "return_acceptance",
    "return_cell",
    "return_export",
    "return_figures",
    "return_list",
    "return_print",
    "return_remarks",
    "return_roster",
    "return_submission",
    "return_table",
    "station_activity",
    "station_activity_export",
]
