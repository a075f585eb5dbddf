from gongyuan.organisations.queries.agreements import (
    agreement_details,
    agreement_list,
    agreement_page,
    standing_of,
)
from gongyuan.organisations.queries.as_of import (
    filed_under,
    institutions_open_on,
    no_units,
    stretch_page,
    stretches_of,
    stretches_of_institution,
    unit_on,
    units_on,
)
from gongyuan.organisations.queries.divisions import divisions, unions_of_divisions
from gongyuan.organisations.queries.doubles import Plan, doubles
from gongyuan.organisations.queries.institutions import (
    first_details,
    institution_list,
    institution_page,
    published_institutions,
)
from gongyuan.organisations.queries.roster import roster_lines, roster_on, union_lines
from gongyuan.organisations.queries.still_open import goes_over, left_open
from gongyuan.organisations.queries.units import (
    ancestors,
    children_page,
    unit_page,
    units_found,
)

__all__ = [
    "Plan",
    "standing_of",
    "agreement_page",
    "agreement_list",
    "agreement_details",
    "ancestors",
    "children_page",
    "divisions",
    "doubles",
    "filed_under",
    "first_details",
    "goes_over",
    "institution_list",
    "institution_page",
    "institutions_open_on",
    "left_open",
    "no_units",
    "published_institutions",
    "roster_lines",
    "roster_on",
    "stretch_page",
    "stretches_of",
    "stretches_of_institution",
    "union_lines",
    "unions_of_divisions",
    "unit_on",
    "unit_page",
    "units_found",
    "units_on",
]
