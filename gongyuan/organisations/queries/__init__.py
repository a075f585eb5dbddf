from gongyuan.organisations.queries.divisions import divisions, unions_of_divisions
from gongyuan.organisations.queries.institutions import (
    institution_list,
    institutions_open_on,
    published_institutions,
)
from gongyuan.organisations.queries.units import (
    ancestors,
    children_page,
    coverage_rate,
    unit_page,
    units_found,
)

__all__ = [
    "ancestors",
    "children_page",
    "coverage_rate",
    "divisions",
    "institution_list",
    "institutions_open_on",
    "published_institutions",
    "unions_of_divisions",
    "unit_page",
    "units_found",
]
