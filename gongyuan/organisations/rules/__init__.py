from gongyuan.organisations.rules.agreements import (
    AgreementDetails,
    agreement_obstacles,
    early_end_obstacles,
    remind_on,
    renewal_obstacles,
    standing,
)
from gongyuan.organisations.rules.institutions import (
    InstitutionDetails,
    institution_closing_obstacles,
    institution_obstacles,
    institution_reopening_obstacles,
)
from gongyuan.organisations.rules.texts import (
    text_obstacles,
)
from gongyuan.organisations.rules.units import (
    Place,
    UnitDetails,
    change_day_obstacles,
    children_level_obstacles,
    closing_obstacles,
    date_obstacles,
    level_obstacles,
    merging_obstacles,
    move_obstacles,
    path_obstacles,
    region_code_obstacles,
    still_open_obstacles,
    unit_obstacles,
)

__all__ = [
    "AgreementDetails",
    "InstitutionDetails",
    "Place",
    "UnitDetails",
    "agreement_obstacles",
    "change_day_obstacles",
    "children_level_obstacles",
    "closing_obstacles",
    "date_obstacles",
    "early_end_obstacles",
    "institution_closing_obstacles",
    "institution_obstacles",
    "institution_reopening_obstacles",
    "level_obstacles",
    "merging_obstacles",
    "move_obstacles",
    "path_obstacles",
    "region_code_obstacles",
    "remind_on",
    "renewal_obstacles",
    "standing",
    "still_open_obstacles",
    "text_obstacles",
    "unit_obstacles",
]
