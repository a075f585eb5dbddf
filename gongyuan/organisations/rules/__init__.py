from gongyuan.organisations.rules.institutions import (
    InstitutionDetails,
    institution_closing_obstacles,
    institution_obstacles,
)
from gongyuan.organisations.rules.texts import text_obstacles
from gongyuan.organisations.rules.units import (
    UnitDetails,
    children_level_obstacles,
    closing_obstacles,
    date_obstacles,
    level_obstacles,
    move_obstacles,
    path_obstacles,
    region_code_obstacles,
    unit_obstacles,
)

__all__ = [
    "InstitutionDetails",
    "UnitDetails",
    "children_level_obstacles",
    "closing_obstacles",
    "date_obstacles",
    "institution_closing_obstacles",
    "institution_obstacles",
    "level_obstacles",
    "move_obstacles",
    "path_obstacles",
    "region_code_obstacles",
    "text_obstacles",
    "unit_obstacles",
]
