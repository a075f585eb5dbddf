from gongyuan.organisations.queries.divisions import divisions, unions_of_divisions
from gongyuan.organisations.queries.institutions import (
    institution_list,
    institution_page,
    institutions_open_on,
    published_institutions,
)
from gongyuan.organisations.queries.tree_import import import_plan
from gongyuan.organisations.queries.units import (
    ancestors,
    children_page,
    coverage_rate,
    described,
    unit_page,
    units_found,
)

__all__ = [
    "ancestors",
    "children_page",
    "coverage_rate",
    "described",
    "divisions",
    "import_plan",
    "institution_list",
    "institution_page",
    "institutions_open_on",
    "published_institutions",
    "unions_of_divisions",
    "unit_page",
    "units_found",
]
